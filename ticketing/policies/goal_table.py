"""A policy's goals as a table: from when each counts, until when, how long per level.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from ticketing.policy import Goal, Policy
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.levels import LEVELS


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal, as a policy file writes it; a level without a target has no such goal."""

    goal: str
    counts_from: str
    stops_at: tuple[str, ...]
    targets: Mapping[str, str]
    calendar: str
    when: str
    armed_by: str
    pauses: Mapping[str, str]


def goal_lines(policy: Policy) -> tuple[GoalLine, ...]:
    """Return the goals of a policy, in its order."""
    return tuple(_line(goal) for goal in policy.goals)


def _line(goal: Goal) -> GoalLine:
    return GoalLine(
        goal=goal.name,
        counts_from=_counts_from(goal),
        stops_at=_values(goal.stops),
        targets=MappingProxyType(
            {
                str(level): text_from_duration(goal.targets[level])
                for level in LEVELS
                if level in goal.targets
            }
        ),
        calendar=goal.calendar,
        when=goal.when.source,
        armed_by="" if goal.breach_of is None else f"breach_of {goal.breach_of}",
        pauses=MappingProxyType(
            {
                str(level): ", ".join(_values(goal.pauses[level]))
                for level in LEVELS
                if goal.pauses.get(level)
            }
        ),
    )


def _counts_from(goal: Goal) -> str:
    if goal.unresolved_after is None:
        return goal.anchor.value
    return f"unresolved_after {text_from_duration(goal.unresolved_after)} from {goal.anchor.value}"


def _values(words: Iterable[Enum]) -> tuple[str, ...]:
    return tuple(sorted(str(word.value) for word in words))
