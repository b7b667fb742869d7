"""Ticks and notes on the disk while the server is away; bounded by size and age, the oldest go first.

One SQLite file; only one thread may use it.  A tick's label sets stand once for each layout.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.tick import Tick
from collector.satellites.exchange import MAX_NOTES, Note
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.satellite.columns import CourseTick
from watchkeeper.wire.label_sets import bytes_from_labels, labels_from_bytes

log = get_log("satellite")

_OVERHEAD_BYTES = 64  # of a row
_SCHEMA = """
CREATE TABLE IF NOT EXISTS layouts (
  id INTEGER PRIMARY KEY, course TEXT NOT NULL, boot BLOB NOT NULL, layout INTEGER NOT NULL,
  interval INTEGER NOT NULL, width INTEGER NOT NULL, labels BLOB NOT NULL,
  UNIQUE (course, boot, layout, interval, width));
CREATE TABLE IF NOT EXISTS ticks (
  id INTEGER PRIMARY KEY AUTOINCREMENT, layout INTEGER NOT NULL, sequence INTEGER NOT NULL,
  at INTEGER NOT NULL, size INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS ticks_of_layout ON ticks (layout);
CREATE TABLE IF NOT EXISTS notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL,
  facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS held (name TEXT PRIMARY KEY, content TEXT NOT NULL);
"""
_OLDEST = (
    "SELECT t.id, t.sequence, t.at, t.vector, l.course, l.boot, l.layout, l.interval,"
    " l.width, l.labels, l.id FROM ticks t JOIN layouts l ON l.id = t.layout"
    " ORDER BY t.id LIMIT ?"
)
_MOST_NOTES = 2_000
_Row = tuple[int, int, int, bytes, str, bytes, int, int, int, bytes, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A tick of the spool; ``id`` is for ``forget``."""

    id: int
    course: str
    tick: Tick


class Spool:
    """The file; every method blocks and may raise Unavailable."""

    def __init__(self, path: Path, *, most_bytes: int, most_age: Duration) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._most_bytes = most_bytes
        self._most_age = most_age
        self._known: dict[tuple[str, bytes, int, int, int], int] = {}
        self._database = _opened(path)
        path.chmod(0o600)
        self.ticks, self.bytes = self._counted()
        self.dropped = int(self.held("dropped") or 0)

    def append(self, ticks: Iterable[CourseTick], now: Instant) -> None:
        """Keep ticks; drop and count the oldest beyond the bounds."""
        with self._changing() as database:
            for course, tick in ticks:
                vector = zlib.compress(tick.vector, 1)
                size = len(vector) + _OVERHEAD_BYTES
                database.execute(
                    "INSERT INTO ticks (layout, sequence, at, size, vector) VALUES (?, ?, ?, ?, ?)",
                    (self._layout(database, course, tick), tick.sequence, tick.time, size, vector),
                )
                self.ticks += 1
                self.bytes += size
            self._keep_bounds(database, now)

    def oldest(self, most: int, most_bytes: int) -> list[Stored]:
        """Return the oldest ticks, as many as fit."""
        found: list[Stored] = []
        layouts: dict[int, tuple[Labels, ...]] = {}
        size, broken = 0, []
        with _readable():
            for row in self._database.execute(_OLDEST, (most,)):
                try:
                    if row[10] not in layouts:
                        layouts[row[10]] = labels_from_bytes(zlib.decompress(row[9]), row[8])
                    stored = _stored(row, layouts[row[10]])
                except (zlib.error, WatchkeeperError):
                    broken.append(row[0])
                    continue
                size += len(stored.tick.vector)
                if found and size > most_bytes:
                    break
                found.append(stored)
        if broken:
            self.drop(broken)
        return found

    def forget(self, ids: Sequence[int]) -> None:
        """Delete ticks that the server has."""
        with self._changing() as database:
            self._delete(database, ids)

    def drop(self, ids: Sequence[int]) -> None:
        """Delete ticks that nobody will take; they are counted."""
        with self._changing() as database:
            self._delete(database, ids)
            self._count_dropped(database, len(ids))

    def count_dropped(self, ticks: int) -> None:
        with self._changing() as database:
            self._count_dropped(database, ticks)

    def note(self, kind: str, facts: Mapping[str, str], now: Instant) -> None:
        """Keep a note until the server has it; beyond some thousands the oldest are lost."""
        with self._changing() as database:
            row = database.execute(
                "INSERT INTO notes (at, kind, facts) VALUES (?, ?, ?)",
                (now, kind, json.dumps(dict(facts))),
            )
            database.execute(
                "DELETE FROM notes WHERE id <= ?", ((row.lastrowid or 0) - _MOST_NOTES,)
            )

    def notes(self) -> tuple[Note, ...]:
        """Return the oldest notes that wait, as many as one request takes."""
        with _readable():
            rows = self._database.execute(
                "SELECT id, at, kind, facts FROM notes ORDER BY id LIMIT ?", (MAX_NOTES,)
            )
            return tuple(
                Note(number, Instant(at), kind, json.loads(facts))
                for number, at, kind, facts in rows
            )

    def forget_notes(self, newest: int) -> None:
        with self._changing() as database:
            database.execute("DELETE FROM notes WHERE id <= ?", (newest,))

    def held(self, name: str) -> str | None:
        """Return what ``hold`` kept under a name."""
        with _readable():
            row = self._database.execute(
                "SELECT content FROM held WHERE name = ?", (name,)
            ).fetchone()
        return None if row is None else str(row[0])

    def hold(self, name: str, content: str) -> None:
        with self._changing() as database:
            _hold(database, name, content)

    def close(self) -> None:
        self._database.close()

    def _layout(self, database: sqlite3.Connection, course: str, tick: Tick) -> int:
        """Return the row of a tick's layout as wide as the tick; written where it is new."""
        key = (course, tick.boot, tick.layout, int(tick.interval), tick.width)
        if key not in self._known:
            block = b"".join(map(bytes_from_labels, tick.labels[: tick.width]))
            database.execute(
                "INSERT OR IGNORE INTO layouts (course, boot, layout, interval, width, labels)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*key, zlib.compress(block, 1)),
            )
            (found,) = database.execute(
                "SELECT id FROM layouts WHERE course = ? AND boot = ? AND layout = ?"
                " AND interval = ? AND width = ?",
                key,
            ).fetchone()
            self._known[key] = int(found)
        return self._known[key]

    def _keep_bounds(self, database: sqlite3.Connection, now: Instant) -> None:
        over, dropped = self.bytes - self._most_bytes, []
        for identifier, at, size in database.execute("SELECT id, at, size FROM ticks ORDER BY id"):
            if over <= 0 and at >= now - self._most_age:
                break
            dropped.append(identifier)
            over -= size
        if dropped:
            if not self.dropped:
                log.warning("spool is full; the oldest ticks are dropped", bytes=self._most_bytes)
            self._delete(database, dropped)
            self._count_dropped(database, len(dropped))

    def _delete(self, database: sqlite3.Connection, ids: Sequence[int]) -> None:
        for identifier in ids:
            row = database.execute(
                "DELETE FROM ticks WHERE id = ? RETURNING size", (identifier,)
            ).fetchone()
            if row is not None:
                self.ticks -= 1
                self.bytes -= int(row[0])
        if self.ticks == 0 and self._known:
            database.execute("DELETE FROM layouts")
            self._known.clear()

    def _count_dropped(self, database: sqlite3.Connection, ticks: int) -> None:
        self.dropped += ticks
        _hold(database, "dropped", str(self.dropped))

    def _counted(self) -> tuple[int, int]:
        with _readable():
            row = self._database.execute("SELECT count(*), total(size) FROM ticks").fetchone()
        return int(row[0]), int(row[1])

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Change the file whole or not at all."""
        before = self.ticks, self.bytes, self.dropped
        try:
            with self._database:
                yield self._database
        except sqlite3.Error as error:
            self.ticks, self.bytes, self.dropped = before
            self._known.clear()
            raise _unavailable(error) from error


def _hold(database: sqlite3.Connection, name: str, content: str) -> None:
    database.execute(
        "INSERT INTO held (name, content) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        (name, content),
    )


def _opened(path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path, check_same_thread=False, timeout=10)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except sqlite3.Error as error:
        raise _unavailable(error) from error
    return database


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _unavailable(error) from error


def _stored(row: _Row, labels: tuple[Labels, ...]) -> Stored:
    number, sequence, at, vector, course, boot, layout, interval, *_ = row
    tick = Tick(
        boot, layout, Duration(interval), labels, sequence, Instant(at), zlib.decompress(vector)
    )
    return Stored(number, course, tick)


def _unavailable(error: sqlite3.Error) -> Unavailable:
    return Unavailable("the spool cannot be used: {reason}", reason=error)
