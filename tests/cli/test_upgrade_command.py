"""``watchkeeper upgrade`` as it is typed, on a database that an earlier version wrote."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from tests.acceptance.harness import House, build_house, serving
from tests.cli.watch import typed
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.lock import DirectoryLock
from watchkeeper.server.serve import assembled
from watchkeeper.storage.migrate import migrate, migration_config, newest_revision
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase


def former_revision() -> str:
    script = ScriptDirectory.from_config(migration_config()).get_revision(newest_revision())
    assert isinstance(script.down_revision, str)
    return script.down_revision


async def make_earlier(url: str) -> None:
    """Make a database with the schema before the newest."""

    path = Path(url.removeprefix("sqlite:///"))
    database = SqliteDatabase(path) if url.startswith("sqlite") else PostgresqlDatabase(url)
    await database.write(lambda connection: migrate(connection, former_revision()))
    await database.close()


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> House:
    asyncio.run(make_earlier(database_url))
    return build_house(tmp_path / "etc", database_url=database_url, data=tmp_path)


def upgrade(house: House, *words: str) -> tuple[str, ...]:
    return ("upgrade", "--config", str(house.config), *words)


def start(house: House) -> None:
    async def begin() -> None:
        async with assembled(house.config, ManualClock(Instant(1_795_000_000_000))):
            pass

    asyncio.run(begin())


def test_a_server_on_an_older_schema_says_what_to_type(house: House) -> None:
    """It does not start; what it says to type makes it start."""
    with pytest.raises(Conflict, match="type `watchkeeper upgrade`"):
        start(house)
    checks = typed(*upgrade(house, "--check", "--json"))
    assert checks.code == 0, checks.err
    assert {one["name"]: one["verdict"] for one in checks.json}["schema"] == "doubt"
    done = typed(*upgrade(house))
    assert (done.code, done.err if "postgres" in house.database_url else "") == (0, "")
    assert f"has schema {newest_revision()} now; it had {former_revision()}" in done.out
    start(house)
    again = typed(*upgrade(house))
    assert (again.code, "nothing to do" in again.out) == (0, True)


def test_a_server_upgrades_at_the_start_where_the_settings_say_so(house: House) -> None:
    """upgrade_at_start: true does what the command does, before anything else is opened."""
    with house.config.open("a") as config:
        config.write("upgrade_at_start: true\n")
    start(house)
    assert typed(*upgrade(house, "--json")).json == {"found": None, "newest": None, "kept": None}


def test_a_directory_in_use_is_left_alone(house: House) -> None:
    """While a server runs, check and upgrade name it and touch nothing."""
    with DirectoryLock(house.folder.parent):
        check, done = typed(*upgrade(house, "--check")), typed(*upgrade(house))
    assert (check.code, done.code) == (1, 1)
    assert "stop it first" in check.out
    assert "stop it first" in done.err


def test_the_program_says_it_in_one_line(house: House) -> None:
    """``serve`` on an older schema ends with code 1 and one line on standard error."""
    with serving(house) as server:
        assert server.process.wait(60) == 1
        lines = [line for line in server.log.splitlines() if line.startswith("watchkeeper: ")]
        assert len(lines) == 1
        assert "type `watchkeeper upgrade`" in lines[0]
        assert "Traceback" not in server.log
