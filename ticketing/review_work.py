"""Propose a problem review where one fault opens ticket after ticket, within one unit of work."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import Connection, func, select

from ticketing.events import EventKind, Fact, NewEvent
from ticketing.links.recurrence import WITHIN, wants_review
from ticketing.tables import ticket, ticket_event
from ticketing.work import Work
from watchkeeper.core.instants import Instant


def propose_review(work: Work, number: int, fingerprint: str) -> None:
    """Write into the log of the new ticket *number* that the fault came too often, if it did."""
    earlier = _opened_since(work.connection, fingerprint, Instant(work.now - WITHIN))
    reviewed_at = _reviewed_at(work.connection, fingerprint)
    opened_at = [*earlier.values(), work.now]
    if not wants_review(opened_at, work.now, reviewed_at=reviewed_at):
        return
    data: dict[str, Fact] = {"tickets": list[Fact](sorted(earlier)), "times": len(opened_at)}
    proposed = NewEvent(EventKind.REVIEW_PROPOSED, work.now, data=MappingProxyType(data))
    work.append(number, proposed)


def _opened_since(connection: Connection, fingerprint: str, since: Instant) -> dict[int, Instant]:
    row = ticket.c
    mine = select(row.number, row.opened_at).where(row.fingerprint == fingerprint)
    found = connection.execute(mine.where(row.opened_at > since))
    return {one.number: Instant(one.opened_at) for one in found}


def _reviewed_at(connection: Connection, fingerprint: str) -> Instant | None:
    event = ticket_event.c
    proposed = (
        select(func.max(event.recorded_at))
        .join(ticket, ticket.c.number == event.ticket)
        .where(ticket.c.fingerprint == fingerprint, event.kind == EventKind.REVIEW_PROPOSED.value)
    )
    found = connection.scalar(proposed)
    return None if found is None else Instant(found)
