"""Fixtures of the whole suite: both databases, and a guard against blocking the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgresql_cluster import Cluster, start_cluster
from tests.tidy_loop import TidyPolicy
from watchkeeper.storage.database import Database
from watchkeeper.storage.open_database import open_database

pytest_plugins = ["tests.ci_rules", "tests.golden"]

# An example that is slow because other tests run beside it is no failure; pytest-timeout bounds all.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

asyncio.set_event_loop_policy(TidyPolicy())


@pytest.fixture(scope="session")
def postgresql_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL of our own on a free port, run as an unprivileged user."""
    with start_cluster(tmp_path_factory) as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once for each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/state.db"
        return
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    address = cluster.new_database()
    yield address
    cluster.drop_database(address)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database, once for each engine."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
