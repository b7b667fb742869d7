"""Look at SQLite's write-ahead log before SQLite does, and say what it is going to drop.

SQLite takes the first frame whose checksum is wrong for the end of the log: every commit behind
it is dropped without a word.  Each frame carries the checksum up to its end, so that the commits
behind a wrong byte can still be told.  Nothing is changed here.  Format:
https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import mmap
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import sync_directory, sync_file

log = get_log("storage")

Words = npt.NDArray[np.uint32]
Sums = tuple[int, int]

_HEADER = struct.Struct(">8I")  # magic, format, page size, sequence, two salts, two sums
_FRAME = struct.Struct(">6I")  # page, pages after a commit, two salts, two sums
_BIG = 0x377F0683  # the checksums are of big-endian words; else of little-endian ones
_SALTS_END = 16  # in a frame
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class LogDamage:
    """A transaction in which a log ends for SQLite, though something stands behind its begin."""

    lost: int  # sound commits behind it; none: it is the last, which a kill may have torn
    kept_as: str = "-"


def examine_log(database: Path) -> LogDamage | None:
    """Say what is lost of a damaged log, and keep a copy of it; None where it is sound.  Blocks.

    Call it before anybody has the database open.  Raises OSError.
    """
    path = _log_of(database)
    with _opened_log(database) as found:
        if found is None or not found.is_damaged():
            return None
        lost = found.lost_commits()
    damage = LogDamage(lost, _kept(path)) if lost else LogDamage(0)
    tell = log.error if lost else log.warning
    tell(
        "the write-ahead log of a database is damaged and ends there",
        file=path.name,
        lost_transactions=damage.lost,
        kept_as=damage.kept_as,
    )
    return damage


def lacks_pages(database: Path) -> bool:
    """Tell whether the end of a file was cut off: its pages are neither in it nor in its log.

    SQLite finds that out when it reads one of them.  Call it before anybody has the file open.
    """
    page, written, is_current = _told_by(database)
    logged: set[int] = set()
    with _opened_log(database) as found:
        if found is not None:
            logged, pages = found.committed()
            written, is_current = pages or written, bool(pages) or is_current
    there = database.stat().st_size // page if page else 0
    return is_current and any(one not in logged for one in range(there + 1, written + 1))


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def _told_by(database: Path) -> tuple[int, int, bool]:
    """Return size and count of pages as a file's header has them, and whether the count counts."""
    with database.open("rb") as file:
        header = file.read(100)
    if len(header) < 100:
        return 0, 0, False
    page = int.from_bytes(header[16:18], "big")
    changed, pages, counted = (int.from_bytes(header[at : at + 4], "big") for at in (24, 28, 92))
    return 65536 if page == 1 else page, pages, changed == counted


@contextmanager
def _opened_log(database: Path) -> Iterator[_Log | None]:
    """Give the log of a database to look at; None where nothing stands in it."""
    path, page = _log_of(database), 0
    if database.exists():
        page, *_ = _told_by(database)
    is_page = 512 <= page <= 65536 and page & (page - 1) == 0
    if not is_page or not path.exists() or path.stat().st_size < _HEADER.size + _SALTS_END:
        yield None
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield _Log(content, page)


def _kept(path: Path) -> str:
    """Keep a copy of a log from which SQLite is going to take a part only."""
    number = len(list(path.parent.glob(f"{path.name}.damaged-*"))) + 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    shutil.copyfile(path, aside)
    sync_file(aside)
    sync_directory(path.parent)
    return aside.name


class _Log:
    """Frames of pages, each with the checksum of all up to its end."""

    def __init__(self, content: mmap.mmap, page: int) -> None:
        self._content, self._page = content, page
        magic, *_, first_salt, second_salt, first, second = _HEADER.unpack_from(content)
        self._order = ">u4" if magic == _BIG else "<u4"
        self._seed = (first, second)
        self._is_sound = sums_of(self._numbers(content[:24]), (0, 0)) == self._seed
        self._salts = (first_salt, second_salt) if self._is_sound else self._salts_of(0)

    def is_damaged(self) -> bool:
        """Tell whether a frame of this turn of the log follows that is not sound or not whole."""
        good = sum(1 for _ in self._good())
        is_begun = self._start(good) + _SALTS_END <= len(self._content)
        return not self._is_sound or (is_begun and self._salts_of(good) == self._salts)

    def lost_commits(self) -> int:
        """Count the sound commits that stand behind a frame that is not sound."""
        good = sum(1 for _ in self._good())
        return sum(
            self._frame(at)[1] > 0 and self._is_good(at, self._sums(at - 1))
            for at in range(good + 1, self._count)
        )

    def committed(self) -> tuple[set[int], int]:
        """Return the pages that whole transactions hold, and how many the database has then."""
        held: set[int] = set()
        waiting: set[int] = set()
        pages = 0
        for at in self._good():
            page, commit, *_ = self._frame(at)
            waiting.add(page)
            if commit:
                held |= waiting
                pages = commit
                waiting.clear()
        return held, pages

    def _good(self) -> Iterator[int]:
        """Give the frames that SQLite reads."""
        before = self._seed
        for at in range(self._count if self._is_sound else 0):
            if not self._is_good(at, before):
                return
            yield at
            before = self._sums(at)

    @property
    def _count(self) -> int:
        return (len(self._content) - _HEADER.size) // (_FRAME.size + self._page)

    def _start(self, at: int) -> int:
        return _HEADER.size + at * (_FRAME.size + self._page)

    def _frame(self, at: int) -> tuple[int, ...]:
        return _FRAME.unpack_from(self._content, self._start(at))

    def _salts_of(self, at: int) -> tuple[int, ...]:
        return struct.unpack_from(">2I", self._content, self._start(at) + 8)

    def _sums(self, at: int) -> Sums:
        *_, first, second = self._frame(at)
        return first, second

    def _words(self, at: int) -> Words:
        """Return what the checksum of a frame covers: page number, commit, content."""
        start = self._start(at)
        page = start + _FRAME.size
        covered = self._content[start : start + 8], self._content[page : page + self._page]
        return self._numbers(b"".join(covered))

    def _numbers(self, data: bytes) -> Words:
        return np.frombuffer(data, self._order).astype(np.uint32)

    def _is_good(self, at: int, before: Sums) -> bool:
        """Tell a frame of this turn of the log whose checksum follows from that before it."""
        return self._salts_of(at) == self._salts and sums_of(self._words(at), before) == self._sums(
            at
        )


def sums_of(words: Words, before: Sums) -> Sums:
    """Return SQLite's checksum of an even number of words that follow those of *before*."""
    first, second, (p, q, r) = _weights(len(words))
    a = int((words * first).sum(dtype=np.uint32)) + p * before[0] + q * before[1]
    b = int((words * second).sum(dtype=np.uint32)) + q * before[0] + r * before[1]
    return a & _MASK, b & _MASK


@cache
def _weights(count: int) -> tuple[Words, Words, tuple[int, int, int]]:
    """Return what each of *count* words counts in either sum, and the two sums before them.

    A pair of words turns (s, t) into (s + t + x, s + 2t + x + y), so that the weights are the
    powers of that matrix, Fibonacci numbers.
    """
    first, second = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    p, q, r = 1, 0, 1
    for pair in range(count - 2, -2, -2):
        first[pair : pair + 2] = (p + q) & _MASK, q
        second[pair : pair + 2] = (q + r) & _MASK, r
        p, q, r = (p + q) & _MASK, (q + r) & _MASK, (q + 2 * r) & _MASK
    return first, second, (p, q, r)
