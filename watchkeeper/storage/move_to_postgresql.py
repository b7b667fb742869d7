"""Move the state from a SQLite file into PostgreSQL: tables of the same schema, row by row.

All or nothing, in one transaction.  The index of words is each engine's own and is made anew.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from watchkeeper.core.errors import Conflict, Unavailable
from watchkeeper.core.messages import Text
from watchkeeper.storage.database import Unit
from watchkeeper.storage.postgresql_copy import (
    REFERENCES,
    TROUBLE,
    VERSION_TABLE,
    columns_of,
    connected,
    empty_tables,
    explained,
    in_order,
    make_place,
    make_tables,
    set_sequences,
)
from watchkeeper.storage.search.index import write_words_anew
from watchkeeper.storage.sqlite_copy import reading_sqlite

_OWN = frozenset({VERSION_TABLE, "search_word"})  # of the engine, never copied
_TYPES = """
    SELECT c.relname, a.attname, a.atttypid::regtype::text FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
"""
_MADE: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {"boolean": bool, "double precision": float}  # SQLite keeps 0 and 1, and 2.0 as it likes
)


def move_to_postgresql(
    source: Path, url: str, *, revision: str, aside: str = "", look: Unit[Text | None]
) -> None:
    """Make the tables of *revision* and fill them from *source*, which has them; blocks.

    What *look* finds wrong before the end undoes it.  Tables that are there go into a new schema
    *aside*.  Raises Conflict where none is named, Unavailable.
    """
    asyncio.run(_move(source, url, revision, aside, look))


async def _move(source: Path, url: str, revision: str, aside: str, look: Unit[Text | None]) -> None:
    try:
        with reading_sqlite(source) as reading:
            async with connected(url) as connection, connection.begin():
                await make_place(connection, aside)
                await connection.run_sync(make_tables, revision)
                await _fill(connection, reading)
                fault = await connection.run_sync(look)
                if fault is not None:
                    raise Unavailable("the moved database is not what it was: {fault}", fault=fault)
    except (*TROUBLE, sqlite3.Error) as error:
        raise explained(error) from error


async def _fill(connection: AsyncConnection, reading: sqlite3.Connection) -> None:
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    columns = await columns_of(driver)
    types = {(table, name): kind for table, name, kind in await driver.fetch(_TYPES)}
    await empty_tables(driver, columns)
    for table in in_order(columns, await driver.fetch(REFERENCES)):
        if table not in _OWN:
            made = [_MADE.get(types[table, name]) for name in columns[table]]
            rows = _rows(reading, table, columns[table], made)
            await driver.copy_records_to_table(table, records=rows, columns=columns[table])
            await _compare(driver, reading, table)
    await set_sequences(driver)
    if "search_word" in columns:
        await connection.run_sync(write_words_anew)


def _rows(
    reading: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    made: Sequence[Callable[[Any], object] | None],
) -> Iterator[tuple[object, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    for row in reading.execute(f'SELECT {names} FROM "{table}"'):  # noqa: S608 names of its own
        yield tuple(
            value if make is None or value is None else make(value)
            for value, make in zip(row, made, strict=True)
        )


async def _compare(driver: Any, reading: sqlite3.Connection, table: str) -> None:
    count = f'SELECT count(*) FROM "{table}"'  # noqa: S608 a name of its own
    before, after = reading.execute(count).fetchone()[0], await driver.fetchval(count)
    if before != after:
        raise Conflict(
            "table {table} had {before} rows and has {after}",
            table=table,
            before=before,
            after=after,
        )
