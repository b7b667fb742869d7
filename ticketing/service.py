"""Tickets as the rest of the house uses them: commands, alerts, questions (ticketing.interface)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from ticketing import alert_store, evidence_rows, link_rows, queries, store
from ticketing.acceptances import AcceptanceDesk, AcceptFinding
from ticketing.alert_desk import AlertDesk
from ticketing.command_desk import CommandDesk
from ticketing.commands import Command, OpenTicket
from ticketing.correlate import AlertRow, FeedWatch
from ticketing.directory import CustomerTerms, Directory, Targets
from ticketing.events import Event, NewEvent
from ticketing.evidence import EvidenceKeeper
from ticketing.fallback import FallbackPeople
from ticketing.figures_desk import FiguresDesk
from ticketing.fold import fold
from ticketing.metrics import TicketMetrics
from ticketing.mutes.model import Mutes, NoMutes
from ticketing.notify.decide import Instead, QueuedMessage
from ticketing.past_views import Past, past_view
from ticketing.pinned import pinned_by_digest
from ticketing.policy import Policy, Terms
from ticketing.present import alert_views, evidence_from, notification_from, view_of
from ticketing.provisos import UNCONDITIONAL, Provisos
from ticketing.rebuild import Rebuild
from ticketing.retiming import retime, tickets_to_retime
from ticketing.shelf import PolicyText, Shelf
from ticketing.storms.surroundings import NoSurroundings, Surroundings
from ticketing.views import (
    Acceptance,
    Finding,
    GoalView,
    RuleTicket,
    TicketFilter,
    TicketPage,
    TicketRow,
    TicketView,
)
from ticketing.work import Work
from ticketing.workdays.book import HoursBook
from ticketing.writing import Listener, TicketWriter
from watchkeeper.access.model import PersonId
from watchkeeper.core.alerts import ActiveSet, PostedAlert
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import SEVERITY_MAP, Level
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

_NO_MUTES = NoMutes()
_NO_SURROUNDINGS = NoSurroundings()

log = get_log("ticketing")

_RETIMED_AT_ONCE = 100  # tickets in one transaction


class TicketService:
    """The tickets of this installation.  Fulfils ``ticketing.interface.Tickets``."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        directory: Directory,
        targets: Targets,
        feeds: FeedWatch,
        shelf: Shelf,
        metrics: TicketMetrics,
        wake: Wake = lambda _name: None,
        evidence: EvidenceKeeper | None = None,
        severity_map: Mapping[str, Level] = SEVERITY_MAP,
        mutes: Mutes = _NO_MUTES,
        around: Surroundings = _NO_SURROUNDINGS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory
        self._targets = targets
        self._shelf = shelf
        self._has_book = False
        self.owes_retiming = False  # a calendar has another edition since tickets were opened
        self.metrics = metrics
        self._writer = TicketWriter(
            database, clock, shelf=shelf, directory=directory, metrics=metrics, wake=wake
        )
        self._fallback = FallbackPeople(self._writer, directory)
        self._commands = CommandDesk(self._writer, targets, shelf)
        self.rebuild = Rebuild(database, clock, shelf)
        self.figures = FiguresDesk(database, clock, shelf=shelf, directory=directory)
        self._acceptances = AcceptanceDesk(self._writer, targets, shelf)
        self._alerts = AlertDesk(
            database,
            clock,
            writer=self._writer,
            targets=targets,
            mutes=mutes,
            around=around,
            feeds=feeds,
            shelf=shelf,
            metrics=metrics,
            evidence=evidence,
            severity_map=severity_map,
        )

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* with the numbers of tickets after they changed; returns how to stop."""
        return self._writer.subscribe(listener)

    async def show_counts(self) -> None:
        """Bring the gauges up to date, as every change does."""
        await self._writer.show_counts()

    def take_on_policies(self, policies: Iterable[PolicyText]) -> None:
        """Let new tickets run by policies that were read anew; open ones keep theirs."""
        self._shelf.take_on(policies)

    def policy_of(self, customer: CustomerTerms) -> Policy:
        """Return the policy by which a customer's new tickets run now."""
        return self._shelf.policy_of(customer)

    @property
    def shelf(self) -> Shelf:
        """The policies by which new tickets run."""
        return self._shelf

    @property
    def book(self) -> HoursBook:
        """The calendars by which new tickets run."""
        return self._shelf.book

    def take_on_book(self, book: HoursBook) -> None:
        """Let new tickets and digests ask calendars that somebody confirmed.

        Open tickets are timed anew by ``retime``, which the timers' worker calls.
        """
        self.owes_retiming = self._has_book
        self._has_book = True
        self._shelf.book = book
        if self.owes_retiming:
            self._writer.look_at_timers()

    async def retime(self) -> None:
        """Time the open tickets anew whose calendars have another edition now."""
        self.owes_retiming, book = False, self._shelf.book
        numbers = await self._database.read(lambda c: tickets_to_retime(c, book))
        for start in range(0, len(numbers), _RETIMED_AT_ONCE):
            some = numbers[start : start + _RETIMED_AT_ONCE]
            try:
                await self._writer.write(partial(retime, numbers=some, book=book))
            except Exception:
                self.owes_retiming = True
                raise
        if numbers:
            log.info("tickets timed anew", tickets=len(numbers))

    async def carry_out(
        self, command: Command | OpenTicket, provisos: Provisos = UNCONDITIONAL
    ) -> TicketView:
        """Do it, durably, and return the ticket as it is then."""
        return await self.view(await self._commands.carry_out(command, provisos))

    async def carry_out_all(self, commands: Callable[[Connection], Iterable[Command]]) -> None:
        """Do what *commands* returns, and what it writes in the same transaction, all or nothing."""
        await self._commands.carry_out_all(commands)

    async def hand_over(self, active: ActiveSet) -> None:
        """Take the complete state of one rule group; repeated calls change nothing."""
        await self._alerts.hand_over(active)

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Take alerts that were posted; durable on return."""
        await self._alerts.accept(alerts)

    async def let_go(self, judged: Collection[str]) -> None:
        """Tell tickets of rule groups that are not in *judged*: their alerts nobody judges now."""
        await self._alerts.let_go(judged)

    async def review_alerts(self, rows: list[AlertRow]) -> None:
        """Look again at alerts whose timer rang: recovered, gone silent, on trial no longer."""
        await self._alerts.review(rows)

    async def pass_on(
        self, message: QueuedMessage, *, said: str, claimed_at: Instant | None
    ) -> Instead:
        """Fail a message and tell the fallback person instead, where it is urgent."""
        return await self._fallback.pass_on(message, said=said, claimed_at=claimed_at)

    async def note(self, events: Mapping[int, NewEvent]) -> None:
        """Append an event to each of these tickets, where it is live, in one transaction."""

        def unit(work: Work) -> None:
            work.load(events)
            for number, event in events.items():
                if work.ticket(number).state.is_live:
                    work.append(number, event)
                    work.settle(number)

        await self._writer.write(unit)

    async def settle(self, numbers: list[int]) -> None:
        """Take what is due of these tickets, in one transaction."""

        def unit(work: Work) -> None:
            work.load(numbers)
            for number in numbers:
                work.settle(number)

        await self._writer.write(unit)

    async def settle_due(self, limit: int) -> int:
        """Claim and settle tickets whose timer rang; return how many."""
        claimed: list[int] = []

        def unit(work: Work) -> None:
            claimed[:] = store.due_tickets(work.connection, work.now, limit)
            work.load(claimed)
            for number in claimed:
                work.settle(number)

        await self._writer.write(unit)
        return len(claimed)

    async def rows(self, query: TicketFilter) -> tuple[TicketRow, ...]:
        now = self._clock.now()
        return await self._database.read(lambda connection: queries.rows(connection, query, now))

    async def row(self, number: int) -> TicketRow:
        """Return a ticket's row, without folding its log.  Raises NotFound."""
        now = self._clock.now()
        return await self._database.read(lambda connection: queries.row(connection, number, now))

    async def page(self, query: TicketFilter) -> TicketPage:
        now = self._clock.now()
        return await self._database.read(lambda connection: queries.page(connection, query, now))

    async def count(self, query: TicketFilter) -> int:
        return await self._database.read(lambda connection: queries.count(connection, query))

    async def counts_by_level(
        self, customers: tuple[str, ...] | None = None
    ) -> Mapping[Level, int]:
        return await self._database.read(
            lambda connection: queries.counts_by_level(connection, customers)
        )

    async def findings(self, customers: tuple[str, ...] | None = None) -> tuple[Finding, ...]:
        now = self._clock.now()
        return await self._database.read(
            lambda connection: queries.findings(connection, customers, now)
        )

    async def accept_finding(self, wish: AcceptFinding) -> Acceptance:
        """Open no ticket of III or IV for a finding until then.  Raises NotFound, InvalidInput."""
        return await self._acceptances.accept(wish)

    async def take_back_acceptance(self, fingerprint: str, *, by: PersonId) -> None:
        """Accept a finding no longer; it becomes what it would be without.  Raises NotFound."""
        await self._acceptances.take_back(fingerprint, by=by)

    async def acceptances(self, customers: tuple[str, ...] | None = None) -> tuple[Acceptance, ...]:
        now = self._clock.now()
        return await self._database.read(
            lambda connection: queries.acceptances(connection, customers, now)
        )

    async def tickets_of_rules(self) -> tuple[RuleTicket, ...]:
        """Return the live tickets with the rules whose alerts belong to them, oldest first."""
        return await self._database.read(queries.tickets_of_rules)

    async def view(self, number: int) -> TicketView:
        """Return all of one ticket.  Raises NotFound."""
        now = self._clock.now()
        return await self._database.read(partial(self._view, number, now))

    async def past_view(self, number: int, past: Past) -> TicketView:
        """Return a ticket as it was known then, or as is known now to have been.

        Raises NotFound where there was none, InvalidInput for what is still to come.
        """
        if past.at > self._clock.now():
            raise InvalidInput("that time lies in the future")

        def unit(connection: Connection) -> TicketView:
            terms = partial(self._terms_named, connection)
            return past_view(connection, number, past, terms=terms, directory=self._directory)

        return await self._database.read(unit)

    async def events(self, number: int) -> tuple[Event, ...]:
        """Return the log of a ticket, with its hash chain.  Raises NotFound."""
        log_of = await self._database.read(
            lambda connection: store.load_events(connection, [number])
        )
        if not log_of[number]:
            raise NotFound("there is no ticket {number}", number=number)
        return tuple(log_of[number])

    async def explain(self, number: int, goal: str) -> GoalView:
        """Return one goal with its counted and skipped intervals.  Raises NotFound."""
        view = (await self.view(number)).goal(goal)
        if view is None:
            raise NotFound("ticket {number} has no goal {goal!r}", number=number, goal=goal)
        return view

    def _view(self, number: int, now: Instant, connection: Connection) -> TicketView:
        row = store.find_ticket(connection, number)
        if row is None:
            raise NotFound("there is no ticket {number}", number=number)
        events = store.load_events(connection, [number])[number]
        alerts = alert_store.alerts_of_ticket(connection, number)
        ticket = fold(events, partial(self._terms_named, connection), now)
        view = view_of(
            ticket,
            ticket.terms[-1],
            events,
            now,
            directory=self._directory,
            alerts=alert_views(events, alerts, self._alerts.values),
            notifications=tuple(
                notification_from(message) for message in store.messages_of(connection, number)
            ),
            similar=queries.similar(connection, row),
            evidence=tuple(
                evidence_from(one) for one in evidence_rows.evidence_of(connection, number)
            ),
            links=link_rows.linked_tickets(connection, number),
        )
        return replace(view, rules=self._targets.terms(view.row.customer).rules)

    def _terms_named(self, connection: Connection, digest: str) -> Terms:
        pinned = self._shelf.named(digest)
        return (pinned or pinned_by_digest(connection, digest, self._shelf.book)).terms
