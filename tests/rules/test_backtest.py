"""What rules would have done over given samples, and the layer that a trial writes into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.alerting import Surroundings
from rules.backtest import Backtest, Outcome, Progress, Recovery
from rules.files import parse_rule_file
from rules.layers import LayeredSeries
from rules.memory_series import MemorySeries
from rules.promql import Evaluator, compile_plan
from rules.promql.values import Vector
from tests.rules.promql.asking import plain
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Criticality, Level

RULES = """
groups:
- name: filling
  interval: 1m
  rules:
  - {record: "free:ratio", expr: free / size}
  - alert: Filling
    expr: "free:ratio"
    levels: {III: "< 0.2", II: "< 0.1"}
    for: 2m
    annotations: {summary: "{{ $labels.instance }}: {{ $value | humanizePercentage }} left"}
  - {alert: Kept, expr: free < 15, level: record}
"""
BROKEN = f"{RULES}  - {{alert: Broken, expr: free * on () size, level: III}}\n"


class Normal:
    def criticality(self, _instance: str) -> Criticality:
        return Criticality.NORMAL


class Ticking:
    """Measured time goes on by a little with each look."""

    def __init__(self, step: float = 1e-4) -> None:
        self.at = 0.0
        self.step = step

    def now(self) -> Instant:
        return Instant(0)

    def monotonic(self) -> float:
        self.at += self.step
        return self.at


def store_of(values: Mapping[str, Sequence[float | None]]) -> MemorySeries:
    """Return a store in which host's free space, of 100, is given by the minute."""
    store = MemorySeries()
    for number in range(max(map(len, values.values()))):
        tick = {}
        for host, given_values in values.items():
            value = given_values[number] if number < len(given_values) else None
            if value is not None:
                tick[labels_of({"__name__": "free", "instance": host})] = value
                tick[labels_of({"__name__": "size", "instance": host})] = 100.0
        if tick:
            store.append_exactly("agents", Instant(number * MINUTE), tick)
    return store


def outcome_of(
    store: MemorySeries,
    end: int,
    rules: str = RULES,
    recovery: Recovery | None = None,
    clock: Ticking | None = None,
) -> tuple[Outcome, list[Progress]]:
    around = Surroundings(store, Evaluator(store), Normal())
    trial = Backtest(
        [parse_rule_file(rules, name="own.yml")],
        around,
        clock or Ticking(),
        start=Instant(0),
        end=Instant(end),
        recovery=recovery or Recovery(),
    )
    steps: list[Progress] = []
    for one in trial.run():
        if isinstance(one, Outcome):
            return one, steps
        steps.append(one)
    raise AssertionError("no outcome")


def test_tickets_that_would_have_been() -> None:
    """One ticket for a problem: its worst level, from its first firing to its last."""
    free: Sequence[float | None] = [50] * 5 + [12] * 6 + [5] * 6 + [50] * 20
    found, steps = outcome_of(store_of({"a": free, "b": [50] * 37}), 36 * MINUTE)
    (ticket,) = found.tickets
    assert (ticket.rule, ticket.level) == ("Filling", Level.II)
    assert ticket.labels == {"instance": "a"}
    assert 7 * MINUTE <= ticket.opened_at < 8 * MINUTE
    assert ticket.ended_at is not None
    assert 15 * MINUTE < ticket.ended_at <= 17 * MINUTE
    assert ticket.returns == 0
    assert ticket.summary.startswith("a: ")
    assert steps[0].done == 0
    assert steps[-1].done < steps[-1].of == found.evaluations


def test_what_is_only_recorded_is_apart() -> None:
    """Level record opens no ticket but is counted."""
    found, _ = outcome_of(store_of({"a": [12] * 30}), 29 * MINUTE)
    assert [one.rule for one in found.recorded] == ["Kept"]
    assert [one.rule for one in found.tickets] == ["Filling"]
    assert found.tickets[0].ended_at is None


def test_a_rule_that_fails_is_told_and_leaves_the_others() -> None:
    """Its place, how often and why."""
    found, _ = outcome_of(store_of({"a": [12] * 9, "b": [50] * 9}), 8 * MINUTE, BROKEN)
    (failing,) = found.failing
    assert (failing.rule, failing.at) == ("Broken", "own.yml:13")
    assert failing.failures >= 7
    assert "many-to-many" in failing.problem
    assert len(found.tickets) == 1


def test_a_fault_that_comes_back_is_the_same_ticket() -> None:
    """Within the policy's stretch it is reopened and counted; beyond it is another ticket."""
    spell: Sequence[float | None] = [12] * 10 + [50] * 20
    store = store_of({"a": [*spell, *spell, *spell]})
    found, _ = outcome_of(store, 89 * MINUTE)
    assert [(one.returns, one.ended_at is None) for one in found.tickets] == [(2, False)]
    brief = Recovery(reopen_within=Duration(10 * MINUTE))
    found, _ = outcome_of(store, 89 * MINUTE, recovery=brief)
    assert [one.returns for one in found.tickets] == [0, 0, 0]


def test_it_begins_where_the_samples_begin() -> None:
    """Days of which nothing is held are not evaluated."""
    free: Sequence[float | None] = [*[None] * 300, *[12] * 30]
    found, _ = outcome_of(store_of({"a": free}), 329 * MINUTE)
    assert found.start == 4 * HOUR
    assert found.evaluations <= 90
    assert len(found.tickets) == 1


def test_without_samples_nothing_happens() -> None:
    """An empty store gives an empty outcome."""
    found, steps = outcome_of(MemorySeries(), 10 * MINUTE)
    assert (found.tickets, found.evaluations, steps) == ((), 0, [])


def test_what_the_rules_stored_in_earnest_is_not_taken_twice() -> None:
    """A rule under trial reads what the trial records, not what ran recorded."""
    store = store_of({"a": [12] * 20})
    stored = labels_of({"__name__": "free:ratio", "instance": "a"})
    for minute in range(20):
        store.append("rules:own.yml;filling", Instant(minute * MINUTE), {stored: 0.9})
    found, _ = outcome_of(store, 19 * MINUTE)
    assert [one.rule for one in found.tickets] == ["Filling"]
    assert all("free:ratio" not in one.problem for one in found.failing)


def test_a_trial_that_takes_too_long_ends() -> None:
    """It is bounded in time and says what to do."""
    with pytest.raises(TooLarge, match="fewer days"):
        outcome_of(store_of({"a": [12] * 60}), 59 * MINUTE, clock=Ticking(step=30.0))


def test_a_trial_that_is_too_large_is_refused_at_once() -> None:
    """Its evaluations are counted before the first."""
    values: Sequence[float | None] = [12]
    years = 800 * DAY
    rules = RULES.replace("interval: 1m", "interval: 10s")
    with pytest.raises(TooLarge, match="fewer days"):
        outcome_of(store_of({"a": [*values, *values]}), years, rules)


_HOSTS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.floats(0, 9), max_size=4)


@given(_HOSTS, _HOSTS, _HOSTS, st.sets(st.sampled_from(["a", "b", "c", "d"])))
def test_layers_are_read_as_one_source(
    lower: dict[str, float], upper: dict[str, float], changed: dict[str, float], hidden: set[str]
) -> None:
    """A layered source gives what one source with all that is seen gives, also after changes."""
    below, above, whole = MemorySeries(), MemorySeries(), MemorySeries()
    layered = LayeredSeries(below, above, lambda _, labels: dict(labels)["host"] in hidden)
    for minute, (under, over) in enumerate([(lower, upper), (changed, lower)]):
        at = Instant(minute * MINUTE)
        below.append("below", at, {_series("below", host): value for host, value in under.items()})
        above.append("above", at, {_series("above", host): value for host, value in over.items()})
        seen = {host: value for host, value in under.items() if host not in hidden}
        whole.append("below", at, {_series("below", host): value for host, value in seen.items()})
        whole.append("above", at, {_series("above", host): value for host, value in over.items()})
        for query in ("m", "sum by (layer) (m)", "count(m) by (host)", "sum_over_time(m[2m])"):
            plan = compile_plan(query)
            got = Evaluator(layered).instant(plan, at)
            assert isinstance(got, Vector)
            assert plain(got) == pytest.approx(plain(Evaluator(whole).instant(plan, at)))


def _series(layer: str, host: str) -> tuple[tuple[str, str], ...]:
    return labels_of({"__name__": "m", "layer": layer, "host": host})
