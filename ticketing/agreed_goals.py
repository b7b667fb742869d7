"""Goals whose due time was agreed with the customer: judged apart, and never moved.  Pure.

What the contract promises is still judged as before; what drives people is the agreed time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ticketing.aspects.agreed import Due
from ticketing.calendars import AlwaysOpen
from ticketing.goal_state import ClockState, GoalState, Verdict
from watchkeeper.core.instants import Duration, Instant

TABLE = "agreed"


def with_agreed(
    goals: tuple[GoalState, ...], dues: Mapping[str, Due], now: Instant
) -> tuple[GoalState, ...]:
    """Return *goals*, and beside those of a metric with an agreed due time a goal of its own."""
    found: list[GoalState] = []
    for goal in goals:
        due = dues.get(goal.goal.metric)
        if due is None:
            found.append(goal)
            continue
        found.append(goal._replace(is_driving=False))
        if goal.is_driving:
            found.append(_agreed(goal, due, now))
    return tuple(found)


def _agreed(promised: GoalState, due: Due, now: Instant) -> GoalState:
    started_at = due.agreed_at if promised.started_at is None else promised.started_at
    end = now if promised.stopped_at is None else promised.stopped_at
    is_late = end > due.at or (promised.stopped_at is None and end == due.at)
    state, verdict = (ClockState.BREACHED, Verdict.BREACHED) if is_late else _in_time(promised)
    return GoalState(
        goal=replace(promised.goal, table=TABLE, calendar="7x24"),
        hours=AlwaysOpen(),
        cycle=promised.cycle,
        state=state,
        verdict=verdict,
        target=Duration(max(0, due.at - started_at)),
        elapsed=Duration(max(0, end - started_at)),
        started_at=started_at,
        due_at=due.at,
        stopped_at=promised.stopped_at,
        breached_at=due.at if is_late else None,
    )


def _in_time(promised: GoalState) -> tuple[ClockState, Verdict]:
    if promised.stopped_at is None:
        return ClockState.RUNNING, Verdict.PENDING
    if promised.state is ClockState.DROPPED:
        return ClockState.DROPPED, Verdict.NONE
    return ClockState.MET, Verdict.MET
