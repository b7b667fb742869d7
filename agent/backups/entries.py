"""What lies in a folder of backups: files, and folders that are one backup each."""

# Paths are text here:
# ruff: noqa: PTH208

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from agent.paths import Path
from agent.sources.backups import MOST_FILES, backup_files, is_partial
from watchkeeper.core.errors import Unavailable
from watchkeeper.host.backups.standing import Copy, Standing, in_order

_MOST_FOLDERS = 1_000


class Folder(NamedTuple):
    """A folder in a folder of backups."""

    name: str
    path: Path
    written_at: float


def files_standing(folder: Path, glob: str) -> Standing:
    """Return the files of a folder as copies; those still written count apart."""
    files = backup_files(folder, glob)
    complete = [
        Copy(file.name, file.written_at, size_bytes=float(file.size_bytes))
        for file in files
        if not is_partial(file.name)
    ]
    return Standing(in_order(complete), partial=len(files) - len(complete))


def folders_in(folder: Path, glob: str) -> tuple[Folder, ...]:
    """Return the folders in a folder whose names fit.  Raises OSError, Unavailable."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and fnmatchcase(entry.name, glob):
                written_at = entry.stat(follow_symlinks=False).st_mtime
                found.append(Folder(entry.name, Path(entry.path), written_at))
            if len(found) > _MOST_FOLDERS:
                raise Unavailable(
                    "{folder} holds more than {most} folders", folder=folder, most=_MOST_FOLDERS
                )
    return tuple(found)


def names_in(folder: Path) -> Sequence[str]:
    """Return all names in a folder.  Raises OSError, Unavailable."""
    names = os.listdir(folder)
    if len(names) > MOST_FILES:
        raise Unavailable("{folder} holds more than {most} files", folder=folder, most=MOST_FILES)
    return names
