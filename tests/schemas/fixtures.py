"""Databases as released versions wrote them, kept as SQL text for both engines."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.components import postgresql_bin

RELEASED = Path(__file__).parent / "released"


@dataclass(frozen=True)
class Fixture:
    """A database at a revision, for one engine."""

    revision: str
    engine: str

    @property
    def path(self) -> Path:
        return RELEASED / f"{self.revision}.{self.engine}.sql"

    def __str__(self) -> str:
        return f"{self.revision} on {self.engine}"


def fixtures() -> tuple[Fixture, ...]:
    """Return all fixtures that are kept."""
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
        return "\n".join(map(_restorable, connection.iterdump())) + "\n"


def _restorable(statement: str) -> str:
    """Return a statement as it can be run again: a virtual table makes its own tables anew."""
    if statement.startswith(("CREATE TABLE 'search_word_", 'INSERT INTO "search_word"')):
        return "-- made by the virtual table"
    if statement.startswith('INSERT INTO "search_word_'):
        return statement.replace("INSERT INTO", "INSERT OR REPLACE INTO", 1)
    return statement


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
