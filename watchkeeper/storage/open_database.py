"""Open the database that the configuration names, with the schema that this version needs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Connection

from watchkeeper.core.errors import ConfigError, Conflict
from watchkeeper.storage.database import Database
from watchkeeper.storage.migrate import Standing, migrate, refuse_unknown, schema_of
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase

_SQLITE = "sqlite:///"


class OlderSchema(Conflict):
    """The database was written by an earlier version and is to be upgraded first."""


async def open_database(url: str) -> Database:
    """Open ``sqlite:///PATH`` or ``postgresql://...``; an empty one gets its tables.

    Raises OlderSchema where an upgrade is due, Conflict for the schema of a newer version.
    """
    database = await asyncio.to_thread(_connect, url)
    try:
        await database.write(_prepare)
    except BaseException:
        await database.close()
        raise
    return database


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite database, None where the state is in PostgreSQL."""
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def check_url(url: str) -> None:
    """Raise ConfigError for an address that no engine of ours serves."""
    if not url.startswith((_SQLITE, "postgresql://", "postgres://")):
        raise ConfigError("the database must be sqlite:///PATH or postgresql://USER@HOST/NAME")


def _prepare(connection: Connection) -> None:
    schema = schema_of(connection)
    refuse_unknown(schema)
    if schema.standing is Standing.OLDER:
        raise OlderSchema(
            "the database has schema {found}, this version needs {newest}; "
            "type `watchkeeper upgrade` (first --check), or set upgrade_at_start: true",
            found=schema.found,
            newest=schema.newest,
        )
    if schema.standing is Standing.NEW:
        migrate(connection)


def _connect(url: str) -> SqliteDatabase | PostgresqlDatabase:
    check_url(url)
    path = sqlite_path(url)
    if path is None:
        return PostgresqlDatabase(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteDatabase(path)
