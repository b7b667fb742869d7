"""Cut a histogram at a value: keep what lies below it, or above.

A bucket that is cut keeps its share by interpolation, as ``fraction`` has it: of one without a
bound all lies at its other end; one without both is left out.  The sum is estimated anew from the middles of what is left.
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


class Shape(Enum):
    """How observations are thought to lie in a bucket."""

    EVEN = "even"
    EXPONENTIAL = "exponential"


@dataclass(frozen=True, slots=True)
class _Piece:
    lower: float
    upper: float
    count: float
    shape: Shape


def trimmed(histogram: Histogram, at: float, keep: Keep) -> Histogram:
    pieces = _pieces_of(histogram)
    left = [_left(piece, at, keep) for piece in pieces]
    if left == pieces:
        return histogram
    counts = np.array([piece.count for piece in left])
    total = float(counts.sum())
    observed = sum(piece.count * _middle(piece, at) for piece in left if piece.count)
    return replace(_with_counts(histogram, counts), count=total, sum=float(observed))


def _pieces_of(histogram: Histogram) -> list[_Piece]:
    bounds = bounds_of(histogram)
    if not histogram.has_custom_bounds:  # custom bounds may be negative on purpose
        bounds = without_negatives(histogram, bounds)
    triples = zip(bounds.lower.tolist(), bounds.upper.tolist(), bounds.counts.tolist(), strict=True)
    return [
        _piece(lower, upper, count, is_custom=histogram.has_custom_bounds)
        for lower, upper, count in triples
    ]


def _piece(lower: float, upper: float, count: float, *, is_custom: bool) -> _Piece:
    if is_custom and math.isinf(lower) and 0 < upper < math.inf:
        lower = 0.0  # nothing says that there is anything below zero
    is_even = is_custom or lower <= 0 <= upper
    return _Piece(lower, upper, count, Shape.EVEN if is_even else Shape.EXPONENTIAL)


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


def _left(piece: _Piece, at: float, keep: Keep) -> _Piece:
    """Return what is left of a bucket."""
    low, high = (-math.inf, at) if keep is Keep.BELOW else (at, math.inf)
    if low <= piece.lower and piece.upper <= high:
        return piece
    is_unbounded = math.isinf(piece.lower) and math.isinf(piece.upper)
    if piece.upper <= low or high <= piece.lower or is_unbounded:
        return replace(piece, count=0.0)
    below = _share_below(piece, at)
    if keep is Keep.BELOW:
        return replace(piece, upper=at, count=piece.count * below)
    return replace(piece, lower=at, count=piece.count * (1 - below))


def _share_below(piece: _Piece, at: float) -> float:
    if math.isinf(piece.lower):
        return 1.0
    if piece.shape is Shape.EVEN:
        return (at - piece.lower) / (piece.upper - piece.lower)
    lower, upper, middle = (math.log2(abs(one)) for one in (piece.lower, piece.upper, at))
    return (middle - lower) / (upper - lower)


def _middle(piece: _Piece, at: float) -> float:
    """Return where to think the observations of a piece; without a bound, where it was cut."""
    if math.isinf(piece.lower):
        return min(piece.upper, at)
    if math.isinf(piece.upper):
        return max(piece.lower, at)
    if piece.shape is Shape.EVEN:
        return (piece.lower + piece.upper) / 2
    return math.copysign(math.sqrt(piece.lower * piece.upper), piece.upper)
