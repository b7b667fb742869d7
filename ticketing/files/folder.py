"""Files on the disk: ``<data>/documents/tickets/<number>/<sha256>``.  Blocking."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from watchkeeper.core.errors import NotFound, Unavailable
from watchkeeper.core.logs import get_log

log = get_log("ticketing")

LEFT_FREE_BYTES = 256 * 1024 * 1024
"""What is left on the disk for those who need it more."""

_UNFINISHED = ".unfinished-"


class FileFolder:
    """Keeps, gives and forgets files of tickets by the hash of their content."""

    def __init__(self, folder: Path, *, left_free_bytes: int = LEFT_FREE_BYTES) -> None:
        self._folder = folder
        self._left_free_bytes = left_free_bytes

    def keep(self, number: int, sha256: str, data: bytes) -> None:
        """Write a file; it is whole and on the disk when this returns.  Raises Unavailable."""
        folder = self._folder / str(number)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)
            self._check_room(len(data))
            _write(folder, sha256, data)
        except OSError as error:
            raise Unavailable(
                "the file cannot be kept: {reason}", reason=error.strerror or error
            ) from error

    def read(self, number: int, sha256: str) -> bytes:
        """Return a file.  Raises NotFound, Unavailable where it is not what was attached."""
        path = self._folder / str(number) / sha256
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound("the file is gone from the folder of documents") from error
        except OSError as error:
            raise Unavailable(
                "the file cannot be read: {reason}", reason=error.strerror or error
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            log.error("a file is not what was attached", path=path)
            raise Unavailable("the file on the disk is not what was attached")
        return data

    def forget(self, number: int, sha256: str) -> None:
        """Take a file away; one that is gone already is no mistake.  Raises Unavailable."""
        folder = self._folder / str(number)
        try:
            (folder / sha256).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # others are in it
                folder.rmdir()
        except OSError as error:
            raise Unavailable(
                "the file cannot be erased: {reason}", reason=error.strerror or error
            ) from error

    def numbers(self) -> list[int]:
        """Return the tickets that have a folder."""
        if not self._folder.is_dir():
            return []
        names = (one.name for one in self._folder.iterdir() if one.is_dir())
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())

    def sweep(self, number: int, known: Collection[str]) -> int:
        """Take away what no log knows: left by a crash between two steps; return how many."""
        folder = self._folder / str(number)
        gone = [path for path in sorted(folder.iterdir()) if path.name not in known]
        for path in gone:
            self.forget(number, path.name)
        return len(gone)

    def _check_room(self, size: int) -> None:
        free = shutil.disk_usage(self._folder).free
        if free - size < self._left_free_bytes:
            raise Unavailable("the disk is nearly full: it takes no more files")


def _write(folder: Path, sha256: str, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=folder)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o640)
        unfinished.replace(folder / sha256)
        _sync(folder)
        _sync(folder.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
