"""Quantiles and shares of histograms, their moments, and cutting them."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.promql.histogram.boundaries import bounds_of
from rules.promql.histogram.moments import deviation, variance
from rules.promql.histogram.notation import text_of_histogram
from rules.promql.histogram.quantiles import NaNs, fraction, quantile
from rules.promql.histogram.trimming import Keep, trimmed
from tests.rules.promql.histogram.samples import ANY, custom, exponential, of
from watchkeeper.storage.series.histograms import Histogram

_SHARES = st.floats(0, 1)
_VALUES = st.floats(-1e4, 1e4)


@given(ANY, _SHARES, _SHARES)
def test_quantile_is_monotone(histogram: Histogram, one: float, other: float) -> None:
    """A larger share never gives a smaller value."""
    low, high = sorted((one, other))
    below, above = quantile(low, histogram).value, quantile(high, histogram).value
    if histogram.count == 0:
        assert math.isnan(below)
        assert math.isnan(above)
    else:
        assert below <= above or below == pytest.approx(above)


@given(ANY, _VALUES, _VALUES)
def test_fraction_is_a_share_and_monotone(histogram: Histogram, one: float, other: float) -> None:
    """Shares lie between 0 and 1, and grow with the interval."""
    assume(histogram.count > 0)
    low, high = sorted((one, other))
    inside = fraction(low, high, histogram).value
    below = fraction(-math.inf, high, histogram).value
    assert -1e-9 <= inside <= below + 1e-9 <= 1 + 2e-9


@given(exponential(least=1), st.floats(0.02, 0.98))
def test_fraction_inverts_quantile(histogram: Histogram, share: float) -> None:
    """The share below a quantile is the one that was asked for, where buckets are bounded."""
    value = quantile(share, histogram).value
    assume(value not in set(bounds_of(histogram).upper) | set(bounds_of(histogram).lower))
    assume(histogram.zero_threshold > 0)
    assert fraction(-math.inf, value, histogram).value == pytest.approx(share, abs=1e-6)


@given(st.one_of(exponential(), custom()), _VALUES)
def test_trimming_divides(histogram: Histogram, at: float) -> None:
    """What is kept below and above a value are all observations, and the shares that are told.

    Custom bounds below zero are taken for what they are by trimming alone.
    """
    assume(at != 0)
    assume(not histogram.has_custom_bounds or min(histogram.bounds, default=0) > 0)
    below, above = (trimmed(histogram, at, keep) for keep in Keep)
    assert below.count + above.count == pytest.approx(histogram.count)
    if histogram.count:
        share = fraction(-math.inf, at, histogram).value
        assert below.count == pytest.approx(share * histogram.count, abs=1e-6)


@given(ANY)
def test_trimming_at_infinity(histogram: Histogram) -> None:
    """Nothing lies beyond infinity: all is kept, or nothing."""
    assert trimmed(histogram, math.inf, Keep.BELOW) is histogram
    assert trimmed(histogram, -math.inf, Keep.ABOVE) is histogram
    assert trimmed(histogram, -math.inf, Keep.BELOW).count == 0


@pytest.mark.parametrize(
    ("keep", "at", "wanted"),
    [
        (Keep.BELOW, 13, "count:9.4 sum:75.1 custom_values:[5 10 15 20] buckets:[1 6 2.4]"),
        (
            Keep.ABOVE,
            13,
            "count:5.6 sum:94.9 custom_values:[5 10 15 20] offset:2 buckets:[1.6 3 1]",
        ),
        (Keep.BELOW, 50, "count:14 sum:150 custom_values:[5 10 15 20] buckets:[1 6 4 3]"),
    ],
    ids=["below, in a bucket", "above, in a bucket", "below, in the bucket without an end"],
)
def test_trimming_custom_buckets(keep: Keep, at: float, wanted: str) -> None:
    """A cut bucket keeps its share, and the sum is that of the middles."""
    whole = of("schema:-53 sum:172.5 count:15 custom_values:[5 10 15 20] buckets:[1 6 4 3 1]")
    assert text_of_histogram(trimmed(whole, at, keep)) == "{{schema:-53 " + wanted + "}}"


@pytest.mark.parametrize(
    ("share", "text", "value", "nans"),
    [
        (0.5, "count:3 sum:NaN", math.nan, NaNs.IS_NAN),
        (0.8, "count:15 sum:NaN buckets:[12]", 1.0, NaNs.SKEWED),
        (0.81, "count:15 sum:NaN buckets:[12]", math.nan, NaNs.IS_NAN),
        (0.5, "schema:-53 count:4 custom_values:[5 10] buckets:[1 2 1]", 7.5, NaNs.NONE),
        (0.9, "schema:-53 count:4 custom_values:[5 10] buckets:[1 2 1]", 10.0, NaNs.NONE),
        (0.1, "schema:-53 count:4 custom_values:[-5 10] buckets:[1 2 1]", -5.0, NaNs.NONE),
    ],
    ids=["only NaN", "some NaN", "in the NaN", "custom", "above all bounds", "below all bounds"],
)
def test_odd_quantiles(share: float, text: str, value: float, nans: NaNs) -> None:
    """Observations of NaN are counted and lie in no bucket; bounds are where nothing is known."""
    found = quantile(share, of(text))
    assert found.value == pytest.approx(value, nan_ok=True)
    assert found.nans is nans


@given(ANY)
def test_variance(histogram: Histogram) -> None:
    """The deviation is the root of the variance, which is not negative."""
    if histogram.count == 0:
        assert math.isnan(variance(histogram))
    elif math.isfinite(variance(histogram)):
        assert variance(histogram) >= 0
        assert deviation(histogram) ** 2 == pytest.approx(variance(histogram))
