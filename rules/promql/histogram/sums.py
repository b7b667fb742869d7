"""Add, subtract and average histograms: bring all to one layout, then sum columns.

Which layout, and what becomes of the counter reset hint: as in prometheus
model/histogram/float_histogram.go, Add and Sub.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rules.promql.functions.numbers import accurate_sum
from rules.promql.histogram.resolution import (
    common_bounds,
    common_threshold,
    rebounded,
    reduced,
    widened,
)
from rules.promql.series import FloatArray
from watchkeeper.storage.series.histograms import (
    BucketIndices,
    Buckets,
    CounterReset,
    Histogram,
    buckets_of,
)

_SCALARS = 3  # count, sum, zero count


@dataclass(frozen=True, slots=True)
class Combined:
    """What came of several histograms, and what is worth a remark."""

    histogram: Histogram
    did_reconcile: bool  # custom bounds differed; those that all share were kept
    has_conflict: bool  # some say that the counter was reset, others that it was not


class SumOfColumns(Protocol):
    def __call__(self, table: FloatArray, /) -> FloatArray: ...


def total(histograms: Sequence[Histogram]) -> Combined | None:
    """Return the sum, as accurate as if compensated; None where the kinds of bounds differ."""
    return _combined(histograms, accurate_sum)


def mean(histograms: Sequence[Histogram]) -> Combined | None:
    """Return the average, also where the sum would overflow; None as for ``total``."""
    return _combined(histograms, _mean_of_columns)


def weighted(histograms: Sequence[Histogram], weights: Sequence[float]) -> Combined | None:
    """Return the plain sum of multiples, added in order; None as for ``total``."""
    factors = np.array(weights)[:, None]
    return _combined(histograms, lambda table: np.add.accumulate(table * factors, axis=0)[-1])


def added(left: Histogram, right: Histogram) -> Combined | None:
    return weighted((left, right), (1.0, 1.0))


def subtracted(left: Histogram, right: Histogram) -> Combined | None:
    return weighted((left, right), (1.0, -1.0))


def _mean_of_columns(table: FloatArray) -> FloatArray:
    found = accurate_sum(table) / len(table)
    overflown = np.isinf(found)
    if overflown.any():
        found[overflown] = accurate_sum(table[:, overflown] / len(table))
    return found


def _combined(histograms: Sequence[Histogram], sum_columns: SumOfColumns) -> Combined | None:
    if len({one.has_custom_bounds for one in histograms}) > 1:
        return None
    did_reconcile = len({one.bounds for one in histograms}) > 1
    alike = alike_of(histograms)
    positive = _indices([one.positive for one in alike])
    negative = _indices([one.negative for one in alike])
    table = np.array([_row(one, positive, negative) for one in alike])
    found = sum_columns(table)
    middle = _SCALARS + len(positive)
    count, observed, zero_count = found[:_SCALARS].tolist()
    hints = {one.reset for one in histograms}
    result = Histogram(
        schema=alike[0].schema,
        count=count,
        sum=observed,
        zero_count=zero_count,
        zero_threshold=alike[0].zero_threshold,
        positive=buckets_of(positive, found[_SCALARS:middle]),
        negative=buckets_of(negative, found[middle:]),
        bounds=alike[0].bounds,
        reset=_hint(hints),
    )
    return Combined(result, did_reconcile, {CounterReset.RESET, CounterReset.NOT_RESET} <= hints)


def alike_of(histograms: Sequence[Histogram]) -> Sequence[Histogram]:
    """Return all in the finest layout that all can be brought to; kinds of bounds are equal."""
    if histograms[0].has_custom_bounds:
        bounds = common_bounds(histograms)
        return [rebounded(one, bounds) for one in histograms]
    threshold = common_threshold(histograms)
    schema = min(one.schema for one in histograms)
    return [reduced(widened(one, threshold), schema) for one in histograms]


def _indices(sides: Sequence[Buckets]) -> BucketIndices:
    first = sides[0].indices
    if all(np.array_equal(one.indices, first) for one in sides[1:]):
        return first
    return np.unique(np.concatenate([one.indices for one in sides]))


def _row(histogram: Histogram, positive: BucketIndices, negative: BucketIndices) -> FloatArray:
    row = np.zeros(_SCALARS + len(positive) + len(negative))
    row[:_SCALARS] = histogram.count, histogram.sum, histogram.zero_count
    row[_SCALARS + np.searchsorted(positive, histogram.positive.indices)] = (
        histogram.positive.counts
    )
    row[_SCALARS + len(positive) + np.searchsorted(negative, histogram.negative.indices)] = (
        histogram.negative.counts
    )
    return row


def _hint(hints: set[CounterReset]) -> CounterReset:
    if CounterReset.GAUGE in hints:
        return CounterReset.GAUGE
    return hints.pop() if len(hints) == 1 else CounterReset.UNKNOWN
