"""Aggregates over the samples of a range for dense rows: sums by totals, extremes by halves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rules.promql.dense import DenseFunction, DenseRows, Prepared
from rules.promql.functions.prefix_sums import PrefixSums
from rules.promql.series import FloatArray
from rules.promql.table import IndexArray
from rules.promql.ticks import FeedWindows

_FEW_STEPS = 4  # for fewer it costs no more to look at every sample

Place = Callable[[DenseRows, FeedWindows], FloatArray]


def summed(*, is_mean: bool) -> DenseFunction:
    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        totals = PrefixSums(rows.without_gaps)
        is_lossy = np.zeros(rows.width, np.bool_)

        def sums(part: FeedWindows) -> FloatArray:
            return totals.between(
                np.broadcast_to(rows.spread(part.first), (part.steps, rows.width)),
                np.broadcast_to(rows.spread(part.last + 1), (part.steps, rows.width)),
            )

        def compute(part: FeedWindows) -> FloatArray:
            found = sums(part)
            return found / rows.spread(part.count) if is_mean else found

        most = max(1, 65_536 // rows.width)
        for begin in range(0, windows.steps, most):
            is_lossy |= totals.is_lossy(sums(windows.part(slice(begin, begin + most)))).any(axis=0)
        return compute, np.flatnonzero(is_lossy)

    return DenseFunction(prepare, least_steps=_FEW_STEPS)


def extreme(of: np.ufunc) -> DenseFunction:
    """Return fmin or fmax over each window: of two runs, a power of two long, that cover it."""

    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        levels = _levels_of(windows)
        runs: dict[int, FloatArray] = {}
        run = rows.values
        for level in range(int(levels.max()) + 1):
            runs[level] = run
            half = 1 << level
            run = of(run[:-half], run[half:]) if len(run) > half else run
        columns = np.arange(rows.width)

        def compute(part: FeedWindows) -> FloatArray:
            level = np.maximum(_levels_of(part), 0)
            found = np.zeros((part.steps, rows.width))
            for one in np.unique(level).tolist():
                first, last = rows.spread(part.first), rows.spread(part.last)
                begin = np.minimum(first, len(runs[one]) - 1)
                end = np.clip(last + 1 - (1 << one), 0, len(runs[one]) - 1)
                value = of(runs[one][begin, columns], runs[one][end, columns])
                found = np.where(rows.spread(level == one), value, found)
            return found

        return compute, None

    return DenseFunction(prepare, least_steps=_FEW_STEPS)


def _levels_of(windows: FeedWindows) -> IndexArray:
    """Return the binary logarithm of how many slots each window has: (steps, feeds)."""
    slots = np.maximum(windows.last - windows.first + 1, 1)
    return np.asarray(np.frexp(slots.astype(np.float64))[1].astype(np.intp) - 1)


def of_windows(place: Place) -> DenseFunction:
    """Return a function that needs no look at all samples."""

    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        del windows
        return lambda part: place(rows, part), None

    return DenseFunction(prepare)


count_over_time = of_windows(lambda rows, part: rows.spread(part.count).astype(np.float64))
present_over_time = of_windows(lambda rows, part: np.ones((part.steps, 1)))
last_over_time = of_windows(lambda rows, part: rows.at(part.last))
first_over_time = of_windows(lambda rows, part: rows.at(part.first))
sum_over_time = summed(is_mean=False)
avg_over_time = summed(is_mean=True)
min_over_time = extreme(np.fmin)
max_over_time = extreme(np.fmax)
