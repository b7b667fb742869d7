"""The clocks as plainly as they can be said: slow, and what the fast ones are held against.

Nothing here is stored.  A goal counts open time of its calendar from its start to its stop,
without the stretches in which it was paused or the fault was gone.  A change of level never
alters what has elapsed, only the target.  A stop at the very instant of the due time meets it.
"""

from __future__ import annotations

from tests.ticketing.oracle.plain_rests import reached_at, rests_of
from tests.ticketing.oracle.plain_walk import Walk, applies
from ticketing.calendars import ServiceHours
from ticketing.cycles import Cycle, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.guards import Facts
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor, Goal, Terms
from watchkeeper.core.instants import Instant


def goal_states(cycle: Cycle, terms: Terms, facts: Facts, now: Instant) -> tuple[GoalState, ...]:
    """Return the state of each goal that applies to the ticket in this cycle."""
    states: list[GoalState] = []
    breached: set[str] = set()
    for goal in terms.policy.goals:
        state = _goal_state(goal, cycle, terms, facts, now, is_armed=goal.breach_of in breached)
        if state is not None:
            states.append(state)
            if state.breached_at is not None:
                breached.add(goal.metric)
    return _with_driving(states)


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


def _goal_state(
    goal: Goal, cycle: Cycle, terms: Terms, facts: Facts, now: Instant, *, is_armed: bool
) -> GoalState | None:
    runs = [run for run in cycle.levels if applies(goal, run.level, facts)]
    if not runs:
        return None
    hours = terms.hours[goal.calendar]
    rests = rests_of(goal, cycle)
    anchor = _anchor(goal, cycle, rests, hours)
    stop = _stop(goal, cycle)
    is_unneeded = goal.breach_of is not None and not is_armed
    is_early = anchor is None or anchor > now
    if anchor is None or is_early or is_unneeded or _never(goal, stop, anchor):
        arms_at = anchor if is_early and not is_unneeded and cycle.ended_at is None else None
        target = goal.targets[runs[-1].level]
        return GoalState(
            goal, hours, cycle.number, ClockState.WAITING, Verdict.NONE, target, arms_at=arms_at
        )
    ended = None if goal.anchor is Anchor.RESOLVED else cycle.ended_at
    end = Instant(max(anchor, min(at for at in (stop, ended, now) if at is not None)))
    past = tuple(rest for rest in rests if rest.start < end or rest.start == end == now)
    walk = Walk(goal, cycle, terms, facts, past, hours)
    return walk.run(anchor, end, stop=stop, is_ended=ended is not None)


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
    moments = [cycle.moment(milestone) for milestone in goal.stops]
    return min((moment for moment in moments if moment is not None), default=None)
