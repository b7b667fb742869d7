"""Clocks: how far each goal of a ticket is, computed from what happened (D6).

Nothing here is stored.  A goal counts open time of its calendar from its start to its stop,
without the stretches in which it was paused or the fault was gone.  A change of level never
alters what has elapsed, only the target.  A stop at the very instant of the due time meets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from ticketing.calendars import ServiceHours
from ticketing.commands import LevelCause, PauseReason
from ticketing.guards import Facts
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor, Goal, Retarget, Terms
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text, text


class ClockState(Enum):
    """What a goal's clock does now."""

    WAITING = "waiting"  # not armed: its anchor or its condition has not happened
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"  # past its due time; ``stopped_at`` says whether it still runs
    DROPPED = "dropped"  # the ticket ended, or its condition ceased, before it was due


class Verdict(Enum):
    """How a goal is judged."""

    PENDING = "pending"
    MET = "met"
    BREACHED = "breached"
    NONE = "none"  # it was not owed


class IntervalKind(Enum):
    """Why a stretch of time counted or did not."""

    COUNTED = "counted"
    PAUSED = "paused"
    OUTSIDE_HOURS = "outside_hours"
    RECOVERED = "recovered"  # the fault was gone, and came back


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a goal's time: counted or not, and why."""

    start: Instant
    end: Instant
    kind: IntervalKind
    counted: Duration
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class LevelRun:
    """From when a level held, and why it came."""

    at: Instant
    level: Level
    cause: LevelCause | None  # None: the level at the start


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch in which some clocks rest: a pause (with its reason), or the fault was gone."""

    start: Instant
    end: Instant | None
    reason: PauseReason | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """One life of a fault: from its report, or its reopening, to its end."""

    number: int
    occurred_at: Instant
    detected_at: Instant | None
    reported_at: Instant
    opened_at: Instant
    levels: tuple[LevelRun, ...]
    milestones: Mapping[Milestone, Instant]
    pauses: tuple[Rest, ...] = ()
    gone: tuple[Rest, ...] = ()
    ended_at: Instant | None = None
    reclassified: int = 0

    @property
    def restored_at(self) -> Instant | None:
        """Since when the fault is gone, None while it is there."""
        return self.gone[-1].start if self.gone and self.gone[-1].end is None else None

    @property
    def level(self) -> Level:
        return self.levels[-1].level

    def moment(self, milestone: Milestone) -> Instant | None:
        if milestone is Milestone.RESTORED:
            return self.restored_at
        return self.milestones.get(milestone)

    def level_at(self, at: Instant) -> Level:
        level = self.levels[0].level
        for run in self.levels:
            if run.at <= at:
                level = run.level
        return level


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal's clock at one instant.

    ``due_at`` is None while it waits or is paused.  ``rests`` are the stretches that do not count.
    """

    goal: Goal
    cycle: int
    state: ClockState
    verdict: Verdict
    target: Duration
    elapsed: Duration = Duration(0)
    started_at: Instant | None = None
    due_at: Instant | None = None
    stopped_at: Instant | None = None
    breached_at: Instant | None = None
    is_driving: bool = True
    arms_at: Instant | None = None  # when it starts by itself, if nothing changes
    rests: tuple[Rest, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether its stop is still owed: running, paused, or late."""
        return self.stopped_at is None and self.state in {
            ClockState.RUNNING,
            ClockState.PAUSED,
            ClockState.BREACHED,
        }


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


def instant_at(state: GoalState, budget: int, hours: ServiceHours) -> Instant | None:
    """Return when *budget* of the goal's time was or will be used; None while that rests."""
    if state.started_at is None:
        return None
    return _reach(state.started_at, budget, state.rests, hours)


def intervals(state: GoalState, terms: Terms, now: Instant) -> tuple[Interval, ...]:
    """Return every counted and skipped stretch of a goal, without a gap (``explain``)."""
    if state.started_at is None:
        return ()
    end = state.stopped_at if state.stopped_at is not None else now
    hours = terms.hours[state.goal.calendar]
    found: list[Interval] = []
    at = state.started_at
    for rest in state.rests:
        if rest.start >= end:
            break
        found += _open_and_closed(hours, at, rest.start)
        until = min(rest.end, end) if rest.end is not None else end
        found.append(Interval(rest.start, until, _kind_of(rest), Duration(0), _reason(rest)))
        at = until
    found += _open_and_closed(hours, at, end)
    return tuple(found)


def _kind_of(rest: Rest) -> IntervalKind:
    return IntervalKind.RECOVERED if rest.reason is None else IntervalKind.PAUSED


def _reason(rest: Rest) -> Text:
    if rest.reason is None:
        return text("the fault was gone")
    return text("paused: {reason}", reason=REASONS[rest.reason])


REASONS: Mapping[PauseReason, Text] = {
    PauseReason.CUSTOMER: text("an answer is owed by the customer"),
    PauseReason.CUSTOMER_AUTHORISATION: text("waiting for the customer's authorisation"),
    PauseReason.WRITTEN_AUTHORISATION: text("waiting for written authorisation"),
    PauseReason.APPOINTMENT: text("by appointment"),
    PauseReason.VENDOR: text("waiting for the vendor"),
    PauseReason.MAINTENANCE: text("maintenance"),
}


def _open_and_closed(hours: ServiceHours, start: Instant, end: Instant) -> Iterator[Interval]:
    for begin, finish, is_open in hours.stretches(start, end):
        if is_open:
            yield Interval(begin, finish, IntervalKind.COUNTED, Duration(finish - begin))
        else:
            yield Interval(
                begin,
                finish,
                IntervalKind.OUTSIDE_HOURS,
                Duration(0),
                text("outside service hours"),
            )


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
        state if state is strictest[state.goal.metric] else replace(state, is_driving=False)
        for state in states
    )


def _goal_state(
    goal: Goal, cycle: Cycle, terms: Terms, facts: Facts, now: Instant, *, is_armed: bool
) -> GoalState | None:
    runs = [run for run in cycle.levels if _applies(goal, run.level, facts)]
    if not runs:
        return None
    hours = terms.hours[goal.calendar]
    rests = _rests(goal, cycle)
    anchor = _anchor(goal, cycle, rests, hours)
    stop = _stop(goal, cycle)
    is_unneeded = goal.breach_of is not None and not is_armed
    is_early = anchor is None or anchor > now
    if anchor is None or is_early or is_unneeded or _never(goal, stop, anchor):
        arms_at = anchor if is_early and not is_unneeded and cycle.ended_at is None else None
        target = goal.targets[runs[-1].level]
        return GoalState(
            goal, cycle.number, ClockState.WAITING, Verdict.NONE, target, arms_at=arms_at
        )
    ended = None if goal.anchor is Anchor.RESOLVED else cycle.ended_at
    end = Instant(max(anchor, min(at for at in (stop, ended, now) if at is not None)))
    past = tuple(rest for rest in rests if rest.start < end or rest.start == end == now)
    walk = _Walk(goal, cycle, terms, facts, past, hours)
    return walk.run(anchor, end, stop=stop, is_ended=ended is not None)


def _never(goal: Goal, stop: Instant | None, anchor: Instant) -> bool:
    """Tell whether a chained goal was stopped before the time that would have armed it."""
    return goal.unresolved_after is not None and stop is not None and stop <= anchor


@dataclass(slots=True)
class _Walk:
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
        if not _applies(self.goal, run.level, self.facts):
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
            due = _reach(self.started_at, self.target, self.rests, self.hours)
            self.breached_at = Instant(max(begin, until if due is None else due))

    def _result(self, end: Instant, *, stop: Instant | None, is_ended: bool) -> GoalState | None:
        if self.started_at is None:
            return None
        due = _reach(self.started_at, self.target, self.rests, self.hours)
        is_stopped = stop is not None and stop <= end
        state, verdict = self._judged(end, is_stopped=is_stopped, is_ended=is_ended)
        return GoalState(
            goal=self.goal,
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
        return _counted(self.started_at, end, self.rests, self.hours)


def _applies(goal: Goal, level: Level, facts: Facts) -> bool:
    if level not in goal.targets:
        return False
    return not goal.when.source or goal.when.holds({**facts, "severity": str(level)})


def _anchor(
    goal: Goal, cycle: Cycle, rests: tuple[Rest, ...], hours: ServiceHours
) -> Instant | None:
    anchor = _anchor_moment(goal.anchor, cycle)
    if anchor is None or goal.unresolved_after is None:
        return anchor
    return _reach(anchor, goal.unresolved_after, rests, hours)


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


def _rests(goal: Goal, cycle: Cycle) -> tuple[Rest, ...]:
    """Return what does not count for this goal, in order and without overlap."""
    if not cycle.pauses and not cycle.gone:
        return ()
    counted = [
        rest
        for rest in cycle.pauses
        if rest.reason in goal.pauses.get(cycle.level_at(rest.start), frozenset())
    ]
    if goal.rests_while_recovered:
        counted += cycle.gone
    return _without_overlap(counted)


def _without_overlap(rests: list[Rest]) -> tuple[Rest, ...]:
    found: list[Rest] = []
    for rest in sorted(rests, key=lambda rest: rest.start):
        last = found[-1] if found else None
        if last is None:
            found.append(rest)
        elif last.end is None:
            break
        elif rest.end is None or rest.end > last.end:
            found.append(replace(rest, start=Instant(max(rest.start, last.end))))
    return tuple(found)


def _counted(
    start: Instant, end: Instant, rests: tuple[Rest, ...], hours: ServiceHours
) -> Duration:
    total = hours.elapsed(start, end)
    for rest in rests:
        begin = Instant(max(start, rest.start))
        finish = end if rest.end is None else Instant(min(end, rest.end))
        total = Duration(total - hours.elapsed(begin, finish))
    return total


def _reach(
    start: Instant, budget: int, rests: tuple[Rest, ...], hours: ServiceHours
) -> Instant | None:
    """Return the earliest instant at which *budget* was counted; None where a rest has no end."""
    at, left = start, budget
    for rest in rests:
        if rest.end is not None and rest.end <= at:
            continue
        if rest.start > at:
            step = hours.elapsed(at, rest.start)
            if step >= left:
                break
            left -= step
        if rest.end is None:
            return None
        at = Instant(max(at, rest.end))
    return hours.deadline(at, left)
