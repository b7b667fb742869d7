"""Rows of accepted findings.  No decisions."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select

from ticketing.tables import ticket_acceptance
from ticketing.views import Acceptance
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

_ROW = ticket_acceptance.c


def accepted_until(
    connection: Connection, fingerprints: Collection[str], now: Instant
) -> Mapping[str, Instant]:
    """Return until when each of these problems is accepted; one that is not is missing."""
    if not fingerprints:
        return {}
    statement = select(_ROW.fingerprint, _ROW.accepted_until).where(
        _ROW.fingerprint.in_(sorted(fingerprints)), _ROW.accepted_until > now
    )
    return {row.fingerprint: Instant(row.accepted_until) for row in connection.execute(statement)}


def keep(connection: Connection, acceptance: Acceptance, now: Instant) -> None:
    """Store an acceptance instead of an earlier one; those that are over go."""
    is_old = or_(_ROW.fingerprint == acceptance.fingerprint, _ROW.accepted_until <= now)
    connection.execute(delete(ticket_acceptance).where(is_old))
    connection.execute(insert(ticket_acceptance).values(dataclasses.asdict(acceptance)))


def remove(connection: Connection, fingerprint: str, now: Instant) -> Acceptance | None:
    """Delete an acceptance and return it; None where there was none in force."""
    found = connection.execute(
        select(ticket_acceptance)
        .where(_ROW.fingerprint == fingerprint, _ROW.accepted_until > now)
        .with_for_update()
    ).one_or_none()
    connection.execute(delete(ticket_acceptance).where(_ROW.fingerprint == fingerprint))
    return None if found is None else acceptance_from(found)


def acceptance_from(row: Row[Any]) -> Acceptance:
    return Acceptance(
        fingerprint=row.fingerprint,
        target=row.target,
        customer=row.customer,
        title=row.title,
        title_zh=row.title_zh,
        note=row.note,
        accepted_by=PersonId(row.accepted_by),
        accepted_at=Instant(row.accepted_at),
        accepted_until=Instant(row.accepted_until),
    )
