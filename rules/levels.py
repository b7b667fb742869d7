"""The level of an alert: what its rule says, shifted by how much depends on the target (D5)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from rules.ladder import LEVEL_LABEL, SEVERITY_LABEL
from rules.model import AlertRule, LevelTable, Shift
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.levels import (
    SEVERITY_MAP,
    Criticality,
    Level,
    level_from_severity,
    level_from_text,
)


class TargetFacts(Protocol):
    """What a rule must know about a target; the inventory knows it."""

    def criticality(self, instance: str) -> Criticality:
        """Return the criticality of the target of that name; NORMAL for an unknown one."""
        ...


def _row(high: Level, normal: Level, low: Level) -> Mapping[Criticality, Level]:
    return MappingProxyType(
        {Criticality.HIGH: high, Criticality.NORMAL: normal, Criticality.LOW: low}
    )


MATRIX: Mapping[Level, Mapping[Criticality, Level]] = MappingProxyType(
    {
        Level.I: _row(Level.I, Level.I, Level.II),
        Level.II: _row(Level.I, Level.II, Level.III),
        Level.III: _row(Level.II, Level.III, Level.IV),
        Level.IV: _row(Level.III, Level.IV, Level.RECORD),
        Level.RECORD: _row(Level.RECORD, Level.RECORD, Level.RECORD),
    }
)
"""Impact (the target's criticality) x urgency (the rule's level)."""


def level_of(
    rule: AlertRule,
    *,
    rung: Level | None,
    labels: Labels,
    criticality: Criticality,
    severities: Mapping[str, Level] = SEVERITY_MAP,
) -> Level:
    """Return the level of an alert of *rule*.

    *rung* is the worst rung that fires, for a ladder.  A table of levels is taken as it stands;
    any other level is shifted by the matrix unless the rule says ``shift: none``; ``max_level``
    bounds the result.
    """
    if rung is None and isinstance(rule.level, LevelTable):
        return capped(rule, rule.level.of(criticality) or Level.III, criticality)
    base = rung or _written_level(rule, labels, severities)
    if rule.shift is Shift.MATRIX:
        base = MATRIX[base][criticality]
    return capped(rule, base, criticality)


def capped(rule: AlertRule, level: Level, criticality: Criticality) -> Level:
    cap = rule.max_level.of(criticality)
    return cap if cap is not None and level.is_worse_than(cap) else level


def _written_level(rule: AlertRule, labels: Labels, severities: Mapping[str, Level]) -> Level:
    """Return the rule's own level, else that of the label ``level``, else of ``severity``."""
    if isinstance(rule.level, Level):
        return rule.level
    try:
        return level_from_text(label(labels, LEVEL_LABEL))
    except InvalidInput:
        return level_from_severity(label(labels, SEVERITY_LABEL), severities)
