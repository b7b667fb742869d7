"""Counters and gauges over a range: rate, increase, delta, irate, idelta, changes, resets.

Extrapolation as in prometheus promql/functions.go, extrapolatedRate (3.x).
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from rules.promql.series import FloatArray
from rules.promql.table import BoolArray
from rules.promql.windows import Window

THRESHOLD = 1.1  # of the mean distance of samples: farther from the edge, the series began there


class Rise(Enum):
    """What is computed from the first and the last sample."""

    RATE = "rate"
    INCREASE = "increase"
    DELTA = "delta"


def rate(window: Window) -> tuple[FloatArray, BoolArray]:
    return _extrapolated(window, Rise.RATE)


def increase(window: Window) -> tuple[FloatArray, BoolArray]:
    return _extrapolated(window, Rise.INCREASE)


def delta(window: Window) -> tuple[FloatArray, BoolArray]:
    return _extrapolated(window, Rise.DELTA)


def plain_rise(window: Window) -> tuple[FloatArray, BoolArray]:
    """Return how far a counter rose between its samples, nothing beyond them."""
    risen = window.value_at(window.last_slot) - window.value_at(window.first_slot)
    return risen + _lost_at_resets(window), window.has_samples


def _extrapolated(window: Window, rise: Rise) -> tuple[FloatArray, BoolArray]:
    first, last = window.first_slot, window.last_slot
    first_value = window.value_at(first)
    risen = window.value_at(last) - first_value
    if rise is not Rise.DELTA:
        risen += _lost_at_resets(window)
    first_time, last_time = window.time_at(first), window.time_at(last)
    sampled = (last_time - first_time) / 1000
    to_start = (first_time - window.start) / 1000
    to_end = (window.end - last_time) / 1000
    mean = sampled / (window.count - 1)
    to_start = np.where(to_start >= mean * THRESHOLD, mean / 2, to_start)
    to_end = np.where(to_end >= mean * THRESHOLD, mean / 2, to_end)
    if rise is not Rise.DELTA:
        to_start = _not_below_zero(to_start, sampled, first_value, risen)
    factor = (sampled + to_start + to_end) / sampled
    if rise is Rise.RATE:
        factor /= (window.end - window.start) / 1000
    return risen * factor, window.count >= 2


def _lost_at_resets(window: Window) -> FloatArray:
    earlier, later, valid = window.pairs
    is_reset = (later < earlier) & valid
    if not is_reset.any():
        return np.zeros(earlier.shape[1])
    return np.asarray(np.where(is_reset, earlier, 0.0).sum(axis=0))


def _not_below_zero(
    to_start: FloatArray, sampled: FloatArray, first_value: FloatArray, risen: FloatArray
) -> FloatArray:
    """Return how far back to extrapolate: not beyond where the counter would have been zero."""
    to_zero = np.where((risen > 0) & (first_value >= 0), sampled * (first_value / risen), to_start)
    return np.minimum(to_start, to_zero)


def irate(window: Window) -> tuple[FloatArray, BoolArray]:
    earlier, later, seconds, present = _last_two(window)
    risen = np.where(later < earlier, later, later - earlier)
    return risen / seconds, present & (seconds > 0)


def idelta(window: Window) -> tuple[FloatArray, BoolArray]:
    earlier, later, seconds, present = _last_two(window)
    return later - earlier, present & (seconds > 0)


def _last_two(window: Window) -> tuple[FloatArray, FloatArray, FloatArray, BoolArray]:
    last = window.last_slot
    before = np.maximum(window.slot_before(last), 0)
    seconds = (window.time_at(last) - window.time_at(before)) / 1000
    return window.value_at(before), window.value_at(last), seconds, window.count >= 2


def changes(window: Window) -> tuple[FloatArray, BoolArray]:
    earlier, later, valid = window.pairs
    differ = valid & (later != earlier) & ~(np.isnan(later) & np.isnan(earlier))
    return differ.sum(axis=0).astype(np.float64), window.has_samples


def resets(window: Window) -> tuple[FloatArray, BoolArray]:
    earlier, later, valid = window.pairs
    return (valid & (later < earlier)).sum(axis=0).astype(np.float64), window.has_samples
