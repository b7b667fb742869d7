"""Rows of links between tickets: a cache of what the tickets' own logs say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, and_, case, delete, insert, or_, select

from ticketing.aspects.ties import link_in
from ticketing.events import Event, EventKind
from ticketing.links.model import Link, LinkKind, Links
from ticketing.tables import ticket, ticket_link
from ticketing.views import LinkedTicket, LinkSide, TicketState
from ticketing.words.links import title_of

_MAKES = frozenset({EventKind.OPENED, EventKind.LINKED})


def write_links(connection: Connection, events: Iterable[Event]) -> None:
    """Bring the rows up to date with events that were just appended, in their order."""
    for event in events:
        if event.kind not in _MAKES and event.kind is not EventKind.UNLINKED:
            continue
        link = link_in(event)
        if link is None:
            continue
        row = ticket_link.c
        connection.execute(
            delete(ticket_link).where(
                and_(row.a == link.a, row.b == link.b, row.kind == link.kind.value)
            )
        )
        if event.kind in _MAKES:
            values = {"a": link.a, "b": link.b, "kind": link.kind.value}
            connection.execute(insert(ticket_link).values(**values, since=event.occurred_at))


def links_about(connection: Connection, a: int, b: int, kind: LinkKind) -> Links:
    """Return the links of both tickets, and all of *kind* that one comes to from *b*."""
    row = ticket_link.c
    near = or_(row.a.in_([a, b]), row.b.in_([a, b]))
    found = {_link(one): None for one in connection.execute(select(ticket_link).where(near))}
    ahead, seen = {b}, {b}
    while ahead:
        onward = and_(row.a.in_(sorted(ahead)), row.kind == kind.value)
        links = [_link(one) for one in connection.execute(select(ticket_link).where(onward))]
        found.update(dict.fromkeys(links))
        ahead = {link.b for link in links} - seen
        seen |= ahead
    return tuple(found)


def linked_tickets(connection: Connection, number: int) -> tuple[LinkedTicket, ...]:
    """Return the tickets that *number* is tied to, those that it names first."""
    row = ticket_link.c
    other = case((row.a == number, row.b), else_=row.a)
    statement = select(ticket_link, ticket).join(ticket, ticket.c.number == other)
    statement = statement.where(or_(row.a == number, row.b == number))
    found = []
    for one in connection.execute(statement.order_by(row.a != number, row.since, row.a, row.b)):
        kind, side = LinkKind(one.kind), LinkSide.TO if one.a == number else LinkSide.FROM
        found.append(
            LinkedTicket(
                number=one.number,
                kind=kind,
                side=side,
                text=title_of(kind, is_named=side is LinkSide.TO),
                since=one.since,
                customer=one.customer,
                title=one.title,
                title_zh=one.title_zh,
                state=TicketState(one.state),
            )
        )
    return tuple(found)


def _link(row: Row[Any]) -> Link:
    return Link(row.a, row.b, LinkKind(row.kind))
