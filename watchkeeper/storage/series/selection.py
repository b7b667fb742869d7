"""A selection: the matching series in a stable order, with what a window needs worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.grid import Grid, Stream
from watchkeeper.storage.series.words import CodeArray

if TYPE_CHECKING:
    from watchkeeper.storage.series.index import SeriesIndex

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a selection that lie in one grid and nowhere else."""

    grid: Grid
    positions: Numbers  # (n,) row in the selection
    rows: Numbers  # (n,) row in the grid, ascending
    columns: Numbers  # (feeds,) columns of times in the grid
    streams: tuple[Stream, ...]  # (feeds,)
    feed: CodeArray  # (n,) index into ``columns``
    cuts: Numbers  # where ``rows`` do not go on by one


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows of a selection whose label sets the same streams carry: their samples are merged."""

    positions: Numbers  # (n,)
    homes: tuple[tuple[Stream, Numbers], ...]  # each with the rows (n,) in the stream's grid


def cuts_of(rows: Numbers) -> Numbers:
    """Return where ascending rows do not go on by one."""
    return np.flatnonzero(np.diff(rows) != 1) + 1


class SeriesSelection:
    """Fulfils rules.promql.series.Selection.  Rows are ordered by interval class, then row."""

    def __init__(self, index: SeriesIndex, generation: int, numbers: Numbers) -> None:
        """Order *numbers* and work out where they live; called with the index locked."""
        numbers = numbers[np.lexsort((index.rows[numbers], index.grids[numbers]))]
        doubles: dict[Labels, tuple[int, ...]] = {}
        if index.has_doubles:
            numbers = _without_doubles(index, numbers, doubles)
        self.generation = generation
        self._index = index
        self._reuse = index.reuse
        self._numbers = numbers
        self._labels = index.labels_of(numbers)
        self._columns: dict[str, tuple[CodeArray, Sequence[str]]] = {}
        self._names: frozenset[str] | None = None
        self._streams, self._stream = _streams(index, numbers)
        alone = np.ones(len(numbers), np.bool_)
        self.shared = self._share(doubles, alone)
        self.parts = self._divide(np.flatnonzero(alone))

    def __len__(self) -> int:
        return len(self._labels)

    def labels(self, row: int) -> Labels:
        return self._labels[row]

    def feed(self, row: int) -> str:
        return self._streams[int(self._stream[row])].feed

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        """Return codes (rows,), -1 where a row lacks the label, and the values they point to."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self._encode(name)
        return column

    def label_names(self) -> frozenset[str]:
        if self._names is None:
            self._names = frozenset(name for labels in self._labels for name, _ in labels)
        return self._names

    def label_sets(self) -> frozenset[Labels]:
        return frozenset(self._labels)

    def next_generation(self) -> int:
        """Return a generation for a selection that is made of this one."""
        return self._index.next_generation()

    def takes_over(self, newer: SeriesSelection) -> bool:
        """Return whether *newer* is the same; then this one stays and counts as new."""
        is_same = (
            self._labels == newer._labels
            and np.array_equal(self._numbers, newer._numbers)
            and self._streams == newer._streams
        )
        if is_same:
            self._reuse = newer._reuse
        return is_same

    def _encode(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        with self._index.lock:
            if self._reuse == self._index.reuse:
                return self._index.codes_of(name, self._numbers)
        code_of: dict[str, int] = {}  # the numbers may mean other series now
        found = (dict(labels).get(name) for labels in self._labels)
        codes = [
            -1 if value is None else code_of.setdefault(value, len(code_of)) for value in found
        ]
        return np.array(codes, np.int32), list(code_of)

    def _divide(self, positions: Numbers) -> tuple[Part, ...]:
        grids = self._index.grids[self._numbers[positions]]
        cuts = np.flatnonzero(np.diff(grids)) + 1
        return tuple(self._part(at) for at in np.split(positions, cuts) if len(at))

    def _part(self, positions: Numbers) -> Part:
        known, feed = np.unique(self._stream[positions], return_inverse=True)
        streams = tuple(self._streams[stream] for stream in known.tolist())
        rows = self._index.rows[self._numbers[positions]]
        return Part(
            grid=streams[0].grid,
            positions=positions,
            rows=rows,
            columns=np.array([stream.column for stream in streams], np.intp),
            streams=streams,
            feed=feed.astype(np.int32),
            cuts=cuts_of(rows),
        )

    def _share(
        self, doubles: dict[Labels, tuple[int, ...]], alone: npt.NDArray[np.bool_]
    ) -> tuple[Shared, ...]:
        together: dict[tuple[Stream, ...], list[int]] = {}
        for position, labels in enumerate(self._labels) if doubles else ():
            if labels in doubles:
                alone[position] = False
                streams = tuple(self._index.stream_of(series) for series in doubles[labels])
                together.setdefault(streams, []).append(position)
        return tuple(
            self._shared(streams, at, [doubles[self._labels[position]] for position in at])
            for streams, at in together.items()
        )

    def _shared(
        self, streams: tuple[Stream, ...], at: list[int], series: list[tuple[int, ...]]
    ) -> Shared:
        rows = self._index.rows[np.array(series, np.intp)]  # (n, homes)
        homes = tuple((stream, rows[:, place]) for place, stream in enumerate(streams))
        return Shared(np.array(at, np.intp), homes)


def _streams(index: SeriesIndex, numbers: Numbers) -> tuple[list[Stream], Numbers]:
    """Return the streams of some series, and for each series which of them is its own."""
    first, which = np.unique(index.homes_of(numbers), return_index=True, return_inverse=True)[1:]
    return [index.stream_of(int(numbers[at])) for at in first], which.astype(np.intp)


def _without_doubles(
    index: SeriesIndex, numbers: Numbers, doubles: dict[Labels, tuple[int, ...]]
) -> Numbers:
    """Leave one series for each label set, the newest; note all that carry it in *doubles*."""
    kept = np.ones(len(numbers), np.bool_)
    for place, labels in enumerate(index.labels_of(numbers)):
        series = index.alternates(labels)
        if len(series) > 1:
            doubles[labels] = series
            kept[place] = series[-1] == numbers[place]
    return numbers[kept]
