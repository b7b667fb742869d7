"""The state in a backup: a copy of state.db, or the tables of PostgreSQL one by one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.errors import ConfigError, Unavailable
from watchkeeper.storage.backup.manifest import TableCopy
from watchkeeper.storage.postgresql_copy import dump_postgresql
from watchkeeper.storage.sqlite_copy import Progress, copy_sqlite, reading_sqlite

SQLITE_NAME = "state.db"


@dataclass(frozen=True, slots=True)
class StateCopy:
    """What was copied: the files, by their names in the backup's ``state/``."""

    dialect: str
    schema: str
    tables: tuple[TableCopy, ...]
    files: tuple[Path, ...]


def copy_state(url: str, folder: Path, progress: Progress) -> StateCopy:
    """Copy the database at *url* into *folder* as one snapshot; blocks.  Raises Unavailable."""
    if url.startswith("sqlite:///"):
        return _copy_sqlite(Path(url.removeprefix("sqlite:///")), folder, progress)
    if url.startswith(("postgresql://", "postgres://")):
        return _copy_postgresql(url, folder, progress)
    raise ConfigError("the database must be sqlite:///PATH or postgresql://USER@HOST/NAME")


def _copy_sqlite(source: Path, folder: Path, progress: Progress) -> StateCopy:
    target = folder / SQLITE_NAME
    copy_sqlite(source, target, progress)
    return StateCopy("sqlite", revision_of(target), count_rows(target), (target,))


def _copy_postgresql(url: str, folder: Path, progress: Progress) -> StateCopy:
    tables = dump_postgresql(url, folder, progress)
    files = tuple(folder / f"{table.name}.copy" for table in tables)
    version = folder / "alembic_version.copy"
    if not version.exists():
        raise Unavailable("the database has no tables of watchkeeper")
    return StateCopy("postgresql", version.read_text().strip(), tables, files)


def revision_of(path: Path) -> str:
    """Return the revision of the tables in a SQLite file, empty where it has none."""
    with reading_sqlite(path) as reading:
        try:
            found = reading.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return ""
        return str(found[0]) if found else ""


def count_rows(path: Path) -> tuple[TableCopy, ...]:
    """Return how many rows each table of a SQLite file has, but for what searches are made of."""
    with reading_sqlite(path) as reading:
        names = [
            row[0]
            for row in reading.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
            )
        ]
        return tuple(
            TableCopy(name, reading.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 a name of its own
            for name in names
        )
