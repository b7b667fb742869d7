"""Folders of a program that may be killed: the next one takes away what nobody uses any more.

A folder is in use as long as its lock is held, which ends with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK = ".in-use"


@contextmanager
def scratch_folder(
    prefix: str, *, place: Path | None = None, before_removal: Callable[[Path], None] | None = None
) -> Iterator[Path]:
    """Give a new folder that is marked as in use; first remove those of *prefix* that are not.

    It stays when the block ends, for a person to look at.  *before_removal* ends what still runs
    in a folder that goes.
    """
    parent = place or Path(tempfile.gettempdir())
    for path in abandoned(parent, prefix):
        if before_removal is not None:
            before_removal(path)
        shutil.rmtree(path, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    handle, beside = tempfile.mkstemp(prefix=".", dir=parent)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        Path(beside).rename(folder / _LOCK)  # it is never there without being held
        yield folder
    finally:
        os.close(handle)


def abandoned(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield folders of our own that have a lock which nobody holds."""
    for path in sorted(parent.glob(f"{prefix}*")):
        try:
            found = path.lstat()
            is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
            if is_ours and not _is_held(path / _LOCK):
                yield path
        except OSError:
            continue  # it went meanwhile, or never had a lock


def _is_held(lock: Path) -> bool:
    """Tell whether a process holds the lock.  Raises OSError where there is none."""
    handle = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
