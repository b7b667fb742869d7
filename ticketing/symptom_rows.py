"""Rows about targets that are out of reach: which they are, and which ticket says so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ticketing.alert_store import alerts_where
from ticketing.correlate import AlertRow
from ticketing.lifecycle import TicketState
from ticketing.storms.bearing import bearing_of
from ticketing.storms.decide import Bearing
from ticketing.tables import ticket, ticket_alert
from watchkeeper.core.instants import Instant

_LIVE = [state.value for state in TicketState if state.is_live]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Down:
    """A target that does not answer; no ticket: its alert is silenced."""

    target: str
    customer: str
    fingerprint: str
    ticket: int | None


def down(connection: Connection, targets: Collection[str], now: Instant) -> Iterator[Down]:
    """Yield those of *targets* whose being out of reach a live ticket says, or a silence holds."""
    alert = ticket_alert.c
    columns = (alert.target, alert.customer, alert.fingerprint, alert.name, alert.labels)
    for some in _portions(sorted(targets)):
        rows = connection.execute(
            select(*columns, alert.quiet_until, ticket.c.number)
            .outerjoin(ticket, (ticket.c.number == alert.ticket) & ticket.c.state.in_(_LIVE))
            .where(alert.target.in_(some), alert.state != "resolved")
            .order_by(alert.member)
        )
        for row in rows:
            is_held = row.quiet_until is not None and now < row.quiet_until
            is_known = row.number is not None or is_held
            if is_known and bearing_of(row.name, json.loads(row.labels)) is Bearing.UNREACHABLE:
                yield Down(row.target, row.customer, row.fingerprint, row.number)


def symptoms_of(connection: Connection, target: str) -> list[AlertRow]:
    """Return the alerts that are held because that target is at fault."""
    held = (ticket_alert.c.symptom_of == target, ticket_alert.c.state != "resolved")
    return alerts_where(connection, select(ticket_alert).where(*held))


def live_ticket_of(connection: Connection, target: str) -> int | None:
    """Return the newest live ticket of a target that was out of reach."""
    statement = (
        select(ticket.c.number)
        .where(ticket.c.target == target, ticket.c.state.in_(_LIVE))
        .order_by(ticket.c.number.desc())
        .limit(1)
    )
    number: int | None = connection.scalar(statement)
    return number


def _portions(names: list[str]) -> Iterable[list[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
