"""Open the database that the configuration names, migrated."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchkeeper.core.errors import ConfigError
from watchkeeper.storage.database import Database
from watchkeeper.storage.migrate import migrate
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase


async def open_database(url: str) -> Database:
    """Open ``sqlite:///PATH`` or ``postgresql://...`` and bring its schema up to date."""
    database = await asyncio.to_thread(_connect, url)
    try:
        await database.write(migrate)
    except BaseException:
        await database.close()
        raise
    return database


def _connect(url: str) -> SqliteDatabase | PostgresqlDatabase:
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteDatabase(path)
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresqlDatabase(url)
    raise ConfigError("the database must be sqlite:///PATH or postgresql://USER@HOST/NAME")
