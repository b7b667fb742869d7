"""One server per data directory: a lock that the kernel drops when the process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from watchkeeper.core.errors import Conflict, Unavailable


class DirectoryLock:
    """Hold ``<directory>/lock`` while the block runs; the file names the pid that holds it."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "lock"
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        except OSError as error:
            raise Unavailable(
                "the data directory cannot be used: {reason}",
                at=str(self._path.parent),
                reason=error.strerror,
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._descriptor, 20).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise Conflict(
                "another watchkeeper, pid {pid}, runs on this data directory; "
                "stop it first, or give this one a directory of its own",
                at=str(self._path.parent),
                pid=holder or "unknown",
            ) from None
        os.truncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)
