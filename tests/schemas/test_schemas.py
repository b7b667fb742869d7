"""Every schema that was ever released is upgraded to today's, on both engines, with its rows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from tests.acceptance.harness import watching
from tests.postgresql_cluster import Cluster
from tests.schemas.fixtures import Fixture, load, released
from tests.schemas.life import MONDAY_SIX, house_on
from tests.schemas.write import write_fixture
from tests.server.later_schema import write_later
from watchkeeper.config.settings import Settings
from watchkeeper.core.instants import DAY, later
from watchkeeper.server.chains import chain_fault
from watchkeeper.server.upgrade import upgrade_state
from watchkeeper.storage.migrate import current_revision, newest_revision
from watchkeeper.storage.open_database import open_database, sqlite_path
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase
from watchkeeper.storage.upgrade.verify import row_counts

ENGINES = ("sqlite", "postgresql")
NEWEST = tuple(Fixture(newest_revision(), engine) for engine in ENGINES)
RELEASED = released()
FIXTURES = (*RELEASED, *(one for one in NEWEST if one not in RELEASED))

Keeper = Callable[[Fixture], Fixture]

pytestmark = pytest.mark.xdist_group("schemas")  # a day is lived once for each engine


@dataclass
class Loaded:
    """A database as an earlier version left it."""

    fixture: Fixture
    url: str

    async def read(self, unit: Any) -> Any:
        path = sqlite_path(self.url)
        database = SqliteDatabase(path) if path else PostgresqlDatabase(self.url)
        try:
            return await database.read(unit)
        finally:
            await database.close()


def address(engine: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if engine == "sqlite":
        return f"sqlite:///{folder}/{request.node.name.split('[')[0]}.db"
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    return cluster.new_database()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Keeper:
    """Return what hands out a fixture as it is kept; a schema that no release had is lived in first."""
    folder = tmp_path_factory.mktemp("lived")

    @cache
    def keep(fixture: Fixture) -> Fixture:
        if fixture in RELEASED:
            return fixture
        kept = replace(fixture, folder=folder)
        house = folder / fixture.engine
        house.mkdir()
        write_fixture(kept, address(fixture.engine, house, request), house)
        return kept

    return keep


@pytest.fixture(params=FIXTURES, ids=str)
async def loaded(request: pytest.FixtureRequest, tmp_path: Path, lived: Keeper) -> Loaded:
    url = address(request.param.engine, tmp_path, request)  # first: a cluster ends with its thread
    found = Loaded(await asyncio.to_thread(lived, request.param), url)
    await asyncio.to_thread(load, found.fixture, url)
    return found


async def test_a_released_schema_is_upgraded_with_all_its_rows(
    loaded: Loaded, tmp_path: Path
) -> None:
    """Today's server opens it: chains hold, no row is lost, tickets and forms can be read."""
    assert await loaded.read(current_revision) == loaded.fixture.revision
    counts = await loaded.read(row_counts)
    done = await upgrade_state(Settings(data=tmp_path, database=loaded.url))
    assert (done is None) == (loaded.fixture.revision == newest_revision())
    after = await loaded.read(row_counts)
    assert counts.items() <= after.items()
    assert await loaded.read(chain_fault) is None
    async with watching(house_on(tmp_path / "etc", loaded.url), later(MONDAY_SIX, DAY)) as watch:
        tickets = await watch.tickets()
        assert len(tickets) == counts["ticket"] > 0
        for ticket in tickets:
            assert (await watch.server.parts.tickets.view(ticket.number)).timeline
        assert await watch.server.parts.forms.filings(None)


async def test_a_later_migration_is_walked_to_from_every_schema(
    loaded: Loaded, tmp_path: Path
) -> None:
    """The walk works before there is a second schema: a made-up migration follows the newest."""
    counts = await loaded.read(row_counts)
    settings = Settings(data=tmp_path, database=loaded.url)
    done = await upgrade_state(settings, more=(write_later(tmp_path / "later"),))
    assert done is not None
    assert done.found == loaded.fixture.revision
    after = await loaded.read(row_counts)
    assert after["made_up"] == counts["ticket"]
    assert counts.items() <= after.items()
    assert await loaded.read(chain_fault) is None


@pytest.mark.parametrize("newest", NEWEST, ids=str)
async def test_the_newest_fixture_has_the_tables_of_the_migrations(
    newest: Fixture, tmp_path: Path, request: pytest.FixtureRequest, lived: Keeper
) -> None:
    """Its columns, keys and indexes come back as they were made, so that upgrades start from the truth."""
    kept, fresh = (address(newest.engine, folder, request) for folder in _two_folders(tmp_path))
    fixture = await asyncio.to_thread(lived, newest)
    await asyncio.to_thread(load, fixture, kept)
    await (await open_database(fresh)).close()
    expected = await Loaded(fixture, fresh).read(_shape)
    assert await Loaded(fixture, kept).read(_shape) == expected


@pytest.mark.parametrize("newest", NEWEST, ids=str)
async def test_every_table_of_the_newest_fixture_has_rows(
    newest: Fixture, tmp_path: Path, request: pytest.FixtureRequest, lived: Keeper
) -> None:
    """A migration of an empty table proves nothing: a new table is lived with in ``life.py``."""
    url = address(newest.engine, tmp_path, request)
    found = Loaded(await asyncio.to_thread(lived, newest), url)
    await asyncio.to_thread(load, found.fixture, url)
    counts = await found.read(row_counts)
    assert [name for name, count in counts.items() if not count] == []


def test_every_schema_is_kept_for_both_engines() -> None:
    """A fixture for one engine alone would leave the other's upgrade untried."""
    assert {(one.revision, engine) for one in FIXTURES for engine in ENGINES} == {
        (one.revision, one.engine) for one in FIXTURES
    }


def _two_folders(folder: Path) -> tuple[Path, Path]:
    made = folder / "kept", folder / "fresh"
    for one in made:
        one.mkdir()
    return made


_CASTS = {"character", "varying", "text"}  # PostgreSQL adds some each time it reads its own text


def _index(found: Mapping[str, Any]) -> tuple[Any, ...]:
    options = found.get("dialect_options", {})
    where = " ".join(str(value) for name, value in options.items() if name.endswith("_where"))
    words = [word for word in re.findall(r"'[^']*'|\w+", where) if word not in _CASTS]
    return found["name"], found["column_names"], bool(found["unique"]), words


def _shape(connection: Connection) -> dict[str, Any]:
    """Return tables, columns, keys and indexes as the engine itself tells them."""
    inspector = sa.inspect(connection)
    return {
        name: (
            [{**column, "type": str(column["type"])} for column in inspector.get_columns(name)],
            inspector.get_pk_constraint(name),
            sorted(map(str, inspector.get_foreign_keys(name))),
            sorted(map(str, inspector.get_unique_constraints(name))),
            sorted(_index(found) for found in inspector.get_indexes(name)),
            sorted(map(str, inspector.get_check_constraints(name))),
        )
        for name in sorted(inspector.get_table_names())
    }
