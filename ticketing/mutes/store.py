"""Rows of silences and of planned windows, and the timers of held alerts.  No decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ticketing.mutes.api import documents_of, matchers_of
from ticketing.mutes.silences import Silence
from ticketing.mutes.tables import maintenance_plan, silence
from ticketing.tables import ticket_alert
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import Instant


def silences(connection: Connection) -> tuple[Silence, ...]:
    """Return all that are kept, in the order of their ids."""
    found = connection.execute(select(silence).order_by(silence.c.id))
    return tuple(_silence_from(row) for row in found)


def keep(connection: Connection, changed: Iterable[Silence]) -> None:
    """Store silences, each instead of what its id named before."""
    rows = [_values(one) for one in changed]
    forget(connection, [str(row["id"]) for row in rows])
    connection.execute(insert(silence), rows)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    wanted = list(ids)
    if wanted:
        connection.execute(delete(silence).where(silence.c.id.in_(wanted)))


def plans(connection: Connection) -> Mapping[str, Instant]:
    """Return since when each window is planned as it is, by its digest."""
    found = connection.execute(select(maintenance_plan))
    return {row.digest: Instant(row.known_since) for row in found}


def keep_plans(connection: Connection, fresh: Iterable[tuple[str, str, Instant]]) -> None:
    """Store digests, names, and since when they are known, where they are not stored yet."""
    known = plans(connection)
    rows = [
        {"digest": digest, "name": name, "known_since": since}
        for digest, name, since in fresh
        if digest not in known
    ]
    if rows:
        connection.execute(insert(maintenance_plan), rows)


def look_again(connection: Connection, now: Instant) -> None:
    """Let the timers of all alerts that are held ring at *now*."""
    held = ticket_alert.c.quiet_until.is_not(None), ticket_alert.c.state == "firing"
    connection.execute(update(ticket_alert).where(*held).values(wakes_at=now))


def _values(one: Silence) -> dict[str, object]:
    return {
        "id": one.id,
        "matchers": canonical_json(documents_of(one.matchers)),
        "customer": one.customer,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "created_by": one.created_by,
        "comment": one.comment,
        "updated_at": one.updated_at,
    }


def _silence_from(row: Row[Any]) -> Silence:
    return Silence(
        id=row.id,
        matchers=matchers_of(json.loads(row.matchers)),
        starts_at=Instant(row.starts_at),
        ends_at=Instant(row.ends_at),
        created_by=row.created_by,
        comment=row.comment,
        updated_at=Instant(row.updated_at),
        customer=row.customer,
    )
