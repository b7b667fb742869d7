"""SQLite's log is mended before SQLite would drop what is behind a wrong byte."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from watchkeeper.storage.sqlite_log import LogDamage, lacks_pages, mend_log

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
    assert mend_log(path) == LogDamage()
    assert not lacks_pages(path)
    assert log_of(path).read_bytes() == before
    assert rows_in(path) == ROWS


@PAGES
@pytest.mark.parametrize("seed", range(25))
def test_a_wrong_byte_costs_no_transaction(folder: Path, page: int, seed: int) -> None:
    """Anywhere in header or frames; where even the checksum cannot tell, what is lost is named."""
    path = killed(folder, page)
    chance, content = random.Random(seed), bytearray(log_of(path).read_bytes())
    at = seed if seed < 12 else chance.randrange(len(content))
    content[at] ^= chance.randrange(1, 256)
    log_of(path).write_bytes(content)
    damage = mend_log(path)
    assert damage.corrected + damage.doubtful == 1 or damage.lost
    assert rows_in(path) == ROWS or damage.lost
    assert bool(damage.lost) == (folder / damage.kept_as).exists()


def test_nearly_no_wrong_byte_costs_a_transaction(folder: Path) -> None:
    """Of two hundred, some that lie in the number of a page cannot be told from others."""
    first, lost = killed(folder, 4096), 0
    for seed in range(200):
        path = copy(first, folder / f"{seed}.db")
        chance, content = random.Random(seed), bytearray(log_of(path).read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        log_of(path).write_bytes(content)
        lost += mend_log(path).lost > 0
    assert lost <= 8


@PAGES
def test_more_than_a_byte_is_named_and_the_log_is_kept(folder: Path, page: int) -> None:
    """Rubbish in it: SQLite drops what is behind it, and it is counted here."""
    path = killed(folder, page)
    content = log_of(path).read_bytes()
    middle = len(content) // 2
    holed = content[:middle] + b"\xa5" * 2_000 + content[middle + 2_000 :]
    log_of(path).write_bytes(holed)
    damage = mend_log(path)
    assert damage.lost > 0
    assert (folder / damage.kept_as).read_bytes() == holed
    assert rows_in(path) == ROWS - damage.lost


def test_a_log_that_ends_within_a_frame_is_named(folder: Path) -> None:
    """Its transaction was not confirmed, unless the disk lied."""
    path = killed(folder, 4096)
    content = log_of(path).read_bytes()
    log_of(path).write_bytes(content[:-700])
    assert mend_log(path).torn_bytes == 4096 + 24 - 700


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


def test_where_there_is_no_log_there_is_nothing_to_mend(tmp_path: Path) -> None:
    assert mend_log(tmp_path / "none.db") == LogDamage()
