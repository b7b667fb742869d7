"""Long ranges over roll-ups: what they give where the samples are gone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.promql import Evaluator, compile_plan
from tests.rules.promql.asking import plain
from tests.rules.promql.memory_source import MemorySource
from tests.rules.promql.rolled_source import RolledSource
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME

_HOURS = 12
_NOW = _HOURS * HOUR
_PERIOD = 5 * MINUTE


def _source(
    values: dict[str, list[float]], *, since: int, until: int = _NOW
) -> tuple[Evaluator, Evaluator]:
    """Return evaluators over all samples, a minute apart, and over what is kept of them."""
    whole = MemorySource()
    for name, found in values.items():
        samples = [(30 * SECOND + slot * MINUTE, value) for slot, value in enumerate(found)]
        whole.add({METRIC_NAME: "m", "row": name}, samples)
    rolled = RolledSource(whole, since=since, period=_PERIOD, until=until)
    return Evaluator(whole), Evaluator(rolled)


@settings(deadline=None, max_examples=50)
@given(
    values=st.lists(st.integers(-1_000, 1_000).map(float), min_size=120, max_size=120),
    function=st.sampled_from(("min", "max", "sum", "count", "avg", "last", "present")),
    periods=st.integers(1, 20),
    end=st.integers(1, 24),
    since=st.integers(0, 24),
    minutes=st.integers(0, 4),
)
def test_aggregates_over_whole_periods_are_those_over_their_samples(
    values: list[float], function: str, periods: int, end: int, since: int, minutes: int
) -> None:
    """Windows that begin at a period's edge lose nothing, wherever samples begin to be kept.

    One that ends within a period needs the samples there: a period counts whole or not at all.
    """
    assume(minutes == 0 or since <= end)
    all_of_it, kept = _source({"a": values}, since=since * _PERIOD)
    length = periods * _PERIOD + minutes * MINUTE
    plan = compile_plan(f"{function}_over_time(m[{length}ms])")
    at = Instant(end * _PERIOD + minutes * MINUTE)
    wanted = plain(all_of_it.instant(plan, at))
    given_by_kept = plain(kept.instant(plan, at))
    assert isinstance(wanted, dict)
    assert isinstance(given_by_kept, dict)
    assert given_by_kept.keys() == wanted.keys()
    for labels, value in given_by_kept.items():
        assert value == pytest.approx(wanted[labels])


@pytest.mark.parametrize("minutes", [60, 62.5, 180])
def test_rates_count_resets_and_what_came_after_the_last_period(minutes: float) -> None:
    """A counter that rises by 6 a minute, and was reset, has a rate of 0.1 by roll-ups too."""
    steady = [6.0 * slot for slot in range(_HOURS * 60)]
    reset = [value % 1_200 for value in steady]
    _, kept = _source({"a": steady, "b": reset}, since=_NOW - HOUR, until=_NOW - 7 * MINUTE)
    for function, wanted in (("rate", 0.1), ("increase", 6.0 * minutes)):
        plan = compile_plan(f"{function}(m[{int(minutes * 60)}s] offset 2m)")
        found = plain(kept.instant(plan, Instant(_NOW)))
        assert isinstance(found, dict)
        assert list(found.values()) == [pytest.approx(wanted, rel=0.02)] * 2


def test_graphs_of_long_ago_show_the_last_value_of_each_period() -> None:
    """A range query over times whose samples are gone has a point at every step."""
    values = [float(slot) for slot in range(_HOURS * 60)]
    _, kept = _source({"a": values}, since=_NOW - HOUR)
    span = (Instant(HOUR), Instant(_NOW), Duration(10 * MINUTE))
    (gauge,) = kept.range(compile_plan("m"), *span)
    assert gauge.times.tolist() == list(range(HOUR, _NOW + 1, 10 * MINUTE))
    assert gauge.values.tolist() == [pytest.approx(at / MINUTE, abs=1) for at in gauge.times]
    (rate,) = kept.range(compile_plan("rate(m[2m])"), *span)  # shorter than a period
    assert rate.values.tolist() == [pytest.approx(1 / 60, rel=1e-9)] * len(gauge.times)


def test_recent_windows_are_read_from_samples() -> None:
    """Where all samples are kept roll-ups change nothing, to the last bit."""
    values = [float((slot * 37) % 101) for slot in range(_HOURS * 60)]
    all_of_it, kept = _source({"a": values}, since=_NOW - 2 * HOUR)
    for text in ("rate(m[17m])", "sum_over_time(m[1h])", "stddev_over_time(m[1h])", "m"):
        plan = compile_plan(text)
        assert plain(kept.instant(plan, Instant(_NOW))) == plain(
            all_of_it.instant(compile_plan(text), Instant(_NOW))
        )
