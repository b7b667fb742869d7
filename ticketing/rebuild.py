"""Make the rows of tickets anew from their logs, or say where they differ (``tickets rebuild``).

A row is a cache: the same log gives the same row, whenever it is made.  Tickets with a timer that
is due at this very instant are left to the timers.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ticketing import store
from ticketing.escalation import next_wake, plan
from ticketing.events import Event
from ticketing.fold import fold
from ticketing.pinned import PinnedTerms, pinned_by_digest, pinned_by_id
from ticketing.projection import row_of
from ticketing.search import write_again
from ticketing.shelf import Shelf
from ticketing.tables import ticket, ticket_event
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

_AT_ONCE = 100

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of a row that is not what the log says; ``stored`` null: the row is missing."""

    ticket: int
    column: str
    stored: str | None
    expected: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far it is, or a difference; it was put right where that was wanted."""

    done: int
    of: int
    difference: Difference | None = None


class Rebuild:
    """Compares all tickets with their logs, some at a time."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    async def run(self, *, only_check: bool) -> AsyncGenerator[Rebuilt, None]:
        """Yield each difference; unless *only_check*, rows and search entries are written anew."""
        of = await self._database.read(_last_number)
        count = 0
        for first in range(1, of + 1, _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, of + 1))
            found = await self._compared(some, only_check=only_check)
            count += len(found)
            for one in found:
                yield Rebuilt(first - 1, of, one)
            yield Rebuilt(some[-1], of)
        if count:
            log.warning("rows of tickets differ from their logs", differences=count)

    async def _compared(self, numbers: range, *, only_check: bool) -> list[Difference]:
        if only_check:
            return await self._database.read(partial(self._differences, numbers))
        return await self._database.write(partial(self._put_right, numbers))

    def _put_right(self, numbers: range, connection: Connection) -> list[Difference]:
        stored, expected = self._both(numbers, connection)
        found = _differing(stored, expected)
        for number in dict.fromkeys(one.ticket for one in found):
            write = store.update_tickets if number in stored else store.insert_tickets
            write(connection, [expected[number]])
        write_again(connection, expected)
        return found

    def _differences(self, numbers: range, connection: Connection) -> list[Difference]:
        return _differing(*self._both(numbers, connection))

    def _both(
        self, numbers: range, connection: Connection
    ) -> tuple[Mapping[int, Row[Any]], Mapping[int, Values]]:
        """Return the rows as they are stored, and as the logs make them."""
        now = self._clock.now()
        statement = select(ticket).where(ticket.c.number.in_(numbers))
        stored = {row.number: row for row in connection.execute(statement)}
        made = {
            number: self._row(connection, events, stored.get(number), now)
            for number, events in store.load_events(connection, numbers).items()
            if events
        }
        return stored, {number: row for number, row in made.items() if row is not None}

    def _row(
        self, connection: Connection, events: Sequence[Event], row: Row[Any] | None, now: Instant
    ) -> Values | None:
        """Return the row that a log makes; None while a timer is due."""
        folded = fold(events, lambda digest: self._named(connection, digest).terms, now)
        plans = plan(folded, folded.terms[-1], now)
        if any(decision.at <= now for decision in plans):
            return None
        pinned = self._pinned(connection, events, row)
        return row_of(folded, terms=pinned.id, wakes_at=next_wake(folded, plans, now))

    def _pinned(
        self, connection: Connection, events: Sequence[Event], row: Row[Any] | None
    ) -> PinnedTerms:
        """Return the terms that the log names last; those of the row where it names none."""
        named = [digest for event in events if isinstance(digest := event.data.get("terms"), str)]
        if named or row is None:
            return self._named(connection, named[-1])
        return self._shelf.known(row.terms) or pinned_by_id(connection, row.terms, self._shelf.book)

    def _named(self, connection: Connection, digest: str) -> PinnedTerms:
        known = self._shelf.named(digest)
        return known or pinned_by_digest(connection, digest, self._shelf.book)


def _differing(stored: Mapping[int, Row[Any]], expected: Mapping[int, Values]) -> list[Difference]:
    found = []
    for number, values in expected.items():
        row = stored.get(number)
        if row is None:
            found.append(Difference(number, "number", None, str(number)))
            continue
        found += [
            Difference(number, column, str(getattr(row, column)), str(value))
            for column, value in values.items()
            if getattr(row, column) != value
        ]
    return found


def _last_number(connection: Connection) -> int:
    return connection.scalar(select(func.max(ticket_event.c.ticket))) or 0
