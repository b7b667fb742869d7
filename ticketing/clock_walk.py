"""Walk one goal through the levels that held: its start, its target, its breach.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ticketing.calendars import ServiceHours
from ticketing.commands import LevelCause
from ticketing.cycles import Cycle, LevelRun, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.policy import Goal, Retarget, Terms
from ticketing.rests import counted_between, reached_at
from watchkeeper.core.instants import Duration, Instant


class Stop(NamedTuple):
    """Where a clock is looked at: its stop event, if any, may lie after that."""

    end: Instant
    event: Instant | None
    is_end_of_ticket: bool


class _Clock(NamedTuple):
    """From when a goal counts, towards which target, and whether it broke."""

    started_at: Instant
    target: Duration
    breached_at: Instant | None = None


def walked(
    goal: Goal,
    cycle: Cycle,
    terms: Terms,
    owed: Sequence[bool],
    rests: tuple[Rest, ...],
    *,
    anchor: Instant,
    stop: Stop,
) -> GoalState | None:
    """Return how far *goal* came from *anchor*, through the levels that held, to its *stop*.

    *owed* says for each level run whether the goal is owed there.  None where it is not at the last.
    """
    count = _Counting(goal, terms, rests, terms.hours[goal.calendar])
    clock = _through_levels(count, cycle, owed, anchor, stop)
    if clock is None:
        return None
    is_stopped = stop.event is not None and stop.event <= stop.end
    state, verdict = _judged(stop, rests, clock.breached_at, is_stopped=is_stopped)
    return GoalState(
        goal=goal,
        cycle=cycle.number,
        state=state,
        verdict=verdict,
        target=clock.target,
        elapsed=counted_between(clock.started_at, stop.end, rests, count.hours),
        started_at=clock.started_at,
        due_at=reached_at(clock.started_at, clock.target, rests, count.hours),
        stopped_at=stop.end if is_stopped or stop.is_end_of_ticket else None,
        breached_at=clock.breached_at,
        rests=rests,
    )


class _Counting(NamedTuple):
    """How one goal's time is counted."""

    goal: Goal
    terms: Terms
    rests: tuple[Rest, ...]
    hours: ServiceHours


def _through_levels(
    count: _Counting, cycle: Cycle, owed: Sequence[bool], anchor: Instant, stop: Stop
) -> _Clock | None:
    clock: _Clock | None = None
    runs, end = cycle.levels, stop.end
    for index, run in enumerate(runs):
        if run.at > end and index:
            break
        if owed[index]:
            clock = _entered(count, run, clock, anchor)
        elif clock is not None and clock.breached_at is None:
            clock = None
        if clock is None or clock.breached_at is not None:
            continue
        is_last = index + 1 == len(runs) or runs[index + 1].at > end
        until = end if is_last else runs[index + 1].at
        is_running = is_last and stop.event is None and not stop.is_end_of_ticket
        clock = _watched(count, clock, run.at, until, is_running=is_running)
    return clock


def _watched(
    count: _Counting, clock: _Clock, begin: Instant, until: Instant, *, is_running: bool
) -> _Clock:
    """Note the breach: more than the target used, or all of it while the clock runs on."""
    started_at, target, _ = clock
    elapsed = counted_between(started_at, until, count.rests, count.hours)
    if elapsed < target or (elapsed == target and not is_running):
        return clock
    due = reached_at(started_at, target, count.rests, count.hours)
    return _Clock(started_at, target, Instant(max(begin, until if due is None else due)))


def _entered(count: _Counting, run: LevelRun, clock: _Clock | None, anchor: Instant) -> _Clock:
    """Return the clock of a goal that enters a level where it is owed; a breach stays one."""
    wanted = count.goal.targets[run.level]
    from_change = run.cause is not None and _mode(run, count.terms) is Retarget.FROM_CHANGE
    if clock is None:
        return _Clock(Instant(max(anchor, run.at)) if from_change else anchor, wanted)
    if not from_change:
        return clock._replace(target=wanted)
    changed_at = Instant(max(run.at, clock.started_at))
    used = counted_between(clock.started_at, changed_at, count.rests, count.hours)
    fresh = Duration(used + wanted)
    is_worse = run.cause is LevelCause.WORSENED
    return clock._replace(target=min(clock.target, fresh) if is_worse else fresh)


def _mode(run: LevelRun, terms: Terms) -> Retarget:
    if run.cause is LevelCause.WORSENED:
        return terms.policy.worsened
    if run.cause is LevelCause.IMPROVED:
        return terms.policy.improved
    return Retarget.FROM_REPORT


def _judged(
    stop: Stop, rests: tuple[Rest, ...], breached_at: Instant | None, *, is_stopped: bool
) -> tuple[ClockState, Verdict]:
    if breached_at is not None:
        return ClockState.BREACHED, Verdict.BREACHED
    if is_stopped:
        return ClockState.MET, Verdict.MET
    if stop.is_end_of_ticket:
        return ClockState.DROPPED, Verdict.NONE
    end = stop.end
    is_resting = any(rest.start <= end and (rest.end is None or end < rest.end) for rest in rests)
    return (ClockState.PAUSED if is_resting else ClockState.RUNNING), Verdict.PENDING
