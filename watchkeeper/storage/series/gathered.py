"""Values of a window that are gathered only where a reader looks at them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import overload

from watchkeeper.storage.series.words import FloatArray


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
