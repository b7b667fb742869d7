"""Folders into which backups are written: age and size of the newest, against the earlier ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from agent.backup_settings import BackupSettings
from agent.backups.families import (
    EARLIER_COUNTED,
    EXPECTED,
    FILES,
    LAST,
    MEDIAN,
    PARTIAL,
    READABLE,
    SIZE,
    median,
)
from agent.log import log
from agent.paths import Path
from agent.source import Lane
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import Duration
from watchkeeper.wire.exposition import Reading

PARTIAL_ENDINGS = (".part", ".partial", ".tmp", ".temp", ".incomplete", ".filepart", ".swp", "~")
MOST_FILES = 100_000


class BackupFile(NamedTuple):
    """One file; ``written_at`` in seconds since 1970."""

    name: str
    written_at: float
    size_bytes: int


class BackupSource:
    """Looks into every folder of the configuration; a folder of many files may take long."""

    name = "backups"
    lane = Lane.BESIDE

    def __init__(self, folders: Sequence[BackupSettings], every: Duration) -> None:
        self.every = every
        self._folders = tuple(folders)
        self._unreadable: set[str] = set()

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for folder in self._folders:
            labels = (folder.name,)
            found += [*self._folder(folder, labels), (EXPECTED, labels, folder.every / 1000)]
        return found

    def close(self) -> None:
        """Nothing is held."""

    def _folder(self, folder: BackupSettings, labels: tuple[str, ...]) -> list[Reading]:
        try:
            files = backup_files(folder.path, folder.glob)
        except (OSError, Unavailable) as error:
            if folder.name not in self._unreadable:
                log.warning("backup folder not readable", backup=folder.name, reason=error)
            self._unreadable.add(folder.name)
            return [(READABLE, labels, 0.0)]
        self._unreadable.discard(folder.name)
        return [(READABLE, labels, 1.0), *readings(labels, files)]


def backup_files(folder: Path, glob: str) -> tuple[BackupFile, ...]:
    """Return the regular files that fit *glob*, empty ones too.  Raises OSError."""
    found = []
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= MOST_FILES:
                raise Unavailable(
                    "{folder} holds more than {most} files; name a smaller folder",
                    folder=folder,
                    most=MOST_FILES,
                )
            if fnmatchcase(_whole_name(entry.name), glob) and entry.is_file():
                try:
                    stat = entry.stat()
                except FileNotFoundError:  # removed while we look
                    continue
                found.append(BackupFile(entry.name, stat.st_mtime, stat.st_size))
    return tuple(found)


def readings(labels: tuple[str, ...], files: Sequence[BackupFile]) -> list[Reading]:
    """Judge the files of one folder; what is still written counts apart."""
    complete = sorted(
        (file for file in files if not is_partial(file.name)),
        key=lambda file: (file.written_at, file.name),
    )
    found: list[Reading] = [
        (FILES, labels, len(complete)),
        (PARTIAL, labels, len(files) - len(complete)),
        (LAST, labels, complete[-1].written_at if complete else 0.0),
    ]
    if complete:
        found.append((SIZE, labels, complete[-1].size_bytes))
    earlier = [file.size_bytes for file in complete[-1 - EARLIER_COUNTED : -1]]
    if earlier:
        found.append((MEDIAN, labels, median(earlier)))
    return found


def is_partial(name: str) -> bool:
    """Tell a file that is still written: by its ending, or hidden as rsync does."""
    return name.startswith(".") or name.lower().endswith(PARTIAL_ENDINGS)


def _whole_name(name: str) -> str:
    """Return the name that a file will have once it is written."""
    hidden = name[1:] if name.startswith(".") else name
    for ending in PARTIAL_ENDINGS:
        if hidden.lower().endswith(ending):
            return hidden[: -len(ending)]
    return hidden
