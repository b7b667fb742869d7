"""Cycles and clocks of a log as plainly as they can be said: one new value after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from tests.ticketing.oracle.plain_clocks import goal_states
from ticketing.commands import LevelCause, PauseReason
from ticketing.cycles import Cycle, LevelRun, Rest, TermsRun
from ticketing.events import Event, EventKind, instant_in
from ticketing.goal_state import GoalState
from ticketing.lifecycle import MILESTONE_OF, Milestone, TicketState, acknowledges, state_after
from ticketing.policy import Retarget, Terms
from ticketing.ticket import facts_of, subject_from
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


def plain_fold(
    events: Iterable[Event], terms: Terms, now: Instant
) -> tuple[tuple[Cycle, ...], tuple[GoalState, ...]]:
    """Return the cycles that *events* make, and the clocks of the last one as of *now*."""
    log = list(events)
    cycles: list[Cycle] = [_opened(log[0])]
    state = TicketState.NEW
    for event in log[1:]:
        if event.kind is EventKind.REOPENED:
            cycles.append(_reopened(cycles[-1], event, terms))
        elif event.kind in _CHANGES and _matters(event, state):
            cycles[-1] = _CHANGES[event.kind](cycles[-1], event)
        cycles[-1] = _with_milestone(cycles[-1], event)
        is_acknowledged = Milestone.ACKED in cycles[-1].milestones
        state = state_after(state, event.kind, is_acknowledged=is_acknowledged)
    return tuple(cycles), _goals(log[0], cycles[-1], terms, state, now)


def _goals(
    opened: Event, cycle: Cycle, terms: Terms, state: TicketState, now: Instant
) -> tuple[GoalState, ...]:
    facts = facts_of(
        subject_from(opened.data, opened.prose),
        acknowledged=Milestone.ACKED in cycle.milestones,
        self_recovered=Milestone.SELF_RECOVERED in cycle.milestones,
    )
    goals = goal_states(cycle, terms, facts, now)
    if state in {TicketState.CANCELLED, TicketState.MERGED}:
        return tuple(goal._replace(stopped_at=cycle.ended_at) for goal in goals)
    return goals


def _matters(event: Event, state: TicketState) -> bool:
    """Tell whether an event moves the clocks: a fault that is back after the end does not."""
    is_back = event.kind in {EventKind.RELAPSED, EventKind.WENT_SILENT}
    return state.is_live or not is_back


def _with_milestone(cycle: Cycle, event: Event) -> Cycle:
    reached = {MILESTONE_OF[event.kind]} if event.kind in MILESTONE_OF else set()
    if acknowledges(event.kind):
        reached.add(Milestone.ACKED)
    at = Instant(max(event.occurred_at, cycle.reported_at))
    milestones = dict(cycle.milestones)
    for milestone in reached:
        milestones[milestone] = min(at, milestones.get(milestone, at))
    return replace(cycle, milestones=MappingProxyType(milestones))


def _opened(event: Event) -> Cycle:
    reported_at = instant_in(event.data, "reported_at") or event.occurred_at
    occurred_at = instant_in(event.data, "occurred_at")
    return Cycle(
        number=1,
        occurred_at=reported_at if occurred_at is None else occurred_at,
        detected_at=instant_in(event.data, "detected_at"),
        reported_at=reported_at,
        opened_at=event.occurred_at,
        levels=(LevelRun(reported_at, Level(event.data["level"]), None),),
        milestones=MappingProxyType({}),
        terms=(TermsRun(reported_at, "", None),),
    )


def _reopened(cycle: Cycle, event: Event, terms: Terms) -> Cycle:
    at = event.occurred_at
    if terms.policy.reopened is not Retarget.RESUME:
        return Cycle(
            number=cycle.number + 1,
            occurred_at=at,
            detected_at=at,
            reported_at=at,
            opened_at=at,
            levels=(LevelRun(at, cycle.level, None),),
            milestones=MappingProxyType({}),
            terms=(TermsRun(at, "", None),),
        )
    ended = {Milestone.RESOLVED, Milestone.SELF_RECOVERED, Milestone.REPORT_SUBMITTED}
    kept = {m: when for m, when in cycle.milestones.items() if m not in ended}
    return replace(
        cycle,
        number=cycle.number + 1,
        milestones=MappingProxyType(kept),
        gone=_closed(cycle.gone, at),
        ended_at=None,
    )


def _level_changed(cycle: Cycle, event: Event) -> Cycle:
    level, cause = Level(event.data["level"]), LevelCause(event.data["cause"])
    if cause is LevelCause.RECLASSIFIED:
        first = LevelRun(cycle.levels[0].at, level, cause)
        return replace(cycle, levels=(first,), reclassified=cycle.reclassified + 1)
    at = Instant(max(event.occurred_at, cycle.levels[-1].at))
    return replace(cycle, levels=(*cycle.levels, LevelRun(at, level, cause)))


def _recovered(cycle: Cycle, event: Event) -> Cycle:
    if cycle.restored_at is not None:
        return cycle
    start = Instant(max(event.occurred_at, cycle.reported_at))
    return replace(cycle, gone=(*cycle.gone, Rest(start, None)))


def _back(cycle: Cycle, event: Event) -> Cycle:
    return replace(cycle, gone=_closed(cycle.gone, event.occurred_at))


def _paused(cycle: Cycle, event: Event) -> Cycle:
    reason = PauseReason(event.data["reason"])
    start = Instant(max(event.occurred_at, cycle.reported_at))
    return replace(cycle, pauses=(*_closed(cycle.pauses, start), Rest(start, None, reason)))


def _resumed(cycle: Cycle, event: Event) -> Cycle:
    return replace(cycle, pauses=_closed(cycle.pauses, event.occurred_at))


def _resolved(cycle: Cycle, event: Event) -> Cycle:
    """A person says since when the fault is gone, and corrects what monitoring saw."""
    restored_at = instant_in(event.data, "restored_at")
    gone = cycle.gone
    if restored_at is not None and cycle.restored_at is not None:
        gone = gone[:-1]
    if restored_at is not None or cycle.restored_at is None:
        start = event.occurred_at if restored_at is None else restored_at
        gone = (*gone, Rest(Instant(max(start, cycle.reported_at)), None))
    return _over(replace(cycle, gone=gone), event)


def _over(cycle: Cycle, event: Event) -> Cycle:
    at = Instant(max(event.occurred_at, cycle.reported_at))
    return replace(cycle, ended_at=at, pauses=_closed(cycle.pauses, at))


def _ended(cycle: Cycle, event: Event) -> Cycle:
    return cycle if cycle.ended_at is not None else replace(cycle, ended_at=event.occurred_at)


def _closed(rests: tuple[Rest, ...], at: Instant) -> tuple[Rest, ...]:
    if not rests or rests[-1].end is not None:
        return rests
    last = rests[-1]
    return (*rests[:-1], replace(last, end=Instant(max(at, last.start))))


_CHANGES: Mapping[EventKind, Callable[[Cycle, Event], Cycle]] = {
    EventKind.LEVEL_CHANGED: _level_changed,
    EventKind.RECOVERED: _recovered,
    EventKind.RELAPSED: _back,
    EventKind.WENT_SILENT: _back,
    EventKind.PAUSED: _paused,
    EventKind.RESUMED: _resumed,
    EventKind.RESOLVED: _resolved,
    EventKind.SELF_RECOVERED: _over,
    EventKind.CLOSED: _ended,
    EventKind.CANCELLED: _ended,
    EventKind.MERGED: _ended,
}
