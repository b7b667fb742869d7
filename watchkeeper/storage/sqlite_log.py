"""Look at SQLite's write-ahead log before SQLite does, and put a wrong byte in it right.

SQLite takes the first frame whose checksum is wrong for the end of the log: every commit behind
it is dropped without a word.  Each frame carries the checksum up to its end, so that the frames
behind a wrong byte can still be verified, and the byte be found.  Format:
https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import mmap
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import sync_directory, sync_file

log = get_log("storage")

Words = npt.NDArray[np.uint32]
Sums = tuple[int, int]

_HEADER = struct.Struct(">8I")  # magic, format, page size, sequence, two salts, two sums
_FRAME = struct.Struct(">6I")  # page, pages after a commit, two salts, two sums
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_FORMAT = 3007000
_MASK = 0xFFFFFFFF
_MOST_CORRECTED = 32


@dataclass(frozen=True, slots=True)
class LogDamage:
    """What was wrong in a log."""

    corrected: int = 0  # frames, and the header
    doubtful: int = 0  # frames with a wrong byte that could not be told from others
    lost: int = 0  # transactions behind a frame that could not be put right
    torn_bytes: int = 0  # of a frame at the end, whose transaction was never confirmed
    kept_as: str = "-"  # the log as it was found, where something is lost

    def __bool__(self) -> bool:
        return self != LogDamage()


def mend_log(database: Path) -> LogDamage:
    """Correct the log of a database that nobody has open; say what was wrong with it.  Blocks.

    Raises OSError where the file cannot be read or written.
    """
    path = database.with_name(f"{database.name}-wal")
    if not path.exists() or path.stat().st_size < _HEADER.size:
        return LogDamage()
    with path.open("r+b") as file, _mapped(file) as content:
        damage = _Log(content).mend()
        content.flush()
    if damage.lost:
        damage = replace(damage, kept_as=_kept(path))
    if damage:
        sync_file(path)
        log.warning(
            "the write-ahead log of a database was damaged",
            file=path.name,
            corrected=damage.corrected,
            doubtful=damage.doubtful,
            lost_transactions=damage.lost,
            torn_bytes=damage.torn_bytes,
            kept_as=damage.kept_as,
        )
    return damage


def lacks_pages(database: Path) -> bool:
    """Tell whether the end of a file was cut off: its pages are neither in it nor in its log.

    SQLite finds that out when it reads one of them.  Call it before anybody has the file open.
    """
    path = database.with_name(f"{database.name}-wal")
    with database.open("rb") as file:
        header = file.read(100)
    page, written, is_current = _told_by(header)
    logged: set[int] = set()
    if path.exists() and path.stat().st_size > _HEADER.size:
        with path.open("rb") as file, _mapped(file, mmap.ACCESS_COPY) as content:
            logged, pages = _Log(content).committed()
        written, is_current = pages or written, bool(pages) or is_current
    there = database.stat().st_size // page if page else 0
    return is_current and any(one not in logged for one in range(there + 1, written + 1))


def _told_by(header: bytes) -> tuple[int, int, bool]:
    """Return size and count of pages as a file's header has them, and whether the count counts."""
    if len(header) < 100:
        return 0, 0, False
    page = int.from_bytes(header[16:18], "big")
    changed, pages, counted = (int.from_bytes(header[at : at + 4], "big") for at in (24, 28, 92))
    return 65536 if page == 1 else page, pages, changed == counted


def _mapped(file: BinaryIO, access: int = mmap.ACCESS_WRITE) -> mmap.mmap:
    return mmap.mmap(file.fileno(), 0, access=access)


def _kept(path: Path) -> str:
    """Keep a copy of a log from which SQLite is going to take a part only."""
    number = len(list(path.parent.glob(f"{path.name}.damaged-*"))) + 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    shutil.copyfile(path, aside)
    sync_file(aside)
    sync_directory(path.parent)
    return aside.name


class _Log:
    """A log in memory that can be written to."""

    def __init__(self, content: mmap.mmap) -> None:
        self._content = content
        self._corrected = 0
        self._doubtful = 0

    def mend(self) -> LogDamage:
        if not self._has_header() and not self._correct_header():
            return LogDamage(lost=self._commits_after(-1))
        at, before = 0, self._seed()
        while at < self._count:
            if self._is_good(at, before):
                before, at = self._sums(at), at + 1
            elif self._corrected < _MOST_CORRECTED and self._correct(at, before):
                self._corrected += 1
            else:
                break
        lost = self._commits_after(at) if at < self._count else 0
        return LogDamage(
            corrected=self._corrected - self._doubtful,
            doubtful=self._doubtful,
            lost=lost,
            torn_bytes=0 if lost else self._torn_bytes(at),
        )

    def committed(self) -> tuple[set[int], int]:
        """Return the pages that whole transactions hold, and how many the database has then."""
        held: set[int] = set()
        waiting: set[int] = set()
        pages, at = 0, 0
        if not self._has_header():
            return held, pages
        before = self._seed()
        while at < self._count and self._is_good(at, before):
            page, commit, *_, first, second = self._frame(at)
            waiting.add(page)
            if commit:
                held |= waiting
                pages = commit
                waiting.clear()
            before, at = (first, second), at + 1
        return held, pages

    # -- what is there --------------------------------------------------------------------------

    def _header(self) -> tuple[int, ...]:
        return _HEADER.unpack_from(self._content)

    @property
    def _order(self) -> str:
        return "<u4" if self._header()[0] == _LITTLE else ">u4"

    @property
    def _size(self) -> int:
        return _FRAME.size + self._header()[2]

    @property
    def _count(self) -> int:
        return (len(self._content) - _HEADER.size) // self._size

    def _start(self, at: int) -> int:
        return _HEADER.size + at * self._size

    def _frame(self, at: int) -> tuple[int, ...]:
        return _FRAME.unpack_from(self._content, self._start(at))

    def _seed(self) -> Sums:
        *_, first, second = self._header()
        return first, second

    def _sums(self, at: int) -> Sums:
        *_, first, second = self._frame(at)
        return first, second

    def _words(self, at: int) -> Words:
        """Return what the checksum of a frame covers: page number, commit, content."""
        start = self._start(at)
        content = self._content[start : start + 8], self._content[start + 24 : start + self._size]
        return np.frombuffer(b"".join(content), self._order).astype(np.uint32)

    def _has_header(self) -> bool:
        return _is_header(self._content[: _HEADER.size])

    def _belongs(self, at: int) -> bool:
        return self._frame(at)[2:4] == self._header()[4:6]

    def _is_good(self, at: int, before: Sums) -> bool:
        return self._belongs(at) and sums_of(self._words(at), before) == self._sums(at)

    def _commits_after(self, at: int) -> int:
        """Count the commits behind a frame that are sound; they are what SQLite drops."""
        if not self._is_plausible():
            return 0
        return sum(
            self._frame(place)[1] > 0
            and self._belongs(place)
            and sums_of(self._words(place), self._sums(place - 1)) == self._sums(place)
            for place in range(max(at, 0) + 1, self._count)
        )

    def _is_plausible(self) -> bool:
        page = self._header()[2]
        return 512 <= page <= 65536 and page & (page - 1) == 0

    def _torn_bytes(self, at: int) -> int:
        """Return how long a last frame is that is not whole, if it is of this log."""
        rest = len(self._content) - self._start(self._count)
        if at < self._count or rest < 16:
            return 0
        salts = struct.unpack_from(">2I", self._content, self._start(at) + 8)
        return rest if salts == self._header()[4:6] else 0

    # -- what is put right ----------------------------------------------------------------------

    def _correct_header(self) -> bool:
        """Find the byte that makes header and first frame agree."""
        found = bytearray(self._content[: _HEADER.size])
        for place in range(_HEADER.size):
            there = found[place]
            for byte in range(256):
                found[place] = byte
                if byte != there and _is_header(found) and self._agrees(bytes(found)):
                    self._content[: _HEADER.size] = bytes(found)
                    self._corrected += 1
                    return True
            found[place] = there
        return False

    def _agrees(self, header: bytes) -> bool:
        kept = self._content[: _HEADER.size]
        self._content[: _HEADER.size] = header
        is_fitting = self._count > 0 and self._is_good(0, self._seed())
        self._content[: _HEADER.size] = kept
        return is_fitting

    def _correct(self, at: int, before: Sums) -> bool:
        """Put one wrong byte of a frame right: in its salts, its checksum, or what that covers."""
        sums = sums_of(self._words(at), before)
        if sums == self._sums(at):
            return self._write_if_live(at, 8, struct.pack(">2I", *self._header()[4:6]))
        if not self._belongs(at):
            return False  # of an earlier turn of the log: here it ends
        if at + 1 < self._count and self._is_good(at + 1, sums):
            return self._write(self._start(at) + 16, struct.pack(">2I", *sums))
        return self._correct_content(at, sums)

    def _correct_content(self, at: int, sums: Sums) -> bool:
        words, wanted = self._words(at), self._sums(at)
        found = list(_byte_that_fits(words, sums, wanted))
        is_addressed = self._is_address(at, *self._frame(at)[:2])
        if len(found) > 1 and not is_addressed:
            found = [one for one in found if one[0] < 2 and self._would_be_address(at, *one)]
        elif len(found) > 1 and all(place >= 2 for place, _ in found):
            self._doubtful += 1
            return self._chain_anew(at, sums)
        if len(found) != 1:
            return False
        ((place, value),) = found
        offset = 4 * place if place < 2 else 24 + 4 * (place - 2)
        return self._write(
            self._start(at) + offset, np.array([value], np.uint32).astype(self._order).tobytes()
        )

    def _would_be_address(self, at: int, place: int, value: int) -> bool:
        there = list(self._frame(at)[:2])
        there[place] = int.from_bytes(
            np.array([value], np.uint32).astype(self._order).tobytes(), "big"
        )
        return self._is_address(at, *there)

    def _is_address(self, at: int, page: int, pages: int) -> bool:
        """Tell whether a frame can be of that page: no database ends before it."""
        following = (self._frame(place)[1] for place in range(at + 1, self._count))
        size = pages or next((commit for commit in following if commit), 0)
        return 0 < page <= size

    def _chain_anew(self, at: int, sums: Sums) -> bool:
        """Take the content of a frame as it is: one byte is wrong, but several would explain it."""
        was = self._sums(at)
        self._write(self._start(at) + 16, struct.pack(">2I", *sums))
        for place in range(at + 1, self._count):
            if not self._is_good(place, was):
                break
            was, sums = self._sums(place), sums_of(self._words(place), sums)
            self._write(self._start(place) + 16, struct.pack(">2I", *sums))
        return True

    def _write_if_live(self, at: int, offset: int, data: bytes) -> bool:
        """Correct salts unless both differ: such a frame is of an earlier turn of the log."""
        there = self._frame(at)[2:4]
        wrong = sum(
            mine != theirs for mine, theirs in zip(struct.pack(">2I", *there), data, strict=True)
        )
        return wrong == 1 and self._write(self._start(at) + offset, data)

    def _write(self, offset: int, data: bytes) -> bool:
        self._content[offset : offset + len(data)] = data
        return True


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


def _byte_that_fits(words: Words, sums: Sums, wanted: Sums) -> Iterator[tuple[int, int]]:
    """Yield the words, with their right values, of which one byte is wrong if the sums are right."""
    first, second, _ = _weights(len(words))
    missing = [(there - here) & _MASK for here, there in zip(sums, wanted, strict=True)]
    for shift in (0, 8, 16, 24):
        for change in (*range(-255, 0), *range(1, 256)):
            by = np.uint32((change << shift) & _MASK)
            for place in np.flatnonzero(first * by == missing[0]).tolist():
                byte = (int(words[place]) >> shift & 0xFF) + change
                if int(second[place]) * int(by) & _MASK == missing[1] and 0 <= byte <= 0xFF:
                    yield place, (int(words[place]) + (change << shift)) & _MASK


def _is_header(header: bytes | bytearray) -> bool:
    magic, version, *_, first, second = _HEADER.unpack(header)
    if magic not in {_LITTLE, _BIG} or version != _FORMAT:
        return False
    order = "<u4" if magic == _LITTLE else ">u4"
    words = np.frombuffer(bytes(header[:24]), order).astype(np.uint32)
    return sums_of(words, (0, 0)) == (first, second)
