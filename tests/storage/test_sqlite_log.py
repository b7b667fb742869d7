"""What SQLite is going to drop of a damaged log is told and kept before it does."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from watchkeeper.storage.sqlite_log import LogDamage, examine_log, lacks_pages

ROWS = 40
PAGES = pytest.mark.parametrize("page", [4096, 16384], ids=["state", "blocks"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own for each copy, so that no shared memory is left of another."""
    return tmp_path / "copies"


def killed(folder: Path, page: int) -> Path:
    """Return a database as a kill leaves it: most of it in its log, after a checkpoint."""
    path = folder / "living.db"
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size={page}")
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word BLOB)")
        for number in range(ROWS):
            word = random.Random(number).randbytes(3_000)
            connection.execute("INSERT INTO words (word) VALUES (?)", (word,))
            if number == ROWS // 4:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return copy(path, folder / "killed.db")


def copy(path: Path, to: Path) -> Path:
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{to}{ending}")
    return to


def rows_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM words").fetchone()[0])


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


@PAGES
def test_a_sound_log_is_left_alone(folder: Path, page: int) -> None:
    """Also one in which frames of an earlier turn follow."""
    path = killed(folder, page)
    before = log_of(path).read_bytes()
    assert examine_log(path) is None
    assert not lacks_pages(path)
    assert log_of(path).read_bytes() == before
    assert rows_in(path) == ROWS


@PAGES
@pytest.mark.parametrize("seed", range(16))
def test_what_a_wrong_byte_costs_is_counted_and_kept(folder: Path, page: int, seed: int) -> None:
    """Anywhere in header or frames; only the transaction that is damaged itself is not named."""
    path = killed(folder, page)
    chance, content = random.Random(seed), bytearray(log_of(path).read_bytes())
    at = seed if seed < 12 else chance.randrange(len(content))
    content[at] ^= chance.randrange(1, 256)
    log_of(path).write_bytes(content)
    damage = examine_log(path)
    assert damage is not None
    assert log_of(path).read_bytes() == content
    assert damage.lost <= ROWS - rows_in(path) <= damage.lost + 1
    assert not damage.lost or (folder / damage.kept_as).read_bytes() == content


@PAGES
def test_more_than_a_byte_is_counted_and_kept(folder: Path, page: int) -> None:
    """Rubbish in it: SQLite drops what is behind it."""
    path = killed(folder, page)
    content = log_of(path).read_bytes()
    middle = len(content) // 2
    holed = content[:middle] + b"\xa5" * 2_000 + content[middle + 2_000 :]
    log_of(path).write_bytes(holed)
    damage = examine_log(path)
    assert damage is not None
    assert 0 < damage.lost <= ROWS - rows_in(path)
    assert (folder / damage.kept_as).read_bytes() == holed


@pytest.mark.parametrize("bytes_gone", [700, 4096 + 10], ids=["its page", "its head"])
def test_a_log_that_ends_within_a_frame_is_named(folder: Path, bytes_gone: int) -> None:
    """Its last transaction was not confirmed, unless the disk lied; so no copy is kept."""
    path = killed(folder, 4096)
    content = log_of(path).read_bytes()
    log_of(path).write_bytes(content[:-bytes_gone])
    damage = examine_log(path)
    assert damage == (LogDamage(0) if bytes_gone == 700 else None)
    assert not list(folder.glob("*.damaged-*"))


@PAGES
def test_a_file_that_was_cut_is_known_before_it_is_read(folder: Path, page: int) -> None:
    """Its last page is neither in the file nor in the log."""
    path = killed(folder, page)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert not lacks_pages(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 10)
    assert lacks_pages(path)


def test_where_there_is_no_log_nothing_is_damaged(tmp_path: Path) -> None:
    assert examine_log(tmp_path / "none.db") is None
