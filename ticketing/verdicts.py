"""The verdicts of a ticket's goals, as they are frozen when it closes (D6).

A closed ticket shows what its log says of them (P20): neither another calendar nor other code
moves the verdict of a ticket that was closed.
"""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Fact, instant_in
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Duration


def verdicts_of(ticket: Ticket) -> list[Fact]:
    """Return one entry for each goal of the current cycle; facts of the closing event."""
    return [
        {
            "goal": goal.goal.name,
            "cycle": goal.cycle,
            "verdict": goal.verdict.value,
            "target": goal.target,
            "elapsed": goal.elapsed,
            "due_at": goal.due_at,
            "stopped_at": goal.stopped_at,
            "breached_at": goal.breached_at,
        }
        for goal in ticket.goals
    ]


def as_frozen(goals: tuple[GoalState, ...], verdicts: Fact) -> tuple[GoalState, ...]:
    """Return *goals* as the closing event judged them."""
    entries = verdicts if isinstance(verdicts, list) else []
    named = {entry["goal"]: entry for entry in entries if isinstance(entry, dict)}
    return tuple(_frozen(goal, named.get(goal.goal.name)) for goal in goals)


def _frozen(goal: GoalState, entry: Mapping[str, Fact] | None) -> GoalState:
    if entry is None:
        return goal
    verdict = Verdict(entry["verdict"])
    unjudged = goal.state if goal.verdict is verdict else ClockState.DROPPED
    return goal._replace(
        state=_STATES.get(verdict, unjudged),
        verdict=verdict,
        target=_length(entry, "target"),
        elapsed=_length(entry, "elapsed"),
        due_at=instant_in(entry, "due_at"),
        stopped_at=instant_in(entry, "stopped_at"),
        breached_at=instant_in(entry, "breached_at"),
    )


_STATES: Mapping[Verdict, ClockState] = {
    Verdict.MET: ClockState.MET,
    Verdict.BREACHED: ClockState.BREACHED,
}


def _length(entry: Mapping[str, Fact], name: str) -> Duration:
    value = entry.get(name)
    return Duration(value if isinstance(value, int) else 0)
