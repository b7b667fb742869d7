"""Erasing series on request: from the head, the WAL, and blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.importing import SeriesImporter
from watchkeeper.storage.series.matching import predicate
from watchkeeper.storage.series.reading import SeriesReader
from watchkeeper.storage.series.records import EraseRecord
from watchkeeper.storage.series.ticks import is_live
from watchkeeper.storage.series.wal import Entry
from watchkeeper.storage.series.words import NO_TIME, Block, Matcher

_SLOTS = 4_096  # looked at together
_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Extent:
    """How much some series are."""

    series: int
    samples: int


class SeriesEraser(SeriesReader, SeriesImporter):
    """Forgets series for good."""

    def extent(self, matchers: tuple[Matcher, ...]) -> Extent:
        """Count the matching series and their samples.  Off the event loop: it reads them all.

        Raises InvalidInput where the matchers would take any series.
        """
        check_erasable(matchers)
        selection = self.select_since(matchers, Instant(0))
        end = Instant(self._clock.now() + self._head.limits.ahead)
        samples = sum(map(_samples_in, self.window(selection, Instant(-1), end)))
        return Extent(len(selection), samples)

    async def erase(self, matchers: tuple[Matcher, ...]) -> None:
        """Erase the matching series with all that was written of them, for good, on return.

        What comes later begins them anew: remove the target, or stop the sender, first.  Raises
        InvalidInput where the matchers would take any series; Unavailable: call it again.
        """
        check_erasable(matchers)
        record = EraseRecord(matchers)

        async def erase_head() -> None:
            size = sum(len(one.name) + len(one.value) for one in matchers)
            entry = Entry((record,), layout=None, columns=0, size_bytes=64 + size)
            await self._journal.durable(self._journal.hand_in(entry, self._settle))

        await self._flusher.erase(matchers, erase_head)


def check_erasable(matchers: tuple[Matcher, ...]) -> None:
    """Raise InvalidInput where matchers would take a series whatever its labels are."""
    if all(predicate(one)("") for one in matchers):
        raise InvalidInput("name at least one label with a value, so that not everything goes")


def _samples_in(block: Block) -> int:
    """Count the samples of a block, a part of it after the other."""
    slots, rows = len(block.times), len(block.rows)
    return sum(
        _samples_of(block, slice(first, first + _SLOTS), slice(begin, begin + _COLUMNS))
        for begin in range(0, rows, _COLUMNS)
        for first in range(0, slots, _SLOTS)
    )


def _samples_of(block: Block, slots: slice, columns: slice) -> int:
    is_tick = block.times[slots] != NO_TIME
    samples = is_live(np.asarray(block.values[slots, columns]))
    if block.histograms is not None:
        samples |= np.asarray(block.histograms[slots, columns]).astype(np.bool_)
    return int(np.count_nonzero(samples & is_tick[:, block.feed[columns]]))
