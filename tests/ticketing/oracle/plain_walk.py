"""Walk one goal through the levels that held: its start, its target, its breach.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tests.ticketing.oracle.plain_rests import counted_between, reached_at
from ticketing.calendars import ServiceHours
from ticketing.commands import LevelCause
from ticketing.cycles import Cycle, LevelRun, Rest
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.guards import Facts
from ticketing.policy import Goal, Retarget, Terms
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level


def applies(goal: Goal, level: Level, facts: Facts) -> bool:
    """Tell whether *goal* is owed at *level*."""
    if level not in goal.targets:
        return False
    return not goal.when.source or goal.when.holds({**facts, "severity": str(level)})


@dataclass(slots=True)
class Walk:
    """Walks a goal through the levels that held; knows its target and whether it broke."""

    goal: Goal
    cycle: Cycle
    terms: Terms
    facts: Facts
    rests: tuple[Rest, ...]
    hours: ServiceHours
    started_at: Instant | None = None
    target: Duration = Duration(0)
    breached_at: Instant | None = None

    def run(
        self, anchor: Instant, end: Instant, *, stop: Instant | None, is_ended: bool
    ) -> GoalState | None:
        runs = self.cycle.levels
        for index, run in enumerate(runs):
            if run.at > end and index:
                break
            is_last = index + 1 == len(runs) or runs[index + 1].at > end
            until = end if is_last else runs[index + 1].at
            self._enter(run, anchor)
            self._watch(run.at, until, is_running=is_last and stop is None and not is_ended)
        return self._result(end, stop=stop, is_ended=is_ended)

    def _enter(self, run: LevelRun, anchor: Instant) -> None:
        """Take the target of a level; leave the goal where the level knows it not."""
        if not applies(self.goal, run.level, self.facts):
            if self.breached_at is None:
                self.started_at = None
            return
        wanted = self.goal.targets[run.level]
        from_change = self._mode(run) is Retarget.FROM_CHANGE
        if self.started_at is None:
            self.started_at = Instant(max(anchor, run.at)) if from_change else anchor
            self.target = wanted
        elif from_change:
            used = self._elapsed(Instant(max(run.at, self.started_at)))
            fresh = Duration(used + wanted)
            is_worse = run.cause is LevelCause.WORSENED
            self.target = min(self.target, fresh) if is_worse else fresh
        else:
            self.target = wanted

    def _mode(self, run: LevelRun) -> Retarget:
        if run.cause is LevelCause.WORSENED:
            return self.terms.policy.worsened
        if run.cause is LevelCause.IMPROVED:
            return self.terms.policy.improved
        return Retarget.FROM_REPORT

    def _watch(self, begin: Instant, until: Instant, *, is_running: bool) -> None:
        """Note the breach: more than the target used, or all of it while the clock runs on."""
        if self.started_at is None or self.breached_at is not None:
            return
        over = self._elapsed(until) - self.target
        if over > 0 or (is_running and over == 0):
            due = reached_at(self.started_at, self.target, self.rests, self.hours)
            self.breached_at = Instant(max(begin, until if due is None else due))

    def _result(self, end: Instant, *, stop: Instant | None, is_ended: bool) -> GoalState | None:
        if self.started_at is None:
            return None
        due = reached_at(self.started_at, self.target, self.rests, self.hours)
        is_stopped = stop is not None and stop <= end
        state, verdict = self._judged(end, is_stopped=is_stopped, is_ended=is_ended)
        return GoalState(
            goal=self.goal,
            hours=self.hours,
            cycle=self.cycle.number,
            state=state,
            verdict=verdict,
            target=self.target,
            elapsed=self._elapsed(end),
            started_at=self.started_at,
            due_at=due,
            stopped_at=end if is_stopped or is_ended else None,
            breached_at=self.breached_at,
            rests=self.rests,
        )

    def _judged(
        self, end: Instant, *, is_stopped: bool, is_ended: bool
    ) -> tuple[ClockState, Verdict]:
        if self.breached_at is not None:
            return ClockState.BREACHED, Verdict.BREACHED
        if is_stopped:
            return ClockState.MET, Verdict.MET
        if is_ended:
            return ClockState.DROPPED, Verdict.NONE
        is_resting = any(
            rest.start <= end and (rest.end is None or end < rest.end) for rest in self.rests
        )
        return (ClockState.PAUSED if is_resting else ClockState.RUNNING), Verdict.PENDING

    def _elapsed(self, end: Instant) -> Duration:
        assert self.started_at is not None
        return counted_between(self.started_at, end, self.rests, self.hours)
