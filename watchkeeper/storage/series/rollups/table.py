"""Roll-ups in ``series.db``: their rows, what is still to be rolled up, and what was dropped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from watchkeeper.storage.series.blocks.block import Packed
from watchkeeper.storage.series.rollups.packing import PackedRecords, ReadBytes
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES, HOURS, TIERS, Tier

TABLES = """
CREATE TABLE IF NOT EXISTS roll_ups (
    id INTEGER PRIMARY KEY, tier INTEGER NOT NULL, feed INTEGER NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, records INTEGER NOT NULL, bytes INTEGER NOT NULL,
    head BLOB NOT NULL, data BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS roll_ups_by_feed ON roll_ups (tier, feed, start);
CREATE INDEX IF NOT EXISTS roll_ups_of_feed ON roll_ups (feed, id);
CREATE INDEX IF NOT EXISTS roll_ups_by_stop ON roll_ups (tier, stop, bytes, records);
CREATE TABLE IF NOT EXISTS unrolled (
    tier INTEGER NOT NULL, start INTEGER NOT NULL, feed INTEGER NOT NULL,
    PRIMARY KEY (tier, start, feed)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dropped (tier INTEGER PRIMARY KEY, until INTEGER NOT NULL);
"""

_PUT = (
    "INSERT INTO roll_ups (tier, feed, start, stop, records, bytes, head, data)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tier, feed, start) DO UPDATE SET"
    " stop = excluded.stop, records = excluded.records, bytes = excluded.bytes,"
    " head = excluded.head, data = excluded.data"
)


class Haste(Enum):
    """When chunks are rolled up."""

    NONE = "when their day is over"
    ROOM = "when they are over, for their samples must go"


@dataclass(frozen=True, slots=True)
class Unrolled:
    """Chunks of a row of a feed that are to be rolled up: what ends in (start, start + tier.chunk]."""

    tier: Tier
    feed: int
    starts: tuple[int, ...]  # ascending


@dataclass(frozen=True, slots=True)
class FoundRow:
    id: int
    start: int
    head: bytes


@dataclass(frozen=True, slots=True)
class RowsDropped:
    """How many rows were deleted, and from when on all are kept."""

    rows: int
    until: int


class RollUpTable:
    """What a transaction, or a snapshot, sees and does of roll-ups."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- what is to be rolled up --------------------------------------------------------------

    def mark_samples(self, feed: int, start: int) -> None:
        """Let the samples of a feed from *start* on be rolled up, or once more."""
        self.mark(FIVE_MINUTES, feed, start)

    def mark(self, tier: Tier, feed: int, time: int) -> None:
        """Let the chunk in which *time* lies be rolled up."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unrolled (tier, start, feed) VALUES (?, ?, ?)",
            (tier.number, time - time % tier.chunk, feed),
        )

    def done(self, unrolled: Unrolled) -> None:
        self._connection.executemany(
            "DELETE FROM unrolled WHERE tier = ? AND start = ? AND feed = ?",
            [(unrolled.tier.number, start, unrolled.feed) for start in unrolled.starts],
        )

    def first_due(self, now: int, haste: Haste = Haste.NONE) -> Unrolled | None:
        """Return what to roll up next: of shorter periods first, then the oldest."""
        if haste is Haste.ROOM:
            return self._first_before(FIVE_MINUTES, FIVE_MINUTES.over_before(now))
        found = (self._first_before(tier, tier.due_before(now)) for tier in TIERS)
        return next((one for one in found if one is not None), None)

    def _first_before(self, tier: Tier, before: int) -> Unrolled | None:
        row = self._connection.execute(
            "SELECT start, feed FROM unrolled WHERE tier = ? AND start < ?"
            " ORDER BY start, feed LIMIT 1",
            (tier.number, before),
        ).fetchone()
        if row is None:
            return None
        first, feed = row
        stop = min(first - first % tier.row + tier.row, before)
        starts = [
            start for start in range(first, stop, tier.chunk) if self._is_marked(tier, start, feed)
        ]
        return Unrolled(tier, feed, tuple(starts))

    def _is_marked(self, tier: Tier, start: int, feed: int) -> bool:
        key = (tier.number, start, feed)
        found = self._connection.execute(
            "SELECT 1 FROM unrolled WHERE tier = ? AND start = ? AND feed = ?", key
        )
        return found.fetchone() is not None

    def first_unrolled(self, tier: Tier, *, since: int = 0) -> int | None:
        """Return the start of the oldest chunk of a tier, from *since* on, that is not rolled up."""
        found = self._connection.execute(
            "SELECT min(start) FROM unrolled WHERE tier = ? AND start >= ?", (tier.number, since)
        ).fetchone()[0]
        return None if found is None else int(found)

    # -- rows ---------------------------------------------------------------------------------

    def put(self, tier: Tier, feed: int, start: int, row: Packed) -> None:
        """Store a row in the place of the one that is there."""
        size = len(row.head) + len(row.data)
        key = (tier.number, feed, start, start + tier.row)
        self._connection.execute(_PUT, (*key, row.samples, size, row.head, row.data))
        if tier is FIVE_MINUTES:
            self.mark(HOURS, feed, start)

    def row(self, tier: Tier, feed: int, start: int) -> FoundRow | None:
        found = self._connection.execute(
            "SELECT id, start, head FROM roll_ups WHERE tier = ? AND feed = ? AND start = ?",
            (tier.number, feed, start),
        ).fetchone()
        return None if found is None else FoundRow(*found)

    def rows(self, tier: Tier, feed: int, start: int, end: int) -> list[FoundRow]:
        """Return the rows of a feed that may have periods with start < end of it <= *end*."""
        found = self._connection.execute(
            "SELECT id, start, head FROM roll_ups"
            " WHERE tier = ? AND feed = ? AND start > ? AND start < ? ORDER BY start",
            (tier.number, feed, start - tier.row, end),
        )
        return [FoundRow(*row) for row in found]

    def whole(self, row: FoundRow) -> PackedRecords:
        """Return a row with all its data in memory.  Raises ValueError where it is damaged."""
        (data,) = self._connection.execute(
            "SELECT data FROM roll_ups WHERE id = ?", (row.id,)
        ).fetchone()
        return PackedRecords(row.head, lambda first, stop: data[first:stop])

    @contextmanager
    def data(self, row: FoundRow) -> Iterator[ReadBytes]:
        """Give what reads bytes [first, stop) of the data of a row."""
        with self._connection.blobopen("roll_ups", "data", row.id, readonly=True) as blob:
            yield lambda first, stop: bytes(blob[first:stop])

    def next_of(self, feed: int, after: int) -> FoundRow | None:
        """Return the row of a feed, of whatever tier, that follows the one with id *after*."""
        found = self._connection.execute(
            "SELECT id, start, head FROM roll_ups WHERE feed = ? AND id > ? ORDER BY id LIMIT 1",
            (feed, after),
        ).fetchone()
        return None if found is None else FoundRow(*found)

    def replace(self, row: FoundRow, by: Packed | None) -> None:
        """Store other records in a row, or delete it."""
        if by is None:
            self._connection.execute("DELETE FROM roll_ups WHERE id = ?", (row.id,))
            return
        size = len(by.head) + len(by.data)
        self._connection.execute(
            "UPDATE roll_ups SET head = ?, data = ?, records = ?, bytes = ? WHERE id = ?",
            (by.head, by.data, by.samples, size, row.id),
        )

    def oldest(self, tier: Tier) -> int | None:
        """Return the start of the oldest row of a tier."""
        found = self._connection.execute(
            "SELECT min(stop) FROM roll_ups WHERE tier = ?", (tier.number,)
        ).fetchone()[0]
        return None if found is None else int(found) - tier.row

    # -- what is kept no longer ---------------------------------------------------------------

    def drop_oldest(self, tier: Tier, *, stop: int, most: int) -> RowsDropped:
        """Delete the oldest rows that ended by *stop*, *most* of them."""
        rows = self._connection.execute(
            "DELETE FROM roll_ups WHERE id IN (SELECT id FROM roll_ups"
            " WHERE tier = ? AND stop <= ? ORDER BY stop LIMIT ?) RETURNING stop",
            (tier.number, stop, most),
        ).fetchall()
        if rows:
            self.note_dropped(tier.number, max(stop for (stop,) in rows))
        return RowsDropped(len(rows), self.dropped_until(tier.number))

    def note_dropped(self, tier: int, until: int) -> None:
        """Note that of a tier, by number, not everything before *until* is kept."""
        self._connection.execute(
            "INSERT INTO dropped (tier, until) VALUES (?, ?) ON CONFLICT (tier)"
            " DO UPDATE SET until = max(until, excluded.until)",
            (tier, until),
        )

    def dropped_until(self, tier: int) -> int:
        """Return from when on a tier, by number, is kept whole; 0 where nothing was dropped."""
        found = self._connection.execute(
            "SELECT until FROM dropped WHERE tier = ?", (tier,)
        ).fetchone()
        return 0 if found is None else int(found[0])

    def sizes(self) -> dict[int, tuple[int, int]]:
        """Return bytes and records of each tier, by number."""
        rows = self._connection.execute(
            "SELECT tier, sum(bytes), sum(records) FROM roll_ups WHERE tier > 0 GROUP BY tier"
        )
        return {tier: (size, records) for tier, size, records in rows}
