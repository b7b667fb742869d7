"""Double exponential smoothing (Holt) over a range: a level and a trend follow the samples."""

from __future__ import annotations

import numpy as np

from rules.promql.series import FloatArray
from rules.promql.table import BoolArray
from rules.promql.windows import Kernel, Window


def double_exponential_smoothing(smoothing: float, trend: float) -> Kernel:
    """Return the kernel for a smoothing and a trend factor, each between 0 and 1.

    Recurrence as in prometheus promql/functions.go, funcDoubleExponentialSmoothing.
    """

    def kernel(window: Window) -> tuple[FloatArray, BoolArray]:
        rows = window.values.shape[1]
        count = np.zeros(rows, np.int64)
        before, level, slope = np.zeros(rows), np.zeros(rows), np.zeros(rows)
        for values, valid in zip(window.values, window.valid, strict=True):
            is_second = valid & (count == 1)
            is_later = valid & (count > 1)
            slope = np.where(is_second, values - level, slope)
            slope = np.where(is_later, trend * (level - before) + (1 - trend) * slope, slope)
            smoothed = smoothing * values + (1 - smoothing) * (level + slope)
            before = np.where(valid, level, before)
            level = np.where(valid, np.where(count == 0, values, smoothed), level)
            count += valid
        return level, count >= 2

    return kernel
