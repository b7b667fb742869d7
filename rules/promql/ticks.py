"""Windows over the ticks of feeds: which slots each step sees, worked out once for all their rows.

Rows of a feed share its times, so that edges, counts and distances are arrays (steps, feeds).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from rules.promql.series import NO_TIME, TimeArray
from rules.promql.table import BoolArray, IndexArray

T = TypeVar("T")

CountArray = npt.NDArray[np.int64]

_MOST_FEEDS_TICK = 0.9  # a slot in which fewer do is at the edge of what was written, or a gap
_MOST_LOOSE_SLOTS = 16


class Ticks:
    """The times (slots, feeds) of a block; where a feed has no tick, its last one before counts."""

    def __init__(self, times: TimeArray) -> None:
        self.is_tick: BoolArray = times != NO_TIME
        self.has_gaps = not self.is_tick.all()
        self.times = np.maximum.accumulate(times, axis=0) if self.has_gaps else times

    @property
    def slots(self) -> int:
        return len(self.times)

    def windows(self, starts: TimeArray, ends: TimeArray) -> FeedWindows:
        """Return the windows (start, end] of all steps; at least one slot is needed."""
        first, stop = self._windows_of(starts, ends)
        if not self.has_gaps:
            count, last = stop - first, np.maximum(stop - 1, 0)
        elif self._run is not None:
            stop = np.minimum(stop, self._run[1])
            count, last = np.maximum(stop - first, 0), np.maximum(stop - 1, 0)
        else:
            count = self._ticks_before(stop) - self._ticks_before(first)
            last = self.tick_at(np.maximum(stop - 1, 0))
        first = np.minimum(first, self.slots - 1)
        return FeedWindows(
            first, last, count, self.time_of(first), self.time_of(last), starts, ends
        )

    def _windows_of(self, starts: TimeArray, ends: TimeArray) -> tuple[IndexArray, IndexArray]:
        if len(starts) == 1 or self.times.shape[1] == 1:
            return self._before(starts), self._before(ends)
        bounds, place = np.unique(np.concatenate([starts, ends]), return_inverse=True)
        before = self._before(bounds)
        return before[place[: len(starts)]], before[place[len(starts) :]]

    def _before(self, bounds: TimeArray) -> IndexArray:
        """Return (bounds, feeds): how many slots lie at or before each bound."""
        low, top = self._slot_range
        certain = np.searchsorted(top, bounds, side="right")
        if low is top:
            return certain[:, None]
        possible = np.searchsorted(low, bounds, side="right")
        before = np.repeat(certain[:, None], self.times.shape[1], axis=1)
        for step in np.flatnonzero(possible > certain).tolist():
            between = self.times[certain[step] : possible[step]]
            before[step] += (between <= bounds[step]).sum(axis=0)
        return before

    @cached_property
    def _slot_range(self) -> tuple[TimeArray, TimeArray]:
        """Return the first and the last time of each slot: (slots,); both ascend."""
        if self.times.shape[1] == 1:
            only = self.times[:, 0]
            return only, only
        return self.times.min(axis=1), self.times.max(axis=1)

    def time_of(self, slot: IndexArray) -> TimeArray:
        times: TimeArray = self.times[slot, np.arange(self.times.shape[1])]
        return times

    def tick_at(self, slot: IndexArray) -> IndexArray:
        """Return the last slot up to *slot* (steps, feeds) in which the feed ticked; 0 for none."""
        if not self.has_gaps:
            return slot
        return self.last_tick[slot, np.arange(self.times.shape[1])]

    @cached_property
    def _run(self) -> tuple[IndexArray, IndexArray] | None:
        """Return the slots [first, stop) of each feed if it ticks in each of them and no other."""
        first = self.is_tick.argmax(axis=0)
        stop = self.slots - self.is_tick[::-1].argmax(axis=0)
        is_whole = self.is_tick.sum(axis=0) == stop - first
        return (first, stop) if is_whole.all() else None

    @cached_property
    def last_tick(self) -> IndexArray:
        """Return for each slot and feed the last slot with a tick; 0 before the first."""
        slots = np.where(self.is_tick, np.arange(self.slots)[:, None], 0)
        return np.maximum.accumulate(slots, axis=0)

    @cached_property
    def has_begun(self) -> BoolArray:  # (slots, feeds)
        return np.logical_or.accumulate(self.is_tick, axis=0)

    def _ticks_before(self, slot: IndexArray) -> CountArray:
        return self._counted[slot, np.arange(self.times.shape[1])]

    @cached_property
    def _counted(self) -> CountArray:  # (slots + 1, feeds)
        counted = np.zeros((self.slots + 1, self.times.shape[1]), np.int64)
        np.cumsum(self.is_tick, axis=0, out=counted[1:])
        return counted

    @cached_property
    def core(self) -> tuple[int, int]:
        """Return the slots [first, stop) in which nearly all feeds tick.

        What lies outside is loose: few slots at either end, which some feeds have not reached.
        """
        if not self.has_gaps:
            return 0, self.slots
        if self._run is not None:
            first, stop = int(self._run[0].max()), int(self._run[1].min())
            if stop - first >= self.slots - _MOST_LOOSE_SLOTS:
                return first, stop
        usual = np.flatnonzero(self.is_tick.mean(axis=1) >= _MOST_FEEDS_TICK)
        if len(usual) < self.slots - _MOST_LOOSE_SLOTS or not len(usual):
            return 0, self.slots
        return int(usual[0]), int(usual[-1]) + 1

    @cached_property
    def has_gaps_inside(self) -> BoolArray | None:
        """Return which feeds miss a tick in the core; None: no feed."""
        if not self.has_gaps:
            return None
        first, stop = self.core
        missing: BoolArray = np.logical_not(self.is_tick[first:stop].all(axis=0))
        return missing if missing.any() else None

    @property
    def loose_slots(self) -> Sequence[int]:
        first, stop = self.core
        return [*range(first), *range(stop, self.slots)]


@dataclass(frozen=True)
class FeedWindows:
    """What each window (start, end] holds of each feed: arrays (steps, feeds).

    Where ``count`` is 0 the slots and times are any.  What functions derive from it is kept, so
    that it is worked out once, however many parts the rows are cut into.
    """

    first: IndexArray  # slot of the first tick
    last: IndexArray  # slot of the last tick
    count: CountArray
    first_time: TimeArray
    last_time: TimeArray
    starts: TimeArray  # (steps,)
    ends: TimeArray  # (steps,)
    number: int = 0  # of the first of these steps among all
    _kept: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def steps(self) -> int:
        return len(self.starts)

    @cached_property
    def start(self) -> TimeArray:  # (steps, 1)
        return self.starts[:, None]

    @cached_property
    def end(self) -> TimeArray:  # (steps, 1)
        return self.ends[:, None]

    def remember(self, name: object, make: Callable[[], T]) -> T:
        """Return what *make* gives, made once for each name."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("T", self._kept[name])

    def part(self, steps: slice) -> FeedWindows:
        """Return the windows of some of the steps; the same object for the same steps."""
        if steps.start == 0 and steps.stop >= self.steps:
            return self
        return self.remember((steps.start, steps.stop), lambda: self._part(steps))

    def _part(self, steps: slice) -> FeedWindows:
        return FeedWindows(
            self.first[steps],
            self.last[steps],
            self.count[steps],
            self.first_time[steps],
            self.last_time[steps],
            self.starts[steps],
            self.ends[steps],
            self.number + steps.start,
        )
