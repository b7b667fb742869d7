from __future__ import annotations

import asyncio
import functools

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from watchkeeper.storage.database import Database
from watchkeeper.storage.migrate import current_revision, newest_revision


@pytest.fixture
async def counted(database: Database) -> Database:
    await database.write(lambda c: c.execute(sa.text("CREATE TABLE mark (id BIGINT PRIMARY KEY)")))
    return database


def put(number: int) -> sa.TextClause:
    return sa.text("INSERT INTO mark VALUES (:n)").bindparams(n=number)


def insert(number: int, connection: sa.Connection) -> None:
    connection.execute(put(number))


def count(connection: sa.Connection) -> int:
    return int(connection.execute(sa.text("SELECT count(*) FROM mark")).scalar_one())


async def test_a_new_database_has_the_newest_schema(database: Database) -> None:
    """Opening migrates to the head of the one linear history."""
    assert await database.read(current_revision) == newest_revision()


async def test_units_in_parallel_are_all_kept(counted: Database) -> None:
    """Every unit that was answered is there, whatever it was grouped with."""
    await asyncio.gather(
        *(counted.write(functools.partial(insert, number)) for number in range(200))
    )
    assert await counted.read(count) == 200


async def test_a_failing_unit_undoes_itself_only(counted: Database) -> None:
    """A unit that raises rolls back its own rows; its neighbours in the group are committed."""

    def bad(connection: sa.Connection) -> None:
        connection.execute(put(1_000))
        connection.execute(put(1))

    def good(connection: sa.Connection) -> None:
        connection.execute(put(2_000))

    await counted.write(lambda c: c.execute(put(1)).rowcount)
    failed, kept = await asyncio.gather(
        counted.write(bad), counted.write(good), return_exceptions=True
    )
    assert isinstance(failed, IntegrityError)
    assert kept is None
    assert await counted.read(count) == 2


async def test_a_reader_cannot_write(counted: Database) -> None:
    """``read`` hands out a snapshot on which a write fails."""
    with pytest.raises(sa.exc.DBAPIError):
        await counted.read(lambda c: c.execute(put(1)).rowcount)
    assert await counted.read(count) == 0
