"""A watch for stories: real service, real database, a clock that is moved by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import CollectorRegistry
from sqlalchemy import select

from ticketing import commands as c
from ticketing.directory import Contact, CustomerTerms, Person, Role, TargetFacts
from ticketing.events import Event, EventKind
from ticketing.evidence import EvidenceKeeper, EvidenceSource
from ticketing.metrics import TicketMetrics
from ticketing.outbox_rows import outbox
from ticketing.service import TicketService
from ticketing.shelf import PolicyText, Shelf, shipped_policies
from ticketing.tables import ticket_alert
from ticketing.timers import TicketTimers
from ticketing.views import TicketFilter, TicketRow, TicketView
from ticketing.workdays.book import HoursBook
from watchkeeper.access.model import PersonId
from watchkeeper.core.alerts import ActiveSet, Alert, PostedAlert
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Instant, instant_from_rfc3339
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = instant_from_rfc3339("2026-11-23T01:00:00Z")  # a Monday, 09:00 in Shanghai
ENGINEER = PersonId("engineer-a")
MANAGER = PersonId("manager-b")
DIRECTOR = PersonId("director-c")
DEPUTY = PersonId("deputy-d")
FALLBACK = PersonId("fallback-f")
SOURCE = "rules/shop.yml;services"


@dataclass
class Staff:
    """Roles of the customer ``acme``; fulfils Directory."""

    roles: dict[Role, tuple[PersonId, ...]] = field(
        default_factory=lambda: {
            Role.LEAD: (ENGINEER,),
            Role.PROJECT_MANAGER: (MANAGER,),
            Role.TECHNICAL_DIRECTOR: (DIRECTOR,),
            Role.DEPUTY_GM: (DEPUTY,),
        }
    )

    gone: set[PersonId] = field(default_factory=set)

    def holders(self, role: Role, customer: str, at: Instant) -> tuple[PersonId, ...]:
        return self.roles.get(role, ())

    def fallback(self, customer: str) -> PersonId:
        return FALLBACK

    def person(self, person: PersonId) -> Person | None:
        if person in self.gone:
            return None
        contacts = (Contact("mail", f"{person}@x.example"),)
        return Person(person, person, "zh", "Asia/Shanghai", contacts)


@dataclass
class Inventory:
    """Targets by name; fulfils Targets."""

    facts: dict[str, TargetFacts] = field(default_factory=dict)
    policy: str = "contract-cn"
    tables: tuple[str, ...] = ("level", "urgency")
    zone: str = "Asia/Shanghai"

    def facts_of(self, labels: Labels) -> TargetFacts | None:
        return self.target(label(labels, "instance"))

    def target(self, name: str) -> TargetFacts | None:
        return self.facts.get(name)

    def terms(self, customer: str) -> CustomerTerms:
        return CustomerTerms(customer, self.policy, self.tables, self.zone)


@dataclass
class Feeds:
    """Which feeds are silent; fulfils FeedWatch."""

    silent: set[str] = field(default_factory=set)

    def reports(self, feed: str, now: Instant) -> bool:
        return feed not in self.silent


def target(name: str, *, go_live: Instant | None = None) -> TargetFacts:
    return TargetFacts(name, "acme", "shanghai-1", Criticality.NORMAL, go_live)


class Story:
    """What happens to the watch, and what it did."""

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
        self.registry = CollectorRegistry()
        self.firing: dict[Labels, Alert] = {}
        self.shelf = Shelf(policies, divisor=divisor, book=book)
        keeper = EvidenceKeeper(database, self.clock, evidence) if evidence else None
        self.service = TicketService(
            database,
            self.clock,
            directory=self.staff,
            targets=self.inventory,
            feeds=self.feeds,
            shelf=self.shelf,
            metrics=TicketMetrics(self.registry),
            evidence=keeper,
        )
        self.timers = TicketTimers(database, self.clock, self.service)
        self.clock.add(self.timers, *([keeper] if keeper else []))

    # What happens.

    async def pass_time(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        by = int(hours * HOUR + minutes * MINUTE + seconds * SECOND)
        await self.clock.advance(Instant(self.clock.now() + by))

    async def fire(
        self,
        name: str = "ServiceDown",
        *,
        on: str = "web-1",
        level: Level = Level.II,
        value: float = 0.0,
        severity: str = "",
        failing_for: int = 0,
        **annotations: str,
    ) -> None:
        """One more alert fires; its group hands over all it has."""
        labels = labels_of({"alertname": name, "instance": on, "severity": severity})
        now = self.clock.now()
        self.firing[labels] = Alert(
            labels=labels,
            level=level,
            active_at=Instant(now - failing_for),
            fired_at=now,
            annotations={"summary": f"{on}: {name}", "summary_zh": f"{on}：{name}", **annotations},
            value=value,
            feeds=(f"probe:{on}:http",),
            expression="probe_success == 0",
        )
        await self.evaluate()

    async def clear(self, name: str = "ServiceDown", *, on: str = "web-1") -> None:
        """An alert fires no longer; its group hands over what is left."""
        for labels in list(self.firing):
            if label(labels, "alertname") == name and label(labels, "instance") == on:
                del self.firing[labels]
        await self.evaluate()

    async def evaluate(self, **changes: Any) -> None:
        alerts = tuple(self.firing.values())
        facts: dict[str, Any] = {"is_complete": True, **changes}
        await self.service.hand_over(
            ActiveSet(SOURCE, evaluated_at=self.clock.now(), alerts=alerts, **facts)
        )

    async def post(
        self,
        name: str = "Posted",
        *,
        on: str = "web-1",
        severity: str = "critical",
        lasts: int = 4 * MINUTE,
        is_resolved: bool = False,
        source: str = "",
    ) -> None:
        now = self.clock.now()
        await self.service.accept(
            (
                PostedAlert(
                    labels=labels_of({"alertname": name, "instance": on, "severity": severity}),
                    annotations={"summary": f"{name} on {on}"},
                    starts_at=now,
                    ends_at=now if is_resolved else Instant(now + lasts),
                    has_timeout=False,
                    is_resolved=is_resolved,
                    received_at=now,
                    source=source,
                ),
            )
        )

    async def do(self, command: c.Command | c.OpenTicket) -> TicketView:
        return await self.service.carry_out(command)

    async def acknowledge(self, number: int = 1, *, by: PersonId = ENGINEER) -> TicketView:
        return await self.do(c.Acknowledge(number=number, actor=by))

    async def submit_plan(self, number: int = 1) -> TicketView:
        plan = c.SubmitPlan(
            number=number, actor=ENGINEER, solution="restart", implementation="by hand"
        )
        return await self.do(plan)

    async def resolve(self, number: int = 1, **changes: Any) -> TicketView:
        return await self.do(
            c.Resolve(
                number=number,
                actor=ENGINEER,
                cause_class=c.CauseClass.APPLICATION,
                cause="leak",
                method="restarted",
                **changes,
            )
        )

    async def submit_report(self, number: int = 1) -> TicketView:
        report = c.SubmitReport(
            number=number,
            actor=ENGINEER,
            kind="application",
            cause="leak",
            method="restart",
            losses="none",
        )
        return await self.do(report)

    async def call_in(self, level: Level = Level.II, **changes: Any) -> TicketView:
        facts: dict[str, Any] = {
            "actor": ENGINEER,
            "level": level,
            "summary": "the shop is slow",
            "customer": "acme",
            "target": "web-1",
            "reporter": "Ms Li",
            **changes,
        }
        return await self.do(c.OpenTicket(**facts))

    # What is so.

    async def view(self, number: int = 1) -> TicketView:
        return await self.service.view(number)

    async def open_tickets(self) -> tuple[TicketRow, ...]:
        return await self.service.rows(TicketFilter())

    async def all_tickets(self) -> tuple[TicketRow, ...]:
        return await self.service.rows(TicketFilter(states=()))

    async def events(self, number: int = 1, *kinds: EventKind) -> tuple[Event, ...]:
        found = await self.service.events(number)
        return tuple(event for event in found if not kinds or event.kind in kinds)

    async def when(self, kind: EventKind, number: int = 1, **facts: object) -> list[float]:
        """Return at how many hours after the ticket opened such events were recorded."""
        events = await self.service.events(number)
        return [
            (event.recorded_at - events[0].recorded_at) / HOUR
            for event in events
            if event.kind is kind and facts.items() <= dict(event.data).items()
        ]

    async def messages(self, **facts: object) -> list[Mapping[str, Any]]:
        """Return what stands in the outbox, in order."""
        rows = await self.database.read(
            lambda connection: connection.execute(select(outbox).order_by(outbox.c.id)).all()
        )
        found = [{**row._mapping, "payload": json.loads(row.payload)} for row in rows]
        return [row for row in found if facts.items() <= row.items()]

    async def alert_states(self) -> dict[str, str]:
        rows = await self.database.read(
            lambda connection: connection.execute(select(ticket_alert)).all()
        )
        return {f"{row.name}@{row.target}": row.state for row in rows}
