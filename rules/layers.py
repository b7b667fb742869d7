"""Two sources of series as one: those of the store, and over them what a trial run records itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rules.memory_series import MemorySeries
from rules.promql.series import (
    Block,
    CodeArray,
    FloatArray,
    Matcher,
    RollUpBlock,
    RollUps,
    RollUpSource,
    Selection,
    SeriesSource,
    select_since,
)
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.gathered import GatheredValues
from watchkeeper.storage.series.words import Values

Rows = npt.NDArray[np.intp]
IsHidden = Callable[[str, Labels], bool]
"""Tells by feed and labels whether a series of the lower source is not to be seen."""


@dataclass(slots=True, eq=False)
class LayeredSelection:
    """The rows of the lower source that are seen, then those of the upper one."""

    lower: Selection
    seen: Rows  # (n,) rows of ``lower``
    upper: Selection
    generation: int
    columns: dict[str, tuple[CodeArray, Sequence[str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.seen) + len(self.upper)

    def _home(self, row: int) -> tuple[Selection, int]:
        if row < len(self.seen):
            return self.lower, int(self.seen[row])
        return self.upper, row - len(self.seen)

    def labels(self, row: int) -> Labels:
        home, inside = self._home(row)
        return home.labels(inside)

    def feed(self, row: int) -> str:
        home, inside = self._home(row)
        return home.feed(inside)

    def label_names(self) -> frozenset[str]:
        return self.lower.label_names() | self.upper.label_names()

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        if name not in self.columns:
            self.columns[name] = self._column(name)
        return self.columns[name]

    def _column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        codes, values = self.lower.column(name)
        more_codes, more_values = self.upper.column(name)
        places = {text: code for code, text in enumerate(values)}
        moved = [places.setdefault(text, len(places)) for text in more_values]
        over = np.array([*moved, -1], np.int32)[more_codes]
        return np.concatenate([codes[self.seen], over]), tuple(places)


class LayeredSeries:
    """A SeriesSource: *lower* without what is hidden, and *upper*; the roll-ups of *lower*, too."""

    def __init__(self, lower: SeriesSource, upper: MemorySeries, is_hidden: IsHidden) -> None:
        self._lower = lower
        self._upper = upper
        self._is_hidden = is_hidden
        self._kept: dict[tuple[Matcher, ...], LayeredSelection] = {}

    def select(self, matchers: tuple[Matcher, ...]) -> LayeredSelection:
        return self._over(self._lower.select(matchers), matchers)

    def select_since(self, matchers: tuple[Matcher, ...], since: Instant) -> LayeredSelection:
        return self._over(select_since(self._lower, matchers, since), matchers)

    def _over(self, lower: Selection, matchers: tuple[Matcher, ...]) -> LayeredSelection:
        upper = self._upper.select(matchers)
        known = self._kept.get(matchers)
        if known is None or known.lower is not lower or known.upper is not upper:
            generation = 0 if known is None else known.generation + 1
            seen = self._seen(lower)
            known = self._kept[matchers] = LayeredSelection(lower, seen, upper, generation)
        return known

    def _seen(self, lower: Selection) -> Rows:
        seen = [
            row
            for row in range(len(lower))
            if not self._is_hidden(lower.feed(row), lower.labels(row))
        ]
        return np.array(seen, np.intp)

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        assert isinstance(selection, LayeredSelection), "a selection of another source"
        lower = self._lower.window(selection.lower, start, end)
        upper = self._upper.window(selection.upper, start, end)
        return [
            *_seen_of(selection, lower),
            *(dataclasses.replace(block, rows=block.rows + len(selection.seen)) for block in upper),
        ]

    def raw_since(self) -> Instant:
        return self._lower.raw_since() if isinstance(self._lower, RollUpSource) else Instant(0)

    def roll_ups(self, selection: Selection, start: Instant, end: Instant) -> RollUps | None:
        assert isinstance(selection, LayeredSelection), "a selection of another source"
        if not isinstance(self._lower, RollUpSource):
            return None
        rolled = self._lower.roll_ups(selection.lower, start, end)
        if rolled is None or len(selection.seen) == len(selection.lower):
            return rolled
        places = np.full(len(selection.lower), -1, np.intp)
        places[selection.seen] = np.arange(len(selection.seen))
        blocks = [_only_seen_of(block, places) for block in rolled.blocks]
        return dataclasses.replace(rolled, blocks=blocks)


def _seen_of(selection: LayeredSelection, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks of the lower source without hidden rows; as they are where none is hidden."""
    count = len(selection.lower)
    if len(selection.seen) == count:
        return blocks
    places = np.full(count, -1, np.intp)
    places[selection.seen] = np.arange(len(selection.seen))
    moved = (_only_seen(block, places) for block in blocks)
    return [block for block in moved if block is not None]


def _only_seen(block: Block, places: Rows) -> Block | None:
    """Return a block with the rows of the layered selection, without those that are hidden."""
    rows = places[block.rows]
    here = rows >= 0
    if here.all():
        return dataclasses.replace(block, rows=rows)
    if not here.any():
        return None
    histograms = None if block.histograms is None else np.asarray(block.histograms)[:, here]
    values = np.asarray(block.values)[:, here]
    return Block(rows[here], block.feed[here], block.times, values, histograms)


def _only_seen_of(block: RollUpBlock, places: Rows) -> RollUpBlock:
    """Return roll-ups with the rows of the layered selection, without those that are hidden."""
    rows = places[block.rows]
    here = np.flatnonzero(rows >= 0)

    def only(values: Values) -> _Columns:
        return _Columns(values, here)

    return RollUpBlock(
        rows[here],
        block.times,
        minimum=only(block.minimum),
        maximum=only(block.maximum),
        total=only(block.total),
        count=only(block.count),
        last=only(block.last),
        increase=only(block.increase),
    )


class _Columns(GatheredValues):
    """Some columns of values, gathered where they are looked at."""

    __slots__ = ("_columns", "_values")

    def __init__(self, values: Values, columns: Rows) -> None:
        self._values = values
        self._columns = columns
        self.shape = values.shape[0], len(columns)

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        return self.gather(0, self.shape[0], 0, self.shape[1])

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        columns = self._columns[begin:end]
        if not len(columns):
            return np.zeros((max(stop - first, 0), 0))
        low, high = int(columns[0]), int(columns[-1]) + 1
        found: FloatArray = self._values[first:stop, low:high][:, columns - low]
        return found
