"""Room on a disk, and files that are surely on it; for backups and upgrades."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from watchkeeper.core.errors import Unavailable

KEPT_FREE_BYTES = 64 << 20
"""What no copy may take: the series store needs 32 MiB of it to go on, tickets the rest."""


def free_bytes(folder: Path) -> int:
    """Return what is free for us on the disk of *folder*, or of what will hold it."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    return shutil.disk_usage(there).free


def shortage(folder: Path, reserve_bytes: int) -> Unavailable | None:
    """Return why nothing may be written though there is room: the rest is kept for tickets.

    Raises OSError where *folder* cannot be looked at.
    """
    free = shutil.disk_usage(folder).free
    if free >= reserve_bytes:
        return None
    return Unavailable(
        "only {free} MiB are free on the disk and kept for tickets; make room there",
        free=free >> 20,
    )


def size_of(*paths: Path) -> int:
    """Return the bytes of files; one that is not there has none."""
    return sum(path.stat().st_size for path in paths if path.exists())


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raise Unavailable where *needed_bytes* would not leave ``KEPT_FREE_BYTES`` free."""
    free = free_bytes(folder)
    if free < needed_bytes + KEPT_FREE_BYTES:
        raise Unavailable(
            "{needed} MiB are needed and {free} MiB are free; make room there",
            at=str(folder),
            needed=(needed_bytes + KEPT_FREE_BYTES) >> 20,
            free=free >> 20,
        )


def sync_file(path: Path) -> None:
    """Return when the content of a file is on the disk."""
    _sync(path, os.O_RDONLY)


def sync_directory(path: Path) -> None:
    """Return when the names in a directory are on the disk."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def give_same_owner(path: Path, model: Path) -> None:
    """Give a file the mode and, where we may, the owner of *model*: root upgrades for the service."""
    found = model.stat()
    path.chmod(found.st_mode & 0o7777)
    if os.geteuid() == 0:
        os.chown(path, found.st_uid, found.st_gid)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
