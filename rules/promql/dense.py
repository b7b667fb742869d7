"""Rows that have a finite sample at every tick of their feed: whole arrays, without a mask.

In a healthy store that is nearly every row.  The others, with gaps of their own, stale marks,
infinities or NaN, are left to the kernels in windows.py, which look at every sample.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from rules.promql.series import Block, CodeArray, FloatArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.ticks import FeedWindows, Ticks

T = TypeVar("T", bound=np.generic)

_CHUNK_SAMPLES = 131_072  # 1 MiB of values: a part stays in the processor's cache
_CHUNK_RESULTS = 65_536
_FEWEST_ROWS = 256


class DenseRows:
    """Rows side by side, all dense, under the windows of some steps."""

    def __init__(self, values: FloatArray, feed: CodeArray, ticks: Ticks) -> None:
        """Give values (slots, rows) and the feed (rows,) of each.

        A slot in which the feed has no tick holds the sample before, 0 or NaN.
        """
        self.values = values
        self.feed = feed
        self.ticks = ticks
        self._is_one_feed = ticks.times.shape[1] == 1

    @property
    def width(self) -> int:
        return len(self.feed)

    @cached_property
    def _flat(self) -> FloatArray:
        return np.ascontiguousarray(self.values).ravel()

    @cached_property
    def _columns(self) -> IndexArray:
        return np.arange(self.width)

    def spread(self, of_feeds: npt.NDArray[T]) -> npt.NDArray[T]:
        """Return for each row what (steps, feeds) says of its feed: (steps, rows) or (steps, 1)."""
        return of_feeds if self._is_one_feed else of_feeds.take(self.feed, axis=1)

    def at(self, slot: IndexArray) -> FloatArray:
        """Return the values at slots (steps, feeds) of the rows' feeds: (steps, rows)."""
        if self._is_one_feed:
            return self.values[slot[:, 0]]
        if len(slot) == 1:
            here: FloatArray = self.values[slot[0].take(self.feed), self._columns]
            return here[None]
        place = (slot * self.width).take(self.feed, axis=1)
        place += self._columns
        return self._flat.take(place)

    def take(self, columns: IndexArray) -> DenseRows:
        return DenseRows(self.values[:, columns], self.feed[columns], self.ticks)

    @cached_property
    def without_gaps(self) -> FloatArray:
        """Return the values with 0 wherever the feed has no tick."""
        if not self.ticks.has_gaps:
            return self.values
        return np.where(self.ticks.is_tick[:, self.feed], self.values, 0.0)

    @cached_property
    def resets(self) -> tuple[IndexArray, FloatArray] | None:
        """Return the rows in which a counter falls, and what it lost at each slot (slots, those).

        None where no counter falls.
        """
        falls = self.values[1:] < self.values[:-1]
        if not falls.any():
            return None
        rows = np.flatnonzero(falls.any(axis=0))
        lost = np.zeros((len(self.values), len(rows)))
        lost[1:] = np.where(falls[:, rows], self.values[:-1, rows], 0.0)
        return rows, lost


Prepared = Callable[[FeedWindows], FloatArray]
"""Gives the values (steps, rows) of some steps."""


@dataclass(frozen=True, slots=True)
class DenseFunction:
    """A function over a range on dense rows.

    ``prepare`` looks at all samples once.  It may give, beside what then computes each step, the
    rows whose results would lose digits that way.
    """

    prepare: Callable[[DenseRows, FeedWindows], tuple[Prepared, IndexArray | None]]
    fewest: int = 1  # samples that a window needs
    least_steps: int = 1  # for fewer, looking at every sample of a window costs no more


class Budget(Protocol):
    """What an evaluation may still use; raises QueryLimitExceeded and QueryTimedOut."""

    def hold(self, samples: int) -> None: ...

    def check_time(self) -> None: ...


Into = tuple[FloatArray, BoolArray]  # values and presence: (steps, rows of the selection)


def apply_dense(
    function: DenseFunction,
    block: Block,
    windows_of: tuple[TimeArray, TimeArray],  # starts and ends of all steps
    into: Into,
    budget: Budget,
) -> Block | None:
    """Put the results of all dense rows *into*; return the block of the others, if any."""
    if not block.values.size:
        return None
    ticks = Ticks(block.times)
    width = min(len(block.rows), max(_FEWEST_ROWS, _CHUNK_SAMPLES // ticks.slots))
    task = _Task(function, block, ticks, ticks.windows(*windows_of), into, width)
    left = []
    for begin in range(0, len(block.rows), width):
        columns, values = task.run(slice(begin, begin + width), budget)
        budget.hold(values.size)
        left.append((columns, values))
    others = np.concatenate([columns for columns, _ in left])
    if not len(others):
        return None
    samples = np.concatenate([values for _, values in left], axis=1)
    return Block(block.rows[others], block.feed[others], block.times, samples)


class _Task:
    """A function, a block and its windows, while the rows are gone through in parts."""

    def __init__(
        self,
        function: DenseFunction,
        block: Block,
        ticks: Ticks,
        windows: FeedWindows,
        into: Into,
        width: int,
    ) -> None:
        self._width = width
        self._function = function
        self._block = block
        self._ticks = ticks
        self._windows = windows
        self._is_present = windows.count >= function.fewest
        self._into = into
        self._is_one_run = bool((np.diff(block.rows) == 1).all())

    def run(self, columns: slice, budget: Budget) -> tuple[IndexArray, FloatArray]:
        """Compute some rows; return the columns that were not, and their values (slots, those)."""
        feed = self._block.feed[columns]
        values = _without_gaps(self._block.values[:, columns], feed, self._ticks)
        is_dense = _is_dense(values, feed, self._ticks)
        left = np.flatnonzero(~is_dense)
        rows, kept = DenseRows(values, feed, self._ticks), None
        if len(left):
            kept = np.flatnonzero(is_dense)
            rows = rows.take(kept)
        if rows.width:
            lossy = self._compute(rows, self._target(columns, kept), budget)
            if lossy is not None and len(lossy):
                left = np.concatenate([left, lossy if kept is None else kept[lossy]])
        return left + columns.start, values[:, left]

    def _target(self, columns: slice, kept: IndexArray | None) -> slice | IndexArray:
        rows = self._block.rows[columns]
        if kept is not None:
            return rows[kept]
        return slice(int(rows[0]), int(rows[-1]) + 1) if self._is_one_run else rows

    def _compute(
        self, rows: DenseRows, target: slice | IndexArray, budget: Budget
    ) -> IndexArray | None:
        compute, lossy = self._function.prepare(rows, self._windows)
        values, present = self._into
        most = max(1, _CHUNK_RESULTS // self._width)  # the same for all parts: see remember
        for begin in range(0, self._windows.steps, most):
            budget.check_time()
            steps = slice(begin, begin + most)
            values[steps, target] = compute(self._windows.part(steps))
            present[steps, target] = rows.spread(self._is_present[steps])
        return lossy


def _is_dense(values: FloatArray, feed: CodeArray, ticks: Ticks) -> BoolArray:
    """Return which rows have a finite value at every tick, and not so large that sums are not."""
    first, stop = ticks.core
    sums = np.add.reduce(values[first:stop], axis=0)
    for slot in ticks.loose_slots:
        sums += np.where(ticks.is_tick[slot][feed], values[slot], 0.0)
    return np.asarray(np.isfinite(sums))


def _without_gaps(values: FloatArray, feed: CodeArray, ticks: Ticks) -> FloatArray:
    """Return the values; those of feeds that miss a tick inside repeat the one before there."""
    if ticks.has_gaps_inside is None:
        return values
    columns = np.flatnonzero(ticks.has_gaps_inside[feed])
    if not len(columns):
        return values
    filled, feeds = values.copy(), feed[columns]
    repeated = values[ticks.last_tick[:, feeds], columns]
    filled[:, columns] = np.where(ticks.has_begun[:, feeds], repeated, 0.0)
    return filled
