"""Mean and variance of the observations in a histogram."""

from __future__ import annotations

import math

import numpy as np

from rules.promql.functions.numbers import accurate_sum
from rules.promql.histogram.boundaries import Bounds, bounds_of
from rules.promql.series import FloatArray
from watchkeeper.storage.series.histograms import Histogram


def average(histogram: Histogram) -> float:
    return float(np.float64(histogram.sum) / histogram.count)


def variance(histogram: Histogram) -> float:
    """Return the variance as if all observations of a bucket lay in its middle.

    The middle of an exponential bucket is the geometric one, that of the zero bucket 0.
    """
    bounds = bounds_of(histogram)
    distance = _middles(histogram, bounds) - average(histogram)
    squares = bounds.counts * distance * distance
    return float(accurate_sum(squares[:, None])[0] / np.float64(histogram.count))


def deviation(histogram: Histogram) -> float:
    found = variance(histogram)
    return math.sqrt(found) if found >= 0 else math.nan


def _middles(histogram: Histogram, bounds: Bounds) -> FloatArray:
    if histogram.has_custom_bounds:
        return np.asarray((bounds.lower + bounds.upper) / 2)
    middle = np.copysign(np.sqrt(np.abs(bounds.lower * bounds.upper)), bounds.upper)
    return np.where((bounds.lower <= 0) & (bounds.upper >= 0), 0.0, middle)
