"""Closes each day: its head over the logs of all tickets is computed, stored and told (D6)."""

from __future__ import annotations

from datetime import date
from functools import partial

from prometheus_client import CollectorRegistry, Gauge
from sqlalchemy import Connection

from ticketing.ledger import day_rows
from ticketing.log.days import (
    CLOSES_AFTER,
    ClosedDay,
    DayHead,
    close_day,
    days_to_close,
    end_of,
)
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import SECOND, Instant, later, local_day
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")


class DayKeeper:
    """Writes the head of every day that is over; a Worker.

    After a downtime it closes all days in between, those without an event too.
    """

    name = "day heads"

    def __init__(
        self, database: Database, clock: Clock, *, zone: str, registry: CollectorRegistry
    ) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        self._wanted: Instant | None = None  # when the next day can be closed; None: look now
        self._covered_until = Gauge(
            "watchkeeper_ticket_day_closed_timestamp_seconds",
            "When the newest day ended whose head covers the logs of tickets.",
            registry=registry,
        )
        self._head = Gauge(
            "watchkeeper_ticket_day_head_info",
            "The head of the newest closed day over the logs of all tickets; the value is 1.",
            ["day", "head"],
            registry=registry,
        )

    async def next_due(self) -> Instant | None:
        now = self._clock.now()
        return now if self._wanted is None else min(self._wanted, self._closing_after(now))

    async def run_due(self) -> None:
        """Close the days that are over, each in a transaction of its own."""
        now = self._clock.now()
        newest, ordinals = await self._database.read(partial(self._due, now))
        for ordinal in ordinals:
            day = date.fromordinal(ordinal)
            closed = await self._database.read(partial(self._closed, day, newest))
            if not await self._database.write(partial(day_rows.keep, closed=closed)):
                return  # another node is at it; what is left we look at again
            newest = closed.head
            _tell(newest)
        if newest is not None:
            self._show(newest)
        self._wanted = self._closing_after(now)

    def _closing_after(self, now: Instant) -> Instant:
        today = local_day(later(now, -CLOSES_AFTER), self._zone)
        return later(end_of(today, self._zone), CLOSES_AFTER)

    def _due(self, now: Instant, connection: Connection) -> tuple[DayHead | None, range]:
        newest = day_rows.newest_head(connection)
        first = None if newest else day_rows.first_event_at(connection)
        return newest, days_to_close(newest.day if newest else None, first, now, self._zone)

    def _closed(self, day: date, previous: DayHead | None, connection: Connection) -> ClosedDay:
        grown = tuple(day_rows.grown_logs(connection, end_of(day, self._zone)))
        return close_day(
            day,
            zone=self._zone,
            tails=[one.leaf for one in grown],
            covered={one.leaf.ticket: one.covered for one in grown},
            last_number=day_rows.last_number(connection),
            previous=previous,
        )

    def _show(self, head: DayHead) -> None:
        self._covered_until.set(head.ends_at / SECOND)
        self._head.clear()
        self._head.labels(head.day.isoformat(), head.head).set(1)


def _tell(head: DayHead) -> None:
    log.info(
        "day closed",
        day=head.day.isoformat(),
        tickets=head.tickets,
        events=head.events,
        head=head.head,
    )
