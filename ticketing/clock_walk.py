"""Walk one goal through the levels that held: its start, its target, its breach.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ticketing.commands import LevelCause
from ticketing.compiled import CompiledGoal
from ticketing.cycles import Cycle, LevelRun, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.policy import Retarget, Terms
from ticketing.rests import counted_between, reached_at
from watchkeeper.core.instants import Duration, Instant


class Stop(NamedTuple):
    """Where a clock is looked at; its stop event and the ticket's end may lie after that."""

    end: Instant
    event: Instant | None
    ticket: Instant | None


class _Clock(NamedTuple):
    """From when a goal counts, towards which target, and whether it broke."""

    started_at: Instant
    target: Duration
    breached_at: Instant | None = None


def walked(
    goal: CompiledGoal,
    cycle: Cycle,
    terms: Terms,
    owed: Sequence[bool],
    rests: tuple[Rest, ...],
    anchor: Instant,
    stop: Stop,
) -> GoalState | None:
    """Return how far *goal* came from *anchor*, through the levels that held, to its *stop*.

    *owed* says for each level run whether the goal is owed there.  None where it is not at the last.
    """
    end = stop.end
    last = _last_run(cycle.levels, end)
    clock = _clock(goal, cycle, terms, owed, rests, anchor, last)
    if clock is None:
        return None
    started_at, target, breached_at = clock
    elapsed = counted_between(started_at, end, rests, goal.hours)
    due_at = reached_at(started_at, target, rests, goal.hours)
    is_over = stop.event is not None or stop.ticket is not None
    if breached_at is None and (elapsed > target or (elapsed == target and not is_over)):
        begin = cycle.levels[last].at
        breached_at = Instant(max(begin, end if due_at is None else due_at))
    is_stopped = stop.event is not None and stop.event <= end
    state, verdict = _judged(stop, rests, breached_at, is_stopped=is_stopped)
    return GoalState(
        goal.goal,
        goal.hours,
        cycle.number,
        state,
        verdict,
        target,
        elapsed,
        started_at,
        due_at,
        end if is_stopped or stop.ticket is not None else None,
        breached_at,
        rests=rests,
    )


def _clock(
    goal: CompiledGoal,
    cycle: Cycle,
    terms: Terms,
    owed: Sequence[bool],
    rests: tuple[Rest, ...],
    anchor: Instant,
    last: int,
) -> _Clock | None:
    """Return the clock as it enters the level run *last*; most tickets keep their first level."""
    if last == 0:
        first = cycle.levels[0].level
        return _Clock(anchor, goal.targets[first]) if owed[0] else None
    return _Walk(goal, terms, rests, anchor).up_to(cycle.levels[: last + 1], owed)


def _last_run(runs: Sequence[LevelRun], end: Instant) -> int:
    """Return the index of the level that held at *end*; the first one at least."""
    last = len(runs) - 1
    while last and runs[last].at > end:
        last -= 1
    return last


class _Walk(NamedTuple):
    """How one goal's time is counted, and from when."""

    goal: CompiledGoal
    terms: Terms
    rests: tuple[Rest, ...]
    anchor: Instant

    def up_to(self, runs: Sequence[LevelRun], owed: Sequence[bool]) -> _Clock | None:
        """Return the clock as it enters the last of *runs*; None where it is not owed there."""
        clock: _Clock | None = None
        for index, run in enumerate(runs):
            if index and clock is not None and clock.breached_at is None:
                clock = self._watched(clock, runs[index - 1].at, run.at)
            if owed[index]:
                clock = self._entered(run, clock)
            elif clock is not None and clock.breached_at is None:
                clock = None
        return clock

    def _watched(self, clock: _Clock, begin: Instant, until: Instant) -> _Clock:
        """Note the breach at a level that is left: more than the target was used."""
        if self._used(clock, until) <= clock.target:
            return clock
        due = reached_at(clock.started_at, clock.target, self.rests, self.goal.hours)
        return clock._replace(breached_at=Instant(max(begin, until if due is None else due)))

    def _entered(self, run: LevelRun, clock: _Clock | None) -> _Clock:
        """Return the clock of a goal that enters a level where it is owed; a breach stays one."""
        wanted = self.goal.targets[run.level]
        from_change = run.cause is not None and self._mode(run) is Retarget.FROM_CHANGE
        if clock is None:
            return _Clock(Instant(max(self.anchor, run.at)) if from_change else self.anchor, wanted)
        if not from_change:
            return clock._replace(target=wanted)
        used = self._used(clock, Instant(max(run.at, clock.started_at)))
        fresh = Duration(used + wanted)
        is_worse = run.cause is LevelCause.WORSENED
        return clock._replace(target=min(clock.target, fresh) if is_worse else fresh)

    def _mode(self, run: LevelRun) -> Retarget:
        if run.cause is LevelCause.WORSENED:
            return self.terms.policy.worsened
        if run.cause is LevelCause.IMPROVED:
            return self.terms.policy.improved
        return Retarget.FROM_REPORT

    def _used(self, clock: _Clock, until: Instant) -> Duration:
        return counted_between(clock.started_at, until, self.rests, self.goal.hours)


def _judged(
    stop: Stop, rests: tuple[Rest, ...], breached_at: Instant | None, *, is_stopped: bool
) -> tuple[ClockState, Verdict]:
    if breached_at is not None:
        return ClockState.BREACHED, Verdict.BREACHED
    if is_stopped:
        return ClockState.MET, Verdict.MET
    if stop.ticket is not None:
        return ClockState.DROPPED, Verdict.NONE
    end = stop.end
    is_resting = any(rest.start <= end and (rest.end is None or end < rest.end) for rest in rests)
    return (ClockState.PAUSED if is_resting else ClockState.RUNNING), Verdict.PENDING
