"""Which schema a database has, and the way to the newest one, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from watchkeeper.core.errors import Conflict

_HISTORY = Path(__file__).parent / "migrations"
_TURN = 5_930_472_114_836  # of PostgreSQL's advisory locks: one migrates, others wait

_NOTHING_MORE: tuple[Path, ...] = ()


class Standing(Enum):
    """How a database's schema stands to the one that this version needs."""

    NEW = "new"  # an empty database
    CURRENT = "current"
    OLDER = "older"
    UNKNOWN = "unknown"  # of a newer version, or not ours


@dataclass(frozen=True, slots=True)
class Schema:
    """A database's schema: ``found`` is its revision, empty where there is none."""

    standing: Standing
    found: str
    newest: str


@dataclass(frozen=True, slots=True)
class Step:
    """A migration: what it does, and the tables whose rows it adds to or takes away."""

    revision: str
    what: str
    changes_rows: frozenset[str]


def migration_config(
    connection: Connection | None = None, more: Sequence[Path] = _NOTHING_MORE
) -> Config:
    """Return Alembic's configuration; *more* are folders with migrations after ours."""
    config = Config()
    config.set_main_option("script_location", str(_HISTORY))
    config.set_main_option("path_separator", "newline")
    folders = (_HISTORY / "versions", *more)
    config.set_main_option("version_locations", "\n".join(map(str, folders)))
    config.attributes["connection"] = connection
    return config


def newest_revision(more: Sequence[Path] = _NOTHING_MORE) -> str:
    return _scripts(more).get_current_head() or ""


def current_revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def schema_of(connection: Connection, more: Sequence[Path] = _NOTHING_MORE) -> Schema:
    """Look how a database stands to the history."""
    found, newest = current_revision(connection), newest_revision(more)
    if found is None:
        is_empty = not sa.inspect(connection).get_table_names()
        return Schema(Standing.NEW if is_empty else Standing.UNKNOWN, "", newest)
    if found == newest:
        return Schema(Standing.CURRENT, found, newest)
    is_known = found in known_revisions(more)
    return Schema(Standing.OLDER if is_known else Standing.UNKNOWN, found, newest)


def known_revisions(more: Sequence[Path] = _NOTHING_MORE) -> frozenset[str]:
    return frozenset(script.revision for script in _scripts(more).walk_revisions())


def steps_from(found: str, more: Sequence[Path] = _NOTHING_MORE) -> tuple[Step, ...]:
    """Return the migrations from a revision to the newest, in their order."""
    scripts = _scripts(more).iterate_revisions("head", found)
    return tuple(_step(script) for script in reversed(list(scripts)))


def refuse_unknown(schema: Schema) -> None:
    """Raise Conflict where the schema was written by a newer version, or is not ours."""
    if schema.standing is not Standing.UNKNOWN:
        return
    if not schema.found:
        raise Conflict(
            "the database has tables, but not of watchkeeper; give it a database of its own"
        )
    raise Conflict(
        "the database has schema {found}, which this version does not know; "
        "run the version that wrote it, or a newer one",
        found=schema.found,
    )


def migrate(
    connection: Connection, to: str = "head", *, more: Sequence[Path] = _NOTHING_MORE
) -> None:
    """Bring a database to a revision.  Raises Conflict where a newer version wrote it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
    refuse_unknown(schema_of(connection, more))
    command.upgrade(migration_config(connection, more), to)


def _scripts(more: Sequence[Path]) -> ScriptDirectory:
    return ScriptDirectory.from_config(migration_config(more=more))


def _step(script: Script) -> Step:
    return Step(
        script.revision,
        (script.doc or script.revision).rstrip("."),
        frozenset(getattr(script.module, "changes_rows", ())),
    )
