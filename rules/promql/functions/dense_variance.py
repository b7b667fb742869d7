"""stdvar_over_time and stddev_over_time for dense rows: by sums of distances and their squares.

The distance from the middle of a row's range is rounded in its own last digit only.  Where little
is left of the squares, too many digits are lost: such rows are looked at sample by sample.
"""

from __future__ import annotations

import numpy as np

from rules.promql.dense import DenseFunction, DenseRows, Prepared
from rules.promql.functions.prefix_sums import PrefixSums
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.ticks import FeedWindows

_FEW_STEPS = 4  # for fewer it costs no more to look at every sample
_CELLS = 65_536
_LEAST_LEFT = 1e-4  # of the mean square: with less, more than four of sixteen digits are lost
_LARGEST_ERROR = 1e-12


class _Moments:
    """Running totals of the distances of some rows, and of their squares."""

    def __init__(self, rows: DenseRows) -> None:
        self._rows = rows
        distance = _distances(rows)
        self._distance, self._square = PrefixSums(distance), PrefixSums(distance * distance)

    def of(self, part: FeedWindows) -> tuple[FloatArray, FloatArray]:
        """Return mean square and variance of each window: (steps, rows)."""
        rows = self._rows
        shape = (part.steps, rows.width)
        edges = (rows.spread(part.first), rows.spread(part.last + 1))
        first, stop = (np.broadcast_to(edge, shape) for edge in edges)
        count = rows.spread(part.count)
        mean = self._distance.between(first, stop) / count
        square = self._square.between(first, stop) / count
        return square, square - mean * mean

    def are_poor(self, part: FeedWindows) -> BoolArray:
        """Return the rows of which a window lacks digits: (rows,)."""
        square, variance = self.of(part)
        count = self._rows.spread(part.count)
        error = 2 * np.sqrt(square) * self._distance.error / count + self._square.error / count
        is_good = (variance > square * _LEAST_LEFT) & (error < variance * _LARGEST_ERROR)
        poor: BoolArray = ((count > 0) & (square != 0) & ~is_good).any(axis=0)
        return poor


def _distances(rows: DenseRows) -> FloatArray:
    """Return how far each sample lies from the middle of its row; 0 where there is none."""
    if not rows.ticks.has_gaps:
        middle: FloatArray = rows.values.min(axis=0) / 2 + rows.values.max(axis=0) / 2
        return rows.values - middle
    is_tick = rows.ticks.is_tick[:, rows.feed]
    lowest = np.where(is_tick, rows.values, np.inf).min(axis=0)
    highest = np.where(is_tick, rows.values, -np.inf).max(axis=0)
    distances: FloatArray = np.where(is_tick, rows.values - (lowest / 2 + highest / 2), 0.0)
    return distances


def _prepared(*, is_root: bool) -> DenseFunction:
    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        moments = _Moments(rows)
        poor = np.zeros(rows.width, np.bool_)
        most = max(1, _CELLS // rows.width)
        for begin in range(0, windows.steps, most):
            poor |= moments.are_poor(windows.part(slice(begin, begin + most)))

        def compute(part: FeedWindows) -> FloatArray:
            variance = np.maximum(moments.of(part)[1], 0.0)
            return np.sqrt(variance) if is_root else variance

        return compute, np.flatnonzero(poor)

    return DenseFunction(prepare, least_steps=_FEW_STEPS)


stdvar_over_time = _prepared(is_root=False)
stddev_over_time = _prepared(is_root=True)
