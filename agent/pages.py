"""Give back memory that only the start needed, or a rare piece of work.

Half of a Python's resident memory is pages of program files: the kernel maps 16 of them at each
first touch, and most are used once, while modules are loaded and keys agreed upon.  What is given
back here is unmodified and comes again from the file when it is touched (4.9 of 21.5 MB in a
running agent did not: docs/en/benchmarks/agent.md).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agent.libc import Function, function
from agent.log import log
from agent.source import NotHere

_SMAPS = "/proc/self/smaps"
_DONT_NEED = 4  # MADV_DONTNEED of asm-generic/mman-common.h, the same on all Linux but Alpha
_READ_ONLY = (b"r-xp", b"r--p")


class Stretch(NamedTuple):
    """A stretch of memory."""

    start: int
    length: int


def unmodified(smaps: Iterable[bytes]) -> Iterator[Stretch]:
    """Give the mappings of files that are read only and of which this process changed no page.

    Pages that the loader changed before it made them read only count as anonymous, or as swap where
    memory was short: those must stay.
    """
    found: Stretch | None = None
    for line in smaps:
        words = line.split()
        if words and not words[0].endswith(b":"):
            found = _of_file(words)
        elif found is not None and words[:1] == [b"Anonymous:"] and words[1] != b"0":
            found = None
        elif found is not None and words[:1] == [b"Swap:"]:
            if words[1] == b"0":
                yield found
            found = None


def steady(before: Iterable[Stretch], after: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches on which two looks agree.

    A library that another thread loads just now is mapped read only as a whole before its data is.
    """
    known = set(before)
    return [each for each in after if each in known]


def _of_file(words: list[bytes]) -> Stretch | None:
    if len(words) < 6 or words[1] not in _READ_ONLY or words[4] == b"0":
        return None
    start, _, end = words[0].partition(b"-")
    return Stretch(int(start, 16), int(end, 16) - int(start, 16))


class SpareMemory:
    """Gives back what is not needed now; where the host does not let it, it says so once."""

    def __init__(self, smaps: str = _SMAPS) -> None:
        self._smaps = smaps
        self._advise: Function | None = None
        self._is_refused = False

    def give_back(self) -> None:
        """Free what only cycles of objects hold, then pages of files."""
        gc.collect()
        if self._is_refused:
            return
        try:
            self._pages()
        except (NotHere, OSError, ValueError) as error:
            self._is_refused = True
            log.info("memory that only the start needed is kept", reason=error)

    def _pages(self) -> None:
        if self._advise is None:
            self._advise = function("madvise")
        before = self._look()
        for each in steady(before, self._look()):
            self._advise(each.start, each.length, _DONT_NEED)

    def _look(self) -> list[Stretch]:
        with open(self._smaps, "rb") as file:  # noqa: PTH123 paths are text here
            return list(unmodified(file))
