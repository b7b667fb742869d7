"""Cut a histogram at a value: keep what lies below it, or above.

A bucket that is cut keeps its share by interpolation, as ``fraction`` has it: of one without a
bound all lies at its other end.  The sum is estimated anew from the middles of what is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from rules.promql.histogram.boundaries import bounds_of, without_negatives
from rules.promql.series import FloatArray
from watchkeeper.storage.series.histograms import Buckets, Histogram, buckets_of


class Keep(Enum):
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class _Piece:
    lower: float
    upper: float
    count: float


def trimmed(histogram: Histogram, at: float, keep: Keep) -> Histogram:
    bounds = without_negatives(histogram, bounds_of(histogram))
    pieces = [
        _Piece(*piece)
        for piece in zip(
            bounds.lower.tolist(), bounds.upper.tolist(), bounds.counts.tolist(), strict=True
        )
    ]
    is_linear = histogram.has_custom_bounds
    left = [_left(piece, at, keep, is_linear=is_linear) for piece in pieces]
    if left == pieces:
        return histogram
    counts = np.array([piece.count for piece in left])
    total = float(counts.sum())
    observed = sum(
        piece.count * _middle(piece, at, is_linear=is_linear) for piece in left if piece.count
    )
    return replace(_with_counts(histogram, counts), count=total, sum=float(observed))


def _with_counts(histogram: Histogram, counts: FloatArray) -> Histogram:
    """Put counts back, in the order of ``bounds_of``."""
    below, has_zero = len(histogram.negative), histogram.zero_count > 0
    above = below + has_zero

    def side(buckets: Buckets, left: FloatArray) -> Buckets:
        return buckets_of(buckets.indices, left)

    return replace(
        histogram,
        negative=side(histogram.negative, counts[:below][::-1]),
        zero_count=float(counts[below]) if has_zero else histogram.zero_count,
        positive=side(histogram.positive, counts[above:]),
    )


def _left(piece: _Piece, at: float, keep: Keep, *, is_linear: bool) -> _Piece:
    """Return what is left of a bucket."""
    low, high = (-math.inf, at) if keep is Keep.BELOW else (at, math.inf)
    if low <= piece.lower and piece.upper <= high:
        return piece
    if piece.upper <= low or high <= piece.lower:
        return replace(piece, count=0.0)
    below = _share_below(piece, at, is_linear=is_linear)
    if keep is Keep.BELOW:
        return _Piece(piece.lower, at, piece.count * below)
    return _Piece(at, piece.upper, piece.count * (1 - below))


def _share_below(piece: _Piece, at: float, *, is_linear: bool) -> float:
    if math.isinf(piece.lower):
        return 1.0
    if is_linear or piece.lower <= 0 <= piece.upper:
        return (at - piece.lower) / (piece.upper - piece.lower)
    lower, upper, middle = (math.log2(abs(one)) for one in (piece.lower, piece.upper, at))
    return (middle - lower) / (upper - lower)


def _middle(piece: _Piece, at: float, *, is_linear: bool) -> float:
    """Return where to think the observations of a piece; without a bound, where it was cut."""
    if math.isinf(piece.lower):
        return min(piece.upper, at)
    if math.isinf(piece.upper):
        return max(piece.lower, at)
    if is_linear or piece.lower <= 0 <= piece.upper:
        return (piece.lower + piece.upper) / 2
    return math.copysign(math.sqrt(piece.lower * piece.upper), piece.upper)
