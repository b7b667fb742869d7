"""Bring a database to the newest schema, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from watchkeeper.core.errors import Conflict

_HISTORY = Path(__file__).parent / "migrations"


def migration_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HISTORY))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    return ScriptDirectory.from_config(migration_config()).get_current_head() or ""


def current_revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection) -> None:
    """Upgrade the schema.  Raises Conflict where it was written by a newer version."""
    known = {
        script.revision
        for script in ScriptDirectory.from_config(migration_config()).walk_revisions()
    }
    found = current_revision(connection)
    if found is not None and found not in known:
        raise Conflict(
            "the database has schema {found}, which this version does not know; "
            "run the version that wrote it, or a newer one",
            found=found,
        )
    command.upgrade(migration_config(connection), "head")
