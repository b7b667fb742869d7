"""The outbox table as its sender uses it: due, claimed, settled; units of work for both engines.

A message is claimed by a conditional update, after its row was locked where the engine locks rows
(PostgreSQL: FOR UPDATE SKIP LOCKED; SQLite has one writer), so that no two senders take it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select, update

from ticketing.notices import MessageKind, OutboxState, Way
from ticketing.notify.decide import AfterCrash, QueuedMessage, after_crash
from ticketing.outbox_rows import outbox
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import MINUTE, Duration, Instant

LEASE = Duration(3 * MINUTE)
"""Far longer than any channel's timeout: a claim that is older belongs to a sender that died."""

MAX_DUE = 500

_QUEUED = outbox.c.state == OutboxState.QUEUED.value
_SENDING = outbox.c.state == OutboxState.SENDING.value
UNKNOWN_FATE = "the server stopped while this was being sent; it may have arrived"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the outbox: how much, since when, and when something is due."""

    count: int
    oldest: Instant | None  # the earliest not_before of what waits
    next_try_at: Instant | None
    oldest_claim: Instant | None
    given_up: int


def waiting(connection: Connection) -> Waiting:
    queued = connection.execute(
        select(func.count(), func.min(outbox.c.not_before), func.min(outbox.c.next_try_at)).where(
            _QUEUED
        )
    ).one()
    claimed = connection.execute(select(func.min(outbox.c.claimed_at)).where(_SENDING)).scalar()
    failed = select(func.count()).where(outbox.c.state == OutboxState.FAILED.value)
    given_up = connection.execute(failed).scalar_one()
    return Waiting(queued[0], queued[1], queued[2], claimed, given_up)


def due(connection: Connection, now: Instant) -> tuple[QueuedMessage, ...]:
    """Return what is to be sent now: urgent first, then the oldest."""
    urgent = case((outbox.c.way.in_([Way.CALL.value, Way.PAGE.value]), 0), else_=1)
    query = (
        select(outbox)
        .where(_QUEUED, outbox.c.next_try_at <= now)
        .order_by(urgent, outbox.c.id)
        .limit(MAX_DUE)
    )
    return _messages(connection, query)


def claim(
    connection: Connection, messages: Sequence[QueuedMessage], *, channel: str, now: Instant
) -> frozenset[int]:
    """Mark *messages* as being sent, all or none; return the ids that were still to be had.

    None where one is gone: they were made as one, and are made again without it.
    """
    locked = connection.scalars(
        select(outbox.c.id)
        .where(outbox.c.id.in_([one.id for one in messages]), _QUEUED)
        .with_for_update(skip_locked=True)
    ).all()
    if len(locked) == len(messages):
        connection.execute(
            update(outbox)
            .where(outbox.c.id.in_(locked))
            .values(
                state=OutboxState.SENDING.value,
                claimed_at=now,
                channel=channel,
                attempts=outbox.c.attempts + 1,
            )
        )
    return frozenset(locked)


def settle_sent(
    connection: Connection, ids: Iterable[int], *, claimed_at: Instant, at: Instant, provider: str
) -> None:
    _settle(
        connection,
        ids,
        claimed_at,
        state=OutboxState.SENT.value,
        sent_at=at,
        provider_id=provider[:400],
        error=None,
    )


def fail(connection: Connection, message: int, error: str, *, claimed_at: Instant | None) -> bool:
    """Fail a message, claimed at *claimed_at* or still queued.

    False: it is not there any more, or was overtaken; nobody else needs to be told of it.
    """
    is_ours = _QUEUED if claimed_at is None else and_(_SENDING, outbox.c.claimed_at == claimed_at)
    overtaken = update(outbox).where(outbox.c.id == message, is_ours, outbox.c.is_overtaken)
    connection.execute(overtaken.values(state=OutboxState.DROPPED.value, error=error))
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == message, is_ours)
        .values(state=OutboxState.FAILED.value, error=error)
    )
    return changed.rowcount > 0


def settle_retry(
    connection: Connection,
    ids: Iterable[int],
    *,
    claimed_at: Instant,
    at: Instant,
    first_channel: str,
    error: str,
) -> None:
    """Queue again for *at*, to be sent by *first_channel* or one after it; drop what is overtaken."""
    _settle(
        connection,
        ids,
        claimed_at,
        state=_unless_overtaken(OutboxState.QUEUED),
        next_try_at=at,
        channel=first_channel,
        error=error,
    )


def postpone(connection: Connection, ids: Iterable[int], until: Instant) -> None:
    """Move what is queued to *until*: its channel is full or out of order until then."""
    connection.execute(
        update(outbox).where(outbox.c.id.in_(list(ids)), _QUEUED).values(next_try_at=until)
    )


def hasten(connection: Connection, *, channel: str, now: Instant) -> None:
    """Make due at once what waits for a channel that works again."""
    connection.execute(
        update(outbox)
        .where(_QUEUED, outbox.c.attempts > 0, outbox.c.channel == channel)
        .where(outbox.c.next_try_at > now)
        .values(next_try_at=now)
    )


def take_back(
    connection: Connection, *, claimed_until: Instant, now: Instant
) -> tuple[tuple[QueuedMessage, AfterCrash], ...]:
    """Decide about messages whose sender died; return what was decided for each."""
    query = (
        select(outbox)
        .where(_SENDING, outbox.c.claimed_at <= claimed_until)
        .order_by(outbox.c.id)
        .limit(MAX_DUE)
        .with_for_update(skip_locked=True)
    )
    lost = tuple((message, after_crash(message)) for message in _messages(connection, query))
    for message, decision in lost:
        values: dict[str, object] = (
            {"state": _unless_overtaken(OutboxState.QUEUED), "is_repeat": True, "next_try_at": now}
            if decision is AfterCrash.REPEAT
            else {"state": OutboxState.FAILED.value, "error": UNKNOWN_FATE}
        )
        connection.execute(
            update(outbox).where(outbox.c.id == message.id, _SENDING).values(**values)
        )
    return lost


def _unless_overtaken(state: OutboxState) -> ColumnElement[str]:
    return case((outbox.c.is_overtaken, OutboxState.DROPPED.value), else_=state.value)


def _settle(
    connection: Connection, ids: Iterable[int], claimed_at: Instant, **values: object
) -> None:
    """Write what became of a claim, unless another sender has taken it over meanwhile."""
    connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(list(ids)), _SENDING, outbox.c.claimed_at == claimed_at)
        .values(**values)
    )


def _messages(connection: Connection, query: Select[Any]) -> tuple[QueuedMessage, ...]:
    return tuple(_message(row) for row in connection.execute(query))


def _message(row: Row[Any]) -> QueuedMessage:
    return QueuedMessage(
        id=row.id,
        dedup_key=row.dedup_key,
        kind=MessageKind(row.kind),
        way=Way(row.way),
        recipient=None if row.recipient is None else PersonId(row.recipient),
        address=row.address,
        ticket=row.ticket,
        bundle=row.bundle,
        payload=json.loads(row.payload),
        created_at=row.created_at,
        not_before=row.not_before,
        attempts=row.attempts,
        is_repeat=row.is_repeat,
        first_channel=row.channel,
    )
