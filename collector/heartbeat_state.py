"""What a heartbeat is, when it is due, and how it stands: pure (semantics of healthchecks.io)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum, IntEnum

from cronsim import CronSim

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    Duration,
    Instant,
    datetime_from_instant,
    instant_from_datetime,
)
from watchkeeper.inventory.files import check_name, check_schedule

LONGEST_RUN = Duration(72 * HOUR)
"""A run that ends later than this after its start is not measured: its start was another's."""

DEFAULT_GRACE = Duration(30 * MINUTE)


class HeartbeatKind(Enum):
    """What signs of life; the success of a backup is also ``backup_...``."""

    JOB = "job"
    BACKUP = "backup"
    WATCHDOG = "watchdog"  # a sender of alerts, by one that always fires


class HeartbeatStatus(IntEnum):
    """The value of ``watchkeeper_heartbeat_status``."""

    NEW = 0
    UP = 1
    STARTED = 2
    LATE = 3
    FAILED = 4


class Signal(Enum):
    """What a ping says."""

    SUCCESS = "success"
    START = "start"
    FAIL = "fail"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Ping:
    """One sign of life.  ``run`` is an id by which the sender tells overlapping runs apart."""

    signal: Signal
    exit_code: int | None = None
    run: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class HeartbeatPlan:
    """What is expected: every *period*, or by a cron *schedule* in *zone*; *grace* later is late."""

    name: str
    target: str
    kind: HeartbeatKind = HeartbeatKind.JOB
    schedule: str | None = None
    period: Duration | None = None
    grace: Duration = DEFAULT_GRACE
    zone: str = "UTC"

    def __post_init__(self) -> None:
        check_name(self.name)
        if (self.schedule is None) is (self.period is None):
            raise InvalidInput("a heartbeat has either a period or a schedule")
        if self.schedule is not None:
            check_schedule(self.schedule)
        if self.period is not None and not 1_000 <= self.period <= 366 * DAY:
            raise InvalidInput("the period must be 1s to 366d")
        if not 0 <= self.grace <= 366 * DAY:
            raise InvalidInput("the grace must be 0s to 366d")


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A plan and how it stands; instants are None until the first of their kind."""

    id: str
    plan: HeartbeatPlan
    made_at: Instant
    started_at: Instant | None = None
    run: str | None = None
    succeeded_at: Instant | None = None
    failed_at: Instant | None = None
    exit_code: int | None = None
    duration: Duration | None = None

    @property
    def last_finish_at(self) -> Instant | None:
        ends = [end for end in (self.succeeded_at, self.failed_at) if end is not None]
        return max(ends, default=None)


def after_ping(heartbeat: Heartbeat, ping: Ping, now: Instant) -> Heartbeat:
    """Return how a heartbeat stands after a ping."""
    match ping.signal:
        case Signal.LOG:
            return heartbeat
        case Signal.START:
            return dataclasses.replace(heartbeat, started_at=now, run=ping.run)
        case Signal.SUCCESS:
            ended = dataclasses.replace(heartbeat, succeeded_at=now, exit_code=ping.exit_code)
        case Signal.FAIL:
            ended = dataclasses.replace(heartbeat, failed_at=now, exit_code=ping.exit_code)
    duration = run_duration(heartbeat, ping, now)
    if duration is None:
        return ended
    return dataclasses.replace(ended, duration=duration, started_at=None, run=None)


def run_duration(heartbeat: Heartbeat, ping: Ping, now: Instant) -> Duration | None:
    """Return how long the run took that *ping* ends; None where it is not the one that started."""
    if heartbeat.started_at is None or heartbeat.run != ping.run:
        return None
    taken = now - heartbeat.started_at
    return Duration(taken) if 0 <= taken <= LONGEST_RUN else None


def status_of(heartbeat: Heartbeat, now: Instant) -> HeartbeatStatus:
    """Return how a heartbeat stands now.

    A failure counts until the next success; a run that started must end within the grace; one
    that nobody ever heard is late, too, once its first time and grace are over.
    """
    if heartbeat.failed_at is not None and heartbeat.failed_at >= (heartbeat.succeeded_at or 0):
        return HeartbeatStatus.FAILED
    if is_late(heartbeat, now):
        return HeartbeatStatus.LATE
    if heartbeat.started_at is not None:
        return HeartbeatStatus.STARTED
    return HeartbeatStatus.NEW if heartbeat.succeeded_at is None else HeartbeatStatus.UP


def status_after_gap(heartbeat: Heartbeat, now: Instant, unheard_until: Instant) -> HeartbeatStatus:
    """Return how a heartbeat stands where nobody could hear it for a while, until then.

    Absence counts from the end of that while: a sign of life may have gone to another server.
    """
    status = status_of(heartbeat, now)
    if status is not HeartbeatStatus.LATE:
        return status
    heard = heartbeat.succeeded_at is not None
    newest = max(heartbeat.succeeded_at or heartbeat.made_at, heartbeat.started_at or 0)
    since = Instant(max(newest, unheard_until))
    excused = dataclasses.replace(
        heartbeat,
        made_at=since,
        succeeded_at=since if heard else None,
        started_at=None if newest < unheard_until else heartbeat.started_at,
    )
    return status_of(excused, now)


def is_late(heartbeat: Heartbeat, now: Instant) -> bool:
    started = heartbeat.started_at
    if started is not None:
        return now > started + heartbeat.plan.grace
    return now > next_due(heartbeat) + heartbeat.plan.grace


def next_due(heartbeat: Heartbeat) -> Instant:
    """Return when the next success is expected, the grace not counted."""
    since = heartbeat.succeeded_at if heartbeat.succeeded_at is not None else heartbeat.made_at
    plan = heartbeat.plan
    if plan.period is not None:
        return Instant(since + plan.period)
    assert plan.schedule is not None
    return next_planned(plan.schedule, plan.zone, since)


def expected_interval(plan: HeartbeatPlan, now: Instant) -> Duration:
    """Return the time between two successes; of a schedule, between its next two."""
    if plan.period is not None:
        return plan.period
    assert plan.schedule is not None
    return schedule_interval(plan.schedule, plan.zone, now)


def next_planned(schedule: str, zone: str, after: Instant) -> Instant:
    """Return the first planned run after an instant."""
    return instant_from_datetime(next(CronSim(schedule, datetime_from_instant(after, zone))))


def schedule_interval(schedule: str, zone: str, now: Instant) -> Duration:
    runs = CronSim(schedule, datetime_from_instant(now, zone))
    first, second = next(runs), next(runs)
    return Duration(instant_from_datetime(second) - instant_from_datetime(first))


def last_planned(schedule: str, zone: str, at: Instant) -> Instant | None:
    """Return the newest planned run at or before an instant; None where there is none."""
    following = datetime_from_instant(Instant(at + 1), zone)
    try:
        return instant_from_datetime(next(CronSim(schedule, following, reverse=True)))
    except StopIteration:
        return None
