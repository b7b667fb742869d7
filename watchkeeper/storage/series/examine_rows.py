"""Look into rows of ``series.db``: whether blocks and roll-ups hold what they say."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np

from watchkeeper.core.messages import Text, text
from watchkeeper.storage.series.blocks.block import Ticks, unpacked
from watchkeeper.storage.series.blocks.statistics import (
    Statistics,
    decode_statistics,
    statistics_of,
)
from watchkeeper.storage.series.rollups.packing import PackedRecords
from watchkeeper.storage.series.rollups.records import groups_of
from watchkeeper.storage.series.rollups.tiers import TIERS, Tier
from watchkeeper.storage.series.ticks import is_live
from watchkeeper.storage.series.words import TimeArray

_ROUNDING = 1e-12
_GROUP = 256  # series of roll-ups that are in memory together

_BLOCK = (
    "SELECT blocks.id, name, start, stop, part, first, last, samples, statistics, head, data"
    " FROM blocks"
    " LEFT JOIN feeds ON feeds.id = blocks.feed WHERE blocks.id > ? ORDER BY blocks.id LIMIT 1"
)
_ROW = (
    "SELECT roll_ups.id, name, tier, start, stop, records, bytes, head, data FROM roll_ups"
    " LEFT JOIN feeds ON feeds.id = roll_ups.feed WHERE roll_ups.id > ?"
    " ORDER BY roll_ups.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block as it stands in the file, with the name of its feed, None where there is none."""

    id: int
    feed: str | None
    start: int
    stop: int
    part: int
    first: int
    last: int
    samples: int
    statistics: bytes  # empty: of none
    head: bytes
    data: bytes

    def fault(self) -> Text | None:
        """Return what is wrong with it; every column is decoded, histograms too."""
        facts = {"number": self.id, "feed": self.feed or "-"}
        if self.part < 0:
            return text("block {number} of {feed} was damaged and is set aside", **facts)
        try:
            ticks = unpacked(self.head, self.data)
            told = decode_statistics(self.statistics) if self.statistics else None
        except ValueError as error:
            return text("block {number} of {feed}: {reason}", reason=error, **facts)
        if self.feed is None or not self._fits(ticks):
            return text("block {number} of {feed} is not what its row says", **facts)
        if told is not None and not _are_true(told, ticks):
            return text("block {number} of {feed} has statistics of other samples", **facts)
        return None

    def _fits(self, ticks: Ticks) -> bool:
        """Tell whether times ascend, lie in the span, and ends and samples are as the row says."""
        times = ticks.times
        if not len(times) or (int(times[0]), int(times[-1])) != (self.first, self.last):
            return False
        is_in_span = self.start <= self.first and self.last < self.stop
        is_ascending = bool((np.diff(times) > 0).all())
        return is_in_span and is_ascending and _live(ticks) == self.samples


@dataclass(frozen=True, slots=True)
class RolledRow:
    """A row of roll-ups as it stands in the file."""

    id: int
    feed: str | None
    tier: int
    start: int
    stop: int
    records: int
    size_bytes: int
    head: bytes
    data: bytes

    def fault(self) -> Text | None:
        """Return what is wrong with it; every number of every record is decoded."""
        facts = {"number": self.id, "feed": self.feed or "-"}
        try:
            packed = PackedRecords(self.head, lambda first, stop: self.data[first:stop])
            found = _records_in(packed)
        except ValueError as error:
            return text("roll-ups {number} of {feed}: {reason}", reason=error, **facts)
        tier = next((one for one in TIERS if one.number == self.tier), None)
        size = len(self.head) + len(self.data)
        is_whole = (found, size) == (self.records, self.size_bytes)
        if tier is None or self.feed is None or not (is_whole and self._fits(tier, packed.times)):
            return text("roll-ups {number} of {feed} are not what their row says", **facts)
        return None

    def _fits(self, tier: Tier, times: TimeArray) -> bool:
        """Tell whether the periods ascend, end where their tier's do, and lie in the row."""
        is_in_row = bool(((times > self.start) & (times <= self.stop)).all())
        is_regular = bool((times % tier.period == 0).all() and (np.diff(times) > 0).all())
        return is_in_row and is_regular and self.stop - self.start == tier.row


def next_block(connection: sqlite3.Connection, after: int) -> BlockRow | None:
    row = connection.execute(_BLOCK, (after,)).fetchone()
    return None if row is None else BlockRow(*row)


def next_rolled(connection: sqlite3.Connection, after: int) -> RolledRow | None:
    row = connection.execute(_ROW, (after,)).fetchone()
    return None if row is None else RolledRow(*row)


def _are_true(told: Statistics, ticks: Ticks) -> bool:
    """Tell whether statistics are those of the samples, sums but for what rounding leaves."""
    found = statistics_of(ticks.values)
    if not np.array_equal(told.count, found.count):
        return False
    pairs = ((told.minimum, found.minimum), (told.maximum, found.maximum))
    if not all(np.array_equal(one, other, equal_nan=True) for one, other in pairs):
        return False
    size = np.fmax(np.abs(found.minimum), np.abs(found.maximum)) * np.maximum(found.count, 1)
    with np.errstate(invalid="ignore"):  # infinity less infinity
        is_close = np.abs(told.total - found.total) <= _ROUNDING * size
    is_same = (told.total == found.total) | (np.isnan(told.total) & np.isnan(found.total))
    return bool((is_close | is_same).all())


def _live(ticks: Ticks) -> int:
    return int(np.count_nonzero(is_live(ticks.values)))


def _records_in(packed: PackedRecords) -> int:
    """Decode all records and count them.  Raises ValueError."""
    found = 0
    for series in groups_of(packed.series, _GROUP):
        records, damages = packed.records(series)
        if damages:
            raise damages[0]
        found += int(np.count_nonzero(records.there))
    return found
