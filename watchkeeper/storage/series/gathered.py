"""Values of a window that are gathered only where a reader looks at them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import overload

import numpy as np

from watchkeeper.storage.series.words import FloatArray, Values


class GatheredValues(ABC):
    """Fulfils Values; a subclass sets ``shape`` and says how a part is gathered."""

    __slots__ = ("shape",)

    shape: tuple[int, int]

    @abstractmethod
    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        """Return slots first .. stop-1 of columns begin .. end-1, as a view or a copy."""

    @property
    def size(self) -> int:
        return self.shape[0] * self.shape[1]

    @overload
    def __getitem__(self, part: int, /) -> FloatArray: ...

    @overload
    def __getitem__(self, part: tuple[slice, slice], /) -> FloatArray: ...

    def __getitem__(self, part: int | tuple[slice, slice]) -> FloatArray:
        if isinstance(part, tuple):
            slots, columns = part
            first, stop, _ = slots.indices(self.shape[0])
            begin, end, _ = columns.indices(self.shape[1])
            return self.gather(first, stop, begin, end)
        first = range(self.shape[0])[part]
        slot: FloatArray = self.gather(first, first + 1, 0, self.shape[1])[0]
        return slot


class StackedValues(GatheredValues):
    """Fulfils Values: some slots of one source, then those of the next."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Sequence[Values]) -> None:
        """Give at least one, all with the same columns."""
        self._sources = [source for source in sources if source.shape[0]] or sources[:1]
        self.shape = (sum(source.shape[0] for source in sources), sources[0].shape[1])

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        values = self.gather(0, self.shape[0], 0, self.shape[1])
        return values.copy() if copy else values

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        if len(self._sources) == 1:
            return self._sources[0][first:stop, begin:end]
        out: FloatArray = np.empty((max(stop - first, 0), max(end - begin, 0)))
        at = 0  # of this source among all slots
        for source in self._sources:
            low, high = max(first, at), min(stop, at + source.shape[0])
            if low < high:
                out[low - first : high - first] = source[low - at : high - at, begin:end]
            at += source.shape[0]
        return out
