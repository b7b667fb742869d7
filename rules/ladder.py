"""A ladder of levels, and the plain rules that it stands for.

``levels: {III: "< 0.15", II: "< 0.03"}`` is one alert whose level moves.  It means one plain
rule for each rung with the same name, ``for`` and ``keep_firing_for``; the level of the alert is
that of the worst rung that fires (D5).
"""

from __future__ import annotations

import dataclasses
import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from rules.model import NO_DURATION, AlertRule, Expression, LevelTable, Relation, Rung, Shift
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level, worst

LEVEL_LABEL = "level"
SEVERITY_LABEL = "severity"

SEVERITY_OF_LEVEL: Mapping[Level, str] = MappingProxyType(
    {
        Level.I: "critical",
        Level.II: "critical",
        Level.III: "warning",
        Level.IV: "warning",
        Level.RECORD: "info",
    }
)
"""What other engines and their routes understand; the label ``level`` says it exactly."""

_CONDITION = re.compile(r"(<=|>=|==|!=|<|>)\s*([-+]?[0-9a-zA-Z._]+(?:[eE][-+]?\d+)?)")
_HOLDS: Mapping[Relation, Callable[[float, float], bool]] = MappingProxyType(
    {
        Relation.LESS: operator.lt,
        Relation.LESS_OR_EQUAL: operator.le,
        Relation.GREATER: operator.gt,
        Relation.GREATER_OR_EQUAL: operator.ge,
        Relation.EQUAL: operator.eq,
        Relation.NOT_EQUAL: operator.ne,
    }
)


def rung_from_text(level: Level, text: str) -> Rung:
    """Read a condition such as ``< 0.15``.  Raises InvalidInput."""
    condition = " ".join(text.split())
    match = _CONDITION.fullmatch(condition)
    threshold = _number(match[2]) if match else None
    if match is None or threshold is None:
        raise InvalidInput(
            "{text!r} is no rung; write a comparison with a number, for example '< 0.15'",
            text=text[:40],
        )
    return Rung(level, Relation(match[1]), threshold, condition)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isnan(number) or "_" in text else number


def ladder_of(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """Return the rungs with the worst level first."""
    return tuple(sorted(rungs, key=lambda rung: rung.level.rank))


def holds(rung: Rung, value: float) -> bool:
    return _HOLDS[rung.relation](value, rung.threshold)


def highest(levels: Iterable[Level]) -> Level:
    """Return the level of a ladder some of whose rungs fire."""
    return worst(list(levels))


def plain_rules(rule: AlertRule) -> tuple[AlertRule, ...]:
    """Return the rules without keys of ours that mean the same to any Prometheus.

    The level goes into the labels ``level`` and ``severity``, as for a target of normal
    criticality.  ``recover_expr``, ``cooldown`` and ``min_history`` have no plain form: without
    them an alert may begin earlier, end earlier or come back sooner, nothing else.
    """
    if rule.ladder:
        return tuple(_plain_rung(rule, rung) for rung in rule.ladder)
    return (_plain(rule, rule.expression, plain_level(rule)),)


def _plain_rung(rule: AlertRule, rung: Rung) -> AlertRule:
    text = f"(\n{rule.expression.text.rstrip()}\n) {rung.condition}"
    return _plain(rule, Expression(text, rule.expression.at), rung.level)


def _plain(rule: AlertRule, expression: Expression, level: Level | None) -> AlertRule:
    return dataclasses.replace(
        rule,
        expression=expression,
        labels=rung_labels(rule, level),
        level=None,
        ladder=(),
        shift=Shift.MATRIX,
        max_level=LevelTable(),
        recover=None,
        cooldown=NO_DURATION,
        min_history=NO_DURATION,
    )


def plain_level(rule: AlertRule) -> Level | None:
    """Return the level of a rule of one level on a normal target; None: by severity alone."""
    return rule.level.normal if isinstance(rule.level, LevelTable) else rule.level


def rung_labels(rule: AlertRule, level: Level | None) -> tuple[tuple[str, str], ...]:
    """Return the rule's labels with those that carry *level*; a severity of its own stays."""
    if level is None:
        return rule.labels
    carried = {SEVERITY_LABEL: SEVERITY_OF_LEVEL[level], **dict(rule.labels)}
    return labels_of({**carried, LEVEL_LABEL: level.value})
