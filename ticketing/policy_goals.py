"""The goals of a policy file: anchors, stops, targets, what pauses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.commands import PauseReason
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor, Goal
from ticketing.policy_words import check_name, guard_from_node, per_level, words_from_node
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class _Arm:
    breach_of: str


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """One goal as it is written."""

    metric: str
    stop: Node
    target: Mapping[str, Duration]
    anchor: Node | None = None
    arm: _Arm | None = None
    when: Node | None = None
    pause: Node | None = None
    calendar: str | None = None
    table: str = "level"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What goals take that do not say otherwise."""

    calendar: str = "7x24"
    pause: Node | None = None


def goal_from_entry(entry: GoalEntry, defaults: Defaults, earlier: Mapping[str, Goal]) -> Goal:
    """Return the goal; *earlier* are those above it by name.  Raises ConfigError."""
    anchor, unresolved_after = _anchor(entry.anchor)
    if entry.arm and entry.arm.breach_of not in {goal.metric for goal in earlier.values()}:
        raise ConfigError(
            "breach_of names {metric!r}, which is no goal above",
            at=entry.at,
            metric=entry.arm.breach_of,
        )
    pause = entry.pause or defaults.pause
    for name in (entry.metric, entry.table):
        check_name(name, entry.at)
    return Goal(
        metric=entry.metric,
        table=entry.table,
        stops=frozenset(words_from_node(entry.stop, Milestone, "stop")),
        targets=per_level(dict(entry.target), entry.at),
        anchor=anchor,
        unresolved_after=unresolved_after,
        breach_of=entry.arm.breach_of if entry.arm else None,
        when=guard_from_node(entry.when),
        pauses=_pause_reasons(pause, earlier) if pause else MappingProxyType({}),
        calendar=entry.calendar or defaults.calendar,
    )


@dataclass(frozen=True, slots=True)
class _Unresolved:
    unresolved_after: Duration
    at: str = ""


def _anchor(node: Node | None) -> tuple[Anchor, Duration | None]:
    """Read ``reported`` or ``{unresolved_after: 2h, from: reported}``."""
    if node is None:
        return Anchor.REPORTED, None
    if not isinstance(node.value, dict):
        return bind(node, Anchor, "anchor"), None
    keys = dict(node.value)
    start = keys.pop("from", None)
    after = bind(Node(keys, node.at, key_at=node.key_at), _Unresolved)
    return (bind(start, Anchor, "from") if start else Anchor.REPORTED), after.unresolved_after


def _pause_reasons(
    node: Node, earlier: Mapping[str, Goal]
) -> Mapping[Level, frozenset[PauseReason]]:
    """Read ``[customer]``, ``{I: [...], '*': [...]}`` or ``like resolve``."""
    if isinstance(node.value, dict):
        reasons = {
            key: frozenset(words_from_node(item, PauseReason, "pause"))
            for key, item in node.value.items()
        }
        return per_level(reasons, node.at)
    if isinstance(node.value, tuple):
        return per_level({"*": frozenset(words_from_node(node, PauseReason, "pause"))}, node.at)
    like, _, metric = node.text.partition(" ")
    for goal in earlier.values():
        if like == "like" and goal.metric == metric.strip():
            return goal.pauses
    raise ConfigError(
        "pause is a list of reasons, one list per level, or 'like' a goal above", at=node.at
    )
