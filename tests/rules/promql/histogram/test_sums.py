"""Sums and averages of histograms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.promql.histogram.comparing import are_equal
from rules.promql.histogram.notation import text_of_histogram
from rules.promql.histogram.resolution import reduced, widened
from rules.promql.histogram.scaling import divided, multiplied, negated
from rules.promql.histogram.sums import Combined, added, mean, subtracted, total
from tests.rules.promql.histogram.samples import ANY, PAIRS, custom, exponential, of
from watchkeeper.storage.series.histograms import CounterReset, Histogram


def _buckets(histogram: Histogram) -> float:
    sides = histogram.positive.counts.sum() + histogram.negative.counts.sum()
    return float(sides + histogram.zero_count)


def _sum(found: Combined | None) -> Histogram:
    assert found is not None
    return found.histogram


@given(PAIRS)
def test_addition_commutes(pair: tuple[Histogram, Histogram]) -> None:
    """The order of two histograms does not matter, whatever their layouts."""
    one, other = pair
    assert are_equal(_sum(added(one, other)), _sum(added(other, one)))


@given(PAIRS)
def test_observations_add_up(pair: tuple[Histogram, Histogram]) -> None:
    """A sum has the observations of both, in its count and in its buckets."""
    found = _sum(added(*pair))
    assert found.count == pair[0].count + pair[1].count
    assert _buckets(found) == _buckets(pair[0]) + _buckets(pair[1])


@given(PAIRS)
def test_what_was_added_can_be_taken_away(pair: tuple[Histogram, Histogram]) -> None:
    """A histogram less itself is empty; a sum less one part has the count of the other."""
    one, other = pair
    nothing = _sum(subtracted(one, one))
    assert (nothing.count, nothing.sum, _buckets(nothing)) == (0, 0, 0)
    rest = _sum(subtracted(_sum(added(one, other)), other))
    assert _buckets(rest) == _buckets(one)


@given(st.lists(exponential(), min_size=1, max_size=8))
def test_total_is_pairwise_addition(histograms: list[Histogram]) -> None:
    """Summed at once or one by one, the counts and the layout are the same."""
    found = histograms[0]
    for one in histograms[1:]:
        found = _sum(added(found, one))
    whole = _sum(total(histograms))
    assert whole.count == found.count
    assert whole.schema == found.schema == min(one.schema for one in histograms)
    assert _buckets(whole) == _buckets(found)


@given(ANY, st.integers(1, 20))
def test_mean_of_equals(histogram: Histogram, times: int) -> None:
    """The average of equal histograms is one of them."""
    found = _sum(mean([histogram] * times))
    assert found.count == pytest.approx(histogram.count)
    assert found.sum == pytest.approx(histogram.sum)
    assert found.positive.counts == pytest.approx(histogram.positive.counts)


@given(exponential(), custom())
def test_kinds_do_not_mix(one: Histogram, other: Histogram) -> None:
    """Exponential and custom buckets have no sum."""
    assert total([one, other]) is None
    assert subtracted(other, one) is None


@given(ANY, st.floats(0.01, 100))
def test_scaling(histogram: Histogram, factor: float) -> None:
    """Multiplying and dividing by the same gives the same; a sign makes a gauge."""
    back = divided(multiplied(histogram, factor), factor)
    assert back.count == pytest.approx(histogram.count)
    assert back.positive.counts == pytest.approx(histogram.positive.counts)
    assert negated(histogram).reset is CounterReset.GAUGE
    assert are_equal(negated(negated(histogram)), histogram)


def test_division_by_zero_leaves_no_buckets() -> None:
    """Counts become infinite, buckets go."""
    found = divided(of("count:3 sum:5 z_bucket:1 buckets:[2]"), 0.0)
    assert text_of_histogram(found) == "{{count:+Inf sum:+Inf z_bucket:+Inf}}"


@given(exponential(st.integers(-3, 8)), st.integers(1, 12))
def test_lower_resolution_keeps_observations(histogram: Histogram, steps: int) -> None:
    """Buckets are merged; none is lost, and two steps at once are two steps."""
    schema = max(-4, histogram.schema - steps)
    found = reduced(histogram, schema)
    assert _buckets(found) == _buckets(histogram)
    between = (histogram.schema + schema) // 2
    assert are_equal(found, reduced(reduced(histogram, between), schema))


@given(exponential(), exponential())
def test_a_wider_zero_bucket_takes_in_what_lies_in_it(one: Histogram, other: Histogram) -> None:
    """Observations move, none is lost, and none stays inside of the threshold."""
    found = _sum(added(one, other))
    again = widened(one, max(found.zero_threshold, one.zero_threshold))
    assert _buckets(again) == _buckets(one)


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (
            "schema:1 count:4 buckets:[1 2 1]",
            "schema:0 count:2 buckets:[1 1]",
            "{{count:6 buckets:[2 4]}}",
        ),
        (
            "count:3 z_bucket:1 z_bucket_w:0.5 buckets:[2]",
            "count:4 z_bucket:1 z_bucket_w:0.75 buckets:[1 1 1]",
            "{{count:7 z_bucket:5 z_bucket_w:1 offset:1 buckets:[1 1]}}",
        ),
        (
            "schema:-53 count:6 custom_values:[1 2 5] buckets:[1 2 2 1]",
            "schema:-53 count:3 custom_values:[2 3] buckets:[1 1 1]",
            "{{schema:-53 count:9 custom_values:[2] buckets:[4 5]}}",
        ),
    ],
    ids=["the lower resolution", "a zero bucket that cuts none", "the bounds that both have"],
)
def test_layout_of_a_sum(left: str, right: str, wanted: str) -> None:
    """Two layouts meet in the finest that both can be brought to."""
    assert text_of_histogram(_sum(added(of(left), of(right)))) == wanted


@pytest.mark.parametrize(
    ("hints", "wanted", "has_conflict"),
    [
        (("not_reset", "not_reset"), "not_reset", False),
        (("not_reset", "unknown"), "unknown", False),
        (("gauge", "not_reset"), "gauge", False),
        (("reset", "not_reset"), "unknown", True),
        (("reset", "not_reset", "gauge"), "gauge", True),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else str(value),
)
def test_hint_of_a_sum(hints: tuple[str, ...], wanted: str, has_conflict: bool) -> None:
    """A gauge makes a gauge, what differs is unknown, and a contradiction is told."""
    found = total([of(f"count:1 counter_reset_hint:{hint}") for hint in hints])
    assert found is not None
    assert (found.histogram.reset.value, found.has_conflict) == (wanted, has_conflict)


def test_digits_are_not_lost() -> None:
    """Sums that cancel keep what is small; an average does not overflow."""
    big = [of("count:1 sum:5.3"), of("count:1 sum:1e100"), of("count:1 sum:-1e100")]
    assert _sum(total(big)).sum == pytest.approx(5.3)
    largest = of("count:1.7e308 sum:1")
    assert _sum(mean([largest, largest])).count == pytest.approx(1.7e308)
