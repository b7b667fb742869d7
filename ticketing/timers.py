"""Durable timers: what falls due of tickets and alerts, with the Clock (D7, D9).

A timer is the column ``wakes_at`` of a row.  When it rings, the row is claimed, the ticket folded
anew and whatever is due is decided, in one transaction with its messages.  A restart therefore
repeats nothing, and what fell due while the process was down is done late, and marked so.
"""

from __future__ import annotations

from ticketing import alert_store, store
from ticketing.service import TicketService
from ticketing.writing import TIMERS_WORKER
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

_BATCH = 200
_POSTPONED_BY = MINUTE


class TicketTimers:
    """The worker that keeps the tickets' promises about time."""

    name = TIMERS_WORKER

    def __init__(self, database: Database, clock: Clock, service: TicketService) -> None:
        self._database = database
        self._clock = clock
        self._service = service

    async def next_due(self) -> Instant | None:
        if self._service.owes_retiming:
            return self._clock.now()
        return await self._database.read(store.earliest_wake)

    async def run_due(self) -> None:
        """Do all that is due, alerts first: a recovery may settle what a ticket waits for."""
        await self._show_overdue()
        if self._service.owes_retiming:
            await self._retime()
        while await self._review_alerts():
            pass
        while await self._settle_tickets():
            pass
        self._service.metrics.overdue.set(0)

    async def _retime(self) -> None:
        try:
            await self._service.retime()
        except Unavailable:
            raise
        except Exception as error:
            log.exception("tickets could not be timed anew", error=error)
            self._service.metrics.poisoned.inc()
            self._service.owes_retiming = False  # else the timers would never come to rest

    async def _show_overdue(self) -> None:
        due = await self._database.read(store.earliest_wake)
        late = 0 if due is None else max(0, self._clock.now() - due)
        self._service.metrics.overdue.set(late / 1000)

    async def _review_alerts(self) -> bool:
        now = self._clock.now()
        rows = await self._database.read(
            lambda connection: alert_store.due_alerts(connection, now, _BATCH)
        )
        if not rows:
            return False
        try:
            await self._service.review_alerts(rows)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 logged where it was found; the others are done
            log.warning("alerts are looked at again in a minute", error=error)
            until = Instant(now + _POSTPONED_BY)
            await self._database.write(
                lambda connection: alert_store.postpone(connection, rows, now, until)
            )
        return True

    async def _settle_tickets(self) -> bool:
        try:
            return await self._service.settle_due(_BATCH) > 0
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 one of them is poison: found below, set aside
            log.warning("tickets are settled one by one", error=error)
        return await self._settle_one_by_one()

    async def _settle_one_by_one(self) -> bool:
        now = self._clock.now()
        numbers = await self._database.read(
            lambda connection: store.peek_due_tickets(connection, now, _BATCH)
        )
        for number in numbers:
            await self._settle_or_set_aside(number, Instant(now + _POSTPONED_BY))
        return bool(numbers)

    async def _settle_or_set_aside(self, number: int, until: Instant) -> None:
        try:
            await self._service.settle([number])
        except Unavailable:
            raise
        except Exception as error:
            log.exception("ticket set aside for a minute", ticket=number, error=error)
            self._service.metrics.poisoned.inc()
            await self._database.write(lambda connection: store.postpone(connection, number, until))
