"""Least squares over a range: deriv and predict_linear (prometheus linearRegression)."""

from __future__ import annotations

import numpy as np

from rules.promql.series import FloatArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import Kernel, Window


def deriv(window: Window) -> tuple[FloatArray, BoolArray]:
    slope, _ = _line(window, window.time_at(window.first_slot))
    return slope, window.count >= 2


def predict_linear(seconds: float) -> Kernel:
    def kernel(window: Window) -> tuple[FloatArray, BoolArray]:
        origin = np.full(len(window.count), window.at, np.int64)
        slope, value = _line(window, origin)
        return slope * seconds + value, window.count >= 2

    return kernel


def _line(window: Window, origin: TimeArray) -> tuple[FloatArray, FloatArray]:
    """Return slope per second and value at *origin* (ms, one per row) of the best line.

    Values are taken relative to the first one, which keeps the digits of large counters.
    """
    count = window.count
    first = window.value_at(window.first_slot)
    x = (window.times - origin) / 1000
    y = window.values - first
    if not window.is_full:
        x, y = np.where(window.valid, x, 0.0), np.where(window.valid, y, 0.0)
    sum_x, sum_y = x.sum(axis=0), y.sum(axis=0)
    sum_xy = np.einsum("sr,sr->r", x, y)
    covariance = sum_xy - sum_x * sum_y / count
    variance = np.einsum("sr,sr->r", x, x) - sum_x * sum_x / count
    slope = covariance / variance
    value = first + sum_y / count - slope * sum_x / count
    level = np.flatnonzero(((sum_y == 0) & (sum_xy == 0)) | np.isinf(first))
    level = level[_is_level(window, first, level)]
    slope[level] = np.where(np.isinf(first[level]), np.nan, 0.0)
    value[level] = np.where(np.isinf(first[level]), np.nan, first[level])
    return slope, value


def _is_level(window: Window, first: FloatArray, rows: IndexArray) -> BoolArray:
    """Return which of *rows* have the same value throughout."""
    same = (window.values[:, rows] == first[rows]) | ~window.valid[:, rows]
    return np.asarray(same.all(axis=0))
