"""The index: label sets, their series numbers, and selections that last until churn.

Changed by one thread, asked by any; a lock guards it.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.columns import MISSING, LabelColumns
from watchkeeper.storage.series.grid import Grid, Stream
from watchkeeper.storage.series.matching import Filter, Numbers
from watchkeeper.storage.series.selection import SeriesSelection
from watchkeeper.storage.series.words import CodeArray, Matcher

_SELECTIONS = 4_096  # kept; the oldest goes
_CHANGES = 20_000  # remembered, so that a selection is only compared with what changed
_NOBODY: Labels = ()


class _Kept:
    """A selection, its compiled matchers, and how many of the changes it has seen."""

    __slots__ = ("matching", "seen", "selection")

    def __init__(self, selection: SeriesSelection, matching: Filter) -> None:
        self.selection = selection
        self.matching = matching
        self.seen = -1


class SeriesIndex:
    """All series that have samples in the head, by number."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reuse = 0  # grows when numbers may have been given to other series
        self.rows = np.zeros(1_024, np.intp)  # (series,) row in its grid
        self.grids = np.zeros(1_024, np.int32)  # (series,) which grid
        self._time_columns = np.zeros(1_024, np.int64)  # (series,) column of times in the grid
        self._alive = np.zeros(1_024, np.bool_)
        self._columns = LabelColumns()
        self._labels: list[Labels] = []  # by series number
        self._grids: list[Grid] = []
        self._by_labels: dict[Labels, tuple[int, ...]] = {}
        self._by_stream: dict[Stream, array[int]] = {}  # with those that went since
        self._everything: Numbers | None = None
        self._free: list[int] = []
        self._limbo: list[int] = []  # removed; their codes stay until the changes are forgotten
        self._changes: list[int] = []
        self._forgotten = 0  # how many changes came before the first of ``_changes``
        self._generation = 0
        self._doubled = 0  # label sets that more than one stream carries
        self._kept: dict[tuple[Matcher, ...], _Kept] = {}

    def __len__(self) -> int:
        return len(self._labels) - len(self._free) - len(self._limbo)

    # -- one writer ---------------------------------------------------------------------------

    def find(self, stream: Stream, labels: Labels) -> int | None:
        """Return the series of these labels in a stream."""
        for series in self._by_labels.get(labels, ()):
            if self.stream_of(series) is stream:
                return series
        return None

    def add(self, stream: Stream, found: Sequence[tuple[Labels, int]]) -> list[Labels]:
        """Add series (labels, row) to a stream; return their labels as they are kept here."""
        with self.lock:
            return [self._add(stream, labels, row) for labels, row in found]

    def kept_labels(self, series: int) -> Labels:
        """Return the labels of a living series; who keeps these keeps no copy."""
        return self._labels[series]

    def remove(self, series: Iterable[int]) -> list[tuple[Stream, Labels, int]]:
        """Remove series and return what they were: stream, labels, row."""
        with self.lock:
            return [self._remove(number) for number in series]

    def tidy(self) -> None:
        """Let numbers of removed series be used again, once there are many."""
        with self.lock:
            if len(self._changes) > _CHANGES or len(self._limbo) > max(1_000, len(self) // 4):
                self._forget_changes()

    def living_in(self, grid: Grid) -> Numbers:
        """Return the series of a grid."""
        with self.lock:
            everything = self._all()
            if grid not in self._grids:
                return everything[:0]
            living: Numbers = everything[self.grids[everything] == self._grids.index(grid)]
            return living

    def grids_beside(self, numbers: Numbers) -> set[Grid]:
        """Return the grids in which others have the labels of these series."""
        with self.lock:
            if not self._doubled:
                return set()
            here = set(numbers.tolist())
            others = {
                other
                for labels in self.labels_of(numbers)
                for other in self._by_labels[labels]
                if other not in here
            }
            return {self._grids[int(self.grids[other])] for other in others}

    def labels_in(self, grid: Grid) -> list[Labels]:
        """Return the labels of all series of a grid."""
        return self.labels_of(self.living_in(grid))

    def matching(self, matchers: tuple[Matcher, ...]) -> Numbers:
        """Return the series that match, each feed's own."""
        with self.lock:
            return self._matching(matchers)

    def rows_in(self, stream: Stream) -> Numbers:
        """Return the rows of a stream's series."""
        with self.lock:
            rows: Numbers = self.rows[self._numbers_in(stream)]
            return rows

    def series_in(self, stream: Stream) -> tuple[Numbers, list[Labels]]:
        """Return the rows of a stream's series, ascending, and their labels.  From any thread."""
        with self.lock:
            numbers = self._numbers_in(stream)
            numbers = numbers[np.argsort(self.rows[numbers])]
            return self.rows[numbers], self.labels_of(numbers)

    def _add(self, stream: Stream, labels: Labels, row: int) -> Labels:
        labels = self._columns.intern(labels)
        number = self._number(labels)
        self.rows[number], self._alive[number] = row, True
        self.grids[number], self._time_columns[number] = self._grid(stream.grid), stream.column
        self._columns.put(number, labels)
        others = self._by_labels.get(labels, ())
        self._by_labels[labels] = (*others, number)
        self._doubled += len(others) == 1
        stream.rows += 1
        self._by_stream.setdefault(stream, array("I")).append(number)
        self._changed(number)
        return labels

    def _remove(self, number: int) -> tuple[Stream, Labels, int]:
        labels, stream = self._labels[number], self.stream_of(number)
        others = tuple(other for other in self._by_labels[labels] if other != number)
        if others:
            self._by_labels[labels] = others
            self._doubled -= len(others) == 1
        else:
            del self._by_labels[labels]
        self._alive[number] = False
        self._limbo.append(number)
        stream.rows -= 1
        if not stream.rows:
            del self._by_stream[stream]
        self._changed(number)
        return stream, labels, int(self.rows[number])

    def _numbers_in(self, stream: Stream) -> Numbers:
        """Return the series of a stream; among a million it is not looked for them."""
        numbers = np.array(self._by_stream.get(stream, ()), np.intp)
        if len(numbers) == stream.rows:
            return numbers
        is_here = self._alive[numbers] & (self._time_columns[numbers] == stream.column)
        is_here &= self.grids[numbers] == self._grid(stream.grid)
        numbers = np.unique(numbers[is_here])  # some went since, and may be others' now
        self._by_stream[stream] = array("I", numbers.tolist())
        return numbers

    def _number(self, labels: Labels) -> int:
        if self._free:
            number = self._free.pop()
            self._labels[number] = labels
            return number
        self._labels.append(labels)
        if len(self._labels) > len(self._alive):
            self._grow(len(self._alive) * 3 // 2)
        return len(self._labels) - 1

    def _grow(self, size: int) -> None:
        self.rows = _grown(self.rows, size)
        self.grids = _grown(self.grids, size)
        self._time_columns = _grown(self._time_columns, size)
        self._alive = _grown(self._alive, size)

    def _grid(self, grid: Grid) -> int:
        if grid not in self._grids:
            self._grids.append(grid)
        return self._grids.index(grid)

    def _changed(self, number: int) -> None:
        self._everything = None
        self._changes.append(number)

    def _forget_changes(self) -> None:
        self._forgotten += len(self._changes)
        self._changes.clear()
        for number in self._limbo:
            self._columns.clear(number, self._labels[number])
            self._labels[number] = _NOBODY
        self._columns.compact(self._all())
        self._free += self._limbo
        self._limbo = []
        self.reuse += 1

    # -- any reader ---------------------------------------------------------------------------

    def select(self, matchers: tuple[Matcher, ...]) -> SeriesSelection:
        """Return the matching series; the same object until one of them comes or goes."""
        kept = self._kept.get(matchers)
        if kept is not None and kept.seen == self._forgotten + len(self._changes):
            return kept.selection
        with self.lock:
            kept = self._kept.get(matchers) or self._keep(matchers)
            if not self._still_holds(kept):
                self._renew(kept)
            kept.seen = self._forgotten + len(self._changes)
            return kept.selection

    def label_names(self, matchers: tuple[Matcher, ...]) -> list[str]:
        with self.lock:
            numbers = self._matching(matchers)
            return sorted(
                name
                for name in self._columns.by_name
                if bool((self._columns.codes(name, numbers) != MISSING).any())
            )

    def label_values(self, name: str, matchers: tuple[Matcher, ...]) -> list[str]:
        with self.lock:
            codes, values = self.codes_of(name, self._matching(matchers))
            return sorted(values[code] for code in np.unique(codes) if code != MISSING)

    def _matching(self, matchers: tuple[Matcher, ...]) -> Numbers:
        return Filter(matchers).apply(self._columns, self._all())

    def _all(self) -> Numbers:
        if self._everything is None:
            self._everything = np.flatnonzero(self._alive[: len(self._labels)])
        return self._everything

    def _keep(self, matchers: tuple[Matcher, ...]) -> _Kept:
        matching = Filter(matchers)
        while len(self._kept) >= _SELECTIONS:
            del self._kept[next(iter(self._kept))]
        kept = _Kept(SeriesSelection(self, self.next_generation(), self._all()[:0]), matching)
        self._kept[matchers] = kept
        return kept

    def _still_holds(self, kept: _Kept) -> bool:
        if kept.seen < self._forgotten:
            return False
        changed = np.array(self._changes[kept.seen - self._forgotten :], np.intp)
        return not len(kept.matching.apply(self._columns, changed))

    def _renew(self, kept: _Kept) -> None:
        numbers = kept.matching.apply(self._columns, self._all())
        newer = SeriesSelection(self, self.next_generation(), numbers)
        if not kept.selection.takes_over(newer):
            kept.selection = newer

    def next_generation(self) -> int:
        with self.lock:
            self._generation += 1
            return self._generation

    # -- for selections, with the lock held ---------------------------------------------------

    @property
    def has_doubles(self) -> bool:
        return self._doubled > 0

    def alternates(self, labels: Labels) -> tuple[int, ...]:
        """Return all series with the same labels, oldest first."""
        return self._by_labels.get(labels, ())

    def labels_of(self, numbers: Numbers) -> list[Labels]:
        labels = self._labels
        return [labels[number] for number in numbers.tolist()]

    def stream_of(self, number: int) -> Stream:
        return self._grids[int(self.grids[number])].streams[int(self._time_columns[number])]

    def homes_of(self, numbers: Numbers) -> npt.NDArray[np.int64]:
        """Return a number for each series that is the same for those of one stream."""
        return (self.grids[numbers].astype(np.int64) << 32) + self._time_columns[numbers]

    def codes_of(self, name: str, numbers: Numbers) -> tuple[CodeArray, Sequence[str]]:
        """Return codes and values of a label, for series that still have their numbers."""
        if name not in self._columns.by_name:
            return np.full(len(numbers), MISSING, np.int32), ()
        return self._columns.codes(name, numbers), self._columns.by_name[name].values


T = TypeVar("T", bound=np.generic)


def _grown(array: npt.NDArray[T], size: int) -> npt.NDArray[T]:
    grown = np.zeros(size, array.dtype)
    grown[: len(array)] = array
    return grown
