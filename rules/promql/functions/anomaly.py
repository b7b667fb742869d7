"""How unusual the newest value is: functions of ours, in the style of *_over_time.

A series that has ended gives nothing, as with an instant selector.  ``rules expand`` writes them
in plain PromQL where there is a plain form (rules.anomaly.expansion).
"""

from __future__ import annotations

import numpy as np

from rules.anomaly.band import NORMAL_DEVIATION, Bands, band_scores, scaled
from rules.promql.functions.counters import changes
from rules.promql.functions.numbers import quantile_of_sorted
from rules.promql.functions.over_time import avg_over_time, stddev_over_time
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import Kernel, Window

_MOST_POINTS = 48  # of a series that a robust slope looks at


def zscore_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    """Return the distance from the mean in standard deviations, with its sign."""
    mean, present = avg_over_time(window)
    deviation, _ = stddev_over_time(window)
    distance = window.value_at(window.last_slot) - mean
    return distance / deviation, present


def robust_zscore_over_time(window: Window) -> tuple[FloatArray, BoolArray]:
    """Return the distance from the median in robust deviations, with its sign."""
    values = window.filled(np.nan)
    (middle,) = _quantiles(values, 0.5)
    (away,) = _quantiles(np.abs(values - middle), 0.5)
    spread = NORMAL_DEVIATION * away
    distance = window.value_at(window.last_slot) - middle
    return np.sign(distance) * scaled(distance, spread, middle), window.has_samples


def flap_ratio(window: Window) -> tuple[FloatArray, BoolArray]:
    """Return the share of neighbouring samples that differ: 0 steady, 1 each time another."""
    changed, _ = changes(window)
    return changed / (window.count - 1), window.count >= 2


def band_score_over_time(low: float, high: float) -> Kernel:
    """Score each row's newest value against the band of its window, in one pass of sorting."""

    def kernel(window: Window) -> tuple[FloatArray, BoolArray]:
        bands = Bands(*_quantiles(window.filled(np.nan), low, 0.5, high))
        return band_scores(window.value_at(window.last_slot), bands), window.has_samples

    return kernel


def _quantiles(values: FloatArray, *shares: float) -> list[FloatArray]:
    """Return quantiles of the numbers of each column, NaN where there are none; sorts once."""
    if not len(values):
        return [np.full(values.shape[1], np.nan) for _ in shares]
    ordered = np.sort(values, axis=0)
    numbers = np.count_nonzero(~np.isnan(values), axis=0)
    nans = np.zeros_like(numbers)  # none of them counts
    found = (quantile_of_sorted(share, ordered, nans, numbers) for share in shares)
    return [np.where(numbers > 0, one, np.nan) for one in found]


def time_to_threshold(limit: float) -> Kernel:
    """Return the seconds until the line through the window meets *limit*; +Inf: it does not.

    The slope is the median of the slopes between samples (Theil and Sen), so that a step or an
    outlier does not turn it; at most 48 evenly chosen samples of a series are looked at.
    """

    def kernel(window: Window) -> tuple[FloatArray, BoolArray]:
        slope, level = _robust_line(window)
        with np.errstate(all="ignore"):
            seconds = (limit - level) / slope
        seconds = np.where(level == limit, 0.0, np.where(seconds > 0, seconds, np.inf))
        return np.where(np.isnan(slope), np.nan, seconds), window.count >= 2

    return kernel


def _robust_line(window: Window) -> tuple[FloatArray, FloatArray]:
    """Return each row's slope per second and its level at the time of the evaluation."""
    stride = max(1, -(-len(window.valid) // _MOST_POINTS))
    chosen = slice((len(window.valid) - 1) % stride, None, stride)  # the newest is among them
    x = (window.times[chosen] - window.at) / 1000
    y = np.where(window.valid[chosen], window.filled(np.nan)[chosen], np.nan)
    earlier, later = np.triu_indices(len(x), k=1)
    rise = (y[later] - y[earlier]) / (x[later] - x[earlier])
    (slope,) = _quantiles(rise, 0.5)
    (level,) = _quantiles(y - slope * x, 0.5)
    return slope, level


def score_against(values: FloatArray, earlier: FloatArray) -> tuple[FloatArray, IndexArray]:
    """Return how many usual spreads each value (rows,) lies from the mean of the earlier ones.

    *earlier* is (n, rows), NaN where there is none; returned with how many there are.
    """
    there = ~np.isnan(earlier)
    counts = there.sum(axis=0)
    with np.errstate(all="ignore"):
        mean = np.where(there, earlier, 0.0).sum(axis=0) / counts
        distance = np.where(there, earlier - mean, 0.0)
        spread = np.sqrt((distance * distance).sum(axis=0) / counts)
    return scaled(values - mean, spread, mean), counts
