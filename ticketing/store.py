"""Rows of tickets: reading and writing, on SQLite and PostgreSQL alike.  No decisions."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, or_, select, update

from ticketing.correlate import LastTicket
from ticketing.events import Channel, Event, EventKind
from ticketing.lifecycle import LIVE, Presence, TicketState
from ticketing.notices import OutboxRow
from ticketing.outbox_rows import outbox
from ticketing.tables import (
    ticket,
    ticket_alert,
    ticket_counter,
    ticket_event,
    ticket_prose,
)
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.storage.tables import json_text

TicketRecord = Row[Any]
"""A row of the table ``ticket``."""


@dataclass(frozen=True, slots=True)
class Salted:
    """An event and the salts of its free text."""

    event: Event
    salts: Mapping[str, str]


def new_salts(prose: Mapping[str, str]) -> Mapping[str, str]:
    return {name: secrets.token_hex(16) for name in prose}


def take_numbers(connection: Connection, count: int) -> range:
    """Return *count* ticket numbers that nobody else gets; waits for other takers."""
    statement = select(ticket_counter.c.next_number).where(ticket_counter.c.id == 1)
    first = connection.scalar(statement.with_for_update())
    if first is None:
        first = 1
        connection.execute(insert(ticket_counter).values(id=1, next_number=1 + count))
    else:
        changed = update(ticket_counter).where(ticket_counter.c.id == 1)
        connection.execute(changed.values(next_number=first + count))
    return range(first, first + count)


# The log.


def insert_events(connection: Connection, salted: Sequence[Salted]) -> None:
    if not salted:
        return
    connection.execute(insert(ticket_event), [_event_values(item.event) for item in salted])
    prose = [
        {"ticket": e.ticket, "seq": e.seq, "name": name, "salt": item.salts[name], "body": body}
        for item in salted
        for e in (item.event,)
        for name, body in e.prose.items()
    ]
    if prose:
        connection.execute(insert(ticket_prose), prose)


def _event_values(event: Event) -> dict[str, object]:
    return {
        "ticket": event.ticket,
        "seq": event.seq,
        "kind": event.kind.value,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "channel": event.channel.value,
        "data": json_text(dict(event.data)),
        "prose_hashes": json_text(dict(event.prose_hashes)),
        "decision": event.decision,
        "prev_hash": event.prev_hash,
        "hash": event.hash,
    }


def load_events(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Event]]:
    """Return the log of each ticket, in order."""
    wanted = list(numbers)
    log: dict[int, list[Event]] = {number: [] for number in wanted}
    if not wanted:
        return log
    prose: dict[tuple[int, int], dict[str, str]] = {}
    for row in connection.execute(select(ticket_prose).where(ticket_prose.c.ticket.in_(wanted))):
        prose.setdefault((row.ticket, row.seq), {})[row.name] = row.body
    statement = select(ticket_event).where(ticket_event.c.ticket.in_(wanted))
    for row in connection.execute(statement.order_by(ticket_event.c.ticket, ticket_event.c.seq)):
        log[row.ticket].append(_event_from(row, prose.get((row.ticket, row.seq), {})))
    return log


def load_first_events(connection: Connection, numbers: Iterable[int]) -> tuple[Event, ...]:
    """Return the event that opened each ticket."""
    wanted = list(numbers)
    prose: dict[int, dict[str, str]] = {}
    of_first = and_(ticket_prose.c.ticket.in_(wanted), ticket_prose.c.seq == 1)
    for row in connection.execute(select(ticket_prose).where(of_first)):
        prose.setdefault(row.ticket, {})[row.name] = row.body
    first = and_(ticket_event.c.ticket.in_(wanted), ticket_event.c.seq == 1)
    statement = select(ticket_event).where(first).order_by(ticket_event.c.ticket)
    rows = connection.execute(statement)
    return tuple(_event_from(row, prose.get(row.ticket, {})) for row in rows)


def _event_from(row: Row[Any], prose: Mapping[str, str]) -> Event:
    return Event(
        ticket=row.ticket,
        seq=row.seq,
        kind=EventKind(row.kind),
        occurred_at=Instant(row.occurred_at),
        recorded_at=Instant(row.recorded_at),
        actor=PersonId(row.actor),
        channel=Channel(row.channel),
        data=MappingProxyType(json.loads(row.data)),
        prose=MappingProxyType(dict(prose)),
        prose_hashes=MappingProxyType(json.loads(row.prose_hashes)),
        decision=row.decision,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )


# Tickets as rows.


def lock_tickets(connection: Connection, numbers: Iterable[int]) -> dict[int, TicketRecord]:
    """Return the rows of tickets, locked until the transaction ends where rows can be."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    statement = select(ticket).where(ticket.c.number.in_(wanted)).order_by(ticket.c.number)
    return {row.number: row for row in connection.execute(statement.with_for_update())}


def find_ticket(connection: Connection, number: int) -> TicketRecord | None:
    return connection.execute(select(ticket).where(ticket.c.number == number)).one_or_none()


def insert_tickets(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(ticket), list(rows))


def update_tickets(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        columns = [name for name in rows[0] if name != "number"]
        changed = update(ticket).where(ticket.c.number == bindparam("b_number"))
        changed = changed.values({name: bindparam(f"b_{name}") for name in columns})
        connection.execute(
            changed, [{f"b_{name}": value for name, value in row.items()} for row in rows]
        )


def last_tickets(connection: Connection, fingerprints: Iterable[str]) -> dict[str, LastTicket]:
    """Return the newest ticket of each problem, locked as ``lock_tickets`` does."""
    wanted = list(fingerprints)
    if not wanted:
        return {}
    newest = (
        select(func.max(ticket.c.number))
        .where(ticket.c.fingerprint.in_(wanted))
        .group_by(ticket.c.fingerprint)
    )
    statement = select(ticket).where(ticket.c.number.in_(newest)).order_by(ticket.c.number)
    rows = connection.execute(statement.with_for_update()).all()
    stand_ins = _stand_ins(connection, {row.merged_into for row in rows} - {None})
    return {
        row.fingerprint: stand_ins[row.merged_into] if row.merged_into else _last_ticket(row)
        for row in rows
    }


def _stand_ins(connection: Connection, numbers: Collection[int]) -> dict[int, LastTicket]:
    """Return for each ticket that took others in the one that stands for it now, locked."""
    found = {}
    for number in numbers:
        last = stands_for(connection, number)
        row = connection.execute(
            select(ticket).where(ticket.c.number == last).with_for_update()
        ).one()
        found[number] = replace(_last_ticket(row), took_in=True)
    return found


def stands_for(connection: Connection, number: int) -> int:
    """Return the ticket that *number* was merged into in the end; itself where it was not."""
    while (into := merged_into(connection, number)) is not None:
        number = into
    return number


def merged_into(connection: Connection, number: int) -> int | None:
    """Return the ticket that *number* was merged into, None where it was not."""
    return connection.scalar(select(ticket.c.merged_into).where(ticket.c.number == number))


def live_ticket(connection: Connection, fingerprint: str) -> int | None:
    """Return the live ticket of a problem."""
    live = [state.value for state in LIVE]
    mine = and_(ticket.c.fingerprint == fingerprint, ticket.c.state.in_(live))
    return connection.scalar(select(ticket.c.number).where(mine))


def _last_ticket(row: TicketRecord) -> LastTicket:
    return LastTicket(
        number=row.number,
        state=TicketState(row.state),
        level=Level(row.level),
        presence=Presence(row.presence),
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
    )


def ticket_of_key(connection: Connection, key: str) -> TicketRecord | None:
    """Return the ticket that was opened with that idempotency key."""
    return connection.execute(select(ticket).where(ticket.c.opening_key == key)).one_or_none()


def due_tickets(connection: Connection, now: Instant, limit: int) -> list[int]:
    """Claim tickets whose timer rang: those that another node holds are skipped."""
    return list(connection.scalars(_due(now, limit).with_for_update(skip_locked=True)))


def peek_due_tickets(connection: Connection, now: Instant, limit: int) -> list[int]:
    """Return tickets whose timer rang, without claiming them."""
    return list(connection.scalars(_due(now, limit)))


def _due(now: Instant, limit: int) -> Select[tuple[int]]:
    statement = select(ticket.c.number).where(ticket.c.wakes_at <= now)
    return statement.order_by(ticket.c.wakes_at, ticket.c.number).limit(limit)


def earliest_wake(connection: Connection) -> Instant | None:
    """Return when the first timer of all rings."""
    moments = [
        connection.scalar(select(func.min(table.c.wakes_at)).where(table.c.wakes_at.is_not(None)))
        for table in (ticket, ticket_alert)
    ]
    return min((Instant(at) for at in moments if at is not None), default=None)


def postpone(connection: Connection, number: int, until: Instant) -> None:
    connection.execute(update(ticket).where(ticket.c.number == number).values(wakes_at=until))


# Messages.


def insert_messages(connection: Connection, rows: Sequence[OutboxRow]) -> None:
    if rows:
        connection.execute(insert(outbox), [_message_values(row) for row in rows])


def _message_values(row: OutboxRow) -> dict[str, object]:
    return {
        "dedup_key": row.dedup_key,
        "ticket": row.ticket,
        "kind": row.kind.value,
        "way": row.way.value,
        "recipient": row.recipient,
        "address": row.address,
        "bundle": row.bundle,
        "payload": json_text(dict(row.payload)),
        "created_at": row.created_at,
        "not_before": row.not_before,
        "next_try_at": row.not_before,
    }


def has_message(connection: Connection, dedup_key: str) -> bool:
    known = select(outbox.c.id).where(outbox.c.dedup_key == dedup_key)
    return connection.scalar(known) is not None


def messages_of(connection: Connection, number: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(outbox).where(outbox.c.ticket == number).order_by(outbox.c.id)
    ).all()


def drop_messages(
    connection: Connection, number: int, *, kinds: Sequence[str], recipient: str | None = None
) -> None:
    """Drop what waits in the outbox for a ticket: of *kinds*, or of one recipient any kind.

    What is being sent cannot be called back; it is marked, so that it is not sent again.
    """
    of_kind = outbox.c.kind.in_(list(kinds))
    overtaken = of_kind if recipient is None else or_(of_kind, outbox.c.recipient == recipient)
    theirs = update(outbox).where(outbox.c.ticket == number, overtaken)
    connection.execute(theirs.where(outbox.c.state == "queued").values(state="dropped"))
    connection.execute(theirs.where(outbox.c.state == "sending").values(is_overtaken=True))
