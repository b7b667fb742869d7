"""Copy the state out of PostgreSQL and back by COPY, in one snapshot and one transaction.

No tool of PostgreSQL's is needed: pg_dump must be as new as the server and is often not where
the daemon runs.  The tables themselves are made by our own migrations.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from watchkeeper.core.errors import Conflict, Unavailable
from watchkeeper.storage.backup.manifest import TableCopy
from watchkeeper.storage.database import Unit
from watchkeeper.storage.migrate import migrate
from watchkeeper.storage.postgresql import async_url
from watchkeeper.storage.sqlite_copy import Progress, no_progress

T = TypeVar("T")

_CONNECT_SECONDS = 30
_TRIAL = "watchkeeper_trial"
VERSION_TABLE = "alembic_version"
TROUBLE = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, DBAPIError)

_COLUMNS = """
    SELECT c.relname, a.attname FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname, a.attnum
"""
REFERENCES = """
    SELECT r.relname, t.relname FROM pg_constraint k
    JOIN pg_class r ON r.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND r.relnamespace = current_schema()::regnamespace AND r.oid <> t.oid
"""
_SEQUENCES = """
    SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND NOT a.attisdropped
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
"""


def dump_postgresql(
    url: str, folder: Path, progress: Progress = no_progress
) -> tuple[TableCopy, ...]:
    """Write each table to ``folder/NAME.copy``; blocks, and must not be called on an event loop.

    Returns the tables in the order in which they can be put back.  Raises Unavailable.
    """
    return asyncio.run(_dump(url, folder, progress))


def load_postgresql(
    url: str, folder: Path, tables: Sequence[TableCopy], *, revision: str, aside: str = ""
) -> None:
    """Make the tables of *revision* and fill them, all or nothing; blocks.

    Tables that are there go into a new schema *aside*.  Raises Conflict where none is named.
    """
    asyncio.run(_load(url, folder, tables, revision, aside))


def try_postgresql(
    url: str, folder: Path, tables: Sequence[TableCopy], *, revision: str, look: Unit[T]
) -> T:
    """Load into a schema of its own, return what *look* finds there, and leave nothing; blocks."""
    return asyncio.run(_try(url, folder, tables, revision, look))


async def _dump(url: str, folder: Path, progress: Progress) -> tuple[TableCopy, ...]:
    try:
        connection = await asyncpg.connect(_plain(url), timeout=_CONNECT_SECONDS)
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                return await _dump_tables(connection, folder, progress)
        finally:
            await connection.close(timeout=_CONNECT_SECONDS)
    except TROUBLE as error:
        raise explained(error) from error


async def _dump_tables(
    connection: asyncpg.Connection, folder: Path, progress: Progress
) -> tuple[TableCopy, ...]:
    columns = await columns_of(connection)
    order = in_order(columns, await connection.fetch(REFERENCES))
    copied = []
    for number, name in enumerate(order):
        said = await connection.copy_from_table(
            name, columns=columns[name], output=folder / f"{name}.copy"
        )
        copied.append(TableCopy(name, int(said.split()[-1]), columns[name]))
        progress(number + 1, len(order))
    return tuple(copied)


async def columns_of(connection: asyncpg.Connection) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, column in await connection.fetch(_COLUMNS):
        found[table] = (*found.get(table, ()), column)
    return found


def in_order(tables: Mapping[str, object], references: Sequence[Sequence[str]]) -> list[str]:
    """Return the tables so that each follows those it refers to."""
    needed: dict[str, set[str]] = {table: set() for table in tables}
    for table, other in references:
        needed[table].add(other)
    try:
        return list(TopologicalSorter(needed).static_order())
    except CycleError as error:
        raise Unavailable(
            "tables refer to each other in a circle: {tables}", tables=error
        ) from error


async def _load(
    url: str, folder: Path, tables: Sequence[TableCopy], revision: str, aside: str
) -> None:
    try:
        async with connected(url) as connection, connection.begin():
            await make_place(connection, aside)
            await _make_and_fill(connection, folder, tables, revision)
    except TROUBLE as error:
        raise explained(error) from error


async def _try(
    url: str, folder: Path, tables: Sequence[TableCopy], revision: str, look: Unit[T]
) -> T:
    try:
        async with connected(url) as connection:
            transaction = await connection.begin()
            try:
                await connection.execute(text(f"CREATE SCHEMA {_TRIAL}"))
                await connection.execute(text(f"SET LOCAL search_path TO {_TRIAL}"))
                await _make_and_fill(connection, folder, tables, revision)
                return await connection.run_sync(look)
            finally:
                await transaction.rollback()
    except TROUBLE as error:
        raise explained(error) from error


async def _make_and_fill(
    connection: AsyncConnection, folder: Path, tables: Sequence[TableCopy], revision: str
) -> None:
    await connection.run_sync(make_tables, revision)
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    await _fill(driver, folder, [one for one in tables if one.name != VERSION_TABLE])
    await set_sequences(driver)


def make_tables(connection: Connection, revision: str) -> None:
    migrate(connection, to=revision)


async def _fill(driver: Any, folder: Path, tables: Sequence[TableCopy]) -> None:
    known = await columns_of(driver)
    for table in tables:
        if not set(table.columns) <= set(known.get(table.name, ())):
            raise Conflict("the backup has a table {table} that its schema lacks", table=table.name)
    await empty_tables(driver, known)
    for table in tables:
        await driver.copy_to_table(
            table.name, columns=table.columns, source=folder / f"{table.name}.copy"
        )


async def empty_tables(driver: Any, known: Iterable[str]) -> None:
    """Take out the first rows that migrations put into some tables."""
    names = ", ".join(_quoted(name) for name in known if name != VERSION_TABLE)
    await driver.execute(f"TRUNCATE {names}")


async def set_sequences(driver: Any) -> None:
    for table, column, sequence in await driver.fetch(_SEQUENCES):
        most = f"SELECT max({_quoted(column)}) FROM {_quoted(table)}"  # noqa: S608 names of its own
        await driver.execute(
            f"SELECT setval('{sequence}', coalesce(({most}), 1), ({most}) IS NOT NULL)"
        )


async def make_place(connection: AsyncConnection, aside: str) -> None:
    found = await connection.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = current_schema()::regnamespace"
        )
    )
    tables = found.all()
    if not tables:
        return
    if not aside:
        raise Conflict("the database has tables already; --replace puts them aside")
    await connection.execute(text(f"CREATE SCHEMA {_quoted(aside)}"))
    for statement in _moves(tables, aside):
        await connection.execute(text(statement))


def _moves(tables: Sequence[str], schema: str) -> Iterator[str]:
    for table in tables:
        yield f"ALTER TABLE {_quoted(table)} SET SCHEMA {_quoted(schema)}"


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(
        async_url(url), poolclass=NullPool, connect_args={"timeout": _CONNECT_SECONDS}
    )
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def _quoted(name: str | None) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def explained(error: BaseException) -> Unavailable:
    reason = getattr(error, "orig", None) or error
    return Unavailable("PostgreSQL cannot be copied: {reason}", reason=reason)
