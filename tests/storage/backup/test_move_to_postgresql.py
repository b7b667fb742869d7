"""The state moves from a SQLite file into PostgreSQL, as a house that grows needs it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from tests.postgresql_cluster import Cluster
from tests.server.test_upgrade import fill
from tests.ticketing.story import Story
from watchkeeper.core.errors import Conflict, Unavailable, WatchkeeperError
from watchkeeper.server.chains import chain_fault
from watchkeeper.storage.migrate import newest_revision
from watchkeeper.storage.move_to_postgresql import move_to_postgresql
from watchkeeper.storage.open_database import open_database
from watchkeeper.storage.search.index import Entry, EntryKind, matches, write_entries
from watchkeeper.storage.search.tables import search_entry
from watchkeeper.storage.search.words import phrases_from_text

WORDS = sa.text("SELECT count(*) FROM search_word")


@pytest.fixture
def url(postgresql_cluster: Cluster) -> str:
    return postgresql_cluster.new_database()


@pytest.fixture
async def state(tmp_path: Path) -> Path:
    """The file of a house that has lived: tickets with their chains, audit, words in Chinese."""
    path = tmp_path / "state.db"
    await fill(f"sqlite:///{path}")
    database = await open_database(f"sqlite:///{path}")
    note = Entry(EntryKind.KNOWLEDGE, 1, ("磁盘空间不足",), ("清理备份目录",))
    await database.write(lambda connection: write_entries(connection, [note]))
    await database.close()
    return path


async def move(path: Path, url: str, aside: str = "") -> None:
    await asyncio.to_thread(
        move_to_postgresql, path, url, revision=newest_revision(), aside=aside, look=chain_fault
    )


def rows_of(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the engine's own index, in some order."""
    tables = sa.MetaData()
    tables.reflect(connection)
    return {
        name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
        for name, table in tables.tables.items()
        if not name.startswith(("search_word", "sqlite_"))
    }


def found(connection: Connection, query: str) -> Sequence[int]:
    phrases = phrases_from_text(query)
    statement = sa.select(search_entry.c.number).where(matches(EntryKind.KNOWLEDGE, phrases))
    return connection.scalars(statement).all()


async def test_every_row_is_there_and_life_goes_on(state: Path, url: str) -> None:
    """Tables, truth values, numbers and texts are the same; new tickets get new numbers."""
    before = await open_database(f"sqlite:///{state}")
    wanted = await before.read(rows_of)
    await before.close()
    await move(state, url)
    after = await open_database(url)
    assert await after.read(rows_of) == wanted
    assert await after.read(chain_fault) is None
    story = Story(after)
    await story.fire("Fault9", on="web-9")
    await story.pass_time(hours=1)
    assert await after.read(chain_fault) is None
    await after.close()


@pytest.mark.parametrize("query", ["备份", "盘", "磁盘空间", "nothing"])
async def test_searches_find_the_same(state: Path, url: str, query: str) -> None:
    """The words of each entry are made anew for the other engine."""
    before = await open_database(f"sqlite:///{state}")
    wanted = await before.read(lambda connection: found(connection, query))
    words = await before.read(lambda connection: connection.scalar(WORDS))
    await before.close()
    await move(state, url)
    after = await open_database(url)
    assert await after.read(lambda connection: found(connection, query)) == wanted
    assert await after.read(lambda connection: connection.scalar(WORDS)) == words
    assert bool(wanted) is (query != "nothing")
    await after.close()


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ("UPDATE audit_rows SET subject = 'x' WHERE number = 4", "row 4 of the audit trail"),
        (
            "UPDATE audit_rows SET actor = 'a' || char(0) || 'b' WHERE number = 2",
            "PostgreSQL cannot",
        ),
    ],
    ids=["a chain that does not hold", "a text that PostgreSQL cannot hold"],
)
async def test_what_cannot_be_moved_whole_is_not_moved(
    state: Path, url: str, damage: str, error: str
) -> None:
    """One transaction: nothing is left, and the file is as it was."""
    with closing(sqlite3.connect(state)) as connection:
        connection.execute(damage)
        connection.commit()
    before = await asyncio.to_thread(state.read_bytes)
    with pytest.raises(WatchkeeperError, match=error):
        await move(state, url)
    assert await asyncio.to_thread(state.read_bytes) == before
    empty = await open_database(url)  # makes the tables: none were there
    assert await empty.read(lambda c: c.scalar(sa.text("SELECT count(*) FROM audit_rows"))) == 0
    await empty.close()


async def test_a_database_in_use_is_put_aside_or_left(state: Path, url: str) -> None:
    """Without a place for its tables nothing moves; with one they are in it."""
    await fill(url)
    with pytest.raises(Conflict, match="has tables already"):
        await move(state, url)
    await move(state, url, aside="before_restore_1")
    database = await open_database(url)
    aside = sa.text("SELECT count(*) FROM before_restore_1.audit_rows")
    assert await database.read(lambda c: c.scalar(aside)) == 5
    await database.close()


async def test_a_file_that_is_no_database(tmp_path: Path, url: str) -> None:
    """It is one line that says so."""
    path = tmp_path / "state.db"
    path.write_bytes(b"no database" * 1_000)
    with pytest.raises(Unavailable, match="cannot be copied: file is not a database"):
        await move(path, url)
