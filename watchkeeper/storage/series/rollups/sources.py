"""What is rolled up: samples of blocks, or records of the next shorter tier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import (
    BlockHead,
    Ticks,
    between,
    column_from,
    head_from,
    merged,
)
from watchkeeper.storage.series.blocks.transactions import Reading
from watchkeeper.storage.series.rollups.packing import PackedRecords
from watchkeeper.storage.series.rollups.records import Records
from watchkeeper.storage.series.rollups.rolling_up import roll_up, roll_up_further
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES, Tier
from watchkeeper.storage.series.words import FloatArray, TimeArray

log = get_log("storage")


class Source(Protocol):
    """What a tier is made from, within some time."""

    @property
    def series(self) -> TimeArray:
        """Return the series that have something, ascending."""
        ...

    @property
    def ends(self) -> TimeArray:
        """Return the ends of the periods that may have something, ascending."""
        ...

    @property
    def ticks(self) -> int:
        """Return of how many times, at least one, a series may have something."""
        ...

    def roll_up(self, series: TimeArray, before: FloatArray) -> Records:
        """Return the records of some series, whose last samples *before* are given."""
        ...


class Samples:
    """The samples of a feed with start < time <= end, in blocks."""

    def __init__(self, reading: Reading, feed: int, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._blocks = [
            (found.id, head)
            for found in reading.blocks(feed, start, end)
            if (head := _head_of(found.id, found.head)) is not None
        ]
        self._reading = reading

    @property
    def series(self) -> TimeArray:
        return _union([head.series for _, head in self._blocks])

    @property
    def ends(self) -> TimeArray:
        times = _union([head.times for _, head in self._blocks])
        inside = times[(times > self._start) & (times <= self._end)]
        period = FIVE_MINUTES.period
        return np.unique(-(-inside // period) * period)

    @property
    def ticks(self) -> int:
        return max(sum(len(head.times) for _, head in self._blocks), 1)

    def roll_up(self, series: TimeArray, before: FloatArray) -> Records:
        ticks = Ticks(np.zeros(0, np.int64), series, np.zeros((0, len(series))))
        for number, head in self._blocks:
            ticks = merged(ticks, self._ticks(number, head, series))
        inside = between(ticks, self._start + 1, self._end + 1)
        return roll_up(inside, FIVE_MINUTES.period, before)

    def _ticks(self, block: int, head: BlockHead, series: TimeArray) -> Ticks:
        """Return what a block has of some series; a damaged column counts as not there."""
        places = np.flatnonzero(np.isin(head.series, series, assume_unique=True)).tolist()
        edges = [(int(head.edges[place]), int(head.edges[place + 1])) for place in places]
        names, columns = [], []
        for place, data in zip(places, self._reading.data(block, edges), strict=True):
            try:
                columns.append(column_from(head, place, data))
            except ValueError as error:
                log.warning("a column of a block is damaged and not rolled up", error=error)
            else:
                names.append(int(head.series[place]))
        values = np.stack(columns, axis=1) if columns else np.zeros((len(head.times), 0))
        return Ticks(head.times, np.array(names, np.int64), values)


class ShorterRecords:
    """The records of a feed in one row of the next shorter tier."""

    def __init__(self, row: PackedRecords, tier: Tier) -> None:
        self._row = row
        self._period = tier.period

    @property
    def series(self) -> TimeArray:
        return self._row.series

    @property
    def ends(self) -> TimeArray:
        return np.unique(-(-self._row.times // self._period) * self._period)

    @property
    def ticks(self) -> int:
        return max(len(self._row.times), 1)

    def roll_up(self, series: TimeArray, before: FloatArray) -> Records:
        """Return the records; what was *before* is in the shorter ones already."""
        del before
        records, damages = self._row.records(series)
        if damages:
            log.warning("roll-ups are damaged and left out", series=len(damages), error=damages[0])
        return roll_up_further(records, self._period)


def _head_of(block: int, data: bytes) -> BlockHead | None:
    try:
        return head_from(data)
    except ValueError as error:
        log.warning("a block is damaged and not rolled up", block=block, error=error)
        return None


def _union(arrays: Sequence[TimeArray]) -> TimeArray:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *arrays]))
