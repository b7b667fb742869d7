"""Quantiles of classic histograms: the buckets of all of them side by side in one array.

Rules as in prometheus promql/quantile.go, BucketQuantile.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray, LabelTable, group_rows

BUCKET_LABEL = "le"
_SMALL_DELTA = 1e-12
"""Relative distance of two counts below which they count as equal (smallDeltaTolerance)."""
_SMALLEST_NORMAL = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, slots=True)
class BucketLayout:
    """Where the buckets of each histogram stand: column = histogram, line = ascending bound."""

    table: LabelTable  # one row per histogram, without its bounds
    rows: IndexArray  # (buckets,) rows of the vector that are buckets
    line: IndexArray  # (buckets,)
    histogram: IndexArray  # (buckets,)
    bounds: FloatArray  # (lines, histograms), NaN where there is none
    malformed: IndexArray  # rows of the vector whose bound is missing or no number


def layout_of(table: LabelTable) -> BucketLayout:
    column = table.column(BUCKET_LABEL)
    bound_of = np.array([*map(bound_from_text, column.values), math.nan])
    bound = bound_of[column.codes]
    rows, malformed = np.flatnonzero(~np.isnan(bound)), np.flatnonzero(np.isnan(bound))
    buckets = table.take(rows)
    groups = group_rows(buckets, buckets.names - {BUCKET_LABEL})
    order = np.lexsort((bound[rows], groups.of_row))
    rows, histogram, bound = rows[order], groups.of_row[order], bound[rows][order]
    line = _lines(histogram, bound)
    bounds = np.full((int(line.max(initial=-1)) + 1, groups.count), np.nan)
    bounds[line, histogram] = bound
    kept = buckets.take(groups.first).without((BUCKET_LABEL,))
    return BucketLayout(kept, rows, line, histogram, bounds, malformed)


def _lines(histogram: IndexArray, bound: FloatArray) -> IndexArray:
    """Return the line of each sorted bucket; equal bounds of one histogram share theirs."""
    if not len(bound):
        return np.zeros(0, np.intp)
    is_first = np.diff(histogram, prepend=-1) != 0
    is_new = is_first | (np.diff(bound, prepend=np.nan) != 0)
    position = np.cumsum(is_new) - 1
    return np.asarray(position - np.maximum.accumulate(np.where(is_first, position, 0)), np.intp)


def bound_from_text(text: str) -> float:
    """Read a bucket's upper bound; NaN for what is no number."""
    try:
        return float(text.replace("_", "x"))
    except ValueError:
        return math.nan


def counts_of(
    layout: BucketLayout, values: FloatArray, present: BoolArray
) -> tuple[FloatArray, BoolArray]:
    """Return counts and presence, (lines, histograms), of the samples of one step."""
    counts, exists = np.zeros(layout.bounds.shape), np.zeros(layout.bounds.shape, np.bool_)
    there = present[layout.rows]
    where = (layout.line[there], layout.histogram[there])
    np.add.at(counts, where, values[layout.rows[there]])
    exists[where] = True
    return counts, exists


def quantile_of_buckets(
    quantile: float, bounds: FloatArray, rising: FloatArray, exists: BoolArray
) -> FloatArray:
    """Return the quantile of each histogram, NaN where it has none: (histograms,)."""
    has_infinite = (exists & (bounds == np.inf)).any(axis=0)
    if math.isnan(quantile) or not 0 <= quantile <= 1:
        extreme = math.nan if math.isnan(quantile) else math.copysign(math.inf, quantile - 0.5)
        return np.full(bounds.shape[1], extreme)
    total = rising[-1] if len(rising) else np.zeros(bounds.shape[1])
    found = _interpolated(quantile * total, bounds, rising, exists)
    is_valid = has_infinite & (exists.sum(axis=0) >= 2) & (total != 0) & ~np.isnan(total)
    return np.where(is_valid, found, np.nan)


def rising_counts(counts: FloatArray, exists: BoolArray) -> FloatArray:
    """Return counts that never fall; a line without a bucket repeats the one below."""
    rising = np.zeros(counts.shape)
    level = np.zeros(counts.shape[1])
    is_first = np.ones(counts.shape[1], np.bool_)
    for line, (count, here) in enumerate(zip(counts, exists, strict=True)):
        is_rise = (count > level) & ~_almost_equal(count, level)
        level = np.where(here & (is_first | is_rise | np.isnan(count)), count, level)
        is_first &= ~here
        rising[line] = level
    return rising


def falls_of(counts: FloatArray, rising: FloatArray, exists: BoolArray) -> BoolArray:
    """Return where a bucket holds less than one below it, by more than rounding explains."""
    return np.asarray(exists & (counts < rising) & ~_almost_equal(counts, rising))


def _almost_equal(a: FloatArray, b: FloatArray) -> BoolArray:
    distance = np.abs(a - b)
    either_zero = (a == 0) | (b == 0) | (np.abs(a) + np.abs(b) < _SMALLEST_NORMAL)
    relative = distance / np.minimum(np.abs(a) + np.abs(b), np.finfo(np.float64).max)
    near = np.where(
        either_zero, distance < _SMALL_DELTA * _SMALLEST_NORMAL, relative < _SMALL_DELTA
    )
    return np.asarray((a == b) | near)


def _interpolated(
    rank: FloatArray, bounds: FloatArray, rising: FloatArray, exists: BoolArray
) -> FloatArray:
    """Walk up the buckets; in the first that reaches *rank* go the proportional way."""
    shape = rank.shape
    result, is_found = np.full(shape, np.nan), np.zeros(shape, np.bool_)
    bound_below, count_below = np.full(shape, np.nan), np.zeros(shape)
    for bound, count, here in zip(bounds, rising, exists, strict=True):
        is_hit = here & ~is_found & ((count >= rank) | (bound == np.inf))
        is_lowest = np.isnan(bound_below)
        start = np.where(is_lowest, 0.0, bound_below)
        inside = start + (bound - start) * ((rank - count_below) / (count - count_below))
        inside = np.where(is_lowest & (bound <= 0), bound, inside)
        inside = np.where(bound == np.inf, bound_below, inside)
        result = np.where(is_hit, inside, result)
        is_found |= is_hit
        bound_below, count_below = (
            np.where(here, bound, bound_below),
            np.where(here, count, count_below),
        )
    return result


def fraction_of_buckets(
    lower: float, upper: float, bounds: FloatArray, rising: FloatArray, exists: BoolArray
) -> FloatArray:
    """Return the share of observations in [lower, upper] of each histogram: (histograms,).

    Rules as in prometheus promql/quantile.go, BucketFraction.
    """
    has_infinite = (exists & (bounds == np.inf)).any(axis=0)
    total = rising[-1] if len(rising) else np.zeros(bounds.shape[1])
    is_valid = has_infinite & (total != 0) & ~np.isnan(total)
    if math.isnan(lower) or math.isnan(upper):
        return np.full(bounds.shape[1], np.nan)
    if lower >= upper:
        return np.where(is_valid, 0.0, np.nan)
    below_lower = _rank_of(lower, Edge.LOWER, bounds, rising, exists)
    below_upper = _rank_of(upper, Edge.UPPER, bounds, rising, exists)
    inside = np.maximum(below_upper - below_lower, 0.0)  # both in a bucket without a bound: 0
    return np.where(is_valid, inside / total, np.nan)


class Edge(Enum):
    """Which end of the asked interval: a bucket without a bound is in it whole or not at all."""

    LOWER = "lower"
    UPPER = "upper"


def _rank_of(
    at: float, edge: Edge, bounds: FloatArray, rising: FloatArray, exists: BoolArray
) -> FloatArray:
    """Return how many observations lie below *at*, interpolated within its bucket."""
    shape = bounds.shape[1:]
    result = rising[-1].copy() if len(rising) else np.zeros(shape)
    is_found = np.zeros(shape, np.bool_)
    bound_below, count_below = np.full(shape, np.nan), np.zeros(shape)
    for bound, count, here in zip(bounds, rising, exists, strict=True):
        is_hit = here & ~is_found & (at <= bound)
        start = np.where(np.isnan(bound_below), np.where(bound <= 0, -np.inf, 0.0), bound_below)
        is_counted = at > start if edge is Edge.LOWER else at == bound
        share = np.where(np.isinf(bound - start), is_counted, (at - start) / (bound - start))
        inside = count_below + np.clip(share, 0.0, 1.0) * (count - count_below)
        result = np.where(is_hit, inside, result)
        is_found |= is_hit
        bound_below = np.where(here, bound, bound_below)
        count_below = np.where(here, count, count_below)
    return result
