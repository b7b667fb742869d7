"""Least squares over a range: deriv and predict_linear (prometheus linearRegression)."""

from __future__ import annotations

import numpy as np

from rules.promql.series import FloatArray, TimeArray
from rules.promql.table import BoolArray
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
    x = np.where(window.valid, (window.times - origin) / 1000, 0.0)
    y = np.where(window.valid, window.values - first, 0.0)
    sum_x, sum_y = x.sum(axis=0), y.sum(axis=0)
    covariance = np.einsum("sr,sr->r", x, y) - sum_x * sum_y / count
    variance = np.einsum("sr,sr->r", x, x) - sum_x * sum_x / count
    slope = covariance / variance
    value = first + sum_y / count - slope * sum_x / count
    return _flat(window, first, slope, value)


def _flat(
    window: Window, first: FloatArray, slope: FloatArray, value: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return slope 0 where all values are equal; NaN where they are all infinite."""
    is_flat = ((window.values == first) | ~window.valid).all(axis=0)
    level = np.where(np.isinf(first), np.nan, first)
    flat_slope = np.where(np.isinf(first), np.nan, 0.0)
    return np.where(is_flat, flat_slope, slope), np.where(is_flat, level, value)
