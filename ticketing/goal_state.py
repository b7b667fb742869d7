"""How far a goal is at one instant: its clock, its verdict, its due time."""

from __future__ import annotations

from typing import NamedTuple

from ticketing.calendars import ServiceHours
from ticketing.cycles import Rest
from ticketing.goals import Goal
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.words import Word


class ClockState(Word):
    """What a goal's clock does now."""

    WAITING = "waiting"  # not armed: its anchor or its condition has not happened
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"  # past its due time; ``stopped_at`` says whether it still runs
    DROPPED = "dropped"  # the ticket ended, or its condition ceased, before it was due


class Verdict(Word):
    """How a goal is judged."""

    PENDING = "pending"
    MET = "met"
    BREACHED = "breached"
    NONE = "none"  # it was not owed


class GoalState(NamedTuple):
    """A goal's clock at one instant; a tuple, since each fold makes one for every goal.

    ``due_at`` is None while it waits or is paused.  ``rests`` are the stretches that do not count.
    """

    goal: Goal
    hours: ServiceHours
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
