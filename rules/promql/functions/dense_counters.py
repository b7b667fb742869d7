"""Rates, increases and deltas of dense rows: two look-ups a window, whatever its length.

The rules are those of counters.py, in the same order of operations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rules.promql.dense import DenseFunction, DenseRows, Prepared
from rules.promql.functions.counters import THRESHOLD, Rise
from rules.promql.functions.prefix_sums import PrefixSums
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.ticks import FeedWindows


def extrapolated(rise: Rise) -> DenseFunction:
    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        del windows
        lost = _Lost(rows) if rise is not Rise.DELTA and rows.resets else None
        return lambda part: _extrapolated(rows, part, rise, lost), None

    return DenseFunction(prepare, fewest=2)


class _Lost:
    """What counters lost at their resets."""

    def __init__(self, rows: DenseRows) -> None:
        assert rows.resets is not None
        self.rows, lost = rows.resets
        self._feed = rows.feed[self.rows]
        self._sums = PrefixSums(lost)

    def within(self, windows: FeedWindows) -> FloatArray:
        """Return (steps, those rows): of pairs of neighbours, the later one is meant."""
        first, last = windows.first[:, self._feed], windows.last[:, self._feed]
        return self._sums.between(first + 1, np.maximum(first, last) + 1)


def _extrapolated(
    rows: DenseRows, windows: FeedWindows, rise: Rise, lost: _Lost | None
) -> FloatArray:
    first_value = rows.at(windows.first)
    risen = rows.at(windows.last) - first_value
    if lost is not None:
        risen[:, lost.rows] += lost.within(windows)
    reach = windows.remember(rise, lambda: _reach_of(windows, rise))
    result: FloatArray = risen * rows.spread(reach.factor)
    if rise is Rise.DELTA:
        return result
    is_near_zero = first_value < risen * rows.spread(reach.share_to_start)
    if is_near_zero.any():
        step, row = np.nonzero(is_near_zero & (first_value >= 0))
        feed = (step, rows.feed[row])
        sampled, rise_here = reach.sampled[feed], risen[step, row]
        to_zero = sampled * (first_value[step, row] / rise_here)
        to_start = np.minimum(reach.to_start[feed], to_zero)
        factor = (sampled + to_start + reach.to_end[feed]) / sampled
        result[step, row] = rise_here * (factor / reach.divisor[step, 0])
    return result


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far the samples of feeds reach, and how far beyond them to extrapolate, in seconds."""

    sampled: FloatArray  # (steps, feeds)
    to_start: FloatArray  # (steps, feeds)
    to_end: FloatArray  # (steps, feeds)
    divisor: FloatArray  # (steps, 1) seconds of the window for a rate, else 1
    factor: FloatArray  # (steps, feeds)
    share_to_start: FloatArray  # (steps, feeds) ``to_start`` by ``sampled``


def _reach_of(windows: FeedWindows, rise: Rise) -> _Reach:
    sampled = (windows.last_time - windows.first_time) / 1000
    mean = sampled / (windows.count - 1)
    to_start = _limited((windows.first_time - windows.start) / 1000, mean)
    to_end = _limited((windows.end - windows.last_time) / 1000, mean)
    divisor = np.ones((windows.steps, 1))
    if rise is Rise.RATE:
        divisor = (windows.end - windows.start) / 1000
    factor = (sampled + to_start + to_end) / sampled / divisor
    return _Reach(sampled, to_start, to_end, divisor, factor, to_start / sampled)


def _limited(distance: FloatArray, mean: FloatArray) -> FloatArray:
    """Return how far to extrapolate to an edge: half a mean distance where it is far away."""
    return np.where(distance >= mean * THRESHOLD, mean / 2, distance)


def last_two(of: Callable[[FloatArray, FloatArray, FloatArray], FloatArray]) -> DenseFunction:
    """Return a function of the last two samples and the seconds between them."""

    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        del windows

        def compute(part: FeedWindows) -> FloatArray:
            before = rows.ticks.tick_at(np.maximum(part.last - 1, 0))
            seconds = (part.last_time - rows.ticks.time_of(before)) / 1000
            return of(rows.at(before), rows.at(part.last), rows.spread(seconds))

        return compute, None

    return DenseFunction(prepare, fewest=2)


def _irate(earlier: FloatArray, later: FloatArray, seconds: FloatArray) -> FloatArray:
    return np.where(later < earlier, later, later - earlier) / seconds


def _idelta(earlier: FloatArray, later: FloatArray, seconds: FloatArray) -> FloatArray:
    del seconds
    return later - earlier


irate = last_two(_irate)
idelta = last_two(_idelta)


def counted(is_counted: Callable[[FloatArray, FloatArray], BoolArray]) -> DenseFunction:
    """Return how many neighbours (earlier, later) in a window are such."""

    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        del windows
        values = rows.values
        counts = np.zeros(values.shape, np.int32)
        np.cumsum(is_counted(values[:-1], values[1:]), axis=0, out=counts[1:])
        columns = np.arange(rows.width)

        def compute(part: FeedWindows) -> FloatArray:
            last, first = (rows.spread(slot) for slot in (part.last, part.first))
            return np.subtract(counts[last, columns], counts[first, columns], dtype=np.float64)

        return compute, None

    return DenseFunction(prepare, least_steps=4)


changes = counted(np.not_equal)
resets = counted(np.greater)
