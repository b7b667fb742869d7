"""The functions that tell how unusual a value is."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.anomaly.expansion import plain_expression
from rules.promql import (
    Asked,
    EvaluationError,
    Evaluator,
    Matrix,
    PromqlError,
    QueryLimitExceeded,
    Usage,
    Vector,
    compile_plan,
)
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels

STEP = MINUTE
WEEK = 7 * DAY


def source_of(*series: list[float | None], step: int = STEP) -> MemorySource:
    source = MemorySource()
    for number, values in enumerate(series):
        labels = {"__name__": "m", "n": str(number)}
        samples = [(place * step, one) for place, one in enumerate(values) if one is not None]
        source.add(labels, samples)
    return source


def ask(source: MemorySource, expression: str, at: int) -> dict[Labels, float]:
    result = Evaluator(source).instant(compile_plan(expression), Instant(at))
    assert isinstance(result, Vector)
    return dict(result)


def only(source: MemorySource, expression: str, at: int) -> float:
    (value,) = ask(source, expression, at).values()
    return value


def usual(count: int, seed: int = 1) -> list[float | None]:
    dice = random.Random(seed)
    return [50 + dice.uniform(-10, 10) for _ in range(count)]


def test_a_value_within_the_band_scores_below_one_and_one_far_outside_high() -> None:
    """A value twice as far from the median as the band's edge scores about 2."""
    source = source_of([*usual(500), 50.0], [*usual(500), 70.0], [*usual(500), 30.0])
    scores = list(ask(source, "band_score_over_time(m[1d])", 500 * STEP).values())
    assert scores[0] < 0.2
    assert scores[1] == pytest.approx(2.0, abs=0.2)
    assert scores[2] == pytest.approx(2.0, abs=0.2)


def test_dust_on_a_flat_line_is_not_unusual() -> None:
    """The band is at least 5 % of the median wide."""
    source = source_of([*[100.0] * 300, 101.0], [*[0.0] * 300, 1.0])
    nearly, from_nothing = ask(source, "band_score_over_time(m[1d])", 300 * STEP).values()
    assert nearly == pytest.approx(0.2)
    assert from_nothing == math.inf


def test_a_series_that_has_ended_is_not_scored() -> None:
    """As an instant selector, the scores forget a series five minutes after its last sample."""
    source = source_of(usual(100))
    for function in ("band_score_over_time", "zscore_over_time", "flap_ratio"):
        assert ask(source, f"{function}(m[1d])", 100 * STEP)
        assert not ask(source, f"{function}(m[1d])", 106 * STEP)


_series = st.lists(
    st.none() | st.integers(-20, 20).map(float) | st.sampled_from((math.nan, math.inf)),
    min_size=2,
    max_size=60,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(_series, min_size=1, max_size=3), st.integers(1, 4), st.integers(3, 30))
def test_evaluated_again_and_again_it_is_what_it_is_at_once(
    series: list[list[float | None]], stride: int, minutes: int
) -> None:
    """Kept state changes no score: each is that of a fresh evaluation and of the plain kernel."""
    source = source_of(*series)
    rolling, plan = Evaluator(source), compile_plan(f"band_score_over_time(m[{minutes}m])")
    for slot in range(0, 64, stride):
        at = slot * STEP + 500
        kept = rolling.instant(plan, Instant(at))
        assert isinstance(kept, Vector)
        fresh = ask(source, f"band_score_over_time(m[{minutes}m])", at)
        kernel = ask(source, f"band_score_over_time(m[{minutes}m] @ {at / 1000})", at)
        assert _same(dict(kept), fresh)
        assert _same(dict(kept), kernel)


def _same(one: dict[Labels, float], other: dict[Labels, float]) -> bool:
    return one.keys() == other.keys() and all(
        np.isclose(one[key], other[key], rtol=1e-9, atol=1e-12, equal_nan=True) for key in one
    )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 50))
def test_no_score_looks_ahead(seed: int, cut: int) -> None:
    """The scores of a beginning are the beginning of the scores."""
    values = usual(60, seed)
    plan = compile_plan("band_score_over_time(m[20m])")
    whole, part = (
        Evaluator(source_of(one)).range(plan, Instant(0), Instant(cut * STEP), Duration(STEP))
        for one in (values, values[: cut + 1])
    )
    assert isinstance(whole, Matrix)
    assert [one.values.tolist() for one in whole] == [one.values.tolist() for one in part]


def test_a_new_series_is_taken_up_beside_the_old_ones() -> None:
    """When a series comes, the others keep what they know, and it is read from its beginning."""
    source = source_of(usual(101))
    evaluator, plan = Evaluator(source), compile_plan("band_score_over_time(m[1h])")
    evaluator.instant(plan, Instant(90 * STEP))
    source.add({"__name__": "m", "n": "new"}, [(k * STEP, float(k % 7)) for k in range(101)])
    again = evaluator.instant(plan, Instant(100 * STEP))
    assert isinstance(again, Vector)
    assert len(again) == 2
    assert _same(dict(again), ask(source, "band_score_over_time(m[1h])", 100 * STEP))


def test_samples_that_always_come_after_the_evaluation_are_in_the_band() -> None:
    """A host whose samples arrive just after the group looked is scored as any other."""
    source, plan = MemorySource(), compile_plan("band_score_over_time(m[1h])")
    evaluator = Evaluator(source)
    samples = [(step * STEP - 500, float(step % 10)) for step in range(1, 60)]
    for at, value in samples:
        evaluator.instant(plan, Instant(at + 500))
        source.add({"__name__": "m"}, [(at, value)])
    found = evaluator.instant(plan, Instant(60 * STEP))
    assert isinstance(found, Vector)
    assert dict(found) == ask(source, "band_score_over_time(m[1h])", 60 * STEP)


def test_a_row_that_could_not_be_read_is_read_whole_the_next_time() -> None:
    """A new series whose samples were too many for one query has its history in the next."""
    source, plan = source_of(usual(100)), compile_plan("band_score_over_time(m[1h])")
    evaluator = Evaluator(source)
    evaluator.instant(plan, Instant(90 * STEP))
    samples = [(step * STEP, float(step % 7)) for step in range(100)]
    source.add({"__name__": "m", "n": "new"}, samples)
    with pytest.raises(QueryLimitExceeded):
        evaluator.instant(plan, Instant(91 * STEP), Asked(max_touched=20))
    found = evaluator.instant(plan, Instant(92 * STEP))
    assert isinstance(found, Vector)
    assert _same(dict(found), ask(source, "band_score_over_time(m[1h])", 92 * STEP))


def test_windows_are_not_kept_for_a_query_that_may_not_come_again() -> None:
    """What keeps no windows leaves those of others as they are, and takes no memory."""
    source, plan = source_of(usual(100)), compile_plan("band_score_over_time(m[1h])")
    evaluator, usage = Evaluator(source), Usage()
    for at in (90, 91):
        usage.samples = 0
        evaluator.instant(plan, Instant(at * STEP), Asked(usage=usage, keeps_windows=False))
        assert usage.samples > 60


@pytest.mark.parametrize("edges", ["NaN, Inf", "-1, 0.5", "0.5, 2", "0.9, 0.1"])
def test_a_band_has_edges_from_0_to_1(edges: str) -> None:
    """Other edges are refused with a sentence."""
    source = source_of(usual(100))
    with pytest.raises(EvaluationError, match="edges from 0 to 1"):
        ask(source, f"band_score_over_time(m[1h], {edges})", 90 * STEP)


def test_scores_in_standard_deviations_keep_their_sign() -> None:
    """zscore_over_time and its robust form are negative below the usual."""
    low = source_of([*usual(300), 0.0])
    assert only(low, "zscore_over_time(m[1d])", 300 * STEP) < -5
    assert only(low, "robust_zscore_over_time(m[1d])", 300 * STEP) < -4
    assert only(source_of([*usual(300), 100.0]), "zscore_over_time(m[1d])", 300 * STEP) > 5


def test_outliers_do_not_widen_the_robust_score() -> None:
    """A few wild samples hide a value from zscore_over_time, not from its robust form."""
    wild: list[float | None] = [*usual(200), *[5000.0] * 5, 90.0]
    source, at = source_of(wild), 205 * STEP
    assert abs(only(source, "zscore_over_time(m[1d])", at)) < 1
    assert only(source, "robust_zscore_over_time(m[1d])", at) > 4


@pytest.mark.parametrize(
    ("values", "limit", "seconds"),
    [
        pytest.param([100.0 - k for k in range(60)], 0.0, 41 * 60, id="falls to the limit"),
        pytest.param([float(k) for k in range(60)], 0.0, math.inf, id="moves away from it"),
        pytest.param([5.0] * 60, 0.0, math.inf, id="stands still"),
        pytest.param(
            [100.0 - k if k != 30 else 4000.0 for k in range(60)], 0.0, 41 * 60, id="one outlier"
        ),
    ],
)
def test_time_to_threshold(values: list[float | None], limit: float, seconds: float) -> None:
    """The seconds until the robust line through the window meets the limit."""
    found = only(source_of(values), f"time_to_threshold(m[2h], {limit})", 59 * STEP)
    assert found == pytest.approx(seconds, rel=1e-6)


def test_flap_ratio_is_the_share_of_changes() -> None:
    """0 for a steady series, 1 for one that is different each time."""
    source = source_of([1.0] * 11, [float(k % 2) for k in range(11)])
    assert list(ask(source, "flap_ratio(m[10m])", 10 * STEP).values()) == [0.0, 1.0]


def test_the_same_hour_of_earlier_weeks_is_what_is_usual() -> None:
    """A backup's peak on Monday night is usual there, and unusual on Tuesday noon."""
    hours = 5 * 7 * 24
    weekly: list[float | None] = [900.0 if k % 168 == 26 else 100.0 + k % 5 for k in range(hours)]
    weekly[4 * 168 + 60] = 900.0
    source = source_of([v for v in weekly for _ in range(12)], step=5 * MINUTE)
    usual_peak = only(source, "seasonal_score(m)", 4 * WEEK + 26 * HOUR + 30 * MINUTE)
    unusual = only(source, "seasonal_score(m)", 4 * WEEK + 60 * HOUR + 30 * MINUTE)
    assert usual_peak < 1
    assert unusual > 10


def test_seasons_that_cannot_be_are_refused() -> None:
    """A period of nothing is a clear error."""
    with pytest.raises(PromqlError, match="period above 0"):
        ask(source_of(usual(10)), "seasonal_score(m, 0)", 5 * STEP)


@pytest.mark.parametrize(
    "expression",
    [
        "band_score_over_time(m[1h])",
        "zscore_over_time(m[1h])",
        "flap_ratio(m[1h])",
        "max(band_score_over_time(m[1h], 0.05, 0.95)) > 0.1",
        "zscore_over_time((m * 2)[1h:1m])",
    ],
)
def test_the_plain_form_gives_the_same(expression: str) -> None:
    """What rules expand prints holds no function of ours and gives the same values."""
    source, at = source_of(usual(200, 3), usual(200, 4)), 199 * STEP
    plain = plain_expression(expression)
    assert plain != expression
    assert plain_expression(plain) == plain
    assert _same(ask(source, expression, at), ask(source, plain, at))


def test_the_plain_form_of_a_season_is_close() -> None:
    """Subqueries read the same hours, at their left edge one sample less."""
    dice = random.Random(5)
    daily: list[float | None] = [
        50 + 20 * math.sin(k / 288 * 2 * math.pi) + dice.uniform(-9, 9) for k in range(288 * 6)
    ]
    daily[5 * 288 + 7 * 12] = 120.0
    source, at = source_of(daily, step=5 * MINUTE), 5 * DAY + 7 * HOUR
    ours = only(source, "seasonal_score(m, 1d, 4)", at)
    plain = only(source, plain_expression("seasonal_score(m, 1d, 4)"), at)
    assert plain == pytest.approx(ours, rel=0.2)


def test_what_has_no_plain_form_says_so() -> None:
    """time_to_threshold names the nearest function that every engine has."""
    with pytest.raises(PromqlError, match="predict_linear"):
        plain_expression("time_to_threshold(m[1h], 0) < 3600")
