"""The file of blocks: ``series.db``, SQLite.  One thread writes, any reads (docs/adr/0006)."""

from __future__ import annotations

import contextlib
import queue
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import (
    KEPT_FREE_BYTES,
    free_bytes,
    shortage,
    size_of,
    sync_directory,
    sync_file,
)
from watchkeeper.storage.series.blocks.saving import Saved, save_rows
from watchkeeper.storage.series.blocks.transactions import Reading, Space, Writing, space_of
from watchkeeper.storage.series.rollups.table import TABLES, RollUpTable
from watchkeeper.storage.series.rollups.tiers import RAW
from watchkeeper.storage.sqlite_log import examine_log, lacks_pages

log = get_log("storage")

FORMAT = 1
_READERS = 4  # connections kept; more are made while more threads read

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

_TABLES = """
CREATE TABLE feeds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE series (
    id INTEGER PRIMARY KEY AUTOINCREMENT, feed INTEGER NOT NULL, day INTEGER NOT NULL, labels BLOB NOT NULL
);
CREATE TABLE horizons (interval INTEGER PRIMARY KEY, time INTEGER NOT NULL);
CREATE TABLE erased (series INTEGER PRIMARY KEY, feed INTEGER NOT NULL);
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, start INTEGER NOT NULL, part INTEGER NOT NULL,
    stop INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    samples INTEGER NOT NULL, statistics BLOB NOT NULL DEFAULT x'',
    head BLOB NOT NULL, data BLOB NOT NULL
);
CREATE UNIQUE INDEX blocks_by_feed ON blocks (feed, start, part);
CREATE INDEX blocks_by_stop ON blocks (stop);
CREATE INDEX late_blocks ON blocks (start, feed) WHERE part > 0;
"""

_ADD_STATISTICS = "ALTER TABLE blocks ADD COLUMN statistics BLOB NOT NULL DEFAULT x''"
"""For a file that was made before blocks had them; such a block is answered by its samples."""


def open_blocks(path: Path) -> BlockFile:
    """Return the file of blocks, a new one with what can be read of one that is damaged.

    The damaged one stays beside it.  Raises Unavailable where neither can be used.
    """
    _end_saving(path)
    _look_at(path)
    if not suspicion_of(path).exists():
        try:
            return BlockFile(path)
        except Unavailable as error:
            if not is_damage(error.__cause__):
                raise
            suspicion_of(path).write_text(str(error))
    _save(path)
    return BlockFile(path)


def suspicion_of(path: Path) -> Path:
    """Return the file whose presence says that blocks are to be copied out at the next start."""
    return path.with_name(f"{path.name}.suspect")


def is_damage(error: BaseException | None) -> bool:
    """Tell a damaged file from a disk that refuses."""
    return getattr(error, "sqlite_errorname", "").startswith(_DAMAGED)


def _look_at(path: Path) -> None:
    """Look at the log of a file, and suspect the file where its end is gone."""
    if not path.exists():
        return
    try:
        examine_log(path)
        if lacks_pages(path):
            suspicion_of(path).write_text("the file is shorter than it says")
    except OSError as error:
        raise Unavailable(
            "{path} cannot be used ({reason}); move it aside, or restore it",
            path=str(path),
            reason=error.strerror,
        ) from error


def _save(path: Path) -> None:
    """Put what can be read of a damaged file in its place; a kill on the way is no harm."""
    reason, saved = suspicion_of(path).read_text(), Saved()
    fresh = _beside(path, ".saving")
    _remove(fresh)
    with contextlib.closing(_prepared(fresh)) as target:
        is_room = free_bytes(path.parent) > size_of(path) + KEPT_FREE_BYTES
        if is_room:
            saved = save_rows(path, target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sync_file(fresh)
    fresh.replace(_beside(path, ".saved"))
    aside = _set_aside(path)
    _end_saving(path)
    log.error(
        "the file of blocks is damaged and set aside",
        file=aside.name,
        rows_saved=saved.rows if is_room else "none: too little room on the disk",
        gaps=saved.gaps,
        error=reason,
    )


def _end_saving(path: Path) -> None:
    """Take up a file that was saved whole, where the damaged one is out of the way."""
    saved = _beside(path, ".saved")
    if saved.exists() and not path.exists():
        saved.replace(path)
        suspicion_of(path).unlink(missing_ok=True)
        sync_directory(path.parent)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def _remove(path: Path) -> None:
    for ending in ("-shm", "-wal", ""):
        _beside(path, ending).unlink(missing_ok=True)


def _set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it; return its new name."""
    number = len(list(path.parent.glob(f"{path.name}.damaged-*"))) + 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    for ending in ("-shm", "-wal", ""):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(path.with_name(f"{aside.name}{ending}"))
    sync_directory(path.parent)
    return aside


def _roll_back(connection: sqlite3.Connection) -> None:
    """End a transaction, unless SQLite has: it does so itself when the disk fails."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class BlockFile:
    """Blocks on the disk; the file is made where there is none."""

    def __init__(self, path: Path) -> None:
        """Raise Unavailable where the file cannot be used."""
        self.path = path
        self.version = 0  # goes up with every transaction that changes blocks
        self.damage: str | None = None  # that was met since the file was opened
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue(_READERS)
        self._is_open = True
        try:
            self._writer = _prepared(path)
            # since when all samples are kept; set before readers see that some are not
            self.raw_since = RollUpTable(self._writer).dropped_until(RAW)
        except sqlite3.Error as error:
            raise Unavailable(
                "{path} cannot be used ({reason}); move it aside, or restore it",
                path=str(path),
                reason=str(error),
            ) from error

    def close(self) -> None:
        """Close all connections; one that reads is closed when it is done."""
        self._is_open = False
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                break
        self._writer.close()

    def wait_for(self, *, milliseconds: int) -> None:
        """Set how long a transaction waits for a program that has the file locked."""
        self._writer.execute(f"PRAGMA busy_timeout={milliseconds}")

    # -- the writing thread -------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give a transaction; it is on the disk when the context ends without an error."""
        self._writer.execute("BEGIN IMMEDIATE")
        try:
            transaction = Writing(self._writer, self.raw_since)
            yield transaction
            self._writer.execute("COMMIT")
            self.version += transaction.changes_blocks
            self.raw_since = transaction.raw_since
        except BaseException as error:
            self._suspect(error)
            _roll_back(self._writer)
            raise

    def space(self) -> Space:
        return space_of(self._writer)

    def return_pages(self, pages: int) -> None:
        """Give free pages back to the disk."""
        self._writer.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()

    def cut_log(self) -> None:
        """Give the room of SQLite's log back; not while somebody reads what is still in it.

        SQLite keeps the log as long as it ever was, 8 MiB and more.
        """
        (patience,) = self._writer.execute("PRAGMA busy_timeout").fetchone()
        self.wait_for(milliseconds=0)
        try:
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self.wait_for(milliseconds=patience)

    def require_room(self, reserve: int) -> None:
        """Raise Unavailable where less than *reserve* is free, on the disk and in the file."""
        short = shortage(self.path.parent, reserve)
        if short is not None and self.space().free < reserve:
            raise short

    # -- any thread ---------------------------------------------------------------------------

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give a snapshot of the file."""
        connection = self._reader()
        try:
            connection.execute("BEGIN")
            yield Reading(connection)
        except sqlite3.Error as error:
            self._suspect(error)
            raise
        finally:
            with contextlib.suppress(sqlite3.Error):
                _roll_back(connection)
            self._give_back(connection)

    def _suspect(self, error: BaseException) -> None:
        """Remember damage that is met: what is sound is copied out at the next start."""
        if self.damage is not None or not is_damage(error):
            return
        self.damage = str(error)
        log.error("the file of blocks is damaged; restart to save the rest of it", error=error)
        with contextlib.suppress(OSError):
            suspicion_of(self.path).write_text(self.damage)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._is_open:
            with contextlib.suppress(queue.Full):
                self._idle.put_nowait(connection)
                return
        connection.close()

    def _reader(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            connection = _connect(self.path)
            connection.execute("PRAGMA wal_autocheckpoint=0")
            connection.execute("PRAGMA query_only=ON")
            return connection


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)


def _prepared(path: Path) -> sqlite3.Connection:
    """Return the connection that writes.  Raises sqlite3.Error, Unavailable."""
    connection = _connect(path)
    try:
        _prepare(connection)
        connection.execute("SELECT count(*) FROM series").fetchone()  # walks all their pages
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables in a new file.  Raises sqlite3.Error, Unavailable."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, FORMAT}:
        raise Unavailable(
            "the file of blocks has format {found}, this watchkeeper reads {known}; "
            "start the one that wrote it",
            found=version,
            known=FORMAT,
        )
    if version == 0:
        connection.execute("PRAGMA page_size=8192")  # before WAL, else it is ignored
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    if version == 0:
        connection.executescript(f"BEGIN;{_TABLES}PRAGMA user_version={FORMAT};COMMIT")
    connection.executescript(TABLES)
    if "statistics" not in {row[1] for row in connection.execute("PRAGMA table_info(blocks)")}:
        connection.execute(_ADD_STATISTICS)
