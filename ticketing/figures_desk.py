"""Figures of a period, counted from the logs some tickets at a time.  Fulfils ``Figures``."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, or_, select

from ticketing.calendars import ServiceHours
from ticketing.directory import Directory
from ticketing.events import Event, EventKind
from ticketing.figures.interface import FiguresView, FiguresWish
from ticketing.figures.tally import Tally
from ticketing.figures.verdicts import GoalKey
from ticketing.lifecycle import TicketState
from ticketing.pinned import pinned_by_id
from ticketing.policy import Terms
from ticketing.shelf import Shelf
from ticketing.store import load_events
from ticketing.tables import ticket
from ticketing.workdays.book import OFFICE_HOURS
from watchkeeper.access.model import DEFAULT_ZONE, PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.storage.database import Database

_AT_ONCE = 100  # tickets in memory: a period may hold a hundred thousand
_OVER = (TicketState.CLOSED, TicketState.CANCELLED, TicketState.MERGED)

Logged = tuple[Sequence[Event], Terms]


class FiguresDesk:
    """Counts for one caller at a time, beside the event loop."""

    def __init__(
        self, database: Database, clock: Clock, *, shelf: Shelf, directory: Directory
    ) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf
        self._directory = directory
        self._is_busy = False

    async def of(self, wish: FiguresWish) -> FiguresView:
        """Return the figures of *wish*.  Raises Unavailable while others are being counted."""
        if self._is_busy:
            raise Unavailable("other figures are being counted; try again when they are there")
        self._is_busy = True
        try:
            return await self._counted(wish)
        finally:
            self._is_busy = False

    async def _counted(self, wish: FiguresWish) -> FiguresView:
        tally = Tally(
            wish,
            now=self._clock.now(),
            working_hours=lambda person: self._office_hours(self._zone_of(person)),
            zone_of=self._zone_of,
        )
        rows = await self._database.read(partial(_rows_of, wish=wish))
        terms: dict[int, Terms] = {}
        for at in range(0, len(rows), _AT_ONCE):
            some = dict(rows[at : at + _AT_ONCE])
            logs = await self._database.read(partial(self._logs, some, terms))
            await asyncio.to_thread(self._add, tally, logs)
        return await asyncio.to_thread(tally.view)

    def _logs(
        self, numbers: Mapping[int, int], terms: dict[int, Terms], connection: Connection
    ) -> list[Logged]:
        """Return the logs of tickets, each with the terms that it runs by now."""
        for terms_id in set(numbers.values()) - set(terms):
            known = self._shelf.known(terms_id)
            found = known or pinned_by_id(connection, terms_id, self._shelf.book)
            terms[terms_id] = found.terms
        logs = load_events(connection, numbers)
        return [(events, terms[numbers[number]]) for number, events in logs.items()]

    def _add(self, tally: Tally, logs: Sequence[Logged]) -> None:
        for events, terms in logs:
            tally.add(events, terms, self._office_hours(terms.zone), reasons_in(events))

    def _office_hours(self, zone: str) -> ServiceHours:
        book = self._shelf.book
        return book.hours(OFFICE_HOURS, zone, book.current(OFFICE_HOURS, zone))

    def _zone_of(self, person: PersonId) -> str:
        found = self._directory.person(person)
        return found.zone if found else DEFAULT_ZONE


def reasons_in(events: Sequence[Event]) -> Mapping[GoalKey, str]:
    """Return why goals were missed, as was written down last."""
    found: dict[GoalKey, str] = {}
    for event in events:
        goal, cycle = event.data.get("goal"), event.data.get("cycle")
        is_reason = event.kind is EventKind.BREACH_EXPLAINED
        if is_reason and isinstance(goal, str) and isinstance(cycle, int):
            found[goal, cycle] = event.prose.get("reason", "")
    return found


def _rows_of(connection: Connection, wish: FiguresWish) -> list[tuple[int, int]]:
    """Return the numbers of tickets of which something may count, each with its terms."""
    row = ticket.c
    went_on = or_(row.state.not_in([state.value for state in _OVER]), row.changed_at >= wish.start)
    statement = select(row.number, row.terms).where(row.opened_at < wish.end, went_on)
    if wish.customer is not None:
        statement = statement.where(row.customer == wish.customer)
    found = connection.execute(statement.order_by(row.number))
    return [(one.number, one.terms) for one in found]
