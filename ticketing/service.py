"""Tickets as the rest of the house uses them: commands, alerts, questions (ticketing.interface).

Every change is one unit of work, durable when the call returns.  Logs, metrics, messages and
listeners come after the commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from ticketing import alert_store, queries, store
from ticketing.alert_work import AlertWork, Changes, target_facts
from ticketing.commands import Command, EscalateNow, OpenTicket
from ticketing.correlate import AlertRow, AlertState, FeedWatch, Heard
from ticketing.deeds import event_of, opening
from ticketing.directory import Directory, Role, Targets
from ticketing.escalation import OWNER_AND_LEAD, Decision, next_step_of, step_key
from ticketing.events import Event, EventKind, Fact
from ticketing.fold import fold
from ticketing.hearing import POSTED, heard_from_post, heard_from_rule
from ticketing.metrics import TicketMetrics
from ticketing.notices import MessageKind
from ticketing.policy import Audience, Recipient
from ticketing.present import (
    Value,
    alert_views,
    evidence_from,
    notification_from,
    view_of,
)
from ticketing.shelf import PolicyText, Shelf, pinned_by_id
from ticketing.texts import storable
from ticketing.views import Finding, GoalView, TicketFilter, TicketRow, TicketView
from ticketing.work import Committed, Work
from watchkeeper.core.alerts import ActiveSet, PostedAlert
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import SEVERITY_MAP, Level
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("ticketing")

TIMERS_WORKER = "tickets"
OUTBOX_WORKER = "outbox"

_CHUNK = 200  # problems in one transaction: other writers, and the loop, get their turn in between
_ATTEMPTS = 3  # two nodes may open the same problem at once; the second then finds it open
_EVIDENCE_LIMIT = 50  # tickets of one hand-over for which evidence is gathered
_EVIDENCE_SECONDS = 5.0  # for all tickets of one hand-over: its rule group waits

T = TypeVar("T")


class EvidenceSource(Protocol):
    """Gathers what should be frozen when a ticket opens: the chart's data, the host's state."""

    async def gather(self, alert: Heard) -> Mapping[str, Fact]:
        """Return pieces of evidence by name; each can be written as JSON."""
        ...


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
        evidence: EvidenceSource | None = None,
        severity_map: Mapping[str, Level] = SEVERITY_MAP,
    ) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory
        self._targets = targets
        self._feeds = feeds
        self._shelf = shelf
        self.metrics = metrics
        self._wake = wake
        self._evidence = evidence
        self._severity_map = severity_map
        self._started_at = clock.now()
        self._values: dict[str, Value] = {}
        self._settled_sets: dict[str, frozenset[tuple[str, Level]]] = {}
        self._listeners: list[Callable[[tuple[int, ...]], None]] = []

    def subscribe(self, listener: Callable[[tuple[int, ...]], None]) -> Callable[[], None]:
        """Call *listener* with the numbers of tickets after they changed; returns how to stop."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def show_counts(self) -> None:
        """Bring the gauges up to date; called at the start and after each change."""
        self.metrics.show_open(await self._database.read(queries.counts_by_level))

    def take_on_policies(self, policies: Iterable[PolicyText]) -> None:
        """Let new tickets run by policies that were read anew; open ones keep theirs."""
        self._shelf.take_on(policies)

    # Commands.

    async def carry_out(self, command: Command | OpenTicket) -> TicketView:
        """Do it, durably, and return the ticket as it is then."""
        if isinstance(command, OpenTicket):
            number = await self._open(command)
        else:
            number = command.number
            await self._write(partial(self._do, command))
        return await self.view(number)

    async def _open(self, command: OpenTicket) -> int:
        number: list[int] = []

        def unit(work: Work) -> None:
            key = storable(command.key)
            known = store.ticket_of_key(work.connection, key) if key else None
            if known is not None and known.customer != self._customer_of(command).strip():
                raise Conflict("this key was used for another ticket")
            number[:] = [self._opened(work, command) if known is None else known.number]

        await self._write(unit)
        return number[0]

    def _customer_of(self, command: OpenTicket) -> str:
        """Return whose ticket it will be: as was said, else its target's."""
        facts = self._targets.target(command.target)
        return command.customer or (facts.customer if facts else "")

    def _check_target(self, command: OpenTicket, customer: str) -> None:
        facts = self._targets.target(command.target)
        if facts is not None and facts.customer not in {"", customer}:
            raise InvalidInput(
                "{target!r} is no target of {customer!r}", target=command.target, customer=customer
            )

    def _opened(self, work: Work, command: OpenTicket) -> int:
        customer = self._customer_of(command)
        pinned = work.pin(self._shelf.source_of(self._targets.terms(customer)))
        data: dict[str, Fact] = {
            **target_facts(self._targets, command.target),
            "customer": customer,
            "terms": pinned.terms.label,
        }
        number = store.take_numbers(work.connection, 1)[0]
        opened = opening(command, work.now, facts=data)
        self._check_target(command, customer)
        work.open(number, opened, pinned, key=storable(command.key) or None)
        work.settle(number)
        return number

    def _do(self, command: Command, work: Work) -> None:
        work.load([command.number])
        ticket = work.ticket(command.number)
        event = event_of(command, ticket, work.terms(command.number).policy, work.now)
        if event is None:
            return
        if isinstance(command, EscalateNow):
            decision = self._escalation(command, work)
            work.take(
                command.number,
                decision,
                actor=command.actor,
                channel=command.channel,
                prose=event.prose,
            )
        else:
            work.append(command.number, event)
        work.settle(command.number)

    def _escalation(self, command: EscalateNow, work: Work) -> Decision:
        """Return the next step of the chain, taken now and by hand (R35)."""
        ticket, terms = work.ticket(command.number), work.terms(command.number)
        step = next_step_of(ticket, terms)
        audience: Audience = OWNER_AND_LEAD
        key = f"by_hand/{ticket.version + 1}"
        data: dict[str, Fact] = {"by_hand": True}
        if step is not None:
            chain, index = step
            audience = chain.steps[index].to
            data |= {"chain": chain.name, "step": index + 1, "repetition": 0}
            own_key = step_key(chain, ticket.cycle.number, index, 0)
            key = own_key if own_key not in ticket.decisions else key
        reach = terms.policy.reach[Level.I]
        return Decision(
            at=work.now,
            key=key,
            event=EventKind.ESCALATED,
            data=data,
            message=MessageKind.ESCALATED,
            audience=audience or (Recipient(Role.LEAD),),
            ways=reach.by,
            reach=reach,
        )

    # Alerts.

    async def hand_over(self, active: ActiveSet) -> None:
        """Take the complete state of one rule group; repeated calls change nothing."""
        heard = tuple(
            heard_from_rule(alert, active.source, self._targets) for alert in active.alerts
        )
        for one in heard:
            if one.value is not None:
                self._values[one.member] = (one.value, active.evaluated_at)
        signature = frozenset((one.member, one.level) for one in heard)
        if active.is_complete and self._settled_sets.get(active.source) == signature:
            return
        self._settled_sets.pop(active.source, None)
        rows = await self._database.read(
            lambda connection: alert_store.alerts_of_source(connection, active.source)
        )
        changes = self._changes(active, heard, rows)
        await self._follow(changes)
        has_settled = not changes.fingerprints and not any(_is_unsettled(row) for row in rows)
        if active.is_complete and has_settled:
            self._settled_sets[active.source] = signature

    def _changes(
        self, active: ActiveSet, heard: tuple[Heard, ...], rows: list[AlertRow]
    ) -> Changes:
        """Return the alerts that are new or differ, and those that left the set."""
        known = {row.heard.member: row for row in rows}
        changed = tuple(one for one in heard if _differs(known.get(one.member), one))
        if not active.is_complete and not active.failed_rules:
            return Changes(heard=changed)
        present = {one.member for one in heard}
        missed = tuple(
            row
            for row in rows
            if row.heard.member not in present and row.heard.name not in active.failed_rules
        )
        for row in missed:
            self._values.pop(row.heard.member, None)
        return Changes(heard=changed, missed=missed)

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Take alerts that were posted; durable on return."""
        heard = tuple(heard_from_post(one, self._targets, self._severity_map) for one in alerts)
        await self._follow(Changes(heard=heard))

    async def let_go(self, judged: Collection[str]) -> None:
        """End the alerts of rule groups that are not in *judged*: nobody judges them any more."""
        sources = await self._database.read(alert_store.active_sources)
        for source in sorted(sources - {POSTED, *judged}):
            log.warning("the rules of active alerts are gone", group=source)
            await self.hand_over(ActiveSet(source, self._clock.now(), (), is_complete=True))

    async def review_alerts(self, rows: list[AlertRow]) -> None:
        """Look again at alerts whose timer rang: recovered, gone silent, on trial no longer."""
        await self._follow(Changes(reviewed=tuple(rows)))

    async def _follow(self, changes: Changes) -> None:
        """Apply *changes*; what cannot be applied keeps nothing else back, and is raised last."""
        started = self._clock.monotonic()
        poison: list[Exception] = []
        for chunk in _chunks(changes, _CHUNK):
            await self._follow_or_split(chunk, poison)
        self.metrics.hand_over_seconds.observe(self._clock.monotonic() - started)
        if poison:
            raise poison[0]

    async def _follow_or_split(self, chunk: Changes, poison: list[Exception]) -> None:
        try:
            committed = await self._write(partial(self._follow_chunk, chunk))
        except Unavailable:
            raise
        except Exception as error:  # one of its problems is poison: found one by one
            if len(chunk.fingerprints) > 1:
                for one in _chunks(chunk, 1):
                    await self._follow_or_split(one, poison)
                return
            log.exception("alerts set aside", problem=chunk.fingerprints[0], error=error)
            self.metrics.poisoned.inc()
            poison.append(error)
        else:
            await self._gather(chunk, committed.events)

    def _follow_chunk(self, chunk: Changes, work: Work) -> None:
        AlertWork(
            work=work,
            shelf=self._shelf,
            targets=self._targets,
            reports=lambda feed: self._feeds.reports(feed, work.now),
            heard_since=self._started_at,
        ).follow(chunk)

    async def _gather(self, chunk: Changes, events: tuple[Event, ...]) -> None:
        """Freeze evidence for tickets that just opened; what fails is only logged."""
        if self._evidence is None:
            return
        opened = [event for event in events if event.kind is EventKind.OPENED]
        by_fingerprint = {one.fingerprint: one for one in chunk.heard}
        try:
            async with asyncio.timeout(_EVIDENCE_SECONDS):
                for event in opened[:_EVIDENCE_LIMIT]:
                    heard = by_fingerprint.get(str(event.data.get("fingerprint")))
                    if heard is not None:
                        await self._keep_evidence(self._evidence, event, heard)
        except TimeoutError:
            log.warning("evidence not gathered in time", tickets=len(opened))

    async def _keep_evidence(self, source: EvidenceSource, event: Event, heard: Heard) -> None:
        try:
            pieces = await source.gather(heard)
        except Exception as error:  # noqa: BLE001 a ticket without a chart is better than none
            log.warning("evidence not gathered", ticket=event.ticket, error=error)
            return
        for name, piece in pieces.items():
            await self.keep_evidence(event.ticket, name, piece)

    async def keep_evidence(self, number: int, name: str, piece: Fact) -> None:
        """Keep one piece of evidence with a ticket; the first of a name stands."""
        body, taken_at = json_text(piece), self._clock.now()
        await self._database.write(
            lambda connection: store.keep_evidence(
                connection, number, name=name, taken_at=taken_at, body=body
            )
        )

    # Questions.

    async def rows(self, query: TicketFilter) -> tuple[TicketRow, ...]:
        now = self._clock.now()
        return await self._database.read(lambda connection: queries.rows(connection, query, now))

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

    async def view(self, number: int) -> TicketView:
        """Return all of one ticket.  Raises NotFound."""
        now = self._clock.now()
        return await self._database.read(partial(self._view, number, now))

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
        pinned = self._shelf.known(row.terms) or pinned_by_id(connection, row.terms)
        events = store.load_events(connection, [number])[number]
        alerts = alert_store.alerts_of_ticket(connection, number)
        return view_of(
            fold(events, pinned.terms, now),
            pinned.terms,
            events,
            now,
            directory=self._directory,
            alerts=alert_views(events, alerts, self._values),
            notifications=tuple(
                notification_from(message) for message in store.messages_of(connection, number)
            ),
            similar=queries.similar(connection, row),
            evidence=tuple(evidence_from(one) for one in store.evidence_of(connection, number)),
        )

    # Units of work.

    async def settle(self, numbers: list[int]) -> None:
        """Take what is due of these tickets, in one transaction."""

        def unit(work: Work) -> None:
            work.load(numbers)
            for number in numbers:
                work.settle(number)

        await self._write(unit)

    async def settle_due(self, limit: int) -> int:
        """Claim and settle tickets whose timer rang; return how many."""
        claimed: list[int] = []

        def unit(work: Work) -> None:
            claimed[:] = store.due_tickets(work.connection, work.now, limit)
            work.load(claimed)
            for number in claimed:
                work.settle(number)

        await self._write(unit)
        return len(claimed)

    async def _write(self, unit: Callable[[Work], None]) -> Committed:
        for attempt in range(1, _ATTEMPTS + 1):
            now = self._clock.now()
            try:
                committed = await self._database.write(partial(self._run, unit, now))
            except IntegrityError as error:
                if attempt == _ATTEMPTS:
                    raise Conflict("somebody else changed the same ticket; try again") from error
                continue
            await self._after(committed)
            return committed
        raise AssertionError("unreachable")

    def _run(self, unit: Callable[[Work], None], now: Instant, connection: Connection) -> Committed:
        work = Work(connection, shelf=self._shelf, directory=self._directory, now=now)
        unit(work)
        return work.finish()

    async def _after(self, committed: Committed) -> None:
        """Tell the world what was committed."""
        self._shelf.keep(committed.terms)
        self.metrics.count(committed.events)
        for event in committed.events:
            _log(event, committed)
        if any(event.kind in _COUNTED for event in committed.events):
            await self.show_counts()
        if committed.events:
            self._wake(TIMERS_WORKER)
            for listener in tuple(self._listeners):
                listener(committed.tickets)
        if committed.messages:
            self._wake(OUTBOX_WORKER)


_COUNTED = frozenset(
    {
        EventKind.OPENED,
        EventKind.REOPENED,
        EventKind.LEVEL_CHANGED,
        EventKind.RESOLVED,
        EventKind.SELF_RECOVERED,
        EventKind.CANCELLED,
        EventKind.MERGED,
    }
)

_LOGGED: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.OPENED: "ticket opened",
        EventKind.REOPENED: "ticket reopened",
        EventKind.ACKNOWLEDGED: "ticket acknowledged",
        EventKind.ESCALATED: "ticket escalated",
        EventKind.BREACHED: "goal missed",
        EventKind.RESOLVED: "ticket resolved",
        EventKind.SELF_RECOVERED: "ticket recovered by itself",
        EventKind.CLOSED: "ticket closed",
    }
)


def _log(event: Event, committed: Committed) -> None:
    sentence = _LOGGED.get(event.kind)
    if sentence is None:
        return
    facts: dict[str, object] = {
        name: event.data[name]
        for name in ("target", "title", "goal", "step", "to", "vacant")
        if event.data.get(name)
    }
    log.info(sentence, ticket=event.ticket, level=committed.levels[event.ticket], **facts)


def _is_unsettled(row: AlertRow) -> bool:
    return row.state in {AlertState.RECOVERING, AlertState.NO_DATA} or row.lower_since is not None


def _differs(row: AlertRow | None, heard: Heard) -> bool:
    """Tell whether hearing an alert again could change anything but its value."""
    return (
        row is None
        or row.state is not AlertState.FIRING
        or row.level is not heard.level
        or row.lower_since is not None
        or row.heard.go_live != heard.go_live
        or row.heard.feeds != heard.feeds
    )


def _chunks(changes: Changes, size: int) -> list[Changes]:
    """Split so that one transaction deals with at most *size* problems."""
    fingerprints = changes.fingerprints
    if len(fingerprints) <= size:
        return [changes] if fingerprints else []
    chunks = []
    for start in range(0, len(fingerprints), size):
        some = frozenset(fingerprints[start : start + size])
        chunks.append(
            Changes(
                heard=tuple(one for one in changes.heard if one.fingerprint in some),
                missed=tuple(row for row in changes.missed if row.heard.fingerprint in some),
                reviewed=tuple(row for row in changes.reviewed if row.heard.fingerprint in some),
            )
        )
    return chunks
