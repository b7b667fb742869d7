"""Follow a file that somebody else writes, through rotation and truncation, in bounded steps."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from agent.paths import Path
from watchkeeper.core.errors import InvalidInput

MOST_BYTES = 1 << 20
"""Read of a file at one time; what was written beyond is passed over and counted."""

_CHUNK = 65_536
_MARK_BYTES = 64


class Place(NamedTuple):
    """Where reading stopped; ``mark`` is what stood just before, to know the file again."""

    inode: int
    offset: int
    mark: bytes = b""


class News(NamedTuple):
    """What is new: whole lines, and how many bytes were passed over."""

    content: bytes
    skipped_bytes: int = 0


class Tail:
    """Gives what was written since the last time.

    A file that was renamed is read to its end before the new one; one that was emptied in place
    (copytruncate) is known by its length, or where it has grown again, by the bytes before the
    place.  A file seen for the first time begins at its end, unless *place* says where.
    """

    def __init__(self, path: Path, place: Place | None = None) -> None:
        self._path = path
        self._place = place
        self._handle: int | None = None

    @property
    def place(self) -> Place | None:
        return self._place

    def read(self) -> News:
        """Return what is new.  Raises OSError where there is no such file, InvalidInput (a pipe)."""
        rest = News(b"")
        if self._handle is not None and self._was_replaced():
            rest = self._new_lines(self._handle, is_last=True)
            self.close()
            self._place = Place(0, 0)
        if self._handle is None:
            self._open()
        assert self._handle is not None
        news = self._new_lines(self._handle, is_last=False)
        return News(rest.content + news.content, rest.skipped_bytes + news.skipped_bytes)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _was_replaced(self) -> bool:
        assert self._place is not None
        try:
            return os.stat(self._path).st_ino != self._place.inode  # noqa: PTH116 paths are text here
        except FileNotFoundError:  # between two names
            return False

    def _open(self) -> None:
        handle = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            os.close(handle)
            raise InvalidInput("{path} is no regular file", path=self._path)
        self._handle = handle
        if self._place is None:
            self._place = self._place_at(handle, found.st_ino, found.st_size)
        elif self._place.inode != found.st_ino:
            self._place = Place(found.st_ino, 0)

    def _new_lines(self, handle: int, *, is_last: bool) -> News:
        assert self._place is not None
        size = os.fstat(handle).st_size
        offset = self._place.offset if self._is_known(handle, size) else 0
        skipped = max(0, size - offset - MOST_BYTES)
        content = _read_at(handle, offset + skipped, size)
        if skipped:  # begin with a whole line
            cut = content.find(b"\n") + 1
            skipped, content = skipped + cut, content[cut:]
        end = len(content) if is_last else content.rfind(b"\n") + 1
        if not end and len(content) >= MOST_BYTES // 2:  # a line without end
            end = len(content)
        self._place = self._place_at(handle, self._place.inode, offset + skipped + end)
        return News(content[:end], skipped)

    def _is_known(self, handle: int, size: int) -> bool:
        """Tell whether the file still has what stood before the place."""
        assert self._place is not None
        offset, mark = self._place.offset, self._place.mark
        return size >= offset and os.pread(handle, len(mark), offset - len(mark)) == mark

    def _place_at(self, handle: int, inode: int, offset: int) -> Place:
        length = min(_MARK_BYTES, offset)
        return Place(inode, offset, os.pread(handle, length, offset - length))


def _read_at(handle: int, offset: int, end: int) -> bytes:
    content = b""
    while offset + len(content) < end:
        at = offset + len(content)
        more = os.pread(handle, min(_CHUNK, end - at), at)
        if not more:
            break
        content += more
    return content


def bytes_from_place(place: Place) -> bytes:
    return b"%d %d %s\n" % (place.inode, place.offset, place.mark.hex().encode())


def place_from_bytes(content: bytes) -> Place | None:
    """Read a kept place; None where it makes no sense."""
    try:
        inode, offset, *mark = content.split()
        return Place(int(inode), int(offset), bytes.fromhex(b"".join(mark).decode("ascii")))
    except ValueError:
        return None
