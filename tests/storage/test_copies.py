"""Copies of a SQLite database, and the room that they need."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from watchkeeper.core.errors import Unavailable
from watchkeeper.storage import disk
from watchkeeper.storage.disk import KEPT_FREE_BYTES, free_bytes, require_room, size_of
from watchkeeper.storage.sqlite_copy import copy_sqlite


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A database in WAL mode whose last rows are still in the WAL of a process that died."""
    path = tmp_path / "state.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT)")
        connection.execute("INSERT INTO words VALUES (1, 'in the file')")
        connection.commit()
    path.chmod(0o640)
    return path


def words_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT word FROM words ORDER BY number")]


def test_a_copy_has_what_is_only_in_the_wal(source: Path, tmp_path: Path) -> None:
    """Rows that were committed and not yet checkpointed are copied; the WAL stays as it is."""
    with closing(sqlite3.connect(source)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO words VALUES (2, 'in the WAL')")
        writer.commit()
        before = source.read_bytes(), source.with_name("state.db-wal").read_bytes()
        copy_sqlite(source, tmp_path / "copy.db")
        assert (source.read_bytes(), source.with_name("state.db-wal").read_bytes()) == before
    assert words_in(tmp_path / "copy.db") == ["in the file", "in the WAL"]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o640


def test_a_copy_is_one_snapshot_of_a_database_that_is_written(source: Path, tmp_path: Path) -> None:
    """What is committed while it is copied is wholly in the copy or not at all."""
    told: list[tuple[int, int]] = []
    with closing(sqlite3.connect(source)) as writer:
        rows = [(number, "x" * 1_000) for number in range(2, 20_000)]
        writer.executemany("INSERT INTO words VALUES (?, ?)", rows)
        writer.commit()

    def disturb(done: int, of: int) -> None:
        told.append((done, of))
        with closing(sqlite3.connect(source, timeout=30)) as writer:
            writer.execute("DELETE FROM words WHERE number % 7 = ?", (len(told) % 7,))
            writer.commit()

    thread = threading.Thread(target=copy_sqlite, args=(source, tmp_path / "copy.db", disturb))
    thread.start()
    thread.join(60)
    assert len(words_in(tmp_path / "copy.db")) == 19_999
    assert len(told) > 1
    assert told[-1][0] == told[-1][1]


def test_what_cannot_be_copied_leaves_no_copy(tmp_path: Path) -> None:
    """A source that is no database is named; nothing half stays."""
    (tmp_path / "state.db").write_bytes(b"no database" * 1_000)
    with pytest.raises(Unavailable, match=r"state\.db cannot be copied to copy\.db"):
        copy_sqlite(tmp_path / "state.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_room_is_asked_for_before_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy must leave 64 MiB free; a folder that is not there yet is asked by its parent."""
    assert free_bytes(tmp_path / "not" / "yet") > 0
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: KEPT_FREE_BYTES + (10 << 20))
    require_room(tmp_path, 10 << 20)
    with pytest.raises(Unavailable, match="75 MiB are needed and 74 MiB are free"):
        require_room(tmp_path, 11 << 20)


def test_the_size_of_files_that_are_not_there_is_nothing(tmp_path: Path) -> None:
    """A database without a WAL is as large as its file."""
    (tmp_path / "a").write_bytes(b"12345")
    assert size_of(tmp_path / "a", tmp_path / "a-wal") == 5
