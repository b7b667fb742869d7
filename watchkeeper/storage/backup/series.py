"""The series in a backup: the write-ahead log as it stands, then the files of blocks behind it.

The log is taken first: what a flush moves from it into blocks meanwhile is in both, never in
neither, and reading it again adds nothing twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from watchkeeper.storage.backup.state import count_rows
from watchkeeper.storage.sqlite_copy import Progress, copy_sqlite

WAL = "wal"


@dataclass(slots=True)
class PinnedLog:
    """Open segments and how much of each counts; a segment that is deleted stays readable here."""

    segments: list[tuple[str, IO[bytes], int]] = field(default_factory=list)
    _held: ExitStack = field(default_factory=ExitStack)

    @property
    def size_bytes(self) -> int:
        return sum(size for _, _, size in self.segments)

    def close(self) -> None:
        self._held.close()


def pin_log(data: Path) -> PinnedLog:
    """Hold the log of a data folder as it is now; what its end lacks is cut off at the next start."""
    pinned = PinnedLog()
    for path in sorted((data / WAL).glob("*.wal")):
        try:
            file = pinned._held.enter_context(path.open("rb"))
        except FileNotFoundError:  # all of it is in blocks by now
            continue
        pinned.segments.append((path.name, file, os.fstat(file.fileno()).st_size))
    return pinned


def block_files(data: Path) -> Iterator[Path]:
    """Yield the files of blocks and roll-ups: every SQLite file but the state."""
    yield from (path for path in sorted(data.glob("*.db")) if path.name != "state.db")


def copy_blocks(path: Path, folder: Path, progress: Progress) -> tuple[Path, dict[str, int]]:
    """Copy a file of blocks as one snapshot; return the copy and its rows by table."""
    target = folder / path.name
    copy_sqlite(path, target, progress)
    rows = {f"{path.name}/{table.name}": table.rows for table in count_rows(target)}
    return target, rows
