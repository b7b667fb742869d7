"""A new file that has its name only when it is whole; it never takes the name of another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from watchkeeper.core.errors import Conflict, Unavailable
from watchkeeper.storage.backup.archive import Told, reading_archive
from watchkeeper.storage.disk import sync_directory

PART = ".part"


@contextmanager
def new_backup(target: Path, told: Told = lambda _size: None) -> Iterator[IO[bytes]]:
    """Give a file to write a backup to, for its owner only.

    At the end it is put on the disk, read again and checked, and named *target*; where anything
    fails nothing is left.  Raises Conflict where *target* is there, Unavailable, InvalidInput.
    """
    part = target.with_name(f".{target.name}{PART}")
    try:
        _refuse_existing(target)
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with reading_archive(part) as archive:
            archive.verify(told)
        _name_once(part, target)
    except OSError as error:
        raise Unavailable(
            "the backup cannot be written: {reason}", at=str(target), reason=error.strerror or error
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise Conflict("is there already; nothing was changed", at=str(target))


def _name_once(part: Path, target: Path) -> None:
    """Give the file its name; a link, unlike a rename, never replaces what came meanwhile."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise Conflict("is there already; nothing was changed", at=str(target)) from None
    except OSError:  # a file system without links
        _refuse_existing(target)
        part.rename(target)
    sync_directory(target.parent)
