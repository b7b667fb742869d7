"""Maintenance windows and open tickets: clocks rest while a planned window is open for one.

A worker that wakes where a window opens or closes, compares what each ticket's log says with what
is so now, and writes the difference; a restart repeats nothing.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, select

from ticketing.aspects.maintenance import ENDING
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.lifecycle import TicketState
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.model import Mute, MuteKind
from ticketing.tables import ticket, ticket_alert, ticket_event
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing.mutes")

_AT_ONCE = 200


NoteEvents = Callable[[Mapping[int, NewEvent]], Awaitable[None]]
"""Appends an event to each of these tickets, where it is live."""


@dataclass(frozen=True, slots=True)
class _Concerned:
    """A live ticket: what its alerts say of themselves, and the window its log has open, until when."""

    number: int
    target: str
    customer: str
    labels: tuple[Mapping[str, str], ...]
    is_open: tuple[str, Instant] | None


class MaintenanceKeeper:
    """Writes into tickets that maintenance began and ended."""

    name = "maintenance"

    def __init__(self, database: Database, clock: Clock, mutes: MuteDesk, note: NoteEvents) -> None:
        self._database = database
        self._clock = clock
        self._mutes = mutes
        self._note = note
        self._is_asked = True
        self._next: Instant | None = None

    async def next_due(self) -> Instant | None:
        return self._clock.now() if self._is_asked else self._next

    def look_again(self) -> None:
        """Look at once: the windows are others now."""
        self._is_asked = True

    async def run_due(self) -> None:
        now = self._clock.now()
        if self._is_asked:
            await self._mutes.keep_windows()
        live = await self._database.read(_live_tickets)
        todo = {
            one.number: event
            for one in live
            if (event := _difference(one, self._window_of(one, now), now)) is not None
        }
        numbers = list(todo)
        for start in range(0, len(numbers), _AT_ONCE):
            await self._note({n: todo[n] for n in numbers[start : start + _AT_ONCE]})
        if todo:
            log.info("maintenance written into tickets", tickets=len(todo))
        self._next = self._mutes.next_window(now)
        self._is_asked = False

    def _window_of(self, one: _Concerned, now: Instant) -> Mute | None:
        """Return the planned window that is open for a ticket; of several the last to close."""
        found = (
            mute
            for labels in one.labels
            for mute in self._mutes.of(labels, target=one.target, customer=one.customer, at=now)
            if mute.kind is MuteKind.MAINTENANCE and mute.is_planned
        )
        return max(found, key=lambda mute: mute.ends_at, default=None)


def _difference(one: _Concerned, window: Mute | None, now: Instant) -> NewEvent | None:
    """Return what has to be written into a ticket; None where its log says what is so."""
    if window is not None and one.is_open != (window.id, window.ends_at):
        facts: Mapping[str, Fact] = {"window": window.id, "until": window.ends_at}
        return NewEvent(EventKind.MAINTENANCE_BEGAN, now, data=MappingProxyType({**facts}))
    if window is None and one.is_open is not None:
        return NewEvent(
            EventKind.MAINTENANCE_ENDED, now, data=MappingProxyType({"window": one.is_open[0]})
        )
    return None


def _live_tickets(connection: Connection) -> list[_Concerned]:
    is_live = ticket.c.state.in_([state.value for state in TicketState if state.is_live])
    labels: dict[int, list[Mapping[str, str]]] = {}
    alerts = select(ticket_alert.c.ticket, ticket_alert.c.labels)
    for row in connection.execute(
        alerts.join(ticket, ticket.c.number == ticket_alert.c.ticket).where(is_live)
    ):
        labels.setdefault(row.ticket, []).append(json.loads(row.labels))
    opened = _open_windows(connection, is_live)
    columns = (ticket.c.number, ticket.c.target, ticket.c.customer)
    return [
        _Concerned(
            row.number,
            row.target,
            row.customer,
            tuple(labels.get(row.number, ({},))),
            opened.get(row.number),
        )
        for row in connection.execute(select(*columns).where(is_live).order_by(ticket.c.number))
    ]


def _open_windows(
    connection: Connection, is_live: ColumnElement[bool]
) -> Mapping[int, tuple[str, Instant]]:
    """Return the window that the log of each live ticket has open, and until when."""
    found: dict[int, tuple[str, Instant]] = {}
    columns = (ticket_event.c.ticket, ticket_event.c.kind, ticket_event.c.data)
    kinds = [EventKind.MAINTENANCE_BEGAN.value, *(kind.value for kind in ENDING)]
    statement = (
        select(*columns)
        .join(ticket, ticket.c.number == ticket_event.c.ticket)
        .where(is_live, ticket_event.c.kind.in_(kinds))
        .order_by(ticket_event.c.ticket, ticket_event.c.seq)
    )
    for row in connection.execute(statement):
        found.pop(row.ticket, None)
        if row.kind == EventKind.MAINTENANCE_BEGAN.value:
            data = json.loads(row.data)
            found[row.ticket] = (data["window"], Instant(data["until"]))
    return found
