"""Rows of evidence: what is kept, and what is still owed.  No decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ticketing.events import Event
from ticketing.store import load_first_events
from ticketing.tables import ticket_evidence, ticket_evidence_owed
from watchkeeper.core.instants import SECOND, Duration, Instant, later

_GRACE = Duration(30 * SECOND)
"""Until then whoever opened the ticket is gathering its evidence."""


def owe(connection: Connection, number: int, now: Instant) -> None:
    """Note, with the ticket that opens, that its evidence is not there yet."""
    values = {"ticket": number, "due_at": later(now, _GRACE)}
    connection.execute(insert(ticket_evidence_owed).values(values))


def earliest_owed(connection: Connection) -> Instant | None:
    due_at = connection.scalar(select(func.min(ticket_evidence_owed.c.due_at)))
    return None if due_at is None else Instant(due_at)


def claim_owed(
    connection: Connection, now: Instant, again_at: Instant, limit: int
) -> tuple[Event, ...]:
    """Return the openings whose evidence is overdue; nobody else tries them until *again_at*."""
    owed = ticket_evidence_owed
    due = (
        select(owed.c.ticket)
        .where(owed.c.due_at <= now)
        .order_by(owed.c.due_at, owed.c.ticket)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    numbers = list(connection.scalars(due))
    claimed = update(owed).where(owed.c.ticket.in_(numbers)).values(due_at=again_at)
    connection.execute(claimed)
    return load_first_events(connection, numbers)


def settle_owed(connection: Connection, number: int) -> bool:
    """Owe no evidence for a ticket any more; False where none was owed."""
    settled = delete(ticket_evidence_owed).where(ticket_evidence_owed.c.ticket == number)
    return connection.execute(settled).rowcount > 0


def keep(connection: Connection, number: int, taken_at: Instant, bodies: Mapping[str, str]) -> None:
    rows = [
        {"ticket": number, "name": name, "taken_at": taken_at, "body": body}
        for name, body in bodies.items()
    ]
    if rows:
        connection.execute(insert(ticket_evidence), rows)


def add(connection: Connection, number: int, name: str, taken_at: Instant, body: str) -> None:
    """Keep one more piece; nothing where the ticket has one of that name."""
    table = ticket_evidence
    known = select(table.c.name).where(table.c.ticket == number, table.c.name == name)
    if connection.execute(known).first() is None:
        keep(connection, number, taken_at, {name: body})


def evidence_of(connection: Connection, number: int) -> Sequence[Row[Any]]:
    statement = select(ticket_evidence).where(ticket_evidence.c.ticket == number)
    return connection.execute(statement.order_by(ticket_evidence.c.name)).all()
