"""A database in trouble is Unavailable: temporary, said so, and over when the trouble is."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from tests.postgresql_cluster import Cluster
from watchkeeper.core.errors import Unavailable
from watchkeeper.storage import postgresql
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase, is_passing, reason_of


def _fill(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE IF NOT EXISTS words (word TEXT)"))
    connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": "x" * 200_000})


async def test_a_full_disk_is_unavailable_to_the_unit_that_meets_it(tmp_path: Path) -> None:
    """Not a defect: who asked is told to come again, and later units are done."""
    database = SqliteDatabase(tmp_path / "state.db")
    await database.write(lambda connection: connection.execute(text("PRAGMA max_page_count=20")))
    try:
        with pytest.raises(Unavailable):
            await database.write(_fill)
        await database.write(
            lambda connection: connection.execute(text("PRAGMA max_page_count=900"))
        )
        await database.write(_fill)
        count = await database.read(lambda c: c.scalar(text("SELECT count(*) FROM words")))
        assert count == 1
    finally:
        await database.close()


async def test_a_file_that_cannot_be_opened_is_unavailable_to_readers(tmp_path: Path) -> None:
    """As when its disk is not mounted, or no file can be opened any more: said with a remedy."""
    folder = tmp_path / "data"
    folder.mkdir()
    database = SqliteDatabase(folder / "state.db")
    try:
        await database.write(_fill)
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(Unavailable, match=r"^the database cannot be read now: its file cannot"):
            await database.read(lambda c: c.scalar(text("SELECT count(*) FROM words")))
        (tmp_path / "elsewhere").rename(folder)
        assert await database.read(lambda c: c.scalar(text("SELECT count(*) FROM words"))) == 1
    finally:
        await database.close()


async def test_a_wrong_statement_is_a_defect_and_not_trouble(tmp_path: Path) -> None:
    """It would fail for ever; nobody is told to come again."""
    database = SqliteDatabase(tmp_path / "state.db")
    try:
        with pytest.raises(OperationalError, match="no such table"):
            await database.read(lambda c: c.scalar(text("SELECT count(*) FROM not_there")))
    finally:
        await database.close()


def _busy(path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=0)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("SELECT count(*) FROM sqlite_master")


def _full(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA max_page_count=2")
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("INSERT INTO words VALUES (?)", ["x" * 200_000])


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [(_busy, "another program holds it"), (_full, "its disk is full")],
    ids=["another program holds it", "a full disk"],
)
def test_trouble_of_the_machine_is_told_with_its_remedy(
    tmp_path: Path, trouble: Callable[[Path], None], reason: str
) -> None:
    """What SQLite itself raises is known by its code."""
    with pytest.raises(sqlite3.OperationalError) as raised:
        trouble(tmp_path / "state.db")
    assert is_passing(raised.value)
    assert str(reason_of(raised.value)).startswith(reason)


def _end_own_session(connection: Connection) -> None:
    connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


async def test_a_session_that_is_ended_is_unavailable(postgresql_cluster: Cluster) -> None:
    """As when PostgreSQL is restarted; the next unit has a new session."""
    database = PostgresqlDatabase(postgresql_cluster.new_database())
    try:
        with pytest.raises(Unavailable):
            await database.read(_end_own_session)
        with pytest.raises(Unavailable):
            await database.write(_end_own_session)
        assert await database.read(lambda c: c.scalar(text("SELECT 1"))) == 1
    finally:
        await database.close()


_STARTING = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"


@asynccontextmanager
async def _starting_up() -> AsyncIterator[int]:
    """A server that answers every client as PostgreSQL does while it starts; yields its port."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4), "big")
        code = int.from_bytes((await reader.readexactly(length - 4))[:4], "big")
        if code == 80_877_103:  # asks for TLS
            writer.write(b"N")
            length = int.from_bytes(await reader.readexactly(4), "big")
            await reader.readexactly(length - 4)
        writer.write(b"E" + (len(_STARTING) + 4).to_bytes(4, "big") + _STARTING)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_a_postgresql_that_starts_is_unavailable() -> None:
    """It refuses sessions for some seconds after its own start."""
    async with _starting_up() as port:
        database = PostgresqlDatabase(f"postgresql://watch@127.0.0.1:{port}/watch")
        try:
            for ask in (database.read, database.write):
                with pytest.raises(Unavailable):
                    await ask(lambda c: c.scalar(text("SELECT 1")))
        finally:
            await database.close()


async def test_a_postgresql_that_does_not_answer_is_unavailable(
    postgresql_cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement has a deadline: a network that swallows packets must not stop a worker."""
    monkeypatch.setattr(postgresql, "_LONGEST_STATEMENT_SECONDS", 0.2)
    database = PostgresqlDatabase(postgresql_cluster.new_database())
    try:
        for ask in (database.read, database.write):
            with pytest.raises(Unavailable):
                await ask(lambda c: c.scalar(text("SELECT pg_sleep(30)")))
    finally:
        await database.close()


def test_a_commit_that_the_disk_does_not_confirm_stops_all_acknowledging(tmp_path: Path) -> None:
    """A failed fsync is data loss: nothing is acknowledged any more, though later ones may succeed.

    A new process reads what is there: all that was acknowledged.
    """
    path = tmp_path / "state.db"
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.unsynced_child", str(path)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[:3] == ["acknowledged 0", "acknowledged 1", "acknowledged 2"]
    assert len(lines) == 6
    for number, line in enumerate(lines[3:], start=3):
        assert line.startswith(f"refused {number}: the disk did not confirm what was written")
        assert line.endswith("check it, then restart watchkeeper")
    with closing(sqlite3.connect(path)) as connection:
        kept = [row[0] for row in connection.execute("SELECT number FROM word ORDER BY number")]
    assert kept[:3] == [0, 1, 2]


async def _take_all(url: str, taken: list[PostgresqlDatabase]) -> None:
    while True:
        holder = PostgresqlDatabase(url)
        taken.append(holder)
        await holder.read(lambda c: c.scalar(text("SELECT 1")))


async def test_a_postgresql_without_a_free_connection_is_unavailable(
    postgresql_cluster: Cluster,
) -> None:
    """Other programs hold them all; when they let go, units are done again."""
    database = PostgresqlDatabase(postgresql_cluster.new_database())
    url, taken = postgresql_cluster.new_database(), list[PostgresqlDatabase]()
    try:
        with pytest.raises(Unavailable, match=r"too many|remaining connection slots"):
            await _take_all(url, taken)
        with pytest.raises(Unavailable):
            await database.write(_fill)
        for holder in taken:
            await holder.close()
        await database.write(_fill)
    finally:
        for holder in taken:
            await holder.close()
        await database.close()
