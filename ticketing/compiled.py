"""Goals made ready to be asked: what a fold wants to know of each, looked up once.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ticketing.calendars import ServiceHours
from ticketing.goals import Goal
from ticketing.guards import Facts
from ticketing.lifecycle import Milestone
from ticketing.spliced_hours import SplicedHours
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level


class Followed(NamedTuple):
    """What a goal takes over from one of other terms: until then that one's rests count."""

    until: Instant
    goal: CompiledGoal


class CompiledGoal(NamedTuple):
    """A goal, its hours, and what its clock asks.

    Goals of one ``rest_class`` rest in the same stretches.  ``has_rivals``: other goals measure
    the same, of which the strictest drives.
    """

    goal: Goal
    hours: ServiceHours
    targets: Mapping[Level, Duration]
    test: Callable[[Facts], bool] | None
    stops: tuple[Milestone, ...]  # but for RESTORED, which may be taken back
    stops_when_restored: bool
    rest_class: int
    has_rivals: bool
    follows: Followed | None = None


def compiled_goals(
    goals: tuple[Goal, ...], hours: Mapping[str, ServiceHours]
) -> tuple[CompiledGoal, ...]:
    """Return *goals* ready to be asked, in the same order."""
    measured = Counter(goal.metric for goal in goals)
    classes: list[tuple[object, bool]] = []
    return tuple(
        CompiledGoal(
            goal=goal,
            hours=hours[goal.calendar],
            targets=goal.targets,
            test=goal.when.holds if goal.when.source else None,
            stops=tuple(goal.stops - {Milestone.RESTORED}),
            stops_when_restored=Milestone.RESTORED in goal.stops,
            rest_class=_class_of(goal, classes),
            has_rivals=measured[goal.metric] > 1,
        )
        for goal in goals
    )


def joined_goals(
    earlier: tuple[CompiledGoal, ...], later: tuple[CompiledGoal, ...], at: Instant
) -> tuple[CompiledGoal, ...]:
    """Return the goals of *later* terms, which a ticket came under at *at*.

    What measures the same as before keeps what has elapsed by then; what is new counts from then.
    """
    return tuple(
        _joined(goal, _forerunner(goal, earlier), at)._replace(rest_class=number)
        for number, goal in enumerate(later)
    )


def _forerunner(goal: CompiledGoal, earlier: tuple[CompiledGoal, ...]) -> CompiledGoal | None:
    """Return the goal of the same name, else of the same metric, else None."""
    rule = goal.goal
    same = [one for one in earlier if one.goal.metric == rule.metric]
    return next((one for one in same if one.goal.table == rule.table), same[0] if same else None)


def _joined(goal: CompiledGoal, before: CompiledGoal | None, at: Instant) -> CompiledGoal:
    if before is None:
        return goal._replace(hours=SplicedHours(None, at, goal.hours))
    return goal._replace(
        hours=SplicedHours(before.hours, at, goal.hours), follows=Followed(at, before)
    )


def _class_of(goal: Goal, classes: list[tuple[object, bool]]) -> int:
    """Return the number of those that rest as *goal* does; *classes* are the known ones."""
    own = (dict(goal.pauses), goal.rests_while_recovered)
    if own not in classes:
        classes.append(own)
    return classes.index(own)
