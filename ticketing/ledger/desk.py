"""The heads of days, and whether everything still is what they cover (D6)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from ticketing.ledger import day_rows
from ticketing.ledger.prose_rows import salts_of
from ticketing.ledger.tables import ticket_day_leaf
from ticketing.log.days import ClosedDay, DayHead, day_faults
from ticketing.log.verification import Finding, finding_of_day, log_findings, unreadable
from ticketing.store import load_events
from ticketing.tables import ticket_event
from watchkeeper.core.messages import text
from watchkeeper.storage.database import Database
from watchkeeper.storage.sqlite import is_passing

_DAYS_AT_ONCE = 100
_TICKETS_AT_ONCE = 100
_LONGEST_REASON = 200
_UNREADABLE = (ValueError, LookupError, TypeError, DatabaseError)
"""What damaged bytes make of JSON, of names that we know, of UTF-8."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How far a verification is, or something it found."""

    done: int
    of: int
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class LogDesk:
    """Answers for the logs of all tickets."""

    database: Database

    async def heads(self, *, before: date | None, most: int) -> tuple[DayHead, ...]:
        """Return heads of days, newest first."""
        return await self.database.read(
            lambda connection: tuple(day_rows.heads_back(connection, before=before, most=most))
        )

    async def verify(self, published: Iterable[str] = ()) -> AsyncGenerator[Verified, None]:
        """Read all days and all logs again; *published*: heads that somebody kept."""
        of, newest = await self.database.read(_last_number), None
        missing = {head.lower() for head in published}
        while heads := await self._heads_after(newest):
            for head in heads:
                missing.discard(head.head)
                for finding in await self.database.read(partial(_of_day, head, newest)):
                    yield Verified(0, of, finding)
                newest = head
            yield Verified(0, of)
        for gone in sorted(missing):
            yield Verified(0, of, _unknown(gone))
        for first in range(1, of + 1, _TICKETS_AT_ONCE):
            some = range(first, min(first + _TICKETS_AT_ONCE, of + 1))
            for finding in await self.database.read(partial(_of_tickets, some)):
                yield Verified(first - 1, of, finding)
            yield Verified(some[-1], of)

    async def _heads_after(self, newest: DayHead | None) -> tuple[DayHead, ...]:
        after = newest.day if newest else None
        return await self.database.read(
            lambda connection: day_rows.heads_on(connection, after=after, most=_DAYS_AT_ONCE)
        )


def _unknown(head: str) -> Finding:
    return Finding(text("no day has the head {head} any more", head=head[:64]))


def _last_number(connection: Connection) -> int:
    """Return the last number of which there is or was anything."""
    logged = connection.scalar(select(func.max(ticket_event.c.ticket))) or 0
    covered = connection.scalar(select(func.max(ticket_day_leaf.c.ticket))) or 0
    return max(logged, covered)


def _of_day(head: DayHead, before: DayHead | None, connection: Connection) -> list[Finding]:
    closed = ClosedDay(head, day_rows.leaves_of(connection, head.day))
    return [finding_of_day(fault) for fault in day_faults([closed], before=before)]


def _of_tickets(numbers: range, connection: Connection) -> list[Finding]:
    """Return what is wrong with these logs; one that cannot be read keeps none from the others."""
    try:
        return list(_read(connection, numbers))
    except _UNREADABLE as error:
        reason = _reason_of(error)
    if len(numbers) == 1:
        return [unreadable(numbers[0], reason)]
    return [
        finding
        for number in numbers
        for finding in _of_tickets(range(number, number + 1), connection)
    ]


def _read(connection: Connection, numbers: range) -> Iterable[Finding]:
    leaves = day_rows.leaves_of_tickets(connection, numbers)
    salts = salts_of(connection, numbers)
    for number, events in load_events(connection, numbers).items():
        yield from log_findings(number, events, salts=salts[number], leaves=leaves[number])


def _reason_of(error: Exception) -> str:
    """Return what is wrong with the bytes; raise it anew where it is the machine that fails."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    if is_passing(cause):
        raise error
    return " ".join(str(cause).split())[:_LONGEST_REASON]
