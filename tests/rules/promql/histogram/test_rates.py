"""Resets, differences and rates of histograms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.promql.histogram.comparing import are_equal, stored_hint, was_reset
from rules.promql.histogram.rates import Kind, Remark, last_rise, rise
from rules.promql.histogram.scaling import multiplied
from rules.promql.histogram.sums import added
from tests.rules.promql.histogram.samples import ANY, PAIRS, exponential, of
from watchkeeper.storage.series.histograms import CounterReset, Histogram


@given(ANY, st.integers(2, 6))
def test_equal_samples_do_not_rise(histogram: Histogram, times: int) -> None:
    """The difference of equal samples is empty and a gauge."""
    for kind in Kind:
        found = rise([histogram] * times, kind).histogram
        assert found is not None
        assert (found.count, len(found.positive), len(found.negative)) == (0, 0, 0)
        assert found.reset is CounterReset.GAUGE


@given(PAIRS)
def test_growth_is_no_reset(pair: tuple[Histogram, Histogram]) -> None:
    """What only grew was not reset, also where its layout became coarser; what fell was."""
    before, more = pair
    found = added(before, more)
    assert found is not None
    assert not was_reset(found.histogram, before)
    if more.count:
        assert was_reset(before, found.histogram)


@given(exponential(), st.integers(1, 5))
def test_a_reset_loses_nothing(histogram: Histogram, times: int) -> None:
    """A counter that starts anew rises by what it had and by what it has."""
    half = multiplied(histogram, 0.5)
    samples = [histogram, *[half] * times]
    found = rise([half, *samples], Kind.COUNTER).histogram
    assert found is not None
    if histogram.count:
        assert found.count == pytest.approx(histogram.count)


@pytest.mark.parametrize(
    ("current", "previous", "wanted"),
    [
        ("count:5 buckets:[1 1 3]", "count:4 buckets:[1 2 1]", True),
        ("schema:1 count:9 buckets:[9]", "schema:0 count:4 buckets:[4]", True),
        ("schema:0 count:9 buckets:[9]", "schema:1 count:4 buckets:[4]", False),
        ("count:4 z_bucket_w:0.1 buckets:[4]", "count:4 z_bucket_w:0.5 buckets:[4]", True),
        ("count:9 z_bucket:5 z_bucket_w:1", "count:4 buckets:[4]", False),
        ("count:9 z_bucket:5 z_bucket_w:0.75", "count:4 buckets:[4]", True),
        ("count:9", "count:4 buckets:[4]", True),
        (
            "schema:-53 count:9 custom_values:[1 2] buckets:[4 4 1]",
            "schema:-53 count:4 custom_values:[2] buckets:[4]",
            False,
        ),
        (
            "schema:-53 count:9 custom_values:[1 2] buckets:[1 1 7]",
            "schema:-53 count:4 custom_values:[2] buckets:[4]",
            True,
        ),
        ("schema:-53 count:9 custom_values:[1] buckets:[9]", "count:1 buckets:[1]", True),
        ("count:1 counter_reset_hint:not_reset", "count:9", False),
        ("count:9 counter_reset_hint:reset", "count:1", True),
    ],
    ids=[
        "a bucket fell",
        "finer buckets",
        "coarser buckets",
        "a narrower zero bucket",
        "a wider zero bucket",
        "a zero bucket that cuts a bucket",
        "a bucket is gone",
        "more bounds",
        "fewer below a bound that both have",
        "another kind of buckets",
        "told that it was not",
        "told that it was",
    ],
)
def test_was_reset(current: str, previous: str, *, wanted: bool) -> None:
    """Counts that fell and layouts that a counter cannot come to are resets."""
    assert was_reset(of(current), of(previous)) is wanted


@pytest.mark.parametrize(
    ("texts", "kind", "remarks"),
    [
        (("count:1", "count:2 counter_reset_hint:gauge"), Kind.COUNTER, (Remark.NOT_COUNTER,)),
        (("count:1", "count:2"), Kind.GAUGE, (Remark.NOT_GAUGE,)),
        (
            ("count:3", "schema:-53 count:4 custom_values:[1]", "count:9"),
            Kind.COUNTER,
            (Remark.MIXED_BOUNDS,),
        ),
        (
            (
                "schema:-53 count:1 custom_values:[1 2] buckets:[1]",
                "schema:-53 count:2 custom_values:[1] buckets:[2]",
            ),
            Kind.COUNTER,
            (Remark.RECONCILED,),
        ),
    ],
    ids=["a gauge", "a counter", "mixed kinds of buckets", "bounds that differ"],
)
def test_remarks(texts: tuple[str, ...], kind: Kind, remarks: tuple[Remark, ...]) -> None:
    """What does not fit the function is told."""
    assert rise([of(text) for text in texts], kind).remarks == remarks


def test_last_rise_after_a_reset() -> None:
    """Of a counter that started anew the last sample is the whole rise."""
    before, after = of("count:9 buckets:[9]"), of("count:2 buckets:[2]")
    counter = last_rise(before, after, Kind.COUNTER).histogram
    assert counter is not None
    assert are_equal(counter, after)
    gauge = last_rise(before, after, Kind.GAUGE).histogram
    assert gauge is not None
    assert gauge.count == -7


@pytest.mark.parametrize(
    ("current", "previous", "wanted"),
    [
        ("count:2 buckets:[2]", "count:1 buckets:[1]", CounterReset.NOT_RESET),
        ("count:1 buckets:[1]", "count:2 buckets:[2]", CounterReset.UNKNOWN),
        ("count:1", None, CounterReset.UNKNOWN),
        ("schema:1 count:2", "count:1", CounterReset.UNKNOWN),
        ("count:2", "count:1 counter_reset_hint:gauge", CounterReset.UNKNOWN),
        ("count:2 counter_reset_hint:gauge", "count:1", CounterReset.GAUGE),
    ],
    ids=["went on", "fell", "the first", "another layout", "after a gauge", "a gauge"],
)
def test_stored_hint(current: str, previous: str | None, wanted: CounterReset) -> None:
    """A store tells only that a counter went on; all else is looked at when it is read."""
    assert stored_hint(of(current), of(previous) if previous else None) is wanted
