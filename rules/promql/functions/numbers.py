"""Arithmetic that several functions share: sums that do not lose digits, quantiles."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rules.promql.series import FloatArray

_LARGEST_LOSS = 1e-12
_EPSILON = float(np.finfo(np.float64).eps)


def accurate_sum(values: FloatArray) -> FloatArray:
    """Return the sum of each column, as good as Prometheus's compensated one.

    The plain sum is wrong by at most n * epsilon * sum of |v|; where that bound matters, the
    column is summed again with compensation (Neumaier), as prometheus util/kahansum does.
    """
    total: FloatArray = np.asarray(values.sum(axis=0))
    if not len(values):
        return total
    bound = np.abs(values).sum(axis=0) * (len(values) * _EPSILON)
    doubtful = bound > np.abs(total) * _LARGEST_LOSS
    if doubtful.any():
        total[doubtful] = compensated_sum(values[:, doubtful])
    return total


def compensated_sum(values: FloatArray) -> FloatArray:
    total: FloatArray = np.zeros(values.shape[1])
    lost: FloatArray = np.zeros(values.shape[1])
    for row in values:
        grown = total + row
        is_total_larger = np.abs(total) >= np.abs(row)
        larger, smaller = np.where(is_total_larger, [total, row], [row, total])
        lost += np.where(np.isinf(grown), 0.0, (larger - grown) + smaller)
        total = grown
    total = np.add(total, lost)
    return total


def exact_sum(values: FloatArray) -> float:
    """Return the sum of (n,) without loss; infinities and NaN as in plain addition."""
    plain = float(values.sum())
    if not math.isfinite(plain):
        return plain
    return math.fsum(values.tolist())


def quantile_of_sorted(
    quantile: float,
    ordered: FloatArray,  # (n, columns) ascending, everything that does not count at the end
    nans: npt.NDArray[np.int64],  # (columns,) NaN samples: they count as smallest
    counts: npt.NDArray[np.int64],  # (columns,) samples, the NaN ones included
) -> FloatArray:
    """Return a quantile of each column, interpolated as prometheus promql/quantile.go does."""
    if np.isnan(quantile):
        return np.full(len(counts), np.nan)
    if not 0 <= quantile <= 1:
        return np.full(len(counts), -np.inf if quantile < 0 else np.inf)
    rank = quantile * (counts - 1)
    lower = np.maximum(0, np.floor(rank)).astype(np.intp)
    upper = np.minimum(np.maximum(counts - 1, 0), lower + 1)
    weight = rank - np.floor(rank)
    low, high = _nth(ordered, nans, lower), _nth(ordered, nans, upper)
    return np.asarray(low * (1 - weight) + high * weight)


def _nth(
    ordered: FloatArray, nans: npt.NDArray[np.int64], position: npt.NDArray[np.intp]
) -> FloatArray:
    column = np.arange(ordered.shape[1])
    found = ordered[np.maximum(position - nans, 0), column]
    return np.where(position < nans, np.nan, found)
