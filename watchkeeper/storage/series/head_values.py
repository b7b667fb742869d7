"""Values of a window of the head, gathered only where a reader looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.storage.series.chunk import Chunk
from watchkeeper.storage.series.gathered import GatheredValues
from watchkeeper.storage.series.selection import Numbers
from watchkeeper.storage.series.words import FloatArray, TimeArray

_ROWS_A_RUN = 64  # fewer side by side on average: gathered one by one


@dataclass(frozen=True, slots=True)
class Piece:
    """Slots first .. stop-1 of a chunk, with the times (slots, feeds) of the feeds asked for."""

    chunk: Chunk
    first: int
    stop: int
    times: TimeArray
    slot: int  # of the grid, the first one's

    def __len__(self) -> int:
        return self.stop - self.first

    def cut(self, first: int | None = None, stop: int | None = None) -> Piece | None:
        """Return what lies in slots first .. stop-1 of the grid, if any."""
        low = 0 if first is None else max(first - self.slot, 0)
        high = len(self) if stop is None else min(stop - self.slot, len(self))
        if low >= high:
            return None
        begin, times = self.first + low, self.times[low:high]
        return Piece(self.chunk, begin, begin + high - low, times, self.slot + low)


class HeadValues(GatheredValues):
    """Fulfils Values: views of the head where rows lie side by side in one chunk, else copies."""

    __slots__ = ("_cuts", "_pieces", "_rows")

    def __init__(self, pieces: Sequence[Piece], rows: Numbers, cuts: Numbers) -> None:
        """Give *rows* ascending, and where they do not go on by one."""
        self._pieces = pieces
        self._rows = rows
        self._cuts = cuts
        self.shape = (sum(map(len, pieces)), len(rows))

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        values = self.gather(0, self.shape[0], 0, self.shape[1])
        return values.copy() if copy else values

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        touched = list(self._touched(first, stop))
        rows = self._rows[begin:end]
        if len(touched) == 1 and len(rows):
            low, high = int(rows[0]), int(rows[-1])
            if high - low + 1 == len(rows) and high < touched[0].shape[1]:
                return touched[0][:, low : high + 1]
        out: FloatArray = np.empty((stop - first, end - begin))
        at = 0
        for values in touched:
            self._gather(values, begin, end, out[at : at + len(values)])
            at += len(values)
        return out

    def _touched(self, first: int, stop: int) -> Iterator[FloatArray]:
        """Give what lies in slots first .. stop-1, all rows of each chunk."""
        for piece in self._pieces:
            a, b = max(first, 0), min(stop, len(piece))
            if a < b:
                yield piece.chunk.values[piece.first + a : piece.first + b]
            first, stop = first - len(piece), stop - len(piece)

    def _gather(self, values: FloatArray, begin: int, end: int, out: FloatArray) -> None:
        rows = self._rows[begin:end]
        known = int(np.searchsorted(rows, values.shape[1]))  # a chunk may be older than some rows
        if known < len(rows):
            out[:, known:].view(np.uint64)[...] = ABSENT_BITS
        cuts = self._cuts[np.searchsorted(self._cuts, begin, "right") :]
        cuts = cuts[: np.searchsorted(cuts, begin + known)] - begin
        if len(cuts) * _ROWS_A_RUN > known:
            out[:, :known] = np.take(values, rows[:known], axis=1, mode="clip")
            return
        edges = [0, *cuts.tolist(), known] if known else []
        for a, b in pairwise(edges):
            low = int(rows[a])
            out[:, a:b] = values[:, low : low + b - a]
