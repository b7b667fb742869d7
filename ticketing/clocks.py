"""Clocks: how far each goal of a ticket is, computed from what happened (D6).

Nothing here is stored.  A goal counts open time of its calendar from its start to its stop,
without the stretches in which it was paused or the fault was gone.  A change of level never
alters what has elapsed, only the target.  A stop at the very instant of the due time meets it.

Every fold asks every goal: what is the same for several is looked up once.  ``tests/ticketing/
oracle`` says the same more plainly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ticketing.clock_walk import Stop, walked
from ticketing.compiled import CompiledGoal
from ticketing.cycles import Cycle, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.goals import Anchor
from ticketing.guards import Facts
from ticketing.lifecycle import Milestone
from ticketing.policy import Terms
from ticketing.rests import reached_at, rests_of
from watchkeeper.core.instants import Instant


def goal_states(cycle: Cycle, terms: Terms, facts: Facts, now: Instant) -> tuple[GoalState, ...]:
    """Return the state of each goal that applies to the ticket in this cycle."""
    view = _View(
        cycle,
        terms,
        now,
        anchors=_anchors(cycle),
        asked=[{**facts, "severity": run.level.value} for run in cycle.levels],
        rests={},
    )
    states: list[GoalState] = []
    breached: set[str] = set()
    rivals: dict[str, GoalState] = {}
    for goal in terms.goals:
        state = _goal_state(goal, view, breached)
        if state is None:
            continue
        states.append(state)
        if state.breached_at is not None:
            breached.add(goal.goal.metric)
        if goal.has_rivals:
            best = rivals.setdefault(goal.goal.metric, state)
            if state.target < best.target:
                rivals[goal.goal.metric] = state
    if not rivals:
        return tuple(states)
    return tuple(
        state if rivals.get(state.goal.metric, state) is state else _outdone(state)
        for state in states
    )


def _outdone(state: GoalState) -> GoalState:
    """Return a goal that a stricter one of its metric drives; ``_replace`` takes four times as long."""
    return GoalState._make((*state[:_IS_DRIVING], False, *state[_IS_DRIVING + 1 :]))


_IS_DRIVING = GoalState._fields.index("is_driving")


def instant_at(state: GoalState, budget: int) -> Instant | None:
    """Return when *budget* of the goal's time was or will be used; None while that rests."""
    if state.started_at is None:
        return None
    return reached_at(state.started_at, budget, state.rests, state.hours)


class _View(NamedTuple):
    """A cycle at an instant, and what several goals ask of it."""

    cycle: Cycle
    terms: Terms
    now: Instant
    anchors: Mapping[Anchor, Instant | None]
    asked: list[Facts]  # for each level that held
    rests: dict[int, tuple[Rest, ...]]  # by the class of goals that rest alike


def _goal_state(goal: CompiledGoal, view: _View, breached: set[str]) -> GoalState | None:
    owed = _owed(goal, view)
    if owed is None:
        return None
    cycle, now = view.cycle, view.now
    rests = view.rests.get(goal.rest_class)
    if rests is None:
        rests = view.rests[goal.rest_class] = rests_of(goal, cycle)
    rule = goal.goal
    anchor = view.anchors[rule.anchor]
    if anchor is not None and rule.unresolved_after is not None:
        anchor = reached_at(anchor, rule.unresolved_after, rests, goal.hours)
    stop = _stop(goal, cycle)
    is_unneeded = rule.breach_of is not None and rule.breach_of not in breached
    is_never = rule.unresolved_after is not None and _is_before(stop, anchor)
    if anchor is None or anchor > now or is_unneeded or is_never:
        return _waiting(goal, view, owed, anchor, is_unneeded=is_unneeded)
    ended = None if rule.anchor is Anchor.RESOLVED else cycle.ended_at
    end = now
    if stop is not None and stop < end:
        end = stop
    if ended is not None and ended < end:
        end = ended
    end = max(end, anchor)
    if rests and rests[-1].start >= end:
        rests = tuple(rest for rest in rests if rest.start < end or rest.start == end == now)
    return walked(goal, view.cycle, view.terms, owed, rests, anchor, Stop(end, stop, ended))


def _owed(goal: CompiledGoal, view: _View) -> Sequence[bool] | None:
    """Tell for each level that held whether *goal* is owed there; None where at none of them."""
    test, targets, runs = goal.test, goal.targets, view.cycle.levels
    if len(runs) == 1:
        is_owed = runs[0].level in targets and (test is None or test(view.asked[0]))
        return _OWED_ONCE if is_owed else None
    owed = [
        run.level in targets and (test is None or test(facts))
        for run, facts in zip(runs, view.asked, strict=True)
    ]
    return owed if True in owed else None


_OWED_ONCE = (True,)


def _is_before(stop: Instant | None, anchor: Instant | None) -> bool:
    """Tell whether a chained goal was stopped before the time that would have armed it."""
    return stop is not None and anchor is not None and stop <= anchor


def _waiting(
    goal: CompiledGoal,
    view: _View,
    owed: Sequence[bool],
    anchor: Instant | None,
    *,
    is_unneeded: bool,
) -> GoalState:
    """Return a goal whose clock has not begun; it arms by itself where only its time is to come."""
    cycle = view.cycle
    is_early = anchor is None or anchor > view.now
    arms_at = anchor if is_early and not is_unneeded and cycle.ended_at is None else None
    level = [run.level for run, is_owed in zip(cycle.levels, owed, strict=True) if is_owed][-1]
    return GoalState(
        goal.goal,
        goal.hours,
        cycle.number,
        ClockState.WAITING,
        Verdict.NONE,
        goal.targets[level],
        arms_at=arms_at,
    )


def _anchors(cycle: Cycle) -> Mapping[Anchor, Instant | None]:
    reached = cycle.milestones.get
    return {
        Anchor.OCCURRED: cycle.occurred_at,
        Anchor.DETECTED: cycle.detected_at,
        Anchor.REPORTED: cycle.reported_at,
        Anchor.OPENED: cycle.opened_at,
        Anchor.ACKED: reached(Milestone.ACKED),
        Anchor.RESOLVED: reached(Milestone.RESOLVED) or reached(Milestone.SELF_RECOVERED),
    }


def _stop(goal: CompiledGoal, cycle: Cycle) -> Instant | None:
    earliest = cycle.restored_at if goal.stops_when_restored else None
    for milestone in goal.stops:
        at = cycle.milestones.get(milestone)
        if at is not None and (earliest is None or at < earliest):
            earliest = at
    return earliest
