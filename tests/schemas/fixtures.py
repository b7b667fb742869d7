"""Databases as released versions wrote them, kept as SQL text for both engines."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.components import postgresql_bin

RELEASED = Path(__file__).parent / "released"
"""What releases left on disks, never written again; the newest schema is lived anew while none had it."""


@dataclass(frozen=True)
class Fixture:
    """A database at a revision, for one engine."""

    revision: str
    engine: str
    folder: Path = RELEASED

    @property
    def path(self) -> Path:
        return self.folder / f"{self.revision}.{self.engine}.sql"

    def __str__(self) -> str:
        return f"{self.revision} on {self.engine}"


def released() -> tuple[Fixture, ...]:
    """Return the fixtures of all schemas that a release had."""
    names = sorted(path.name.split(".") for path in RELEASED.glob("*.sql"))
    return tuple(Fixture(revision, engine) for revision, engine, _ in names)


def load(fixture: Fixture, url: str) -> None:
    """Make an empty database what the fixture says."""
    if fixture.engine == "sqlite":
        with closing(sqlite3.connect(_file_of(url))) as connection:
            connection.executescript(fixture.path.read_text())
        return
    psql = [str(postgresql_bin() / "psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
    command = [*psql, f"--file={fixture.path}", url]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def dump(fixture: Fixture, url: str) -> None:
    """Write the fixture from a database of today's schema."""
    script = _sqlite_script(url) if fixture.engine == "sqlite" else _postgresql_script(url)
    fixture.path.write_text(script)


def _sqlite_script(url: str) -> str:
    with closing(sqlite3.connect(_file_of(url))) as connection:
        return "\n".join(["BEGIN;", *_sqlite_statements(connection), "COMMIT;", ""])


def _sqlite_statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what makes the tables with their rows; then indexes.

    The tables in which an index of words keeps itself are made with it: they are filled alone.
    """
    known = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    ).fetchall()
    indexes_of_words = {name for name, sql in known if sql.startswith("CREATE VIRTUAL")}
    for name, sql in known:
        is_within = any(name.startswith(f"{index}_") for index in indexes_of_words)
        yield f'DELETE FROM "{name}";' if is_within else f"{sql};"
        if name not in indexes_of_words:
            yield from _rows(connection, name)
    others = connection.execute("SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql <> ''")
    yield from (f"{sql};" for (sql,) in others.fetchall())


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    quoted = " || ',' || ".join(f'quote("{column}")' for column in columns)
    for (values,) in connection.execute(f'SELECT {quoted} FROM "{table}"'):
        yield f'INSERT INTO "{table}" VALUES({values});'


def _postgresql_script(url: str) -> str:
    """Return what pg_dump writes, without the settings of its own version at the top."""
    place = urlsplit(url)
    options = ["--inserts", "--no-owner", "--no-privileges", "--no-comments", "--encoding=UTF8"]
    command = [str(postgresql_bin() / "pg_dump"), *options, "--dbname", place.geturl()]
    lines = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    head, begin, body = lines.partition("CREATE ")
    del head
    return begin + "".join(
        line for line in body.splitlines(keepends=True) if not line.startswith("\\")
    )


def _file_of(url: str) -> str:
    return url.removeprefix("sqlite:///")
