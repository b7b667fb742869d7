"""Files of /proc and /sys: those of every cycle are held open, the others read whole and bounded."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice

from agent.paths import Path
from watchkeeper.core.errors import ConfigError, InvalidInput, TooLarge, Unavailable

_CHUNK = 65_536
MAX_BYTES = 4 << 20
MOST_ENTRIES = 1_000
_WORD_BYTES = 4_096


class HeldFile:
    """A file kept open: half the cost of opening it each time.

    The kernel writes a file of /proc anew for each read at its start.  One that is gone (a module
    was unloaded, an interface removed) raises OSError and is opened again the next time; one that
    is longer than *most_bytes* raises Unavailable.  One that *comes_whole* is short, and there is
    no more after the first read.
    """

    def __init__(
        self, path: Path, *, most_bytes: int = MAX_BYTES, comes_whole: bool = False
    ) -> None:
        self._path = path
        self._comes_whole = comes_whole
        self._most_bytes = most_bytes
        self._handle: int | None = None

    def read(self) -> str:
        return self.read_bytes().decode("utf-8", "replace")

    def read_bytes(self) -> bytes:
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return self._read_all(self._handle)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _read_all(self, handle: int) -> bytes:
        content = os.pread(handle, _CHUNK, 0)
        while not self._comes_whole:  # a file of /proc comes a page at a time
            more = os.pread(handle, _CHUNK, len(content))
            if not more:
                return content
            content += more
            if len(content) > self._most_bytes:
                raise Unavailable(
                    "{path} has more than {most} bytes, which is too much to read every cycle",
                    path=self._path,
                    most=self._most_bytes,
                )
        return content


def read_whole(path: Path) -> str:
    """Return the text of a small file that is read seldom, of a long one its beginning."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return _read(handle, MAX_BYTES).decode("utf-8", "replace")
    finally:
        os.close(handle)


def read_regular(path: Path, most_bytes: int) -> bytes:
    """Return a file that somebody else writes.  Raises OSError; TooLarge, InvalidInput (a pipe)."""
    handle = _opened_regular(path)
    try:
        content = _read(handle, most_bytes + 1)
    finally:
        os.close(handle)
    if len(content) > most_bytes:
        raise TooLarge("{path} has more than {most} bytes", path=path, most=most_bytes)
    return content


def lines_of(path: Path, most_bytes: int) -> Iterator[bytes]:
    """Give the lines of a long file that somebody else writes; one that has no end in parts.

    Raises as ``read_regular``.
    """
    with os.fdopen(_opened_regular(path), "rb") as file:
        while line := file.readline(_CHUNK):
            yield line
            if file.tell() > most_bytes:
                raise TooLarge("{path} has more than {most} bytes", path=path, most=most_bytes)


def _opened_regular(path: Path) -> int:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InvalidInput("{path} is no regular file", path=path)
    return handle


def read_secret(path: Path) -> str:
    """Return the text of a file that only we may read.  Raises OSError; ConfigError."""
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        secret = file.read(_WORD_BYTES).decode("utf-8", "replace").strip()
    if mode & 0o077:
        raise ConfigError(
            "others may read this secret; run chmod 600 {path}", at=str(path), path=path
        )
    return secret


def _read(handle: int, most_bytes: int) -> bytes:
    """Read in chunks: one large buffer would teach malloc to keep what is given back."""
    content = b""
    while len(content) < most_bytes:
        more = os.read(handle, min(_CHUNK, most_bytes - len(content)))
        if not more:
            break
        content += more
    return content


def beginning(path: str | Path, most_bytes: int) -> bytes:
    """Return the first bytes of a file of /proc.  Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(handle, most_bytes)
    finally:
        os.close(handle)


def word(path: str | Path) -> str:
    """Return what a file of /sys says; empty where it is not there or does not tell."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (OSError, ValueError):  # a name that no file can have
        return ""
    try:
        return os.read(handle, _WORD_BYTES).decode("utf-8", "replace").strip()
    except OSError:
        return ""
    finally:
        os.close(handle)


def number(path: str | Path) -> float | None:
    """Return the number that a file of /sys holds; None where it holds none."""
    return number_from_text(word(path))


def number_from_text(text: str) -> float | None:
    """Read a number of /sys: decimal, or with 0x."""
    try:
        return float(int(text, 16) if text.startswith("0x") else int(text))
    except (ValueError, OverflowError):
        return None


def names_in(folder: Path, most: int = MOST_ENTRIES) -> Iterator[str]:
    """Give the names in a folder in alphabetical order, of a large one only *most*.

    Raises OSError where it is not there.
    """
    with os.scandir(folder) as entries:
        yield from sorted(entry.name for entry in islice(entries, most))
