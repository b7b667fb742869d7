"""Let somebody leave: tickets, shifts, tokens and sessions in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from ticketing import queries
from ticketing.commands import Assign
from ticketing.events import Channel
from ticketing.lifecycle import NOT_FINAL
from ticketing.oncall.desk import DutyDesk
from ticketing.service import TicketService
from ticketing.views import Order, TicketFilter, TicketRow
from watchkeeper.access.audit import record_audit, take_turns
from watchkeeper.access.gate import Gate
from watchkeeper.access.model import Person, PersonId
from watchkeeper.access.people import People
from watchkeeper.access.retired import mark_retired, retired_people, shut_out
from watchkeeper.access.sessions import sessions_of
from watchkeeper.access.tokens import tokens_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, Duration, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import Inventory
from watchkeeper.server.retirement.holdings import (
    HeldSession,
    HeldShift,
    HeldTicket,
    HeldToken,
    Holdings,
    check_departure,
    check_sight,
    edits_of,
    roles_of,
)
from watchkeeper.storage.database import Database

log = get_log("access")

SHOWN = Duration(28 * DAY)
"""How far ahead shifts are listed; the overrides reach further."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Who leaves, who takes over, and who says so."""

    person: PersonId
    to: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True)
class RetirementDesk:
    """Tells what a person holds, and hands it over."""

    database: Database
    clock: Clock
    gate: Gate
    tickets: TicketService
    duty: DutyDesk
    inventory: Callable[[], Inventory]

    async def look(self, wanted: Departure) -> Holdings:
        """Return what would pass on, and change nothing.  Raises NotFound, InvalidInput, Conflict."""
        return await self.database.read(lambda c: self._held(c, wanted, self.clock.now()))

    async def retire(self, wanted: Departure) -> Holdings:
        """Hand everything over and shut the person out.  Raises NotFound, InvalidInput, Conflict."""
        passed_on: list[Holdings] = []

        def commands(connection: Connection) -> tuple[Assign, ...]:
            take_turns(connection)  # two who leave at once may not hand over to each other
            held = self._held(connection, wanted, self.clock.now())
            passed_on[:] = [held]
            self._let_go(connection, wanted, held)
            return tuple(_assign(one.number, wanted) for one in held.tickets)

        await self.tickets.carry_out_all(commands)
        await self.gate.load_retired()
        await self.duty.load()
        log.info("person retired", person=wanted.person, to=wanted.to, by=wanted.by)
        return passed_on[0]

    def _held(self, connection: Connection, wanted: Departure, now: Instant) -> Holdings:
        """Return what the person holds; whether it may pass on was looked at."""
        people = self._people(connection)
        leaving, successor = check_departure(wanted.person, wanted.to, people)
        held = self._holdings(connection, leaving, now)
        check_sight(successor, held.customers)
        return held

    def _people(self, connection: Connection) -> People:
        """Return who is here as this transaction knows it."""
        return self.gate.people.without(retired_people(connection))

    def _holdings(self, connection: Connection, person: Person, now: Instant) -> Holdings:
        roles = roles_of(person.id, self.inventory().customers)
        shifts = self.duty.shifts_of(person.id, now, later(now, SHOWN))
        return Holdings(
            tickets=tuple(_ticket(row) for row in _owned(connection, person.id, now)),
            shifts=tuple(HeldShift(one.schedule, one.layer, one.start, one.end) for one in shifts),
            roles=roles,
            tokens=tuple(
                HeldToken(one.id, one.name) for one in tokens_of(connection, person.id, now)
            ),
            sessions=tuple(
                HeldSession(one.opened_at, one.seen_at, one.address)
                for one in sessions_of(connection, person.id, now)
            ),
            edits=edits_of(person, roles, self.duty.schedules.values()),
        )

    def _let_go(self, connection: Connection, wanted: Departure, held: Holdings) -> None:
        """Write down all but the tickets."""
        now = self.clock.now()
        mark_retired(connection, wanted.person, to=wanted.to, by=wanted.by, now=now)
        shut_out(connection, wanted.person, by=wanted.by, now=now)
        changes = self.duty.taken_over(wanted.person, wanted.to)
        self.duty.put_down(connection, changes, by=wanted.by)
        facts = {
            "to": wanted.to,
            "tickets": [one.number for one in held.tickets],
            "roles": [f"{one.duty}:{one.customer}" for one in held.roles],
            "tokens": [one.id for one in held.tokens],
            "sessions": len(held.sessions),
        }
        record_audit(
            connection,
            "person_retired",
            actor=wanted.by,
            at=now,
            subject=wanted.person,
            facts=facts,
        )


def _owned(connection: Connection, person: PersonId, now: Instant) -> Iterator[TicketRow]:
    """Yield the tickets of a person that are not over, however many."""
    states = tuple(sorted(NOT_FINAL, key=lambda state: state.value))
    query = TicketFilter(states=states, owner=person, order=Order.QUEUE, limit=queries.MAX_ROWS)
    while True:
        page = queries.page(connection, query, now)
        yield from page.rows
        if page.next is None:
            return
        query = replace(query, after=page.next)


def _ticket(row: TicketRow) -> HeldTicket:
    return HeldTicket(row.number, row.level, row.state.value, row.customer, row.title)


def _assign(number: int, wanted: Departure) -> Assign:
    return Assign(number=number, actor=wanted.by, channel=Channel.REST, owner=wanted.to)
