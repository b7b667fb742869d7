"""Compare a migrated database with what it was: nothing may be lost that no migration takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.migrate import Step, current_revision
from watchkeeper.storage.upgrade.words import Examine

log = get_log("storage")

RowCounts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Before:
    """What a database was before its migration."""

    counts: RowCounts
    fault: Text | None  # of its content, known already


def look_before(connection: Connection, examine: Examine) -> Before:
    """Count and examine what is there; a content that today's code cannot read has no fault."""
    try:
        with connection.begin_nested():
            fault = examine(connection)
    except sa.exc.DBAPIError:
        fault = None  # its tables are older than the code that examines them
    return Before(row_counts(connection), fault)


def fault_after(
    connection: Connection, before: Before, steps: Sequence[Step], examine: Examine
) -> Text | None:
    """Return what is wrong with a migrated database, the cheapest to find first."""
    return (
        _wrong_schema(connection, steps)
        or _lost_rows(before.counts, row_counts(connection), steps)
        or damage_of(connection)
        or _new_fault(examine(connection), before.fault)
    )


def row_counts(connection: Connection) -> RowCounts:
    """Return how many rows each table has."""
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
        for name in sorted(sa.inspect(connection).get_table_names())
        if name != "alembic_version" and not name.startswith(_within_indexes(connection))
    }


def _within_indexes(connection: Connection) -> tuple[str, ...]:
    """Return how the tables begin in which SQLite's index of words keeps itself: no rows of ours."""
    if connection.dialect.name != "sqlite":
        return ()
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'"
    )
    return tuple(f"{name}_" for (name,) in found)


def damage_of(connection: Connection) -> Text | None:
    """Return what SQLite finds wrong with its pages and references.

    PostgreSQL keeps references by itself and reads pages by their checksums.
    """
    if connection.dialect.name != "sqlite":
        return None
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if found != "ok":
        return text("SQLite finds damage: {reason}", reason=found)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is None:
        return None
    return text(
        "a row of {table} refers to a row of {parent} that is not there",
        table=broken[0],
        parent=broken[2],
    )


def _wrong_schema(connection: Connection, steps: Sequence[Step]) -> Text | None:
    found = current_revision(connection)
    if steps and found == steps[-1].revision:
        return None
    return text("the schema is {found} after all migrations", found=found or "-")


def _lost_rows(before: RowCounts, after: RowCounts, steps: Sequence[Step]) -> Text | None:
    declared = {name for step in steps for name in step.changes_rows}
    for name, count in before.items():
        if name not in declared and after.get(name) != count:
            return text(
                "table {table} had {before} rows and has {after}",
                table=name,
                before=count,
                after=after.get(name, 0),
            )
    return None


def _new_fault(after: Text | None, before: Text | None) -> Text | None:
    """Return a fault that the migration made; one that was there is told, and no reason to stop."""
    if after is not None and after == before:
        log.warning("the database was so before the upgrade", fault=after)
        return None
    return after
