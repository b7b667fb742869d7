"""The watch itself: a service on a real database, and a clock that is moved by hand."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from tests.ticketing.story.surroundings import START, Feeds, Inventory, Staff, Wires, target
from ticketing.evidence import EvidenceKeeper, EvidenceSource
from ticketing.metrics import TicketMetrics
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.keeper import MaintenanceKeeper
from ticketing.service import TicketService
from ticketing.shelf import PolicyText, Shelf, shipped_policies
from ticketing.timers import TicketTimers
from ticketing.workdays.book import HoursBook
from watchkeeper.core.alerts import Alert
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database


class Watch:
    """What every part of a story acts on."""

    def __init__(
        self,
        database: Database,
        *,
        policies: tuple[PolicyText, ...] = shipped_policies(),
        divisor: int = 1,
        start: Instant = START,
        clock: ManualClock | None = None,
        evidence: EvidenceSource | None = None,
        book: HoursBook | None = None,
    ) -> None:
        self.database = database
        self.clock = clock or ManualClock(start)
        self.staff = Staff()
        self.inventory = Inventory({name: target(name) for name in ("web-1", "web-2", "db-1")})
        self.feeds = Feeds()
        self.wires = Wires()
        self.registry = CollectorRegistry()
        self.firing: dict[Labels, Alert] = {}
        self.shelf = Shelf(policies, divisor=divisor, book=book)
        keeper = EvidenceKeeper(database, self.clock, evidence) if evidence else None
        self.mutes = MuteDesk(database, self.clock)
        self.service = TicketService(
            database,
            self.clock,
            directory=self.staff,
            targets=self.inventory,
            feeds=self.feeds,
            shelf=self.shelf,
            metrics=TicketMetrics(self.registry),
            evidence=keeper,
            mutes=self.mutes,
            around=self.wires,
        )
        self.maintenance = MaintenanceKeeper(database, self.clock, self.mutes, self.service.note)
        self.timers = TicketTimers(database, self.clock, self.service)
        self.clock.add(self.timers, self.maintenance, *([keeper] if keeper else []))

    async def pass_time(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        by = int(hours * HOUR + minutes * MINUTE + seconds * SECOND)
        await self.clock.advance(Instant(self.clock.now() + by))
