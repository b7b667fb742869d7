"""Multiply and divide a histogram by a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rules.promql.series import FloatArray
from watchkeeper.storage.series.histograms import (
    NO_BUCKETS,
    Buckets,
    CounterReset,
    Histogram,
    buckets_of,
)


def multiplied(histogram: Histogram, factor: float) -> Histogram:
    return _scaled(histogram, lambda counts: counts * factor, factor)


def divided(histogram: Histogram, divisor: float) -> Histogram:
    """Return the quotient; divided by zero it has no buckets any more."""
    found = _scaled(histogram, lambda counts: np.true_divide(counts, divisor), divisor)
    if divisor == 0:
        return replace(found, positive=NO_BUCKETS, negative=NO_BUCKETS)
    return found


def negated(histogram: Histogram) -> Histogram:
    return multiplied(histogram, -1.0)


def _scaled(
    histogram: Histogram, scale: Callable[[FloatArray], FloatArray], by: float
) -> Histogram:
    def side(buckets: Buckets) -> Buckets:
        return buckets_of(buckets.indices, scale(buckets.counts))

    scalars = np.array([histogram.count, histogram.sum, histogram.zero_count])
    count, observed, zero_count = scale(scalars).tolist()
    return replace(
        histogram,
        count=count,
        sum=observed,
        zero_count=zero_count,
        positive=side(histogram.positive),
        negative=side(histogram.negative),
        reset=CounterReset.GAUGE if by < 0 else histogram.reset,
    )
