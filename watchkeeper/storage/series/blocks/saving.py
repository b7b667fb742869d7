"""Copy out of a damaged file of blocks what SQLite can still read of it, row by row."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from watchkeeper.core.instants import SECOND
from watchkeeper.storage.series.grid import CLASSES
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES

_AT_ONCE = 64
_LARGEST = 1 << 62
_SKIPPED_NUMBERS = 1_000_000
_TABLES = {
    "feeds": ("id", "name"),
    "series": ("id", "feed", "day", "labels"),
    "horizons": ("interval", "time"),
    "erased": ("series", "feed"),
    "dropped": ("tier", "until"),
    "blocks": (
        *("id", "feed", "start", "part", "stop"),
        *("first", "last", "samples", "head", "data"),
    ),
    "roll_ups": (
        *("id", "tier", "feed", "start", "stop"),
        *("records", "bytes", "head", "data"),
    ),
}
"""Tables whose first column is the key by which their rows lie, the small ones first."""

_UNROLLED = (
    "INSERT OR IGNORE INTO unrolled (tier, start, feed)"
    " SELECT tier, start, feed FROM damaged.unrolled"
)
Row = tuple[object, ...]


@dataclass(slots=True)
class Saved:
    """What could be read, and how often something could not."""

    rows: int = 0
    gaps: int = 0


def save_rows(damaged: Path, target: sqlite3.Connection) -> Saved:
    """Copy rows with their numbers, so that blocks still name their feeds and series.  Blocks."""
    saved = Saved()
    with contextlib.closing(sqlite3.connect(damaged, isolation_level=None)) as source:
        for table, columns in _TABLES.items():
            names, places = ", ".join(columns), ", ".join("?" * len(columns))
            put = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608 names of our own
            for rows in _readable(source, table, columns, saved):
                target.execute("BEGIN IMMEDIATE")
                saved.rows += sum(_put(target, put, row) for row in rows)
                target.execute("COMMIT")
    _save_unrolled(damaged, target, saved)
    if saved.gaps:
        _keep_numbers_apart(target)
        _let_blocks_tell(target)
    return saved


def _keep_numbers_apart(target: sqlite3.Connection) -> None:
    """Let no new series have the number of one whose row is gone: blocks may still have that."""
    known = target.execute(
        "SELECT max(coalesce(max(id), 0), (SELECT coalesce(max(series), 0) FROM erased)) FROM series"
    ).fetchone()[0]
    target.execute("DELETE FROM sqlite_sequence WHERE name = 'series'")
    target.execute("INSERT INTO sqlite_sequence VALUES ('series', ?)", (known + _SKIPPED_NUMBERS,))


def _let_blocks_tell(target: sqlite3.Connection) -> None:
    """Have every window look into blocks for what they may hold, whatever horizons were lost."""
    newest = target.execute("SELECT max(stop) FROM blocks").fetchone()[0]
    if newest is None:
        return
    target.executemany(
        "INSERT INTO horizons (interval, time) VALUES (?, ?) ON CONFLICT (interval)"
        " DO UPDATE SET time = max(time, excluded.time)",
        [(seconds * SECOND, newest) for seconds in CLASSES],
    )


def _put(target: sqlite3.Connection, put: str, row: Row) -> int:
    try:
        return target.execute(put, row).rowcount
    except sqlite3.IntegrityError:  # a damaged row without what it must have
        return 0


def _readable(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], saved: Saved
) -> Iterator[list[Row]]:
    """Yield the rows of a table by their key, passing over those that cannot be read."""
    after = -_LARGEST
    while True:
        try:
            rows = _rows(source, table, columns, after, _AT_ONCE)
        except sqlite3.Error:
            rows = _one_by_one(source, table, columns, after)
            if not rows:
                saved.gaps += 1
                following = _beyond(source, table, columns, after)
                if following is None:
                    return
                after = following
                continue
        if not rows:
            return
        yield rows
        after = _key(rows[-1])


def _key(row: Row) -> int:
    assert isinstance(row[0], int)
    return row[0]


def _rows(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], after: int, most: int
) -> list[Row]:
    wanted = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 names of our own
    key = columns[0]
    rows: list[Row] = source.execute(
        f"{wanted} NOT INDEXED WHERE {key} > ? ORDER BY {key} LIMIT ?", (after, most)
    ).fetchall()
    keys = [after, *(_key(row) for row in rows)]
    if any(this >= following for this, following in pairwise(keys)):
        raise sqlite3.DatabaseError("the rows of a damaged table are out of order")
    return rows


def _one_by_one(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], after: int
) -> list[Row]:
    """Return the rows up to the first that cannot be read."""
    found: list[Row] = []
    with contextlib.suppress(sqlite3.Error):
        while len(found) < _AT_ONCE and (rows := _rows(source, table, columns, after, 1)):
            found += rows
            after = _key(rows[0])
    return found


def _beyond(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], after: int
) -> int | None:
    """Return a key behind which rows can be read again, as near as can be; None where none can."""
    low, step = max(after, 0), 1
    while not _can_read(source, table, columns, low + step):
        step *= 2
        if low + step > _LARGEST:
            return None
    bad, good = low + step // 2, low + step
    while good - bad > 1:
        middle = (bad + good) // 2
        bad, good = (bad, middle) if _can_read(source, table, columns, middle) else (middle, good)
    return good


def _can_read(source: sqlite3.Connection, table: str, columns: tuple[str, ...], after: int) -> bool:
    try:
        _rows(source, table, columns, after, 1)
    except sqlite3.Error:
        return False
    return True


def _save_unrolled(damaged: Path, target: sqlite3.Connection, saved: Saved) -> None:
    """Copy what is still to be rolled up; where it cannot be read, all blocks are rolled up anew."""
    try:
        target.execute("ATTACH DATABASE ? AS damaged", (str(damaged),))
        target.execute(_UNROLLED)
    except sqlite3.Error:
        saved.gaps += 1
        target.execute(
            "INSERT OR IGNORE INTO unrolled (tier, start, feed)"
            " SELECT ?, start - start % ?, feed FROM blocks WHERE part >= 0",
            (FIVE_MINUTES.number, FIVE_MINUTES.chunk),
        )
    with contextlib.suppress(sqlite3.Error):  # it was no database
        target.execute("DETACH DATABASE damaged")
