"""A ticket as it was, or is known now to have been, at an instant: all of it, but nothing to do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from ticketing import alert_store, evidence_rows, store
from ticketing.directory import Directory
from ticketing.fold import TermsOf, fold
from ticketing.log.as_of import Reading, events_until
from ticketing.present import alert_views, evidence_from, notification_from, view_of
from ticketing.views import TicketView
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Past:
    """An instant, and how what was before it is read."""

    at: Instant
    reading: Reading


def past_view(
    connection: Connection, number: int, past: Past, *, terms: TermsOf, directory: Directory
) -> TicketView:
    """Return a ticket of then.  Raises NotFound where there was none.

    Nothing can be done to it, nobody is told next; its alerts are as they are known now.
    """
    log = store.load_events(connection, [number])[number]
    events = events_until(log, past.at, past.reading)
    if not events:
        raise NotFound("there was no ticket {number} then", number=number)
    ticket = fold(events, terms, past.at)
    alerts = alert_store.alerts_of_ticket(connection, number)
    seen = view_of(
        ticket,
        ticket.terms[-1],
        events,
        past.at,
        directory=directory,
        alerts=alert_views(events, alerts, {}),
        notifications=tuple(
            notification_from(message)
            for message in store.messages_of(connection, number)
            if message.created_at <= past.at
        ),
        similar=(),
        evidence=tuple(
            evidence_from(one)
            for one in evidence_rows.evidence_of(connection, number)
            if one.taken_at <= past.at
        ),
    )
    return replace(seen, allowed=(), next_steps=())
