"""What is rolled up: samples of blocks, or records of the next shorter tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import (
    BlockHead,
    Ticks,
    between,
    column_from,
    following,
    head_from,
    merged,
    no_ticks,
)
from watchkeeper.storage.series.blocks.transactions import Reading
from watchkeeper.storage.series.rollups.packing import PackedRecords
from watchkeeper.storage.series.rollups.records import Records, joined, last_before, no_records
from watchkeeper.storage.series.rollups.rolling_up import roll_up, roll_up_further
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES, Tier
from watchkeeper.storage.series.words import FloatArray, TimeArray

log = get_log("storage")

_NEVER = np.iinfo(np.int64).max


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
        """Return of how many times, at least one, a series may have something at once."""
        ...

    def roll_up(self, series: TimeArray, before: FloatArray) -> Records:
        """Return the records of some series, whose last samples *before* are given."""
        ...


@dataclass(frozen=True, slots=True)
class _Block:
    id: int
    start: int
    stop: int
    head: BlockHead


class Samples:
    """The samples of a feed with start < time <= end, in blocks."""

    def __init__(self, reading: Reading, feed: int, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._blocks = [
            _Block(found.id, found.key.start, found.key.stop, head)
            for found in reading.blocks(feed, start, end)
            if (head := _head_of(found.id, found.head)) is not None
        ]
        self._reading = reading

    @property
    def series(self) -> TimeArray:
        return _union([block.head.series for block in self._blocks])

    @property
    def ends(self) -> TimeArray:
        times = _union([block.head.times for block in self._blocks])
        inside = times[(times > self._start) & (times <= self._end)]
        period = FIVE_MINUTES.period
        return np.unique(-(-inside // period) * period)

    @property
    def ticks(self) -> int:
        return max((len(block.head.times) for block in self._blocks), default=1)

    def has_tick_at(self, time: int) -> bool:
        return any(time in block.head.times for block in self._blocks)

    def roll_up(self, series: TimeArray, before: FloatArray) -> Records:
        """Return the records of some series; each block is decoded once, one after the other.

        The last period of a block ends with the first tick of the next.
        """
        found, rest = [no_records(series)], no_ticks(series)
        for blocks in _apart(self._blocks):
            ticks = following(rest, self._inside(blocks, series))
            known = _whole_periods_before(max(block.stop for block in blocks))
            ready, rest = between(ticks, 0, known + 1), between(ticks, known + 1, _NEVER)
            found.append(roll_up(ready, FIVE_MINUTES.period, before))
            before = last_before(found[-1], known, before)
        found.append(roll_up(rest, FIVE_MINUTES.period, before))
        return joined(found)

    def _inside(self, blocks: Sequence[_Block], series: TimeArray) -> Ticks:
        """Return what blocks have of some series, ABSENT where nothing."""
        ticks = self._ticks(blocks[0], series)
        for block in blocks[1:]:
            ticks = merged(ticks, self._ticks(block, series))
        if len(ticks.series) < len(series):
            ticks = merged(ticks, no_ticks(series))
        return between(ticks, self._start + 1, self._end + 1)

    def _ticks(self, block: _Block, series: TimeArray) -> Ticks:
        """Return what a block has of some series; a damaged column counts as not there."""
        head = block.head
        places = np.flatnonzero(np.isin(head.series, series, assume_unique=True)).tolist()
        edges = [(int(head.edges[place]), int(head.edges[place + 1])) for place in places]
        names: list[int] = []
        columns: FloatArray = np.empty((len(places), len(head.times)))
        for place, data in zip(places, self._reading.data(block.id, edges), strict=True):
            try:
                columns[len(names)] = column_from(head, place, data)
            except ValueError as error:
                log.warning("a column of a block is damaged and not rolled up", error=error)
            else:
                names.append(int(head.series[place]))
        values = np.ascontiguousarray(columns[: len(names)].T)
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


def _apart(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Give blocks, oldest first, those together whose spans have a time in common."""
    some: list[_Block] = []
    stop = 0
    for block in blocks:
        if some and block.start >= stop:
            yield some
            some = []
        some.append(block)
        stop = max(stop, block.stop)
    if some:
        yield some


def _whole_periods_before(stop: int) -> int:
    """Return the end of the last period that has all its samples before *stop*."""
    period = FIVE_MINUTES.period
    return (stop - 1) // period * period


def _head_of(block: int, data: bytes) -> BlockHead | None:
    try:
        return head_from(data)
    except ValueError as error:
        log.warning("a block is damaged and not rolled up", block=block, error=error)
        return None


def _union(arrays: Sequence[TimeArray]) -> TimeArray:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *arrays]))
