"""The keys that stand beside Prometheus's, each against a plain restatement of what it says."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from rules.alerting import AlertRunner, Surroundings
from rules.levels import level_of
from rules.memory_series import MemorySeries
from rules.model import AlertRule, Expression, LevelTable, Shift
from rules.promql.evaluate import Evaluator
from tests.rules.watch import Targets
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import LEVELS, Criticality, Level

LOW, HIGH = labels_of({"__name__": "v", "instance": "a"}), labels_of({"__name__": "over"})

levels = st.sampled_from(LEVELS)
perhaps = st.none() | levels
tables = st.builds(LevelTable, perhaps, perhaps, perhaps)


def played(rule: AlertRule, found: list[bool], over: list[bool] | None = None) -> list[bool]:
    """Play a minute for each entry: is the series there, and is recover_expr's; return what fires."""
    series = MemorySeries()
    runner = AlertRunner(rule, Surroundings(series, Evaluator(series), Targets()))
    fires = []
    for minute, is_found in enumerate(found):
        now = Instant(minute * MINUTE)
        series.append("f", now, {LOW: 1.0} if is_found else {})
        series.append("g", now, {HIGH: 1.0} if over and over[minute] else {})
        runner.evaluate(now, read_at=now, limit=0)
        fires.append(bool(runner.active()))
    return fires


@given(
    st.one_of(levels, tables.filter(lambda table: None not in dataclasses.astuple(table))),
    tables,
    st.sampled_from(Shift),
    st.sampled_from(Criticality),
)
def test_max_level_bounds_and_does_nothing_else(
    level: Level | LevelTable, most: LevelTable, shift: Shift, criticality: Criticality
) -> None:
    """What is not worse than the bound is left as it is; what is, becomes the bound."""
    free = AlertRule("A", Expression("v"), level=level, shift=shift)
    bound = dataclasses.replace(free, max_level=most)
    wanted, given_level = (
        level_of(rule, rung=None, labels=(), criticality=criticality) for rule in (free, bound)
    )
    cap = most.of(criticality)
    assert given_level == (cap if cap is not None and wanted.is_worse_than(cap) else wanted)


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 6))
def test_cooldown_keeps_an_ended_alert_pending(found: list[bool], minutes: int) -> None:
    """It fires whenever it is found, but not within so many minutes after it ended."""
    rule = AlertRule("A", Expression("v"), cooldown=Duration(minutes * MINUTE))
    ended, was_firing, expected = -100, False, []
    for minute, is_found in enumerate(found):
        fires = is_found and (was_firing or minute - ended >= minutes)
        ended = minute if was_firing and not fires else ended
        was_firing = fires
        expected.append(fires)
    assert played(rule, found) == expected


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40),
    st.integers(0, 4),
    st.integers(0, 4),
)
def test_recover_expr_alone_ends_what_fires(
    ticks: list[tuple[bool, bool]], hold: int, keep: int
) -> None:
    """Once it fires it ends when it is not found, was kept long enough, and recover_expr says so."""
    rule = AlertRule(
        "A",
        Expression("v"),
        hold=Duration(hold * MINUTE),
        keep_firing=Duration(keep * MINUTE),
        recover=Expression("over"),
    )
    begun: int | None = None
    firing, missing, expected = False, 0, []
    for minute, (is_found, is_over) in enumerate(ticks):
        if is_found:
            begun = minute if begun is None else begun
            firing, missing = firing or minute - begun >= hold, 0
        elif firing and (missing < keep or not is_over):
            missing += 1
        else:
            begun, firing, missing = None, False, 0
        expected.append(firing)
    assert played(rule, [each for each, _ in ticks], [over for _, over in ticks]) == expected


@given(st.lists(st.booleans(), max_size=60))
def test_min_history_asks_only_what_begins(found: list[bool]) -> None:
    """An alert begins where there was a sample 18 or 19 minutes ago, and then goes on without."""
    rule = AlertRule("A", Expression("v"), min_history=Duration(20 * MINUTE))
    fires, expected = False, []
    for minute, is_found in enumerate(found):
        is_known = any(found[ago] for ago in (minute - 19, minute - 18) if ago >= 0)
        fires = is_found and (fires or is_known)
        expected.append(fires)
    assert played(rule, found) == expected
