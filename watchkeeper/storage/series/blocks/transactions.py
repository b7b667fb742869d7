"""Transactions on the file of blocks: what is read and written in one, as SQL."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import orjson

from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import Packed
from watchkeeper.storage.series.rollups.table import RollUpTable, RowsDropped
from watchkeeper.storage.series.rollups.tiers import RAW

_PUT = (
    "INSERT INTO blocks (feed, start, part, stop, first, last, samples, statistics, head, data)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, start, part) DO UPDATE SET"
    " stop = excluded.stop, first = excluded.first, last = excluded.last,"
    " samples = excluded.samples, statistics = excluded.statistics,"
    " head = excluded.head, data = excluded.data"
)

log = get_log("storage")


@dataclass(frozen=True, slots=True)
class BlockKey:
    """Which block: the ticks of a feed with start <= time < stop; late ones in further parts."""

    feed: int
    start: int
    stop: int
    part: int = 0

    def as_part(self, part: int) -> BlockKey:
        return replace(self, part=part)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a span, and how many samples are in it."""

    part: int
    samples: int


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A label set in a feed, and the last day (since 1970) of which blocks may have samples."""

    id: int
    feed: int
    day: int
    labels: Labels


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of the file: what is used, what is free in it, and a page."""

    used: int
    free: int
    page: int


@dataclass(frozen=True, slots=True)
class FoundBlock:
    id: int
    key: BlockKey
    head: bytes


@dataclass(frozen=True, slots=True)
class StoredBlock:
    id: int
    samples: int
    statistics: bytes
    head: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class SummedBlock:
    """What tells of a block without its samples."""

    key: BlockKey
    first: int
    last: int
    head: bytes
    statistics: bytes


class Writing:
    """A transaction that may change blocks; what it changed counts when it is on the disk."""

    def __init__(self, connection: sqlite3.Connection, raw_since: int) -> None:
        self._connection = connection
        self.raw_since = raw_since
        self.roll_ups = RollUpTable(connection)
        self.changes_blocks = False

    def reading(self) -> Reading:
        """Return what reads in this transaction."""
        return Reading(self._connection)

    def feed(self, name: str) -> int:
        """Return the id of a feed, made where it is new."""
        found = self._connection.execute("SELECT id FROM feeds WHERE name = ?", (name,)).fetchone()
        if found is not None:
            return int(found[0])
        made = self._connection.execute("INSERT INTO feeds (name) VALUES (?)", (name,)).lastrowid
        assert made is not None
        return made

    def add_series(self, feed: int, labels: Sequence[Labels], day: int) -> list[int]:
        """Return new ids for label sets of a feed that are not known there yet."""
        made = []
        for one in labels:
            row = (feed, day, _bytes_of(one))
            cursor = self._connection.execute(
                "INSERT INTO series (feed, day, labels) VALUES (?, ?, ?)", row
            )
            assert cursor.lastrowid is not None
            made.append(cursor.lastrowid)
        return made

    def see_series(self, ids: Sequence[int], day: int) -> None:
        """Note the day on which series had samples."""
        rows = [(day, one) for one in ids]
        self._connection.executemany("UPDATE series SET day = ? WHERE id = ?", rows)

    def block(self, key: BlockKey) -> tuple[bytes, bytes] | None:
        """Return head and data of a block, if it is there."""
        found = self._connection.execute(
            "SELECT head, data FROM blocks WHERE feed = ? AND start = ? AND part = ?",
            (key.feed, key.start, key.part),
        ).fetchone()
        return None if found is None else (found[0], found[1])

    def last_part(self, span: BlockKey) -> Chunk | None:
        """Return the part of a span that was begun last."""
        found = self._connection.execute(
            "SELECT part, samples FROM blocks WHERE feed = ? AND start = ? AND part >= 0"
            " ORDER BY part DESC LIMIT 1",
            (span.feed, span.start),
        ).fetchone()
        return None if found is None else Chunk(*found)

    def parts(self, span: BlockKey) -> list[tuple[BlockKey, bytes, bytes]]:
        """Return all parts of a span, with head and data, in the order in which they count."""
        rows = self._connection.execute(
            "SELECT stop, part, head, data FROM blocks WHERE feed = ? AND start = ? AND part >= 0"
            " ORDER BY part",
            (span.feed, span.start),
        )
        return [
            (BlockKey(span.feed, span.start, stop, part), head, data)
            for stop, part, head, data in rows.fetchall()
        ]

    def drop_parts(self, span: BlockKey) -> None:
        self.changes_blocks = True
        self._connection.execute(
            "DELETE FROM blocks WHERE feed = ? AND start = ? AND part > 0", (span.feed, span.start)
        )

    def erase_names(self, gone: Sequence[KnownSeries]) -> None:
        """Delete series; that their columns are still to be erased is remembered.

        Their numbers are never given again (AUTOINCREMENT).
        """
        self._connection.executemany(
            "INSERT OR IGNORE INTO erased (series, feed) VALUES (?, ?)",
            [(one.id, one.feed) for one in gone],
        )
        self._connection.executemany("DELETE FROM series WHERE id = ?", [(one.id,) for one in gone])

    def erased(self) -> tuple[int, list[int]] | None:
        """Return a feed with its series whose columns are to be erased."""
        feed = self._connection.execute("SELECT min(feed) FROM erased").fetchone()[0]
        if feed is None:
            return None
        rows = self._connection.execute("SELECT series FROM erased WHERE feed = ?", (feed,))
        return feed, [series for (series,) in rows]

    def forget_erased(self, feed: int) -> None:
        self._connection.execute("DELETE FROM erased WHERE feed = ?", (feed,))

    def next_block(self, feed: int, *, after: int) -> StoredBlock | None:
        """Return the block of a feed that was made next after the one with that id."""
        row = self._connection.execute(
            "SELECT id, samples, statistics, head, data FROM blocks WHERE feed = ? AND id > ?"
            " ORDER BY id LIMIT 1",
            (feed, after),
        ).fetchone()
        return None if row is None else StoredBlock(*row)

    def replace(self, block: int, by: Packed) -> None:
        """Give a block other blobs."""
        self.changes_blocks = True
        self._connection.execute(
            "UPDATE blocks SET statistics = ?, head = ?, data = ?, samples = ? WHERE id = ?",
            (by.statistics, by.head, by.data, by.samples, block),
        )

    def drop_block(self, block: int) -> None:
        self.changes_blocks = True
        self._connection.execute("DELETE FROM blocks WHERE id = ?", (block,))

    def set_aside(self, key: BlockKey) -> None:
        """Take a damaged block out of the way; it stays in the file, in a part below zero."""
        self.changes_blocks = True
        self._connection.execute(
            "UPDATE blocks SET part = -id WHERE feed = ? AND start = ? AND part = ?",
            (key.feed, key.start, key.part),
        )

    def drop_oldest(self, *, stop: int, most: int) -> RowsDropped:
        """Delete the oldest blocks that ended by *stop*, *most* of them."""
        rows = self._connection.execute(
            "DELETE FROM blocks WHERE id IN"
            " (SELECT id FROM blocks WHERE stop <= ? ORDER BY stop LIMIT ?) RETURNING stop",
            (stop, most),
        ).fetchall()
        if rows:
            self.changes_blocks = True
            self.raw_since = max(self.raw_since, *(stop for (stop,) in rows))
            self.roll_ups.note_dropped(RAW, self.raw_since)
        return RowsDropped(len(rows), self.raw_since)

    def drop_series(self, *, before_day: int) -> list[KnownSeries]:
        """Delete the series of which no block can have samples; return them."""
        rows = self._connection.execute(
            "DELETE FROM series WHERE day < ? RETURNING id, feed, day, labels", (before_day,)
        )
        return list(_known(rows.fetchall()))

    def note_horizons(self, horizons: Mapping[int, int]) -> None:
        """Note by interval class before which time the WAL may lack what is in blocks."""
        self._connection.executemany(
            "INSERT INTO horizons (interval, time) VALUES (?, ?) ON CONFLICT (interval)"
            " DO UPDATE SET time = max(time, excluded.time)",
            list(horizons.items()),
        )

    def space(self) -> Space:
        return space_of(self._connection)

    def put(self, key: BlockKey, block: Packed) -> None:
        """Store a block in the place of the one with its key; it is to be rolled up."""
        self.changes_blocks = True
        row = (key.feed, key.start, key.part, key.stop, block.first, block.last, block.samples)
        self._connection.execute(_PUT, (*row, block.statistics, block.head, block.data))
        self.roll_ups.mark_samples(key.feed, key.start)


class Reading:
    """A snapshot of the blocks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.roll_ups = RollUpTable(connection)

    def space(self) -> Space:
        return space_of(self._connection)

    def feeds(self) -> dict[str, int]:
        return dict(self._connection.execute("SELECT name, id FROM feeds"))

    def horizons(self) -> dict[int, int]:
        return dict(self._connection.execute("SELECT interval, time FROM horizons"))

    def last_after(self, time: int) -> dict[int, int]:
        """Return by feed its newest sample in blocks, of blocks that reach beyond *time*."""
        rows = self._connection.execute(
            "SELECT feed, max(last) FROM blocks WHERE stop > ? AND part >= 0 GROUP BY feed", (time,)
        )
        return dict(rows)

    def series(self) -> Iterator[KnownSeries]:
        """Yield all series; one whose name is damaged is told and left out."""
        rows = self._connection.execute("SELECT id, feed, day, labels FROM series")
        yield from _known(rows)

    def blocks(self, feed: int, start: int, end: int) -> list[FoundBlock]:
        """Return a feed's blocks that may have samples with start < time <= end, oldest first."""
        rows = self._connection.execute(
            "SELECT id, start, stop, part, head FROM blocks"
            " WHERE feed = ? AND start <= ? AND last > ? AND part >= 0 ORDER BY start, part",
            (feed, end, start),
        )
        return [
            FoundBlock(number, BlockKey(feed, begin, stop, part), head)
            for number, begin, stop, part, head in rows
        ]

    def summed_blocks(self, feed: int, start: int, end: int) -> list[SummedBlock]:
        """Return what tells of a feed's blocks with start < time <= end, as of ``blocks``."""
        rows = self._connection.execute(
            "SELECT start, stop, part, first, last, head, statistics FROM blocks"
            " WHERE feed = ? AND start <= ? AND last > ? AND part >= 0 ORDER BY start, part",
            (feed, end, start),
        )
        return [
            SummedBlock(BlockKey(feed, begin, stop, part), *rest)
            for begin, stop, part, *rest in rows
        ]

    def scattered(self) -> list[BlockKey]:
        """Return the spans that have more parts than one block, oldest first."""
        rows = self._connection.execute(
            "SELECT feed, start, max(stop) FROM blocks WHERE part > 0 GROUP BY start, feed"
        )
        return [BlockKey(feed, start, stop) for feed, start, stop in rows]

    def data(self, block: int, parts: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return parts [first, stop) of the data of a block."""
        with self._connection.blobopen("blocks", "data", block, readonly=True) as blob:
            return [bytes(blob[first:stop]) for first, stop in parts]


def space_of(connection: sqlite3.Connection) -> Space:
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return Space(used=(pages - free) * size, free=free * size, page=size)


def _known(rows: Iterable[tuple[int, int, int, bytes]]) -> Iterator[KnownSeries]:
    """Yield series; those whose names are damaged are told and left out."""
    damaged = 0
    for number, feed, day, data in rows:
        labels = _labels_from(data)
        if labels is None:
            damaged += 1
        else:
            yield KnownSeries(number, feed, day, labels)
    if damaged:
        log.warning("names of series are damaged and left out", series=damaged)


def _bytes_of(labels: Labels) -> bytes:
    """Return names and values with a checksum: a wrong letter must not make another series."""
    data = orjson.dumps([part for pair in labels for part in pair])
    return data + zlib.crc32(data).to_bytes(4, "little")


def _labels_from(data: bytes) -> Labels | None:
    """Return what ``_bytes_of`` was given, None where it is damaged."""
    text = data[:-4]
    if zlib.crc32(text) != int.from_bytes(data[-4:], "little") or not text:
        return None
    flat = orjson.loads(text)
    return tuple(zip(flat[::2], flat[1::2], strict=True))
