"""The state copied out of its database and put back, on both engines."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from tests.postgresql_cluster import Cluster
from watchkeeper.access.audit import audit_head, first_broken_row, record_audit
from watchkeeper.core.errors import Conflict, Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.storage.backup.state import StateCopy, copy_state
from watchkeeper.storage.migrate import newest_revision
from watchkeeper.storage.open_database import open_database
from watchkeeper.storage.postgresql_copy import load_postgresql, try_postgresql
from watchkeeper.storage.sqlite_copy import no_progress

ODD = 'tab\t new\nline back\\slash quote" 中文 \\N \\.'


def write_rows(connection: Connection) -> None:
    for number in range(20):
        record_audit(connection, "did", actor=ODD, at=Instant(number), subject=f"{number}")


def look(connection: Connection) -> tuple[int | None, int, str]:
    actor = connection.scalar(text("SELECT actor FROM audit_rows WHERE number = 3"))
    return first_broken_row(connection), audit_head(connection).number, str(actor)


async def filled(url: str) -> None:
    database = await open_database(url)
    await database.write(write_rows)
    await database.close()


async def copied(url: str, folder: Path) -> StateCopy:
    await asyncio.to_thread(folder.mkdir)
    return await asyncio.to_thread(copy_state, url, folder, no_progress)


async def test_the_copy_has_every_row(database_url: str, tmp_path: Path) -> None:
    """It names its engine, the revision of its tables, and how many rows each has."""
    await filled(database_url)
    copy = await copied(database_url, tmp_path / "copy")
    assert copy.schema == newest_revision()
    assert {one.name: one.rows for one in copy.tables}["audit_rows"] == 20
    assert all(path.exists() for path in copy.files)


@pytest.fixture
def urls(postgresql_cluster: Cluster) -> tuple[str, str]:
    return postgresql_cluster.new_database(), postgresql_cluster.new_database()


async def load(url: str, folder: Path, copy: StateCopy, aside: str = "") -> None:
    await asyncio.to_thread(
        load_postgresql, url, folder, copy.tables, revision=copy.schema, aside=aside
    )


async def test_postgresql_gets_back_what_it_gave(urls: tuple[str, str], tmp_path: Path) -> None:
    """Odd text included; the chain of the audit verifies, and the next row follows it."""
    await filled(urls[0])
    copy = await copied(urls[0], tmp_path / "copy")
    await load(urls[1], tmp_path / "copy", copy)
    database = await open_database(urls[1])
    assert await database.read(look) == (None, 20, ODD)
    await database.write(write_rows)
    assert (await database.read(look))[:2] == (None, 40)
    await database.close()


async def test_tables_that_are_there_are_kept_aside(urls: tuple[str, str], tmp_path: Path) -> None:
    """Without a place for them nothing is loaded; with one they are all in it."""
    await filled(urls[0])
    copy = await copied(urls[0], tmp_path / "copy")
    with pytest.raises(Conflict, match="has tables already"):
        await load(urls[0], tmp_path / "copy", copy)
    await load(urls[0], tmp_path / "copy", copy, aside="before_restore_1")
    database = await open_database(urls[0])
    assert await database.read(look) == (None, 20, ODD)
    aside = text("SELECT count(*) FROM before_restore_1.audit_rows")
    assert await database.read(lambda c: c.scalar(aside)) == 20
    await database.close()


async def test_a_trial_leaves_nothing(urls: tuple[str, str], tmp_path: Path) -> None:
    """It sees all rows in a schema of its own, beside those of the server."""
    await filled(urls[0])
    copy = await copied(urls[0], tmp_path / "copy")
    for url in urls:
        found = await asyncio.to_thread(
            try_postgresql, url, tmp_path / "copy", copy.tables, revision=copy.schema, look=look
        )
        assert found == (None, 20, ODD)
    empty = await open_database(urls[1])
    assert await empty.read(lambda c: c.scalar(text("SELECT count(*) FROM audit_rows"))) == 0
    schemas = text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'watchkeeper%'")
    assert await empty.read(lambda c: c.scalar(schemas)) == 0
    await empty.close()


async def test_a_damaged_table_loads_nothing(urls: tuple[str, str], tmp_path: Path) -> None:
    """One transaction: the tables that went in before it are gone as well."""
    await filled(urls[0])
    copy = await copied(urls[0], tmp_path / "copy")
    (tmp_path / "copy" / "audit_rows.copy").write_text("no row\n")
    with pytest.raises(Unavailable, match="PostgreSQL cannot be copied"):
        await load(urls[1], tmp_path / "copy", copy)
    database = await open_database(urls[1])  # makes the tables: none were there
    assert (await database.read(look))[1] == 0
    await database.close()
