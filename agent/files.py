"""Files of /proc and /sys that are read every cycle: opened once, read at their start each time."""

from __future__ import annotations

import os
from pathlib import Path

_CHUNK = 65_536
MAX_BYTES = 4 << 20


class HeldFile:
    """A file kept open: half the cost of opening it each time.

    The kernel writes a file of /proc anew for each read at its start.  One that is gone (a module
    was unloaded, an interface removed) raises OSError and is opened again the next time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def read(self) -> str:
        return self.read_bytes().decode("utf-8", "replace")

    def read_bytes(self) -> bytes:
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return _read_all(self._handle)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _read_all(handle: int) -> bytes:
    content = os.pread(handle, _CHUNK, 0)
    while True:  # a file of /proc comes a page at a time
        more = os.pread(handle, _CHUNK, len(content))
        if not more or len(content) > MAX_BYTES:
            return content
        content += more


def read_whole(path: Path) -> str:
    """Return the text of a small file that is read seldom."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES).decode("utf-8", "replace")
