"""Clocks: how far each goal of a ticket is, computed from what happened (D6).

Nothing here is stored.  A goal counts open time of its calendar from its start to its stop,
without the stretches in which it was paused or the fault was gone.  A change of level never
alters what has elapsed, only the target.  A stop at the very instant of the due time meets it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ticketing.calendars import ServiceHours
from ticketing.clock_walk import Stop, walked
from ticketing.cycles import Cycle, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.guards import Facts
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor, Goal, Terms
from ticketing.rests import reached_at, rests_of
from watchkeeper.core.instants import Instant


def goal_states(cycle: Cycle, terms: Terms, facts: Facts, now: Instant) -> tuple[GoalState, ...]:
    """Return the state of each goal that applies to the ticket in this cycle."""
    states: list[GoalState] = []
    breached: set[str] = set()
    asked = [{**facts, "severity": run.level.value} for run in cycle.levels]
    for goal in terms.policy.goals:
        owed = _owed(goal, cycle, asked)
        if owed is None:
            continue
        state = _goal_state(goal, cycle, terms, owed, now, is_armed=goal.breach_of in breached)
        if state is not None:
            states.append(state)
            if state.breached_at is not None:
                breached.add(goal.metric)
    return _with_driving(states)


def instant_at(state: GoalState, budget: int, hours: ServiceHours) -> Instant | None:
    """Return when *budget* of the goal's time was or will be used; None while that rests."""
    if state.started_at is None:
        return None
    return reached_at(state.started_at, budget, state.rests, hours)


def _with_driving(states: list[GoalState]) -> tuple[GoalState, ...]:
    """Mark the strictest goal of each metric: the one with the smallest target."""
    strictest: dict[str, GoalState] = {}
    for state in states:
        best = strictest.setdefault(state.goal.metric, state)
        if state.target < best.target:
            strictest[state.goal.metric] = state
    if len(strictest) == len(states):
        return tuple(states)
    return tuple(
        state if state is strictest[state.goal.metric] else state._replace(is_driving=False)
        for state in states
    )


def _owed(goal: Goal, cycle: Cycle, asked: Sequence[Facts]) -> Sequence[bool] | None:
    """Tell for each level that held whether *goal* is owed there; None where at none of them."""
    test, targets = goal.when, goal.targets
    owed = [
        run.level in targets and (not test.source or test.holds(facts))
        for run, facts in zip(cycle.levels, asked, strict=True)
    ]
    return owed if True in owed else None


def _goal_state(
    goal: Goal, cycle: Cycle, terms: Terms, owed: Sequence[bool], now: Instant, *, is_armed: bool
) -> GoalState | None:
    rests = rests_of(goal, cycle)
    anchor = _anchor(goal, cycle, rests, terms.hours[goal.calendar])
    stop = _stop(goal, cycle)
    is_unneeded = goal.breach_of is not None and not is_armed
    if anchor is None or anchor > now or is_unneeded or _never(goal, stop, anchor):
        return _waiting(goal, cycle, owed, anchor, now, is_unneeded=is_unneeded)
    ended = None if goal.anchor is Anchor.RESOLVED else cycle.ended_at
    end = now
    if stop is not None and stop < end:
        end = stop
    if ended is not None and ended < end:
        end = ended
    end = max(end, anchor)
    past = rests and tuple(rest for rest in rests if rest.start < end or rest.start == end == now)
    looked_at = Stop(end, stop, is_end_of_ticket=ended is not None)
    return walked(goal, cycle, terms, owed, past, anchor=anchor, stop=looked_at)


def _waiting(
    goal: Goal,
    cycle: Cycle,
    owed: Sequence[bool],
    anchor: Instant | None,
    now: Instant,
    *,
    is_unneeded: bool,
) -> GoalState:
    """Return a goal whose clock has not begun; it arms by itself where only its time is to come."""
    is_early = anchor is None or anchor > now
    arms_at = anchor if is_early and not is_unneeded and cycle.ended_at is None else None
    level = [run.level for run, is_owed in zip(cycle.levels, owed, strict=True) if is_owed][-1]
    target = goal.targets[level]
    return GoalState(goal, cycle.number, ClockState.WAITING, Verdict.NONE, target, arms_at=arms_at)


def _never(goal: Goal, stop: Instant | None, anchor: Instant) -> bool:
    """Tell whether a chained goal was stopped before the time that would have armed it."""
    return goal.unresolved_after is not None and stop is not None and stop <= anchor


def _anchor(
    goal: Goal, cycle: Cycle, rests: tuple[Rest, ...], hours: ServiceHours
) -> Instant | None:
    anchor = _anchor_moment(goal.anchor, cycle)
    if anchor is None or goal.unresolved_after is None:
        return anchor
    return reached_at(anchor, goal.unresolved_after, rests, hours)


def _anchor_moment(anchor: Anchor, cycle: Cycle) -> Instant | None:
    match anchor:
        case Anchor.OCCURRED:
            return cycle.occurred_at
        case Anchor.DETECTED:
            return cycle.detected_at
        case Anchor.REPORTED:
            return cycle.reported_at
        case Anchor.OPENED:
            return cycle.opened_at
        case Anchor.ACKED:
            return cycle.moment(Milestone.ACKED)
        case Anchor.RESOLVED:
            return cycle.moment(Milestone.RESOLVED) or cycle.moment(Milestone.SELF_RECOVERED)


def _stop(goal: Goal, cycle: Cycle) -> Instant | None:
    earliest: Instant | None = None
    for milestone in goal.stops:
        at = cycle.moment(milestone)
        if at is not None and (earliest is None or at < earliest):
            earliest = at
    return earliest
