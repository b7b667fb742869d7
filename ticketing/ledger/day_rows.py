"""Rows of days and of what they cover, on SQLite and PostgreSQL alike.  No decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select

from ticketing.ledger.tables import ticket_day, ticket_day_leaf
from ticketing.log.days import ClosedDay, DayHead, Leaf
from ticketing.tables import ticket_counter, ticket_event
from watchkeeper.core.instants import Instant, date_from_text


@dataclass(frozen=True, slots=True)
class GrownLog:
    """The end of a log as a day ends, and up to which event the days before reach."""

    leaf: Leaf
    covered: int


def newest_head(connection: Connection) -> DayHead | None:
    return next(heads_back(connection, before=None, most=1), None)


def heads_back(connection: Connection, *, before: date | None, most: int) -> Iterator[DayHead]:
    """Yield heads, newest first."""
    statement = select(ticket_day).order_by(ticket_day.c.day.desc()).limit(most)
    if before is not None:
        statement = statement.where(ticket_day.c.day < before.isoformat())
    return map(_head_from, connection.execute(statement))


def heads_on(connection: Connection, *, after: date | None, most: int) -> tuple[DayHead, ...]:
    """Return heads, oldest first."""
    statement = select(ticket_day).order_by(ticket_day.c.day).limit(most)
    if after is not None:
        statement = statement.where(ticket_day.c.day > after.isoformat())
    return tuple(map(_head_from, connection.execute(statement)))


def leaves_of(connection: Connection, day: date) -> tuple[Leaf, ...]:
    """Return what a day covers, by number of ticket."""
    leaf = ticket_day_leaf.c
    statement = select(ticket_day_leaf).where(leaf.day == day.isoformat()).order_by(leaf.ticket)
    return tuple(Leaf(row.ticket, row.seq, row.hash) for row in connection.execute(statement))


def leaves_of_tickets(
    connection: Connection, numbers: Iterable[int]
) -> Mapping[int, list[tuple[date, Leaf]]]:
    """Return by ticket what the days cover of it, oldest day first."""
    found: dict[int, list[tuple[date, Leaf]]] = {number: [] for number in numbers}
    leaf = ticket_day_leaf.c
    statement = select(ticket_day_leaf).where(leaf.ticket.in_(found)).order_by(leaf.day)
    for row in connection.execute(statement):
        found[row.ticket].append((date_from_text(row.day), Leaf(row.ticket, row.seq, row.hash)))
    return found


def first_event_at(connection: Connection) -> Instant | None:
    first = connection.scalar(select(func.min(ticket_event.c.recorded_at)))
    return None if first is None else Instant(first)


def grown_logs(connection: Connection, before: Instant) -> Iterator[GrownLog]:
    """Yield the logs that hold more before that instant than the days cover."""
    event, leaf = ticket_event.c, ticket_day_leaf.c
    covered = select(leaf.ticket, func.max(leaf.seq).label("seq")).group_by(leaf.ticket).subquery()
    reached = func.coalesce(func.max(covered.c.seq), 0).label("reached")
    ends = (
        select(event.ticket, func.max(event.seq).label("seq"), reached)
        .outerjoin(covered, covered.c.ticket == event.ticket)
        .where(event.recorded_at < before, event.seq > func.coalesce(covered.c.seq, 0))
        .group_by(event.ticket)
        .subquery()
    )
    is_end = and_(event.ticket == ends.c.ticket, event.seq == ends.c.seq)
    statement = select(event.ticket, event.seq, event.hash, ends.c.reached).join(ends, is_end)
    for row in connection.execute(statement):
        yield GrownLog(Leaf(row.ticket, row.seq, row.hash), row.reached)


def last_number(connection: Connection) -> int:
    """Return the newest number that a ticket was given, 0 where there is none."""
    following = connection.scalar(select(ticket_counter.c.next_number))
    return 0 if following is None else following - 1


def keep(connection: Connection, closed: ClosedDay) -> bool:
    """Write a day down; False where another node closed it meanwhile."""
    connection.execute(select(ticket_counter.c.id).with_for_update()).all()  # one at a time
    newest = newest_head(connection)
    if newest is not None and newest.day >= closed.head.day:
        return False
    connection.execute(insert(ticket_day).values(_values_of(closed.head)))
    day = closed.head.day.isoformat()
    leaves = [
        {"ticket": leaf.ticket, "seq": leaf.seq, "day": day, "hash": leaf.hash}
        for leaf in closed.leaves
    ]
    if leaves:
        connection.execute(insert(ticket_day_leaf), leaves)
    return True


def _values_of(head: DayHead) -> dict[str, object]:
    return {
        "day": head.day.isoformat(),
        "zone": head.zone,
        "ends_at": head.ends_at,
        "tickets": head.tickets,
        "events": head.events,
        "last_number": head.last_number,
        "root": head.root,
        "previous": head.previous,
        "head": head.head,
    }


def _head_from(row: Row[Any]) -> DayHead:
    return DayHead(
        day=date_from_text(row.day),
        zone=row.zone,
        ends_at=Instant(row.ends_at),
        tickets=row.tickets,
        events=row.events,
        last_number=row.last_number,
        root=row.root,
        previous=row.previous,
        head=row.head,
    )
