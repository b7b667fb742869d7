"""Look at every frame of the WAL, every block and every row of roll-ups; nothing is repaired.

Both may be used meanwhile by the server that looks: what is being written is no damage.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.messages import Text, text
from watchkeeper.storage.series.examine_rows import (
    BlockRow,
    RolledRow,
    next_block,
    next_rolled,
)
from watchkeeper.storage.series.frames import Scan, scan
from watchkeeper.storage.series.records import LayoutRecord, TicksRecord, record_from
from watchkeeper.storage.series.segments import numbers_in, segment_path
from watchkeeper.storage.sqlite_copy import reading_sqlite

_AT_ONCE_BYTES = 8 << 20
_HEADER = b"H"
_COUNT = "SELECT (SELECT count(*) FROM blocks) + (SELECT count(*) FROM roll_ups)"


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
    """Look at the file and all that is in it; progress in rows."""
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
    of = 1 + int(connection.execute(_COUNT).fetchone()[0])
    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    fault = None if said == "ok" else text("SQLite finds damage: {reason}", reason=said)
    yield Looked(1, of, fault)
    for done, row in enumerate(_rows(connection), start=2):
        yield Looked(min(done, of), of, row.fault())


def _rows(connection: sqlite3.Connection) -> Iterator[BlockRow | RolledRow]:
    """Yield blocks, then roll-ups; between two of them others may write."""
    last = -1
    while (block := next_block(connection, last)) is not None:
        last = block.id
        yield block
    last = -1
    while (rolled := next_rolled(connection, last)) is not None:
        last = rolled.id
        yield rolled
