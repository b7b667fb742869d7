"""Watched directories: how many bytes lie below each, against the limit that was set for it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from agent.config import WatchedDirectory
from agent.log import log
from agent.paths import Path
from agent.source import Lane
from watchkeeper.core.spans import Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_ENTRIES = 200_000
"""Files and folders looked at in one directory; beyond it the size is not told."""

_LABELS = ("directory",)
_SIZE = Family(
    "watchkeeper_directory_size_bytes", Kind.GAUGE, "Bytes of all files below it.", _LABELS
)
_LIMIT = Family("watchkeeper_directory_limit_bytes", Kind.GAUGE, "Its configured limit.", _LABELS)
_READABLE = Family(
    "watchkeeper_directory_readable", Kind.GAUGE, "1 if its size could be told.", _LABELS
)


class DirectorySource:
    """Adds up each directory; a large one takes long, hence beside the cycle."""

    name = "directories"
    lane = Lane.BESIDE

    def __init__(self, directories: Sequence[WatchedDirectory], every: Duration) -> None:
        self.every = every
        self._directories = tuple(directories)
        self._unreadable: set[str] = set()

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for directory in self._directories:
            labels = (directory.name,)
            found.append((_LIMIT, labels, directory.limit_bytes))
            found += self._size(directory, labels)
        return found

    def close(self) -> None:
        """Nothing is held."""

    def _size(self, directory: WatchedDirectory, labels: tuple[str, ...]) -> list[Reading]:
        try:
            size = size_below(directory.path)
        except OSError as error:
            if directory.name not in self._unreadable:
                log.warning("directory not readable", directory=directory.name, reason=error)
            self._unreadable.add(directory.name)
            return [(_READABLE, labels, 0.0)]
        self._unreadable.discard(directory.name)
        return [(_READABLE, labels, 1.0), (_SIZE, labels, size)]


def size_below(folder: Path) -> int:
    """Return the bytes of all regular files below *folder*; links are not followed.

    Raises OSError where the folder cannot be read or holds more than MOST_ENTRIES.
    """
    size = seen = 0
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    raise OSError(f"{folder} holds more than {MOST_ENTRIES} entries")
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    size += _size_of(entry)
    return size


def _size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except FileNotFoundError:  # removed while we look
        return 0
