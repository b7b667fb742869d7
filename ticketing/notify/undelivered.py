"""Messages that have not arrived: given up, or tried again; sent anew or discarded by a person.

Nothing is sent anew that an acknowledgement or a resolution has overtaken meanwhile (P19): the
tickets' rows are locked first, as who acknowledges does, so that one of both comes before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update

from ticketing import store
from ticketing.events import EventKind
from ticketing.notices import MessageKind, OutboxState, Way
from ticketing.notify.queue import UNKNOWN_FATE
from ticketing.outbox_rows import outbox
from ticketing.overtaken import OVERTAKES, is_overtaken
from ticketing.tables import ticket, ticket_event
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import CustomerName, PersonId
from watchkeeper.core.instants import Instant

MOST = 1_000
"""So many are shown, sent anew or discarded at once, the newest first."""

_FAILED = outbox.c.state == OutboxState.FAILED.value
_TRIED_AGAIN = and_(outbox.c.state == OutboxState.QUEUED.value, outbox.c.attempts > 0)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that has not arrived; ``said`` ends with the service's own words.

    ``next_try_at`` is None where it was given up.
    """

    id: int
    ticket: int | None
    customer: CustomerName
    kind: MessageKind
    way: Way
    recipient: PersonId | None
    address: str | None
    channel: str | None
    attempts: int
    created_at: Instant
    next_try_at: Instant | None
    said: str

    @property
    def is_given_up(self) -> bool:
        return self.next_try_at is None


@dataclass(frozen=True, slots=True)
class SentAnew:
    """Which messages wait to be sent again, and which nobody needs any more."""

    queued: tuple[int, ...]
    overtaken: tuple[int, ...]


Sees = Callable[[CustomerName], bool]
"""Tells whether messages about a customer are shown to who asks; empty: the house's own."""


def undelivered(connection: Connection, *, sees: Sees) -> tuple[Undelivered, ...]:
    """Return what has not arrived, the newest first."""
    return _shown(connection, _rows(or_(_FAILED, _TRIED_AGAIN)), sees)


def send_anew(
    connection: Connection, wanted: Collection[int] | None, *, sees: Sees, actor: str, now: Instant
) -> SentAnew:
    """Queue messages again, from their first channel on; None: all that were given up.

    They are tried for a whole day once more.  What is tried again anyway is tried at once.
    """
    found = _locked(connection, wanted, sees)
    later = _later_events(connection, found)
    overtaken = tuple(one.id for one in found if _is_over(one, later))
    queued = tuple(one.id for one in found if one.id not in overtaken)
    _settle(connection, overtaken, state=OutboxState.DROPPED.value)
    _settle(
        connection,
        queued,
        state=OutboxState.QUEUED.value,
        not_before=now,
        next_try_at=now,
        attempts=0,
        channel=None,
        is_repeat=or_(outbox.c.is_repeat, func.coalesce(outbox.c.error, "") == UNKNOWN_FATE),
    )
    _note(connection, "messages_sent_anew", (*queued, *overtaken), actor=actor, now=now)
    return SentAnew(queued, overtaken)


def discard(
    connection: Connection, wanted: Collection[int] | None, *, sees: Sees, actor: str, now: Instant
) -> tuple[int, ...]:
    """Drop messages that nobody needs any more; None: all that were given up."""
    found = tuple(one.id for one in _locked(connection, wanted, sees))
    _settle(connection, found, state=OutboxState.DROPPED.value)
    _note(connection, "messages_discarded", found, actor=actor, now=now)
    return found


def _locked(
    connection: Connection, wanted: Collection[int] | None, sees: Sees
) -> tuple[Undelivered, ...]:
    """Return messages that have not arrived, their tickets locked, so that no answer interferes."""
    among = _FAILED if wanted is None else or_(_FAILED, _TRIED_AGAIN) & outbox.c.id.in_(wanted)
    found = _shown(connection, _rows(among), sees)
    store.lock_tickets(connection, [one.ticket for one in found if one.ticket is not None])
    still = _rows(among & outbox.c.id.in_([one.id for one in found]))
    return _shown(connection, still.with_for_update(of=outbox), sees)


def _shown(connection: Connection, query: Select[Any], sees: Sees) -> tuple[Undelivered, ...]:
    rows = connection.execute(query)
    found = (_undelivered(row) for row in rows if sees(row.customer or ""))
    return tuple(one for one, _ in zip(found, range(MOST), strict=False))


def _rows(among: ColumnElement[bool]) -> Select[Any]:
    joined = outbox.outerjoin(ticket, ticket.c.number == outbox.c.ticket)
    columns = select(outbox, ticket.c.customer).select_from(joined)
    return columns.where(among).order_by(outbox.c.id.desc())


def _undelivered(row: Row[Any]) -> Undelivered:
    is_given_up = row.state == OutboxState.FAILED.value
    return Undelivered(
        id=row.id,
        ticket=row.ticket,
        customer=row.customer or "",
        kind=MessageKind(row.kind),
        way=Way(row.way),
        recipient=None if row.recipient is None else PersonId(row.recipient),
        address=row.address,
        channel=row.channel,
        attempts=row.attempts,
        created_at=Instant(row.created_at),
        next_try_at=None if is_given_up else Instant(row.next_try_at),
        said=row.error or "",
    )


def _later_events(
    connection: Connection, messages: Iterable[Undelivered]
) -> Mapping[int, Sequence[Row[Any]]]:
    """Return what people and recoveries said of the messages' tickets, by ticket."""
    numbers = {one.ticket for one in messages if one.ticket is not None}
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    query = select(ticket_event).where(
        ticket_event.c.ticket.in_(numbers), ticket_event.c.kind.in_([e.value for e in OVERTAKES])
    )
    for row in connection.execute(query):
        found[row.ticket].append(row)
    return found


def _is_over(message: Undelivered, events: Mapping[int, Sequence[Row[Any]]]) -> bool:
    return any(
        event.recorded_at >= message.created_at
        and is_overtaken(
            message.kind, message.recipient, by=EventKind(event.kind), actor=event.actor
        )
        for event in events.get(message.ticket or 0, ())
    )


def _settle(connection: Connection, ids: Collection[int], **values: object) -> None:
    if ids:
        connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(**values))


def _note(
    connection: Connection, action: str, ids: Collection[int], *, actor: str, now: Instant
) -> None:
    if ids:
        facts = {"messages": sorted(ids)[:100], "count": len(ids)}
        record_audit(connection, action, actor=actor, at=now, facts=facts)
