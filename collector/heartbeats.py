"""Heartbeats: kept in the database, pinged by jobs, read out as the feed ``heartbeats``."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from collector.heartbeat_state import (
    Heartbeat,
    HeartbeatKind,
    HeartbeatPlan,
    HeartbeatStatus,
    Ping,
    Signal,
    after_ping,
    expected_interval,
    run_duration,
    status_after_gap,
    status_of,
)
from collector.probes.outcome import Samples, series
from collector.sink import SampleSink
from collector.tables import heartbeats, pings
from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Conflict, NotFound
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("collector")

FEED = "heartbeats"
JOB = "heartbeat"
KEPT_PINGS = 100
MOST_WATCHDOGS = 500
INTERVAL = Duration(15 * SECOND)
NEVER = Instant(0)


@dataclass(frozen=True, slots=True)
class KeptPing:
    """A ping as it is shown: its text is kept, at most 10 kB."""

    at: Instant
    signal: Signal
    exit_code: int | None
    duration: Duration | None
    body: str


class Heartbeats:
    """Makes heartbeats, takes pings, tells how they stand."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def make(self, plan: HeartbeatPlan, *, by: str) -> str:
        """Make a heartbeat and return its key, which is not kept.  Raises Conflict for a name twice."""
        key, now = new_secret(), self._clock.now()
        try:
            await self._database.write(
                lambda connection: _insert(connection, plan, key=key, by=by, now=now)
            )
        except IntegrityError as error:
            raise Conflict(
                "{target!r} has a heartbeat {name!r} already", target=plan.target, name=plan.name
            ) from error
        log.info("heartbeat made", heartbeat=plan.name, target=plan.target, by=by)
        return key

    async def ping(self, key: str, ping: Ping) -> Heartbeat:
        """Take a sign of life; durable on return.  Raises NotFound for an unknown key."""
        key_hash, now = hash_of(key), self._clock.now()
        heartbeat = await self._database.write(
            lambda connection: _take(connection, key_hash, ping, now)
        )
        if heartbeat is None:
            raise NotFound("there is no heartbeat with this key")
        return heartbeat

    async def feel(self, plans: Iterable[HeartbeatPlan], *, by: str) -> None:
        """Take a sign of life of each plan; one that is new is made, up to a bound; durable."""
        wanted, now = tuple(plans), self._clock.now()
        left_out = await self._database.write(
            lambda connection: [
                plan.name for plan in wanted if not _feel(connection, plan, by=by, now=now)
            ]
        )
        if left_out:
            log.warning(
                "watchdogs not watched: too many, or a job has the name", names=left_out[:5], by=by
            )

    async def all(self) -> tuple[Heartbeat, ...]:
        """Return all heartbeats, by target and name."""
        return await self._database.read(_all)

    async def pings(self, heartbeat: str) -> tuple[KeptPing, ...]:
        """Return the last hundred pings of a heartbeat, the newest first."""
        return await self._database.read(lambda connection: _pings(connection, heartbeat))

    async def new_key(self, heartbeat: str) -> str:
        """Return another key; the one before counts no more."""
        key = new_secret()
        changed = await self._database.write(
            lambda connection: (
                connection.execute(
                    update(heartbeats)
                    .where(heartbeats.c.id == heartbeat)
                    .values(key_hash=hash_of(key))
                ).rowcount
            )
        )
        if not changed:
            raise NotFound("there is no heartbeat {id!r}", id=heartbeat)
        return key

    async def remove(self, heartbeat: str) -> None:
        removed = await self._database.write(lambda connection: _remove(connection, heartbeat))
        if not removed:
            raise NotFound("there is no heartbeat {id!r}", id=heartbeat)
        log.info("heartbeat removed", heartbeat=heartbeat)


class HeartbeatWorker:
    """Writes the feed ``heartbeats`` at its interval."""

    name = "heartbeats"

    def __init__(
        self,
        kept: Heartbeats,
        sink: SampleSink,
        clock: Clock,
        *,
        interval: Duration = INTERVAL,
        unheard_until: Instant = NEVER,
    ) -> None:
        """*unheard_until*: before that signs of life may have gone to another server."""
        self._kept = kept
        self._unheard_until = unheard_until
        self._sink = sink
        self._clock = clock
        self._interval = interval
        self._last: Instant | None = None

    async def next_due(self) -> Instant:
        return next_slot(self._last, self._interval, self._clock.now())

    async def run_due(self) -> None:
        now = self._clock.now()
        self._last = now
        found = await self._kept.all()
        await self._sink.write(
            FEED,
            interval=self._interval,
            at=now,
            samples=samples_of(found, now, self._unheard_until),
        )


def samples_of(found: Iterable[Heartbeat], now: Instant, unheard_until: Instant = NEVER) -> Samples:
    """Return the series of heartbeats; those of backups also under the names of backups."""
    samples: dict[Labels, float] = {}
    for heartbeat in found:
        samples |= _samples(heartbeat, now, unheard_until)
        if heartbeat.plan.kind is HeartbeatKind.BACKUP:
            samples |= _backup_samples(heartbeat, now)
    return samples


def _samples(heartbeat: Heartbeat, now: Instant, unheard_until: Instant) -> Samples:
    plan = heartbeat.plan
    values: dict[str, float | None] = {
        "watchkeeper_heartbeat_status": float(status_after_gap(heartbeat, now, unheard_until)),
        "watchkeeper_heartbeat_created_timestamp_seconds": heartbeat.made_at / 1000,
        "watchkeeper_heartbeat_expected_interval_seconds": expected_interval(plan, now) / 1000,
        "watchkeeper_heartbeat_grace_seconds": plan.grace / 1000,
        "watchkeeper_heartbeat_last_success_timestamp_seconds": _seconds(heartbeat.succeeded_at),
        "watchkeeper_heartbeat_last_failure_timestamp_seconds": _seconds(heartbeat.failed_at),
        "watchkeeper_heartbeat_duration_seconds": _seconds(heartbeat.duration),
    }
    labels = {"instance": plan.target, "job": JOB, "heartbeat": plan.name, "kind": plan.kind.value}
    return {series(name, **labels): value for name, value in values.items() if value is not None}


def _backup_samples(heartbeat: Heartbeat, now: Instant) -> Samples:
    plan = heartbeat.plan
    has_failed = status_of(heartbeat, now) is HeartbeatStatus.FAILED
    values = {
        "backup_last_success_timestamp_seconds": (heartbeat.succeeded_at or 0) / 1000,
        "backup_expected_interval_seconds": expected_interval(plan, now) / 1000,
        "backup_grace_seconds": plan.grace / 1000,
        "backup_failures_in_a_row": float(has_failed),  # a heartbeat keeps the last one alone
        "backup_last_duration_seconds": _seconds(heartbeat.duration),
        "backup_running_since_timestamp_seconds": _seconds(heartbeat.started_at),
    }
    labels = {"instance": plan.target, "job": JOB, "backup": plan.name}
    return {series(name, **labels): value for name, value in values.items() if value is not None}


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _insert(
    connection: Connection, plan: HeartbeatPlan, *, key: str, by: str, now: Instant
) -> None:
    values = {**dataclasses.asdict(plan), "kind": plan.kind.value}
    connection.execute(
        insert(heartbeats).values(
            id=new_secret()[:12], key_hash=hash_of(key), made_by=by, made_at=now, **values
        )
    )


def _feel(connection: Connection, plan: HeartbeatPlan, *, by: str, now: Instant) -> bool:
    """Take a sign of life of *plan*, whose times may be others than before.

    False: there are too many, or the name is a job's or a backup's, which pings by its own key.
    """
    mine = (heartbeats.c.target == plan.target) & (heartbeats.c.name == plan.name)
    statement = select(heartbeats).where(mine).with_for_update()
    row = connection.execute(statement).one_or_none()
    if row is None:
        of_kind = heartbeats.c.kind == plan.kind.value
        count = connection.execute(select(func.count()).where(of_kind)).scalar_one()
        if count >= MOST_WATCHDOGS:
            return False
        _insert(connection, plan, key=new_secret(), by=by, now=now)
        row = connection.execute(statement).one()
    elif row.kind != plan.kind.value:
        return False
    elif (row.period, row.grace) != (plan.period, plan.grace):
        times = {"period": plan.period, "grace": plan.grace}
        connection.execute(update(heartbeats).where(mine).values(times))
    _apply(connection, _heartbeat(row), Ping(Signal.SUCCESS), now)
    return True


def _take(connection: Connection, key_hash: str, ping: Ping, now: Instant) -> Heartbeat | None:
    row = connection.execute(
        select(heartbeats).where(heartbeats.c.key_hash == key_hash).with_for_update()
    ).one_or_none()
    return None if row is None else _apply(connection, _heartbeat(row), ping, now)


def _apply(connection: Connection, before: Heartbeat, ping: Ping, now: Instant) -> Heartbeat:
    after = after_ping(before, ping, now)
    connection.execute(
        update(heartbeats)
        .where(heartbeats.c.id == before.id)
        .values(
            started_at=after.started_at,
            run=after.run,
            succeeded_at=after.succeeded_at,
            failed_at=after.failed_at,
            exit_code=after.exit_code,
            duration=after.duration,
        )
    )
    _keep(connection, before, ping, now)
    return after


def _keep(connection: Connection, heartbeat: Heartbeat, ping: Ping, now: Instant) -> None:
    """Keep the ping's text, and the newest hundred of the heartbeat."""
    newest = connection.execute(
        select(func.max(pings.c.number)).where(pings.c.heartbeat == heartbeat.id)
    ).scalar()
    number = (newest or 0) + 1
    is_end = ping.signal in {Signal.SUCCESS, Signal.FAIL}
    connection.execute(
        insert(pings).values(
            heartbeat=heartbeat.id,
            number=number,
            at=now,
            signal=ping.signal.value,
            exit_code=ping.exit_code,
            duration=run_duration(heartbeat, ping, now) if is_end else None,
            body=ping.body,
        )
    )
    connection.execute(
        delete(pings).where(
            pings.c.heartbeat == heartbeat.id, pings.c.number <= number - KEPT_PINGS
        )
    )


def _remove(connection: Connection, heartbeat: str) -> int:
    connection.execute(delete(pings).where(pings.c.heartbeat == heartbeat))
    return connection.execute(delete(heartbeats).where(heartbeats.c.id == heartbeat)).rowcount


def _all(connection: Connection) -> tuple[Heartbeat, ...]:
    rows = connection.execute(select(heartbeats).order_by(heartbeats.c.target, heartbeats.c.name))
    return tuple(_heartbeat(row) for row in rows)


def _pings(connection: Connection, heartbeat: str) -> tuple[KeptPing, ...]:
    rows = connection.execute(
        select(pings).where(pings.c.heartbeat == heartbeat).order_by(pings.c.number.desc())
    )
    return tuple(
        KeptPing(
            at=Instant(row.at),
            signal=Signal(row.signal),
            exit_code=row.exit_code,
            duration=None if row.duration is None else Duration(row.duration),
            body=row.body,
        )
        for row in rows
    )


def _heartbeat(row: Row[Any]) -> Heartbeat:
    plan = HeartbeatPlan(
        name=row.name,
        target=row.target,
        kind=HeartbeatKind(row.kind),
        schedule=row.schedule,
        period=None if row.period is None else Duration(row.period),
        grace=Duration(row.grace),
        zone=row.zone,
    )
    return Heartbeat(
        id=row.id,
        plan=plan,
        made_at=Instant(row.made_at),
        started_at=_instant(row.started_at),
        run=row.run,
        succeeded_at=_instant(row.succeeded_at),
        failed_at=_instant(row.failed_at),
        exit_code=row.exit_code,
        duration=None if row.duration is None else Duration(row.duration),
    )


def _instant(value: int | None) -> Instant | None:
    return None if value is None else Instant(value)
