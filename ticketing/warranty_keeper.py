"""Opens a ticket when a customer's warranty is about to end: 90, 60 and 30 days before (R1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from prometheus_client import CollectorRegistry, Gauge

from ticketing.commands import OpenTicket
from ticketing.directory import CustomerTerms
from ticketing.events import SYSTEM, Channel
from ticketing.types.model import Kind
from ticketing.views import TicketView
from ticketing.warranty import Reminder, Warranty, next_reminder_at, reminders_due, warranty_of
from ticketing.workdays.book import HoursBook
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Translate, WatchkeeperError
from watchkeeper.core.instants import DAY, SECOND, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import text

log = get_log("ticketing")


class Contracts(Protocol):
    """Who has a contract.  Synchronous: the adapter answers from memory."""

    def customers(self) -> tuple[CustomerTerms, ...]: ...


class Desk(Protocol):
    """Where a ticket is opened; the same key opens one."""

    @property
    def book(self) -> HoursBook: ...

    async def carry_out(self, command: OpenTicket) -> TicketView: ...


class WarrantyKeeper:
    """Reminds of warranties that end; a Worker.

    It looks each day, since contracts change, and opens a consult: no clock of a fault runs.
    """

    name = "warranties"

    def __init__(
        self,
        clock: Clock,
        *,
        contracts: Contracts,
        desk: Desk,
        translate: Translate,
        registry: CollectorRegistry,
    ) -> None:
        self._clock = clock
        self._contracts = contracts
        self._desk = desk
        self._translate = translate
        self._told: set[str] = set()
        self._wanted: Instant | None = None  # None: look now
        self._ends_at = Gauge(
            "watchkeeper_warranty_end_timestamp_seconds",
            "When the warranty of a customer ends.",
            ["customer"],
            registry=registry,
        )

    async def next_due(self) -> Instant | None:
        return self._clock.now() if self._wanted is None else self._wanted

    async def run_due(self) -> None:
        """Open a ticket for each reminder that is due and was not told."""
        now = self._clock.now()
        warranties = self._warranties()
        self._show(warranties)
        for reminder in reminders_due(warranties, now):
            if reminder.key not in self._told:
                await self._remind(reminder)
        ahead = next_reminder_at(warranties, now)
        tomorrow = later(now, DAY)
        self._wanted = tomorrow if ahead is None else min(ahead, tomorrow)

    def _warranties(self) -> tuple[Warranty, ...]:
        found = (
            warranty_of(one, self._is_workday(one.zone)) for one in self._contracts.customers()
        )
        return tuple(one for one in found if one is not None)

    def _is_workday(self, zone: str) -> Callable[..., bool]:
        return lambda day: self._desk.book.is_worked(day, zone)

    async def _remind(self, reminder: Reminder) -> None:
        warranty = reminder.warranty
        summary = text(
            "The warranty of {customer} ends on {day}",
            customer=warranty.customer,
            day=warranty.last_day.isoformat(),
        )
        command = OpenTicket(
            actor=SYSTEM,
            channel=Channel.MONITOR,
            type=Kind.CONSULT,
            summary=summary.render(self._translate),
            customer=warranty.customer,
            key=reminder.key,
        )
        try:
            view = await self._desk.carry_out(command)
        except WatchkeeperError as error:
            log.warning("no reminder of a warranty", customer=warranty.customer, error=str(error))
            return
        self._told.add(reminder.key)
        log.info(
            "warranty ends soon",
            customer=warranty.customer,
            last_day=warranty.last_day.isoformat(),
            ticket=view.number,
        )

    def _show(self, warranties: tuple[Warranty, ...]) -> None:
        self._ends_at.clear()
        for warranty in warranties:
            self._ends_at.labels(warranty.customer).set(warranty.ends_at / SECOND)
