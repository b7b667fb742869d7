"""Whether two histograms are the same, and whether the counter was reset between them."""

from __future__ import annotations

import numpy as np

from rules.promql.histogram.resolution import (
    common_bounds,
    common_threshold,
    rebounded,
    reduced,
    widened,
)
from rules.promql.series import FloatArray
from watchkeeper.core.samples import bits_of
from watchkeeper.storage.series.histograms import Buckets, CounterReset, Histogram


def are_equal(one: Histogram, other: Histogram) -> bool:
    """Compare all but the hint, floats by their bits: a NaN is equal to itself."""
    return (
        one.schema == other.schema
        and one.bounds == other.bounds
        and one.zero_threshold == other.zero_threshold
        and _bits(one) == _bits(other)
        and _are_same(one.positive, other.positive)
        and _are_same(one.negative, other.negative)
    )


def _bits(histogram: Histogram) -> tuple[int, int, int]:
    return bits_of(histogram.count), bits_of(histogram.sum), bits_of(histogram.zero_count)


def _are_same(one: Buckets, other: Buckets) -> bool:
    return one is other or (
        np.array_equal(one.indices, other.indices)
        and np.array_equal(one.counts.view(np.int64), other.counts.view(np.int64))
    )


def are_alike(one: Histogram, other: Histogram, tolerance: float) -> bool:
    """Compare layouts, and counts and sums within a relative *tolerance*."""

    def numbers(histogram: Histogram) -> FloatArray:
        scalars = histogram.count, histogram.sum, histogram.zero_count
        return np.concatenate([scalars, histogram.positive.counts, histogram.negative.counts])

    return (
        one.schema == other.schema
        and one.bounds == other.bounds
        and one.zero_threshold == other.zero_threshold
        and np.array_equal(one.positive.indices, other.positive.indices)
        and np.array_equal(one.negative.indices, other.negative.indices)
        and np.allclose(numbers(one), numbers(other), rtol=tolerance, atol=0, equal_nan=True)
    )


def was_reset(current: Histogram, previous: Histogram) -> bool:
    """Return whether a count fell, or the layout became finer, which takes a new start.

    Rules as in prometheus model/histogram/float_histogram.go, DetectReset.
    """
    if current.reset in _KNOWN:
        return current.reset is CounterReset.RESET
    if current.count < previous.count or current.has_custom_bounds != previous.has_custom_bounds:
        return True
    if current.has_custom_bounds:
        bounds = common_bounds((current, previous))
        current, previous = rebounded(current, bounds), rebounded(previous, bounds)
        return _fell(current.positive, previous.positive)
    if current.schema > previous.schema or current.zero_threshold < previous.zero_threshold:
        return True
    threshold = current.zero_threshold
    if common_threshold((current, previous)) != threshold:
        return True
    previous = reduced(widened(previous, threshold), current.schema)
    return (
        current.zero_count < previous.zero_count
        or _fell(current.positive, previous.positive)
        or _fell(current.negative, previous.negative)
    )


_KNOWN = frozenset({CounterReset.RESET, CounterReset.NOT_RESET})


def _fell(current: Buckets, previous: Buckets) -> bool:
    """Return whether a bucket has fewer observations than before, or is gone."""
    place = np.searchsorted(current.indices, previous.indices)
    padded = np.append(current.indices, -(2**62))
    is_there = padded[place] == previous.indices
    if not is_there.all():
        return True
    return bool((current.counts[place] < previous.counts).any())


def stored_hint(current: Histogram, previous: Histogram | None) -> CounterReset:
    """Return what a store tells of a histogram that follows *previous* in its series.

    A counter that went on is NOT_RESET; where a series begins, or its layout changes, or a
    count fell, nothing is told: the reader looks itself (as Prometheus's chunks do).
    """
    if current.reset is CounterReset.GAUGE:
        return CounterReset.GAUGE
    if (
        previous is None
        or previous.reset is CounterReset.GAUGE
        or _layout(current) != _layout(previous)
    ):
        return CounterReset.UNKNOWN
    if was_reset(current, previous):
        return CounterReset.UNKNOWN
    return CounterReset.NOT_RESET


def _layout(histogram: Histogram) -> tuple[object, ...]:
    return histogram.schema, histogram.zero_threshold, histogram.bounds
