from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.alerting import AlertRunner, Surroundings
from rules.ladder import ladder_of, plain_rules, rung_from_text
from rules.levels import MATRIX, level_of
from rules.memory_series import MemorySeries
from rules.model import AlertRule, Expression, LevelTable, Shift
from rules.promql.evaluate import Evaluator
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.core.levels import LEVELS, Criticality, Level, worst

RULE = AlertRule("Filling", Expression("free / size"))


class Targets:
    """Every target has the criticality of its name."""

    def criticality(self, instance: str) -> Criticality:
        known = {member.value: member for member in Criticality}
        return known.get(instance, Criticality.NORMAL)


def runner(rule: AlertRule, series: MemorySeries) -> AlertRunner:
    return AlertRunner(rule, Surroundings(series, Evaluator(series), Targets()))


@pytest.mark.parametrize("text", ["", "0.15", "< x", "<< 1", "< 1_0", "< nan", "< 1 or up", "=< 1"])
def test_a_rung_is_a_comparison_with_a_number(text: str) -> None:
    """Anything else is refused with an example of what is meant."""
    with pytest.raises(InvalidInput, match="is no rung"):
        rung_from_text(Level.II, text)


def test_the_plain_form_of_a_ladder() -> None:
    """One rule for each rung, the worst first, its level in labels that other engines understand."""
    rungs = [rung_from_text(Level.III, "< 0.15"), rung_from_text(Level.II, "<0.03")]
    plain = plain_rules(dataclasses.replace(RULE, ladder=ladder_of(rungs)))
    assert [rule.expression.text for rule in plain] == [
        "(\nfree / size\n) <0.03",
        "(\nfree / size\n) < 0.15",
    ]
    assert [dict(rule.labels) for rule in plain] == [
        {"level": "II", "severity": "critical"},
        {"level": "III", "severity": "warning"},
    ]


@st.composite
def ladders(draw: st.DrawFn) -> AlertRule:
    levels = draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=4, unique=True))
    rungs = [
        rung_from_text(
            level, f"{draw(st.sampled_from(['<', '<=', '>', '>=', '==', '!=']))} {number}"
        )
        for level in levels
        for number in [draw(st.integers(0, 5))]
    ]
    return dataclasses.replace(
        RULE,
        expression=Expression("free / on (instance) size"),
        ladder=ladder_of(rungs),
        hold=Duration(draw(st.integers(0, 3)) * MINUTE),
        keep_firing=Duration(draw(st.integers(0, 3)) * MINUTE),
    )


@given(
    ladders(),
    st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 6)), min_size=1, max_size=12),
)
def test_a_ladder_gives_what_its_plain_rules_give(
    rule: AlertRule, ticks: list[dict[str, int]]
) -> None:
    """At every minute: the same ALERTS, and the level is the worst of the plain rules that fire."""
    series = MemorySeries()
    whole = runner(rule, series)
    parts = [runner(plain, series) for plain in plain_rules(rule)]
    for minute, tick in enumerate(ticks):
        now = Instant(minute * MINUTE)
        samples = {("free", name): float(value) for name, value in tick.items()}
        samples |= {("size", name): 1.0 for name in "abc"}
        series.append("f", now, {_series(*key): value for key, value in samples.items()})
        for part in (whole, *parts):
            part.evaluate(now, read_at=now, limit=0)
        stored = {key: value for part in parts for key, value in part.samples().items()}
        assert whole.samples() == stored
        handed = {alert.labels: alert.level for alert in whole.active()}
        assert handed == _worst_of_plain(parts)


def _series(metric: str, instance: str) -> Labels:
    return labels_of({"__name__": metric, "instance": instance})


def _worst_of_plain(parts: list[AlertRunner]) -> dict[Labels, Level]:
    levels: dict[Labels, list[Level]] = {}
    for part in parts:
        for alert in part.tracked():
            if alert.is_firing:
                key = labels_of(
                    (name, value)
                    for name, value in alert.labels
                    if name not in {"level", "severity"}
                )
                levels.setdefault(key, []).append(Level(label(alert.labels, "level")))
    return {key: worst(found) for key, found in levels.items()}


@pytest.mark.parametrize(
    ("rule", "rung", "high", "normal", "low"),
    [
        (dataclasses.replace(RULE, level=LevelTable(Level.I, Level.II, Level.III)), None,
         "I", "II", "III"),
        (dataclasses.replace(RULE, level=Level.III), None, "II", "III", "IV"),
        (dataclasses.replace(RULE, level=Level.III, shift=Shift.NONE), None, "III", "III", "III"),
        (dataclasses.replace(RULE, level=Level.II, max_level=LevelTable(*[Level.III] * 3)), None,
         "III", "III", "III"),
        (dataclasses.replace(RULE, shift=Shift.NONE, max_level=LevelTable(low=Level.III)),
         Level.II, "II", "II", "III"),
        (dataclasses.replace(RULE, labels=labels_of({"severity": "critical"})), None,
         "I", "II", "III"),
        (dataclasses.replace(RULE, labels=labels_of({"severity": "info"})), None,
         "record", "record", "record"),
        (dataclasses.replace(RULE, labels=labels_of({"level": "IV", "severity": "critical"})), None,
         "III", "IV", "record"),
        (RULE, None, "II", "III", "IV"),
    ],
    ids=["a table stands as written", "one level is shifted by the matrix", "shift: none",
         "max_level bounds", "a rung, bounded for low", "severity alone", "record stays record",
         "the label level wins over severity", "nothing said is III"],
)  # fmt: skip
def test_the_level_of_an_alert(
    rule: AlertRule, rung: Level | None, high: str, normal: str, low: str
) -> None:
    """Level by what the rule says and how much depends on the target."""
    levels = [
        level_of(rule, rung=rung, labels=rule.labels, criticality=criticality).value
        for criticality in (Criticality.HIGH, Criticality.NORMAL, Criticality.LOW)
    ]
    assert levels == [high, normal, low]


def test_the_matrix_never_makes_a_more_critical_target_less_urgent() -> None:
    """Along each row and each column the level only falls."""
    for level in Level:
        row = [MATRIX[level][criticality].rank for criticality in Criticality]
        assert row == sorted(row)
    for criticality in Criticality:
        column = [MATRIX[level][criticality].rank for level in Level]
        assert column == sorted(column)
