"""One quantile of many histograms at once, as histogram.quantiles has it for one.

Histograms with custom bounds, or with observations of NaN, are not taken here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rules.promql.histogram.boundaries import upper_bounds
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray
from watchkeeper.storage.series.histograms import BucketIndices, Buckets, Histogram

FEWEST = 8  # fewer are as fast one by one


def is_plain(histogram: Histogram) -> bool:
    return not (histogram.has_custom_bounds or math.isnan(histogram.sum) or histogram.count == 0)


def quantiles(share: float, histograms: Sequence[Histogram]) -> FloatArray:
    """Return the quantile of each histogram (n,); all of them are plain, 0 <= share <= 1."""
    buckets = _laid_out(histograms)
    is_upwards = share < 0.5  # from the nearer end
    counts = np.array([one.count for one in histograms])
    rank = (share if is_upwards else 1 - share) * counts
    hit = _hit(buckets if is_upwards else buckets.reversed(), rank)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        counted = np.minimum(hit.counted, counts)
        inside = rank - (counted - hit.count) if is_upwards else counted - rank
        found = _interpolated(hit, inside / hit.count)
    found = np.where(counted < rank, hit.upper, found)
    found = np.where(np.isinf(hit.upper), hit.lower, found)
    return np.where(np.isinf(hit.lower), hit.upper, found)


@dataclass(frozen=True, slots=True)
class _Table:
    """Buckets of each histogram from the lowest value on: (n, widest); 0 behind the last."""

    lower: FloatArray
    upper: FloatArray
    counts: FloatArray
    lengths: IndexArray  # (n,)

    def reversed(self) -> _Table:
        """Return the buckets of each histogram from the highest value on."""
        width = self.counts.shape[1]
        places = self.lengths[:, None] - 1 - np.arange(width)
        places = np.where(places < 0, np.arange(width), places)
        lower, upper, counts = (
            np.take_along_axis(one, places, axis=1) for one in (self.lower, self.upper, self.counts)
        )
        return _Table(lower, upper, counts, self.lengths)


def _laid_out(histograms: Sequence[Histogram]) -> _Table:
    positive, negative = [one.positive for one in histograms], [one.negative for one in histograms]
    schemas = np.array([one.schema for one in histograms])
    threshold = np.array([one.zero_threshold for one in histograms])
    zeros = np.array([one.zero_count for one in histograms])
    above, below = _lengths(positive), _lengths(negative)
    has_zeros = zeros > 0
    lengths = above + below + has_zeros
    shape = (len(histograms), max(int(lengths.max()), 1))
    lower, upper, counts = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    rows, nth = _places(above)
    near, far, found = _side(positive, schemas[rows], threshold[rows])
    at = rows, (below + has_zeros)[rows] + nth
    lower[at], upper[at], counts[at] = near, far, found
    rows, nth = _places(below)
    near, far, found = _side(negative, schemas[rows], threshold[rows])
    at = rows, below[rows] - 1 - nth
    lower[at], upper[at], counts[at] = -far, -near, found
    at = np.flatnonzero(has_zeros), below[has_zeros]
    edge = threshold[has_zeros]
    lower[at], upper[at], counts[at] = -edge, edge, zeros[has_zeros]
    _cut_at_zero(lower, upper, (above > 0, below > 0))
    return _Table(lower, upper, counts, lengths)


def _cut_at_zero(lower: FloatArray, upper: FloatArray, has: tuple[BoolArray, BoolArray]) -> None:
    """Let buckets across zero begin, or end, at zero where only one side has observations."""
    is_across = (lower <= 0) & (upper >= 0)
    has_above, has_below = has
    lower[is_across & (has_above & ~has_below)[:, None]] = 0.0
    upper[is_across & (has_below & ~has_above)[:, None]] = 0.0


def _lengths(sides: Sequence[Buckets]) -> IndexArray:
    return np.array([len(side) for side in sides], np.intp)


def _places(lengths: IndexArray) -> tuple[IndexArray, IndexArray]:
    """Return row and place in the row of each bucket, row after row."""
    rows = np.repeat(np.arange(len(lengths)), lengths)
    starts = np.cumsum(lengths) - lengths
    return rows, np.arange(len(rows)) - starts[rows]


def _side(
    sides: Sequence[Buckets], schemas: IndexArray, threshold: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the edges of all buckets of a side as distances from zero, and their counts."""
    indices: BucketIndices = np.concatenate([np.zeros(0, np.int64), *(s.indices for s in sides)])
    near, far = np.zeros(len(indices)), np.zeros(len(indices))
    for schema in np.unique(schemas).tolist():
        mine = schemas == schema
        near[mine] = upper_bounds(schema, indices[mine] - 1)
        far[mine] = upper_bounds(schema, indices[mine])
    near = np.where((near > 0) & (near < threshold), threshold, near)
    return near, far, np.concatenate([np.zeros(0), *(side.counts for side in sides)])


@dataclass(frozen=True, slots=True)
class _Hit:
    """The buckets in which ranks lie; ``counted``: their observations and those passed before."""

    lower: FloatArray  # (n,)
    upper: FloatArray
    count: FloatArray
    counted: FloatArray


def _hit(buckets: _Table, rank: FloatArray) -> _Hit:
    counted = np.cumsum(buckets.counts, axis=1)
    is_reached = counted >= rank[:, None]
    last = np.maximum(buckets.lengths - 1, 0)
    place = np.where(is_reached.any(axis=1), is_reached.argmax(axis=1), last)
    at = np.arange(len(rank)), np.minimum(place, last)
    return _Hit(buckets.lower[at], buckets.upper[at], buckets.counts[at], counted[at])


def _interpolated(hit: _Hit, share: FloatArray) -> FloatArray:
    """Return where in their buckets ranks lie: by powers, but across zero by distance."""
    straight = hit.lower + (hit.upper - hit.lower) * share
    low, high = np.log2(np.abs(hit.lower)), np.log2(np.abs(hit.upper))
    above = np.exp2(low + (high - low) * share)
    below = -np.exp2(high + (low - high) * (1 - share))
    curved = np.where(hit.lower > 0, above, below)
    return np.where((hit.lower <= 0) & (hit.upper >= 0), straight, curved)
