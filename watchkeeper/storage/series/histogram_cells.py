"""What a reader sees of values that hold references: floats, and histograms beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np

from watchkeeper.storage.series.gathered import GatheredValues
from watchkeeper.storage.series.packed_histograms import Bins, cells_of, floats_of
from watchkeeper.storage.series.words import FloatArray, ObjectArray, Values


class Referring(Protocol):
    """Values with references among them."""

    @property
    def shape(self) -> tuple[int, int]: ...

    def part(self, first: int, stop: int, begin: int, end: int) -> tuple[FloatArray, Bins]:
        """Return slots first .. stop-1 of columns begin .. end-1, and the bins they refer to."""
        ...


@dataclass(frozen=True, slots=True)
class InBins:
    """Fulfils Referring for values whose bins are known beforehand."""

    values: Values
    bins: Bins

    @property
    def shape(self) -> tuple[int, int]:
        slots, columns = self.values.shape
        return slots, columns

    def part(self, first: int, stop: int, begin: int, end: int) -> tuple[FloatArray, Bins]:
        return self.values[first:stop, begin:end], self.bins


class FloatsOnly(GatheredValues):
    """Fulfils Values: a sample that is a histogram is ABSENT."""

    __slots__ = ("_source",)

    def __init__(self, source: Referring) -> None:
        self._source = source
        self.shape = source.shape

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        return self.gather(0, self.shape[0], 0, self.shape[1])

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        return floats_of(self._source.part(first, stop, begin, end)[0])


class HistogramsOnly:
    """Fulfils Cells: a sample that is a float is None."""

    __slots__ = ("_source", "shape")

    def __init__(self, source: Referring) -> None:
        self._source = source
        self.shape = source.shape

    def __array__(self, dtype: None = None, copy: bool | None = None) -> ObjectArray:
        return self._gather(0, self.shape[0], 0, self.shape[1])

    @overload
    def __getitem__(self, part: int, /) -> ObjectArray: ...

    @overload
    def __getitem__(self, part: tuple[slice, slice], /) -> ObjectArray: ...

    def __getitem__(self, part: int | tuple[slice, slice]) -> ObjectArray:
        if isinstance(part, tuple):
            first, stop, _ = part[0].indices(self.shape[0])
            begin, end, _ = part[1].indices(self.shape[1])
            return self._gather(first, stop, begin, end)
        first = range(self.shape[0])[part]
        slot: ObjectArray = self._gather(first, first + 1, 0, self.shape[1])[0]
        return slot

    def _gather(self, first: int, stop: int, begin: int, end: int) -> ObjectArray:
        return cells_of(*self._source.part(first, stop, begin, end))


def array_of(cells: object) -> ObjectArray:
    """Return all cells in one array."""
    return np.asarray(cells, np.object_)
