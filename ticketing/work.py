"""One unit of work on tickets: events, projections, timers and messages in one transaction (D7).

A ``Work`` lives inside one database transaction.  It loads tickets, appends events, takes every
decision that is due, and writes all of it at the end; nothing of it has an effect elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy import Connection

from ticketing import store
from ticketing.announcements import ANNOUNCED, Notice, announcement
from ticketing.decisions import LATE_AFTER, Decision
from ticketing.delivery import not_before
from ticketing.directory import Directory
from ticketing.escalation import next_wake, plan
from ticketing.events import SYSTEM, Channel, Event, EventKind, Fact, NewEvent, record
from ticketing.fold import Folding
from ticketing.link_rows import write_links
from ticketing.notices import MessageKind, OutboxRow, Way
from ticketing.oncall.personal import Telling
from ticketing.overtaken import overtaken_kinds
from ticketing.pinned import (
    PinnedTerms,
    TermsSource,
    pin,
    pinned_by_digest,
    pinned_by_id,
)
from ticketing.policy import Reach, Terms
from ticketing.projection import row_of
from ticketing.recipients import Recipients, recipients_of
from ticketing.search import changes_words, entry_of
from ticketing.shelf import Shelf
from ticketing.telling import tellings_of
from ticketing.ticket import Ticket
from ticketing.verdicts import verdicts_of
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import Duration, Instant, later
from watchkeeper.core.levels import Level
from watchkeeper.storage.search.index import write_entries

_MAX_PASSES = 50

_ALONE = frozenset({EventKind.SELF_RECOVERED, EventKind.RESUMED, EventKind.REOPENED})
"""Decisions that change the state: the others are planned anew after them."""

_LOUDNESS: Mapping[MessageKind, int] = {
    MessageKind.ESCALATED: 0,
    MessageKind.BREACHED: 1,
    MessageKind.OPENED: 2,
    MessageKind.REOPENED: 2,
    MessageKind.STILL_UNANSWERED: 3,
    MessageKind.FORGOTTEN: 3,
    MessageKind.WARNED: 4,
}


@dataclass(frozen=True, slots=True)
class Call:
    """A decision or a notice, on its way to one person."""

    kind: MessageKind
    key: str
    payload: Mapping[str, Fact]
    ways: tuple[Way, ...]
    reach: Reach | None
    wait: Duration


@dataclass(slots=True)
class OpenTicket:
    """A ticket in work: its folding, what was appended, and who is to hear of it."""

    number: int
    folding: Folding
    pinned: PinnedTerms
    log: list[Event] = field(default_factory=list)
    is_new: bool = False
    is_settled: bool = False
    fresh: list[store.Salted] = field(default_factory=list)
    calls: dict[PersonId, list[Call]] = field(default_factory=dict)
    wakes_at: Instant | None = None
    _folded: Ticket | None = None

    @property
    def terms(self) -> Terms:
        return self.folding.terms

    @property
    def is_reworded(self) -> bool:
        """Whether it is found by other words than before."""
        return any(changes_words(item.event) for item in self.fresh)

    def apply(self, salted: store.Salted) -> None:
        self.folding.apply(salted.event)
        self.log.append(salted.event)
        self.fresh.append(salted)
        self.is_settled = False
        self._folded = None

    def ticket(self, now: Instant) -> Ticket:
        """Return the ticket as of *now*, which does not change within a unit of work."""
        if self._folded is None:
            self._folded = self.folding.ticket(now)
        return self._folded


@dataclass(frozen=True, slots=True)
class Committed:
    """What a unit of work did: for logs, metrics and listeners after the commit."""

    events: tuple[Event, ...]
    levels: Mapping[int, Level]
    messages: int
    terms: tuple[PinnedTerms, ...]

    @property
    def tickets(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(event.ticket for event in self.events))


class Work:
    """Tickets in work within one transaction."""

    def __init__(
        self, connection: Connection, *, shelf: Shelf, directory: Directory, now: Instant
    ) -> None:
        self.connection = connection
        self.now = now
        self._shelf = shelf
        self._directory = directory
        self._tickets: dict[int, OpenTicket] = {}
        self.used: dict[int, PinnedTerms] = {}  # to be remembered after the commit
        self._messages: list[OutboxRow] = []

    def load(self, numbers: Iterable[int]) -> bool:
        """Load tickets that will be worked on, locked; False where one of them is unknown."""
        wanted = tuple(numbers)
        missing = [number for number in dict.fromkeys(wanted) if number not in self._tickets]
        rows = store.lock_tickets(self.connection, missing)
        log = store.load_events(self.connection, rows)
        for number, row in rows.items():
            pinned = self._pinned(row.terms)
            folding = Folding(self._terms_named)
            for event in log[number]:
                folding.apply(event)
            self._tickets[number] = OpenTicket(number, folding, pinned, log[number])
        return self._tickets.keys() >= set(wanted)

    def read_again(self, number: int) -> None:
        """Load a ticket anew, to which nothing was appended yet, after its texts were erased."""
        assert not self._tickets.pop(number).fresh
        self.load([number])

    def pin(self, source: TermsSource) -> PinnedTerms:
        """Return the terms for a new ticket, made where this version is new."""
        pinned = self._shelf.ready(source)
        if pinned is None:
            made = {one.source: one for one in self.used.values()}
            pinned = made.get(source) or pin(self.connection, source, self.now, self._shelf.book)
        self.used[pinned.id] = pinned
        return pinned

    def _pinned(self, terms_id: int) -> PinnedTerms:
        pinned = self._shelf.known(terms_id) or self.used.get(terms_id)
        if pinned is None:
            pinned = pinned_by_id(self.connection, terms_id, self._shelf.book)
        self.used[terms_id] = pinned
        return pinned

    def _terms_named(self, digest: str) -> Terms:
        return self._pinned_as(digest).terms

    def _pinned_as(self, digest: str) -> PinnedTerms:
        pinned = self._shelf.named(digest)
        if pinned is None:
            made = {one.source.digest: one for one in self.used.values()}
            pinned = made.get(digest) or pinned_by_digest(self.connection, digest, self._shelf.book)
        self.used[pinned.id] = pinned
        return pinned

    def ticket(self, number: int) -> Ticket:
        """Return a loaded ticket as it is now.  Raises NotFound."""
        return self._open_ticket(number).ticket(self.now)

    def log(self, number: int) -> Sequence[Event]:
        return self._open_ticket(number).log

    def terms(self, number: int) -> Terms:
        return self._open_ticket(number).terms

    def source(self, number: int) -> TermsSource:
        """Return what the terms of a ticket are made of."""
        return self._open_ticket(number).pinned.source

    def open(self, number: int, opened: NewEvent, pinned: PinnedTerms) -> None:
        """Begin a ticket with the event that opens it."""
        work = OpenTicket(number, Folding(self._terms_named), pinned, is_new=True)
        self._tickets[number] = work
        self.append(number, opened)

    def append(self, number: int, new: NewEvent) -> Event:
        """Append an event, and let those hear who should hear of it at once."""
        work = self._open_ticket(number)
        salts = store.new_salts(new.prose)
        event = record(
            new, ticket=number, after=work.folding.last, recorded_at=self.now, salts=salts
        )
        work.apply(store.Salted(event, salts))
        if new.kind is EventKind.TERMS_CHANGED:
            work.pinned = self._pinned_as(str(new.data["terms"]))
        if not work.is_new:
            self._overtake(event)
            self._announce(work, event)
        return event

    def take(
        self,
        number: int,
        decision: Decision,
        *,
        actor: PersonId = SYSTEM,
        channel: Channel = Channel.MONITOR,
        prose: Mapping[str, str] | None = None,
    ) -> None:
        """Take one decision: its event, and what people hear of it."""
        work = self._open_ticket(number)
        ticket = work.ticket(self.now)
        to = recipients_of(decision.audience, ticket, self._directory, self.now)
        data = self._decided(decision, to)
        is_clock = decision.event in {EventKind.WARNED, EventKind.BREACHED, EventKind.RESUMED}
        new = NewEvent(
            kind=decision.event,
            occurred_at=decision.at if is_clock else self.now,
            actor=actor,
            channel=channel,
            data=MappingProxyType(data),
            prose=prose or MappingProxyType({}),
            decision=decision.key,
        )
        self.append(number, new)
        if decision.message is not None:
            for person in to.people:
                self._call(work, ticket, decision, person, data)

    def tell(self, row: OutboxRow) -> None:
        """Owe somebody a message, unless the same one is owed to them already."""
        if not store.has_message(self.connection, row.dedup_key):
            self._messages.append(row)

    def settle(self, number: int) -> None:
        """Take every decision that is due, in order, and set the timer for the next."""
        work = self._open_ticket(number)
        for _ in range(_MAX_PASSES):
            ticket = work.ticket(self.now)
            plans = plan(ticket, work.terms, self.now)
            due = [decision for decision in plans if decision.at <= self.now]
            alone = [decision for decision in due if decision.event in _ALONE]
            for decision in alone[:1] or due:
                self.take(number, self._completed(decision, ticket))
            if not any(decision.has_successor for decision in due):
                work.wakes_at = next_wake(ticket, plans, self.now)
                work.is_settled = True
                break
        else:
            raise AssertionError(f"ticket {number} never comes to rest")
        self._send(work)

    def finish(self) -> Committed:
        """Write everything.  The last call of the unit; tickets with new events are settled."""
        touched = [work for work in self._tickets.values() if work.fresh]
        assert all(work.is_settled for work in touched)
        settled = [work for work in self._tickets.values() if work.is_settled]
        fresh = [self._row(work) for work in settled if work.is_new]
        store.insert_tickets(self.connection, fresh)
        store.insert_events(self.connection, [item for work in touched for item in work.fresh])
        write_links(self.connection, (item.event for work in touched for item in work.fresh))
        known = [self._row(work) for work in settled if not work.is_new]
        store.update_tickets(self.connection, known)
        store.insert_messages(self.connection, self._messages)
        write_entries(
            self.connection, [entry_of(one.number, one.log) for one in touched if one.is_reworded]
        )
        return Committed(
            events=tuple(item.event for work in touched for item in work.fresh),
            levels=MappingProxyType({work.number: work.ticket(self.now).level for work in touched}),
            messages=len(self._messages),
            terms=tuple(self.used.values()),
        )

    def _open_ticket(self, number: int) -> OpenTicket:
        work = self._tickets.get(number)
        if work is None:
            raise NotFound("there is no ticket {number}", number=number)
        return work

    def _row(self, work: OpenTicket) -> Mapping[str, object]:
        return row_of(work.ticket(self.now), terms=work.pinned.id, wakes_at=work.wakes_at)

    def _completed(self, decision: Decision, ticket: Ticket) -> Decision:
        """Return *decision* with what its event must keep: verdicts when a ticket closes."""
        if decision.event is not EventKind.CLOSED:
            return decision
        return replace(decision, data={"by_itself": True, "verdicts": verdicts_of(ticket)})

    def _decided(self, decision: Decision, to: Recipients) -> dict[str, Fact]:
        data = dict(decision.data)
        if to.people:
            data["to"] = [str(person) for person in to.people]
        if to.vacant:
            data["vacant"] = [role.value for role in to.vacant]
        if self.now - decision.at > LATE_AFTER:
            data["late_by"] = self.now - decision.at
        return data

    def _call(
        self,
        work: OpenTicket,
        ticket: Ticket,
        decision: Decision,
        person: PersonId,
        data: Mapping[str, Fact],
    ) -> None:
        kind, ways = decision.message, decision.ways
        assert kind is not None
        if kind is MessageKind.ESCALATED and person in ticket.acknowledgers:
            kind, ways = MessageKind.HOURLY_REPORT, (Way.CHAT, Way.MAIL)
        waits = kind is MessageKind.OPENED and ticket.level is not Level.I
        wait = work.terms.policy.group_wait if waits else Duration(0)
        call = Call(kind, decision.key, data, ways, decision.reach, wait)
        work.calls.setdefault(person, []).append(call)

    def _announce(self, work: OpenTicket, event: Event) -> None:
        if event.kind not in ANNOUNCED:
            return
        ticket = work.ticket(self.now)
        notice = announcement(event, ticket, work.terms)
        if notice is None:
            return
        to = recipients_of(notice.audience, ticket, self._directory, self.now)
        for person in dict.fromkeys((*to.people, *notice.people)):
            if person != event.actor:
                work.calls.setdefault(person, []).append(_call_of(notice, event))

    def _overtake(self, event: Event) -> None:
        """Drop what waits to be sent and is overtaken, in the same transaction (P19)."""
        kinds = tuple(kind.value for kind in overtaken_kinds(event.kind))
        is_answer = event.kind is EventKind.ACKNOWLEDGED
        if kinds:
            store.drop_messages(
                self.connection,
                event.ticket,
                kinds=kinds,
                recipient=event.actor if is_answer else None,
            )

    def _send(self, work: OpenTicket) -> None:
        """Make message rows of the calls: one message to each person, the loudest first."""
        state = work.ticket(self.now).state
        for person, calls in work.calls.items():
            calls.sort(key=lambda call: _LOUDNESS.get(call.kind, 5))
            first = calls[0]
            ways = dict.fromkeys(way for call in calls for way in call.ways)
            payload: dict[str, Fact] = {**first.payload, "state": state.value}
            if len(calls) > 1:
                payload["also"] = [{"kind": c.kind.value, **c.payload} for c in calls[1:]]
            for telling in self._tellings(work, person, first, tuple(ways)):
                self._messages.append(self._message(work, telling, first, payload))
        work.calls.clear()

    def _tellings(
        self, work: OpenTicket, person: PersonId, call: Call, ways: tuple[Way, ...]
    ) -> tuple[Telling, ...]:
        ticket, divisor = work.ticket(self.now), self._shelf.divisor
        since = max(ticket.cycle_recorded_at, ticket.level_recorded_at)
        return tellings_of(
            call.kind,
            ways,
            to=person,
            person=self._directory.person(person),
            level=ticket.level,
            waited=Duration((self.now - since) * divisor),
            has_answered=person in ticket.acknowledgers,
            rules=self._directory.rules(person),
        )

    def _message(
        self,
        work: OpenTicket,
        telling: Telling,
        call: Call,
        payload: Mapping[str, Fact],
    ) -> OutboxRow:
        ready = not_before(
            call.reach,
            later(self.now, telling.after // self._shelf.divisor),
            zone=work.terms.zone,
            is_workday=self._shelf.is_workday(work.terms.policy, work.terms.zone),
            wait=call.wait,
        )
        key = f"{call.key}/step{telling.step}" if telling.step else call.key
        has_digest = call.reach is not None and call.reach.digest is not None
        return OutboxRow(
            dedup_key=f"{work.number}/{key}/{telling.person}/{telling.by.value}",
            kind=call.kind,
            way=telling.by,
            created_at=self.now,
            not_before=ready,
            recipient=telling.person,
            ticket=work.number,
            bundle=f"digest/{ready}" if has_digest else None,
            payload=payload,
        )


def _call_of(notice: Notice, event: Event) -> Call:
    key = f"event/{event.seq}"
    return Call(notice.message, key, event.data, notice.ways, notice.reach, Duration(0))
