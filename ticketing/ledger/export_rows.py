"""What an export needs of the tables: which tickets, and by what they ran.  No decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from ticketing.events import Event
from ticketing.ledger.prose_rows import salts_of
from ticketing.ledger.tables import ticket_day_leaf
from ticketing.lifecycle import TicketState
from ticketing.store import load_events
from ticketing.tables import ticket, ticket_terms
from ticketing.workdays.tables import calendar_edition
from watchkeeper.core.instants import Instant, date_from_text

_AT_ONCE = 500
_OVER = (TicketState.CLOSED, TicketState.CANCELLED, TicketState.MERGED)


@dataclass(frozen=True, slots=True)
class KeptLog:
    """A ticket's log with its salts, and the digest of the terms that it runs by now."""

    events: Sequence[Event]
    salts: Mapping[tuple[int, str], str]
    terms: str


def numbers_in(
    connection: Connection, customer: str, start: Instant, end: Instant
) -> tuple[int, ...]:
    """Return a customer's tickets that there were in a time; those over before it are left out."""
    row = ticket.c
    went_on = or_(row.state.not_in([state.value for state in _OVER]), row.changed_at >= start)
    statement = select(row.number).where(row.customer == customer, row.opened_at < end, went_on)
    return tuple(connection.scalars(statement.order_by(row.number)))


def kept_log(connection: Connection, number: int) -> KeptLog:
    salts = salts_of(connection, [number])[number]
    terms = select(ticket_terms.c.digest).join(ticket, ticket.c.terms == ticket_terms.c.id)
    return KeptLog(
        load_events(connection, [number])[number],
        {(key.seq, key.name): salt for key, salt in salts.items()},
        connection.execute(terms.where(ticket.c.number == number)).scalar_one(),
    )


def terms_sources(connection: Connection, digests: Iterable[str]) -> Mapping[str, str]:
    """Return by digest the terms as they were pinned."""
    columns = ticket_terms.c.digest, ticket_terms.c.source
    found = connection.execute(select(*columns).where(ticket_terms.c.digest.in_(digests)))
    return {row.digest: row.source for row in found}


def edition_sources(connection: Connection, digests: Iterable[str]) -> Mapping[str, str]:
    """Return by digest the editions of calendars as they were kept."""
    columns = calendar_edition.c.digest, calendar_edition.c.definition
    found = connection.execute(select(*columns).where(calendar_edition.c.digest.in_(digests)))
    return {row.digest: row.definition for row in found}


def first_day_of(connection: Connection, numbers: Sequence[int]) -> date | None:
    """Return the first day that covers anything of these tickets."""
    leaf = ticket_day_leaf.c
    days = [
        connection.scalar(
            select(func.min(leaf.day)).where(leaf.ticket.in_(numbers[at : at + _AT_ONCE]))
        )
        for at in range(0, len(numbers), _AT_ONCE)
    ]
    first = min((day for day in days if day is not None), default=None)
    return None if first is None else date_from_text(first)
