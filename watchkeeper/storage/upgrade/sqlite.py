"""Upgrade a SQLite file: copy it, migrate the copy, verify that, then let it take the file's name.

Beside ``state.db`` lies, while it runs, ``state.db.upgrading``; afterwards the former file under
the name of its schema, as ``state.db.schema-0005_reports``, until the next upgrade.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from watchkeeper.storage.disk import require_room, size_of, sync_directory, sync_file
from watchkeeper.storage.migrate import Schema, migrate, schema_of, steps_from
from watchkeeper.storage.sqlite_copy import copy_sqlite
from watchkeeper.storage.upgrade.stages import Stages, check_standing
from watchkeeper.storage.upgrade.verify import damage_of, fault_after, look_before
from watchkeeper.storage.upgrade.words import Examine, Stage, Tell, Upgraded, tell_nobody

_SIZES_NEEDED = 3  # the copy; while a large table is rebuilt, its new pages and the journal
_NOTHING_MORE: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The names around a database file."""

    database: Path

    @property
    def copy(self) -> Path:
        return self.beside(".upgrading")

    @property
    def wal(self) -> Path:
        return self.beside("-wal")

    @property
    def needed_bytes(self) -> int:
        return _SIZES_NEEDED * size_of(self.database, self.wal)

    def beside(self, ending: str) -> Path:
        return self.database.with_name(self.database.name + ending)

    def kept(self, revision: str) -> Path:
        return self.beside(f".schema-{revision}")

    def clear(self) -> None:
        """Delete what an upgrade left behind that ended early."""
        for ending in ("", "-journal", "-wal", "-shm"):
            self.copy.with_name(self.copy.name + ending).unlink(missing_ok=True)


def schema_of_sqlite(path: Path, more: Sequence[Path] = _NOTHING_MORE) -> Schema:
    """Return the schema of a database file, which is only read."""
    with _reading(path) as connection:
        return schema_of(connection, more)


def upgrade_sqlite(
    path: Path,
    *,
    examine: Examine,
    tell: Tell = tell_nobody,
    more: Sequence[Path] = _NOTHING_MORE,
) -> Upgraded | None:
    """Bring a database file to the newest schema; return None where it has it.

    Nobody may have the file open.  Raises UpgradeFailed, and Conflict for a schema of a newer
    version, with the file as it was.
    """
    place, stages = Place(path), Stages(tell, database=str(path))
    with stages.ending_well(place.clear):
        stages.enter(Stage.LOOK)
        place.clear()
        found = schema_of_sqlite(path, more)
        if not check_standing(found):
            return None
        require_room(path.parent, place.needed_bytes)
        stages.enter(Stage.COPY)
        copy_sqlite(path, place.copy, stages.progress)
        _migrate_copy(place, found, examine, stages, more)
        stages.enter(Stage.SWITCH)
        kept = _switch(place, found.found)
    _forget_earlier(place, kept)
    return Upgraded(found.found, found.newest, kept)


def _migrate_copy(
    place: Place, found: Schema, examine: Examine, stages: Stages, more: Sequence[Path]
) -> None:
    with _writing(place.copy) as connection:
        stages.refuse(damage_of(connection))
        before = look_before(connection, examine)
        stages.enter(Stage.MIGRATE)
        migrate(connection, more=more)
    with _writing(place.copy) as connection:
        stages.enter(Stage.VERIFY)
        stages.refuse(fault_after(connection, before, steps_from(found.found, more), examine))
    sync_file(place.copy)


def _switch(place: Place, revision: str) -> Path:
    """Let the copy take the database's name; return where the former file is.

    Its WAL goes into it before: one that is left would be read as the new file's.
    """
    _checkpoint(place)
    kept = place.kept(revision)
    kept.unlink(missing_ok=True)
    try:
        os.link(place.database, kept)
    except OSError:  # a file system without links
        shutil.copy2(place.database, kept)
        sync_file(kept)
    sync_directory(place.database.parent)
    place.copy.replace(place.database)
    try:
        sync_directory(place.database.parent)
    except OSError:
        kept.replace(place.database)
        raise
    return kept


def _checkpoint(place: Place) -> None:
    with closing(sqlite3.connect(place.database, timeout=30)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if size_of(place.wal):
        raise OSError(f"{place.wal} stays in use")


def _forget_earlier(place: Place, kept: Path) -> None:
    """Delete what former upgrades kept: one step back is enough."""
    for path in place.database.parent.glob(f"{place.database.name}.schema-*"):
        if path != kept:
            path.unlink(missing_ok=True)


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    with _opened(f"{path.absolute().as_uri()}?mode=ro", "PRAGMA query_only=ON") as connection:
        yield connection


@contextmanager
def _writing(path: Path) -> Iterator[Connection]:
    """Give a connection without WAL, so that a file is whole without others beside it."""
    with _opened(path.absolute().as_uri(), "PRAGMA journal_mode=DELETE") as connection:
        yield connection


@contextmanager
def _opened(uri: str, first: str) -> Iterator[Connection]:
    """Give a connection in one transaction.

    Foreign keys are off: a table that is rebuilt is dropped, and its references with it, were
    they on.  What refers to nothing is looked for when all is done.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None),
        poolclass=NullPool,
    )
    event.listen(engine, "connect", lambda connection, _record: connection.execute(first).close())
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
