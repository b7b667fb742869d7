"""Quantiles of a histogram, and their inverse, the share of observations below a value.

Interpolated on a logarithmic scale within exponential buckets, linearly within the zero bucket
and custom ones.  Rules as in prometheus promql/quantile.go, HistogramQuantile and
HistogramFraction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from rules.promql.histogram.boundaries import Bounds, bounds_of, without_negatives
from watchkeeper.storage.series.histograms import Histogram


class NaNs(Enum):
    """What observations of NaN, which are counted but lie in no bucket, did to a result."""

    NONE = "none"
    IS_NAN = "result is NaN"
    SKEWED = "result is skewed higher"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Found:
    value: float
    nans: NaNs = NaNs.NONE


def quantile(share: float, histogram: Histogram) -> Found:
    if share < 0 or share > 1:
        return Found(math.copysign(math.inf, share))
    if histogram.count == 0 or math.isnan(share):
        return Found(math.nan)
    has_nans = math.isnan(histogram.sum)
    way = Way.UP if has_nans or share < 0.5 else Way.DOWN  # from the nearer end
    rank = (share if way is Way.UP else 1 - share) * histogram.count
    bounds = bounds_of(histogram)
    if not histogram.has_custom_bounds:
        bounds = without_negatives(histogram, bounds)
    hit = _hit(bounds, rank, way)
    if histogram.has_custom_bounds and math.isinf(hit.lower) and hit.upper > 0:
        hit = replace(hit, lower=0.0)
    if math.isinf(hit.lower) or math.isinf(hit.upper):
        return Found(hit.upper if math.isinf(hit.lower) else hit.lower)
    counted = histogram.count if hit.counted > histogram.count else hit.counted
    if counted < rank:
        return Found(math.nan, NaNs.IS_NAN) if has_nans else Found(hit.upper)
    inside = rank - (counted - hit.count) if way is Way.UP else counted - rank
    is_skewed = has_nans and bounds.counts.sum() < histogram.count
    value = _interpolated(histogram, hit, float(np.float64(inside) / hit.count))
    return Found(value, NaNs.SKEWED if is_skewed else NaNs.NONE)


class Way(Enum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class _Hit:
    """The bucket in which a rank lies; ``counted``: its observations and those passed before."""

    lower: float
    upper: float
    count: float
    counted: float


def _hit(bounds: Bounds, rank: float, way: Way) -> _Hit:
    if not len(bounds):
        return _Hit(0.0, 0.0, 0.0, 0.0)
    order = slice(None) if way is Way.UP else slice(None, None, -1)
    counts = bounds.counts[order]
    counted = np.cumsum(counts)
    reached = np.flatnonzero(counted >= rank)
    place = int(reached[0]) if len(reached) else len(counts) - 1
    lower, upper = float(bounds.lower[order][place]), float(bounds.upper[order][place])
    return _Hit(lower, upper, float(counts[place]), float(counted[place]))


def _interpolated(histogram: Histogram, hit: _Hit, share: float) -> float:
    if histogram.has_custom_bounds or hit.lower <= 0 <= hit.upper:
        return hit.lower + (hit.upper - hit.lower) * share
    lower, upper = np.log2(abs(hit.lower)), np.log2(abs(hit.upper))
    if hit.lower > 0:
        return float(np.exp2(lower + (upper - lower) * share))
    return float(-np.exp2(upper + (lower - upper) * (1 - share)))


def fraction(lower: float, upper: float, histogram: Histogram) -> Found:
    """Return the share of observations in [lower, upper]."""
    if histogram.count == 0 or math.isnan(lower) or math.isnan(upper):
        return Found(math.nan)
    if lower >= upper:
        return Found(0.0)
    bounds = without_negatives(histogram, bounds_of(histogram))
    nans, counted = NaNs.NONE, histogram.count
    if math.isnan(histogram.sum):
        counted = float(bounds.counts.sum())
        nans = NaNs.EXCLUDED if counted < histogram.count else NaNs.NONE
    inside = _rank_of(upper, histogram, bounds, counted)
    inside -= _rank_of(lower, histogram, bounds, counted)
    return Found(float(np.float64(inside) / histogram.count), nans)


def _rank_of(at: float, histogram: Histogram, bounds: Bounds, counted: float) -> float:
    """Return how many observations lie below *at*."""
    beyond = np.flatnonzero(bounds.upper > at)
    if not len(beyond):
        return counted
    place = int(beyond[0])
    before = float(bounds.counts[:place].sum())
    lower, upper = float(bounds.lower[place]), float(bounds.upper[place])
    if lower < at:
        count = float(bounds.counts[place])
        before = _below(at, histogram, _Hit(lower, upper, count, before))
    return counted if before > counted else before


def _below(at: float, histogram: Histogram, hit: _Hit) -> float:
    """Return the rank of a value within a bucket that ``counted`` observations lie before."""
    if histogram.has_custom_bounds or hit.lower <= 0 <= hit.upper:
        if math.isinf(hit.lower):
            return hit.count
        return hit.counted + hit.count * (at - hit.lower) / (hit.upper - hit.lower)
    lower, upper, middle = np.log2(np.abs([hit.lower, hit.upper, at]))
    share = (middle - lower) / (upper - lower)
    if at < 0:  # lower lies farther from zero
        share = 1 - (middle - upper) / (lower - upper)
    return float(hit.counted + hit.count * share)
