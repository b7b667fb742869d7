"""What was changed on targets of the database: who, when, from what to what; and its undoing.

A revision is written in the transaction of the change.  Undoing is a change of its own, so that it
can be undone too, and is refused where somebody changed the target since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from watchkeeper.access.audit import record_audit
from watchkeeper.core.errors import Conflict, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.tables import target_revisions, targets

MOST_SHOWN = 200
_UNDOES = "undo of "


class Action(Enum):
    """What was done; the value stands in the table and, before ``_``, in the audit trail."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    IMPORTED = "imported"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Edit:
    """One target from a definition to another, both as JSON; None: it is not there."""

    target: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did something to targets, and what; ``batch`` names what was done together."""

    action: Action
    by: str
    at: Instant
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """An edit that was made."""

    number: int
    edit: Edit
    deed: Deed


@dataclass(frozen=True, slots=True)
class Import:
    """A list that was imported: when, by whom, and how many targets it changed."""

    at: Instant
    by: str
    targets: int


def write_edits(connection: Connection, edits: Sequence[Edit], deed: Deed) -> None:
    """Make the edits, with their revisions and a row of the audit trail.

    Raises Conflict where a definition is not what its edit begins with.
    """
    for edit in edits:
        _write_target(connection, edit, deed)
    connection.execute(insert(target_revisions), [_row(edit, deed) for edit in edits])
    record_audit(
        connection,
        f"targets_{deed.action.value}" if deed.batch else f"target_{deed.action.value}",
        actor=deed.by,
        at=deed.at,
        subject=deed.batch or edits[0].target,
        facts={"targets": len(edits), "sha256": _digest(edits)},
    )


def revisions_of(
    connection: Connection, target: str, *, limit: int = MOST_SHOWN
) -> tuple[Revision, ...]:
    """Return what was changed on a target, the newest first."""
    rows = connection.execute(
        select(target_revisions)
        .where(target_revisions.c.target == target)
        .order_by(target_revisions.c.number.desc())
        .limit(limit)
    )
    return tuple(_revision(row) for row in rows)


def undoing(connection: Connection, target: str, number: int) -> Edit:
    """Return the edit that takes a revision back.  Raises NotFound."""
    row = connection.execute(
        select(target_revisions).where(
            target_revisions.c.target == target, target_revisions.c.number == number
        )
    ).one_or_none()
    if row is None:
        raise NotFound("there is no change {number} of {name!r}", number=number, name=target)
    return _backwards(_revision(row).edit)


def last_import(connection: Connection) -> str | None:
    """Return the batch of the newest import that was not undone."""
    undone = select(target_revisions.c.batch).where(
        target_revisions.c.action == Action.UNDONE.value, target_revisions.c.batch.is_not(None)
    )
    taken_back = {
        batch.removeprefix(_UNDOES) for batch in connection.scalars(undone.distinct()) if batch
    }
    rows = connection.execute(
        select(target_revisions.c.batch)
        .where(target_revisions.c.action == Action.IMPORTED.value)
        .group_by(target_revisions.c.batch)
        .order_by(func.max(target_revisions.c.number).desc())
    )
    return next((row.batch for row in rows if row.batch not in taken_back), None)


def import_of(connection: Connection, batch: str) -> Import:
    """Return when and by whom an import was made, and how many targets it changed."""
    row = connection.execute(
        select(
            target_revisions.c.at,
            target_revisions.c.by,
            func.count().label("targets"),
        )
        .where(target_revisions.c.batch == batch)
        .group_by(target_revisions.c.at, target_revisions.c.by)
    ).one()
    return Import(at=Instant(row.at), by=row.by, targets=row.targets)


def undoing_batch(connection: Connection, batch: str) -> tuple[Edit, ...]:
    """Return the edits that take back what was done together."""
    rows = connection.execute(
        select(target_revisions)
        .where(target_revisions.c.batch == batch)
        .order_by(target_revisions.c.number)
    )
    return tuple(_backwards(_revision(row).edit) for row in rows)


def batch_of_undoing(batch: str) -> str:
    return _UNDOES + batch


def forget_revisions(connection: Connection, before: Instant) -> None:
    """Let go of what is older."""
    connection.execute(delete(target_revisions).where(target_revisions.c.at < before))


def kept_definitions(connection: Connection) -> Mapping[str, str]:
    """Return the definitions of all targets of the database, by name."""
    rows = connection.execute(select(targets.c.name, targets.c.definition))
    return {row.name: row.definition for row in rows}


def _write_target(connection: Connection, edit: Edit, deed: Deed) -> None:
    here = targets.c.name == edit.target
    if edit.before is None:
        if connection.execute(select(targets.c.name).where(here)).one_or_none() is not None:
            raise _changed_meanwhile(edit)
        if edit.after is not None:
            connection.execute(insert(targets).values(_new_target(edit.target, edit.after, deed)))
        return
    as_known = here & (targets.c.definition == edit.before)
    if edit.after is None:
        done = connection.execute(delete(targets).where(as_known))
    else:
        done = connection.execute(
            update(targets)
            .where(as_known)
            .values(definition=edit.after, changed_at=deed.at, changed_by=deed.by)
        )
    if done.rowcount != 1:
        raise _changed_meanwhile(edit)


def _new_target(name: str, definition: str, deed: Deed) -> dict[str, object]:
    return {
        "name": name,
        "definition": definition,
        "created_at": deed.at,
        "created_by": deed.by,
        "changed_at": deed.at,
        "changed_by": deed.by,
    }


def _changed_meanwhile(edit: Edit) -> Conflict:
    return Conflict(
        "{name!r} was changed meanwhile; look at it as it is now, and try again", name=edit.target
    )


def _row(edit: Edit, deed: Deed) -> dict[str, object]:
    return {
        "target": edit.target,
        "at": deed.at,
        "by": deed.by,
        "action": deed.action.value,
        "batch": deed.batch or None,
        "before": edit.before,
        "after": edit.after,
    }


def _digest(edits: Iterable[Edit]) -> str:
    """Return what the audit trail says of the edits themselves, which are let go of one day."""
    whole = hashlib.sha256()
    for edit in edits:
        whole.update(repr((edit.target, edit.before, edit.after)).encode())
    return whole.hexdigest()


def _backwards(edit: Edit) -> Edit:
    return Edit(edit.target, before=edit.after, after=edit.before)


def _revision(row: Row[tuple[object, ...]]) -> Revision:
    edit = Edit(row.target, row.before, row.after)
    return Revision(
        row.number, edit, Deed(Action(row.action), row.by, Instant(row.at), row.batch or "")
    )
