"""What the database knows of policies: their versions, the tickets by them, closed tickets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, select

from ticketing.lifecycle import LIVE, TicketState
from ticketing.policies.outcome import TrialSpan
from ticketing.tables import ticket, ticket_terms
from watchkeeper.core.instants import Instant

_LIVE = tuple(state.value for state in LIVE)


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A version that tickets pinned: ``live`` of its ``tickets`` are not over."""

    version: int
    digest: str
    made_at: Instant
    tickets: int
    live: int


def versions(
    connection: Connection, customers: Collection[str] | None, name: str | None = None
) -> dict[str, list[PolicyVersion]]:
    """Return the versions of each policy, newest first, with the tickets of these customers."""
    mine = ticket.c.terms == ticket_terms.c.id
    if customers is not None:
        mine = and_(mine, ticket.c.customer.in_(customers))
    live = func.sum(case((ticket.c.state.in_(_LIVE), 1), else_=0))
    counted = func.count(ticket.c.number).label("tickets"), live.label("live")
    statement = (
        select(ticket_terms, *counted)
        .select_from(ticket_terms.outerjoin(ticket, mine))
        .group_by(ticket_terms.c.id)
        .order_by(ticket_terms.c.name, ticket_terms.c.version.desc())
    )
    if name is not None:
        statement = statement.where(ticket_terms.c.name == name)
    found: dict[str, list[PolicyVersion]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.name, []).append(
            PolicyVersion(row.version, row.digest, row.created_at, row.tickets, int(row.live or 0))
        )
    return found


def live_tickets(
    connection: Connection, name: str, customers: Collection[str] | None, most: int
) -> tuple[int, ...]:
    """Return the first tickets that run by any version of a policy now."""
    statement = (
        select(ticket.c.number)
        .join(ticket_terms, ticket.c.terms == ticket_terms.c.id)
        .where(ticket_terms.c.name == name, ticket.c.state.in_(_LIVE))
        .order_by(ticket.c.number)
        .limit(most)
    )
    if customers is not None:
        statement = statement.where(ticket.c.customer.in_(customers))
    return tuple(connection.scalars(statement))


def source_of_version(connection: Connection, name: str, version: int) -> str | None:
    """Return what was pinned as that version of a policy; None where there is none."""
    statement = select(ticket_terms.c.source)
    named = (ticket_terms.c.name == name, ticket_terms.c.version == version)
    return connection.scalar(statement.where(*named))


def closed_tickets(connection: Connection, span: TrialSpan, most: int) -> tuple[int, ...]:
    """Return the tickets that were closed in a span, the newest first."""
    statement = select(ticket.c.number).where(
        ticket.c.state == TicketState.CLOSED.value,
        ticket.c.closed_at >= span.start,
        ticket.c.closed_at < span.end,
    )
    if span.customer is not None:
        statement = statement.where(ticket.c.customer == span.customer)
    if span.seen is not None:
        statement = statement.where(ticket.c.customer.in_(span.seen))
    newest = ticket.c.closed_at.desc(), ticket.c.number.desc()
    return tuple(connection.scalars(statement.order_by(*newest).limit(most)))
