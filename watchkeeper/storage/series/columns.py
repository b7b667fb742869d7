"""Labels by column: one int32 code per series for each label name, and the values' dictionary."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.words import CodeArray

MISSING = -1
_FEW = 64
"""So many values of a label are not worth looking for those that nobody has any more."""


class LabelColumn:
    """The values of one label name; values are only ever appended."""

    __slots__ = ("code_of", "codes", "values")

    def __init__(self) -> None:
        self.codes: CodeArray = np.full(64, MISSING, np.int32)  # (series,) may be shorter than all
        self.values: list[str] = []
        self.code_of: dict[str, int] = {}

    def code(self, value: str) -> int:
        code = self.code_of.get(value)
        if code is None:
            code = self.code_of[value] = len(self.values)
            self.values.append(value)
        return code

    def reach(self, series: int) -> None:
        """Make room for series numbers below *series*."""
        if series > len(self.codes):
            grown = np.full(max(series, len(self.codes) * 3 // 2), MISSING, np.int32)
            grown[: len(self.codes)] = self.codes
            self.codes = grown


class LabelColumns:
    """All columns.  Pairs are interned: a series costs a tuple of references."""

    def __init__(self) -> None:
        self.by_name: dict[str, LabelColumn] = {}
        self._pairs: dict[tuple[str, str], tuple[str, str]] = {}

    def intern(self, labels: Labels) -> Labels:
        return tuple([self._pairs.setdefault(pair, pair) for pair in labels])

    def put(self, series: int, labels: Labels) -> None:
        for name, value in labels:
            column = self.by_name.get(name)
            if column is None:
                column = self.by_name[name] = LabelColumn()
            column.reach(series + 1)
            column.codes[series] = column.code(value)

    def clear(self, series: int, labels: Labels) -> None:
        for name, _ in labels:
            self.by_name[name].codes[series] = MISSING

    def codes(self, name: str, series: npt.NDArray[np.intp]) -> CodeArray:
        """Return the codes (series,) of a label that exists."""
        column = self.by_name[name]
        if len(series):
            column.reach(int(series.max()) + 1)
        return column.codes[series]

    def compact(self, alive: npt.NDArray[np.intp]) -> None:
        """Forget values that no living series has, where they are most of a column."""
        for name, column in list(self.by_name.items()):
            if len(column.values) <= _FEW:
                continue
            used = _used(self.codes(name, alive), len(column.values))
            if 2 * len(used) + _FEW < len(column.values):
                self._rebuild(name, alive, used)
        kept = {pair: pair for pair in self._pairs if pair[1] in self._values_of(pair[0])}
        self._pairs = kept

    def _values_of(self, name: str) -> dict[str, int]:
        column = self.by_name.get(name)
        return column.code_of if column else {}

    def _rebuild(self, name: str, alive: npt.NDArray[np.intp], used: npt.NDArray[np.int32]) -> None:
        old = self.by_name[name]
        if not len(used):
            del self.by_name[name]
            return
        column = self.by_name[name] = LabelColumn()
        column.reach(len(old.codes))
        translation = np.full(len(old.values) + 1, MISSING, np.int32)  # last: for MISSING
        for code in used:
            translation[code] = column.code(old.values[code])
        column.codes[alive] = translation[old.codes[alive]]


def _used(codes: CodeArray, values: int) -> CodeArray:
    """Return the codes that occur, ascending; a sort of a million takes ten times as long."""
    is_used = np.zeros(values + 1, np.bool_)
    is_used[codes] = True  # MISSING falls on the last
    return np.flatnonzero(is_used[:values]).astype(np.int32)
