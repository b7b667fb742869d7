from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from watchkeeper.storage.database import Database
from watchkeeper.storage.migrate import migrate, migration_config
from watchkeeper.storage.tables import metadata

ROOMS = ("collector", "rules", "ticketing", "dashboards", "watchkeeper")
_NOT_IMPORTED = ("watchkeeper.storage.migrations", "watchkeeper.__main__")


def modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, prefix=f"{room}."):
            if not module.name.startswith(_NOT_IMPORTED):
                yield module.name


def _is_declared(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether a room declares it: the words of the search are the engine's own table."""
    return kind != "table" or not str(name).startswith("search_word")


async def test_the_history_makes_the_tables_that_the_rooms_declare(database: Database) -> None:
    """A migrated database has exactly the rooms' tables, columns, keys and indexes."""
    for name in modules():
        importlib.import_module(name)

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": False,
                "include_name": _is_declared,
            },
        )
        return list(compare_metadata(context, metadata))

    assert await database.read(differences) == []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    """Opening an up-to-date database is not a change."""
    await database.write(migrate)
    assert await database.read(lambda connection: connection.dialect.name) == database.dialect


def test_the_history_is_linear() -> None:
    """One root, one head, each revision with one parent: no branch to merge at three at night."""
    scripts = ScriptDirectory.from_config(migration_config())
    revisions = list(scripts.walk_revisions())
    assert len(scripts.get_bases()) == 1
    assert len(scripts.get_heads()) == 1
    assert all(isinstance(revision.down_revision, (str, type(None))) for revision in revisions)
