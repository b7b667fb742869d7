"""Trees of files: what was restored, and whether it is the same as the original."""

# Paths are text here:
# ruff: noqa: PTH101, PTH112, PTH114, PTH118

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from agent.backups.reader import CopyIsBad, Restored
from agent.paths import Path
from watchkeeper.core.errors import TooLarge

MOST_ENTRIES = 1_000_000
_CHUNK = 1 << 20


class Comparison(NamedTuple):
    """Restored files against originals of the same size and time: read and found different."""

    compared: int
    different: int
    first_difference: str = ""


def restored_in(folder: Path) -> Restored:
    """Count regular files and their bytes.  Raises CopyIsBad where there is none."""
    files, size = 0, 0
    for path in files_below(str(folder)):
        files += 1
        size += os.lstat(path).st_size
    if not files:
        raise CopyIsBad("nothing was restored")
    return Restored(files, float(size))


def compare(restored: Path, original: Path) -> Comparison:
    """Read each restored file whose original has the same size and time, and the original.

    A file that was changed or removed since the backup is no difference.
    """
    compared, different, first = 0, 0, ""
    root = _root(str(restored), str(original))
    for path in files_below(root):
        twin = os.path.join(original, os.path.relpath(path, root))
        if not _is_unchanged(path, twin):
            continue
        compared += 1
        if not _have_same_content(path, twin) and _is_unchanged(path, twin):
            different += 1
            first = first or twin
    return Comparison(compared, different, first)


def files_below(folder: str) -> Iterator[str]:
    """Give the regular files below a folder; links are not followed.

    Raises TooLarge beyond MOST_ENTRIES.
    """
    seen, waiting = 0, [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    raise TooLarge(
                        "{folder} holds more than {most} entries", folder=folder, most=MOST_ENTRIES
                    )
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield entry.path


def remove(folder: str) -> None:
    """Remove a tree of ours, with folders in which nothing may be removed; if need be in part."""
    for parent, names, _ in os.walk(folder):
        for path in (os.path.join(parent, name) for name in names):
            if not os.path.islink(path):
                os.chmod(path, 0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _root(restored: str, original: str) -> str:
    """Return where the original lies below what was restored.

    Tools keep the whole path or the end of it, rsnapshot below the name of the host.
    """
    parts = original.strip("/").split("/")
    for base in (restored, *_only_folder(restored)):
        for first in range(len(parts)):
            below = os.path.join(base, *parts[first:])
            if os.path.isdir(below):
                return below
    return restored


def _only_folder(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        found = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return found if len(found) == 1 else []


def _is_unchanged(path: str, twin: str) -> bool:
    try:
        ours, theirs = os.lstat(path), os.lstat(twin)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return (
        stat.S_ISREG(theirs.st_mode)
        and ours.st_size == theirs.st_size
        and int(ours.st_mtime) == int(theirs.st_mtime)
    )


def _have_same_content(path: str, twin: str) -> bool:
    with _opened(path) as ours, _opened(twin) as theirs:
        while True:
            chunk = os.read(ours, _CHUNK)
            if chunk != os.read(theirs, _CHUNK):
                return False
            if not chunk:
                return True


@contextmanager
def _opened(path: str) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)
