"""Rows of duty changes and absences.  No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    insert,
    literal,
    or_,
    select,
    update,
)

from ticketing.oncall.changes import Absence, ChangeKind, DutyChange
from ticketing.oncall.tables import absence, duty_change
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class MadeChange:
    """An override or a swap as it is stored: its number, and who made it."""

    number: int
    change: DutyChange
    made_by: PersonId


@dataclass(frozen=True, slots=True)
class MadeAbsence:
    """An absence as it is stored."""

    number: int
    absence: Absence
    made_by: PersonId


def changes_since(connection: Connection, since: Instant) -> tuple[MadeChange, ...]:
    """Return the changes that end after *since* and are not taken back, as they were made."""
    table = duty_change.c
    statement = select(duty_change).where(table.ends_at > since, table.cancelled_at.is_(None))
    return tuple(_change(row) for row in connection.execute(statement.order_by(table.id)))


def absences_since(connection: Connection, since: Instant) -> tuple[MadeAbsence, ...]:
    """Return the absences that end after *since* and are not taken back, as they were made."""
    table = absence.c
    statement = select(absence).where(table.ends_at > since, table.cancelled_at.is_(None))
    return tuple(_absence(row) for row in connection.execute(statement.order_by(table.id)))


def changes_at(connection: Connection, at: Instant) -> tuple[MadeChange, ...]:
    """Return the changes that held at an instant as it was known then, as they were made."""
    statement = select(duty_change).where(*_held(duty_change, at)).order_by(duty_change.c.id)
    return tuple(_change(row) for row in connection.execute(statement))


def absences_at(connection: Connection, at: Instant) -> tuple[MadeAbsence, ...]:
    """Return the absences that held at an instant as it was known then, as they were made."""
    statement = select(absence).where(*_held(absence, at)).order_by(absence.c.id)
    return tuple(_absence(row) for row in connection.execute(statement))


def _held(table: Any, at: Instant) -> tuple[ColumnElement[bool], ...]:
    mark = literal(at, BigInteger)
    return (
        table.c.starts_at <= mark,
        table.c.ends_at > mark,
        table.c.made_at <= mark,
        or_(table.c.cancelled_at.is_(None), table.c.cancelled_at > mark),
    )


def add_change(connection: Connection, change: DutyChange, by: PersonId) -> int:
    """Store a change and return its number."""
    values = {
        "schedule": change.schedule,
        "kind": change.kind.value,
        "person": change.person,
        "instead_of": change.instead_of,
        "layer": change.layer,
        "starts_at": change.start,
        "ends_at": change.end,
        "made_by": by,
        "made_at": change.made_at,
    }
    return _number(connection.execute(insert(duty_change).values(values)))


def add_absence(connection: Connection, one: Absence, by: PersonId) -> int:
    """Store an absence and return its number."""
    values = {
        "person": one.person,
        "deputy": one.deputy,
        "starts_at": one.start,
        "ends_at": one.end,
        "made_by": by,
        "made_at": one.made_at,
    }
    return _number(connection.execute(insert(absence).values(values)))


def cancel_change(connection: Connection, number: int, by: PersonId, now: Instant) -> bool:
    """Take a change back; False where there is none that holds."""
    return _cancelled(connection, duty_change, number, by, now)


def cancel_absence(connection: Connection, number: int, by: PersonId, now: Instant) -> bool:
    """Take an absence back; False where there is none that holds."""
    return _cancelled(connection, absence, number, by, now)


def _cancelled(connection: Connection, table: Any, number: int, by: PersonId, now: Instant) -> bool:
    holds = (table.c.id == number, table.c.cancelled_at.is_(None), table.c.ends_at > now)
    done = connection.execute(update(table).where(*holds).values(cancelled_by=by, cancelled_at=now))
    return done.rowcount == 1


def _number(made: Any) -> int:
    return int(made.inserted_primary_key[0])


def _change(row: Row[Any]) -> MadeChange:
    change = DutyChange(
        schedule=row.schedule,
        kind=ChangeKind(row.kind),
        person=PersonId(row.person),
        start=Instant(row.starts_at),
        end=Instant(row.ends_at),
        made_at=Instant(row.made_at),
        instead_of=None if row.instead_of is None else PersonId(row.instead_of),
        layer=row.layer,
    )
    return MadeChange(row.id, change, PersonId(row.made_by))


def _absence(row: Row[Any]) -> MadeAbsence:
    one = Absence(
        person=PersonId(row.person),
        start=Instant(row.starts_at),
        end=Instant(row.ends_at),
        made_at=Instant(row.made_at),
        deputy=None if row.deputy is None else PersonId(row.deputy),
    )
    return MadeAbsence(row.id, one, PersonId(row.made_by))
