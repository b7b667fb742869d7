"""Look at every frame of the WAL and every column of every block; nothing is repaired.

Both may be used meanwhile by the server that looks: what is being written is no damage.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from watchkeeper.core.messages import Text, text
from watchkeeper.storage.series.blocks.block import Ticks, unpacked
from watchkeeper.storage.series.frames import Scan, scan
from watchkeeper.storage.series.records import LayoutRecord, TicksRecord, record_from
from watchkeeper.storage.series.segments import numbers_in, segment_path
from watchkeeper.storage.sqlite_copy import reading_sqlite

_AT_ONCE_BYTES = 8 << 20
_HEADER = b"H"

_BLOCKS = (
    "SELECT blocks.id, name, start, stop, part, first, last, head, data FROM blocks"
    " LEFT JOIN feeds ON feeds.id = blocks.feed WHERE blocks.id > ? ORDER BY blocks.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A piece that was looked at: how far that is, and what is wrong with it."""

    done: int
    of: int
    fault: Text | None = None


def examine_wal(directory: Path) -> Generator[Looked, None, None]:
    """Look at the segments, oldest first; progress in bytes."""
    paths = [segment_path(directory, number) for number in numbers_in(directory)]
    of, done = sum(_size(path) for path in paths), 0
    for path in paths:
        try:
            for size, fault in _examine_segment(path, is_newest=path is paths[-1]):
                done += size
                yield Looked(min(done, of), of, fault)
        except FileNotFoundError:
            continue  # all its samples are in blocks by now
        except OSError as error:
            fault = text("{name} cannot be read: {reason}", name=path.name, reason=error.strerror)
            yield Looked(min(done, of), of, fault)


def examine_blocks(path: Path) -> Generator[Looked, None, None]:
    """Look at the file and all that is in it; progress in blocks."""
    try:
        with reading_sqlite(path) as connection:
            yield from _examine_file(connection)
    except sqlite3.Error as error:
        yield Looked(1, 1, text("{name} cannot be read: {reason}", name=path.name, reason=error))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _examine_segment(path: Path, *, is_newest: bool) -> Iterator[tuple[int, Text | None]]:
    """Yield bytes that were read, and what is wrong with them."""
    layouts: set[int] = set()
    rest = b""
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE_BYTES):
            data = rest + piece
            found = scan(data)
            rest = data[len(data) - found.torn_bytes :]
            yield len(piece), _fault_of(found, path.name, layouts)
    if rest and not is_newest:
        yield 0, text("{name} ends within a record: {size} bytes", name=path.name, size=len(rest))


def _fault_of(found: Scan, name: str, layouts: set[int]) -> Text | None:
    if found.damaged_bytes:
        return text("{name}: {size} bytes are damaged", name=name, size=found.damaged_bytes)
    unusable = sum(not _is_usable(payload, layouts) for payload in found.payloads)
    if unusable:
        return text("{name}: {count} records cannot be used", name=name, count=unusable)
    return None


def _is_usable(payload: memoryview, layouts: set[int]) -> bool:
    """Tell whether a record can be read, and its layout is defined before it in its segment."""
    if bytes(payload[:1]) == _HEADER:
        return True
    try:
        record = record_from(payload)
    except ValueError:
        return False
    if isinstance(record, LayoutRecord):
        layouts.add(record.layout)
    return not isinstance(record, TicksRecord) or record.layout in layouts


def _examine_file(connection: sqlite3.Connection) -> Iterator[Looked]:
    of = 1 + int(connection.execute("SELECT count(*) FROM blocks").fetchone()[0])
    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    fault = None if said == "ok" else text("SQLite finds damage: {reason}", reason=said)
    yield Looked(1, of, fault)
    done, last = 1, -1
    while (row := connection.execute(_BLOCKS, (last,)).fetchone()) is not None:
        done, last = done + 1, row[0]
        yield Looked(min(done, of), of, _fault_of_block(*row))


def _fault_of_block(
    number: int,
    feed: str | None,
    start: int,
    stop: int,
    part: int,
    first: int,
    last: int,
    head: bytes,
    data: bytes,
) -> Text | None:
    facts = {"number": number, "feed": feed or "-"}
    if part < 0:
        return text("block {number} of {feed} was damaged and is set aside", **facts)
    try:
        ticks = unpacked(head, data)
    except ValueError as error:
        return text("block {number} of {feed}: {reason}", reason=error, **facts)
    if feed is None or not _fits(ticks, (start, stop), (first, last)):
        return text("block {number} of {feed} is not what its row says", **facts)
    return None


def _fits(ticks: Ticks, span: tuple[int, int], ends: tuple[int, int]) -> bool:
    """Tell whether times ascend, lie in the span, and are those that the row names."""
    times = ticks.times
    if not len(times) or (int(times[0]), int(times[-1])) != ends:
        return False
    return span[0] <= ends[0] and ends[1] < span[1] and bool((np.diff(times) > 0).all())
