"""Copy a SQLite database as one consistent snapshot, also while its own program writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from watchkeeper.core.errors import Unavailable
from watchkeeper.storage.disk import give_same_owner, sync_directory, sync_file

Progress = Callable[[int, int], None]
"""Is told what is done, of how much."""

_PAGES_A_STEP = 2_048


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


@contextmanager
def reading_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for reading only: nothing of it is changed, its WAL is not checkpointed.

    For one thread at a time, not necessarily the same.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=30, check_same_thread=False)) as it:
        it.isolation_level = None
        yield it


def copy_sqlite(source: Path, target: Path, progress: Progress = no_progress) -> None:
    """Copy *source* to *target*, which is on the disk with its name when this returns.

    The copy has the owner and mode of the source and no WAL beside it.  Raises Unavailable with
    *target* gone, where either file cannot be used.
    """
    try:
        with reading_sqlite(source) as reading, closing(sqlite3.connect(target)) as writing:
            give_same_owner(target, source)
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()  # fixes the snapshot
            reading.backup(
                writing,
                pages=_PAGES_A_STEP,
                progress=lambda _status, remaining, total: progress(total - remaining, total),
            )
        sync_file(target)
        sync_directory(target.parent)
    except (sqlite3.Error, OSError) as error:
        target.unlink(missing_ok=True)
        raise Unavailable(
            "{source} cannot be copied to {target}: {reason}",
            source=str(source),
            target=target.name,
            reason=error,
        ) from error
