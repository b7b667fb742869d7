"""Aggregates over the samples of a range: the *_over_time functions."""

from __future__ import annotations

import numpy as np

from rules.promql.functions.numbers import accurate_sum, quantile_of_sorted
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray
from rules.promql.windows import Kernel, Window


def sum_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return accurate_sum(window.filled(0.0)), window.has_samples


def avg_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return _mean(window), window.has_samples


def _mean(window: Window) -> FloatArray:
    filled = window.filled(0.0)
    mean = accurate_sum(filled) / window.count
    overflown = np.isinf(mean)
    if overflown.any():
        mean[overflown] = accurate_sum(filled[:, overflown] / window.count[overflown])
    return mean


def min_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return np.asarray(np.fmin.reduce(window.filled(np.nan), axis=0)), window.has_samples


def max_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return np.asarray(np.fmax.reduce(window.filled(np.nan), axis=0)), window.has_samples


def count_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return window.count.astype(np.float64), window.has_samples


def last_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return window.value_at(window.last_slot), window.has_samples


def first_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return window.value_at(window.first_slot), window.has_samples


def present_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return np.ones(len(window.count)), window.has_samples


def stdvar_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    distance = np.where(window.valid, window.values - _mean(window), 0.0)
    # the mean is rounded: of equal values the variance must be 0
    distance = np.where(window.valid, distance - accurate_sum(distance) / window.count, 0.0)
    return accurate_sum(distance * distance) / window.count, window.has_samples


def stddev_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    variance, present = stdvar_over_time(window)
    return np.sqrt(variance), present


def mad_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    """Give the median distance from the median; NaN where a sample is."""
    distance = np.abs(window.values - _median(window.values, window))
    return _median(distance, window), window.has_samples


def _median(values: FloatArray, window: Window) -> FloatArray:
    nans = (np.isnan(values) & window.valid).sum(axis=0)
    ordered = np.sort(np.where(window.valid, values, np.nan), axis=0)
    return quantile_of_sorted(0.5, ordered, nans, window.count)


def ts_of_first_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return window.time_at(window.first_slot) / 1000, window.has_samples


def ts_of_last_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    return window.time_at(window.last_slot) / 1000, window.has_samples


def ts_of_max_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    """Give when the largest sample was taken, the last of several."""
    return _time_of(np.fmax.reduce(window.filled(np.nan), axis=0), window)


def ts_of_min_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    """Give when the smallest sample was taken, the last of several."""
    return _time_of(np.fmin.reduce(window.filled(np.nan), axis=0), window)


def _time_of(extreme: FloatArray, window: Window) -> tuple[FloatArray, BoolArray]:
    """Give the time of the last sample that is *extreme*; of NaN alone, of the last one."""
    is_extreme = window.valid & ((window.values == extreme) | np.isnan(extreme))
    slot = len(is_extreme) - 1 - is_extreme[::-1].argmax(axis=0)
    return window.time_at(slot) / 1000, window.has_samples


def quantile_over_time(quantile: float) -> Kernel:
    def kernel(window: Window) -> tuple[FloatArray, BoolArray]:
        nans = (np.isnan(window.values) & window.valid).sum(axis=0)
        ordered = np.sort(window.filled(np.nan), axis=0)  # NaN last, real ones and gaps alike
        return quantile_of_sorted(quantile, ordered, nans, window.count), window.has_samples

    return kernel
