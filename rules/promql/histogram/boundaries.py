"""Where the buckets of a histogram begin and end."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np

from rules.promql.series import FloatArray
from watchkeeper.storage.series.histograms import BucketIndices, Buckets, Histogram

_LARGEST = sys.float_info.max


def upper_bounds(schema: int, indices: BucketIndices) -> FloatArray:
    """Return the upper boundary of exponential buckets; of the last one the largest float.

    Index 0 ends at 1, index i at 2^(i * 2^-schema).
    """
    with np.errstate(over="ignore"):
        return _upper_bounds(schema, indices)


def _upper_bounds(schema: int, indices: BucketIndices) -> FloatArray:
    if schema > 0:
        parts = 1 << schema
        found = np.ldexp(_within_octave(schema)[indices & (parts - 1)], indices >> schema)
    else:
        parts = 1
        found = np.ldexp(1.0, indices << -schema)
    is_last = indices * 1.0 / parts * (1 << max(0, -schema)) == 1024
    return np.where(is_last, _LARGEST, found)


@cache
def _within_octave(schema: int) -> FloatArray:
    """Return the boundaries from 1 to below 2.

    Halved step by step, with the roundings of Prometheus's own table: its last digits are seen
    in answers and differ from those of exact powers.
    """
    found = [1.0]
    for step in range(1, schema + 1):
        factor = math.exp(math.log(2) / (1 << step))
        found = [bound for before in found for bound in (before, before * factor)]
    return np.array(found)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Buckets from the lowest to the highest value; the zero bucket stands between the sides."""

    lower: FloatArray  # (n,)
    upper: FloatArray  # (n,)
    counts: FloatArray  # (n,)

    def __len__(self) -> int:
        return len(self.counts)


def side_bounds(histogram: Histogram, buckets: Buckets) -> tuple[FloatArray, FloatArray]:
    """Return lower and upper boundaries of one side as distances from zero, outwards."""
    if histogram.has_custom_bounds:
        edges = np.array([-np.inf, *histogram.bounds, np.inf])
        return edges[buckets.indices], edges[buckets.indices + 1]
    schema, indices = histogram.schema, buckets.indices
    return upper_bounds(schema, indices - 1), upper_bounds(schema, indices)


def bounds_of(histogram: Histogram) -> Bounds:
    """Return all buckets that are not empty; those beside the zero bucket begin where it ends."""
    threshold = histogram.zero_threshold
    low, high = side_bounds(histogram, histogram.positive)
    far, near = _mirrored(histogram)
    low = np.where((low > 0) & (low < threshold), threshold, low)
    near = np.where((near < 0) & (near > -threshold), -threshold, near)
    zero = [histogram.zero_count] if histogram.zero_count > 0 else []
    edge = [threshold] if zero else []
    return Bounds(
        np.concatenate([far, np.negative(edge), low]),
        np.concatenate([near, edge, high]),
        np.concatenate([histogram.negative.counts[::-1], zero, histogram.positive.counts]),
    )


def _mirrored(histogram: Histogram) -> tuple[FloatArray, FloatArray]:
    """Return lower and upper boundaries of the negative side, from the lowest on."""
    near, far = side_bounds(histogram, histogram.negative)
    return -far[::-1], -near[::-1]


def without_negatives(histogram: Histogram, bounds: Bounds) -> Bounds:
    """Let a bucket across zero begin, or end, at zero where only one side has observations."""
    is_across = (bounds.lower <= 0) & (bounds.upper >= 0)
    lower, upper = bounds.lower, bounds.upper
    if len(histogram.positive) and not len(histogram.negative):
        lower = np.where(is_across, 0.0, lower)
    elif len(histogram.negative) and not len(histogram.positive):
        upper = np.where(is_across, 0.0, upper)
    return Bounds(lower, upper, bounds.counts)


class Ends(Enum):
    """Which ends belong to a bucket; the numbers are those of Prometheus's HTTP API."""

    UPPER = 0
    LOWER = 1
    NONE = 2
    BOTH = 3


@dataclass(frozen=True, slots=True)
class ShownBucket:
    ends: Ends
    lower: float
    upper: float
    count: float


def shown_buckets(histogram: Histogram) -> Iterator[ShownBucket]:
    """Yield the buckets that are not empty, from the lowest on."""
    bounds = bounds_of(histogram)
    for lower, upper, count in zip(
        bounds.lower.tolist(), bounds.upper.tolist(), bounds.counts.tolist(), strict=True
    ):
        yield ShownBucket(_ends(histogram, lower, upper), lower, upper, count)


def _ends(histogram: Histogram, lower: float, upper: float) -> Ends:
    if histogram.has_custom_bounds:
        return Ends.BOTH if lower == -math.inf else Ends.UPPER
    if lower <= 0 <= upper:
        return Ends.BOTH
    return Ends.UPPER if upper > 0 else Ends.LOWER
