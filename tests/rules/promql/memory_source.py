"""A small series source in memory: a real one, for tests and for running scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from rules.promql.frames import are_histograms
from rules.promql.histogram.comparing import stored_hint
from rules.promql.matchers import does_match
from rules.promql.series import NO_TIME, Block, CodeArray, Matcher, Selection
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.histograms import Histogram


@dataclass(slots=True)
class StoredSeries:
    labels: Labels
    feed: str
    times: list[int] = field(default_factory=list)  # ascending
    values: list[float | Histogram] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MemorySelection:
    rows: list[StoredSeries]
    generation: int

    def __len__(self) -> int:
        return len(self.rows)

    def labels(self, row: int) -> Labels:
        return self.rows[row].labels

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        codes: dict[str, int] = {}
        texts = [label(one.labels, name) for one in self.rows]
        found = [codes.setdefault(text, len(codes)) if text else -1 for text in texts]
        return np.array(found, np.int32), tuple(codes)

    def label_names(self) -> frozenset[str]:
        return frozenset(name for one in self.rows for name, _ in one.labels)

    def feed(self, row: int) -> str:
        return self.rows[row].feed


class MemorySource:
    """Series by labels; samples are added in the order of their times."""

    def __init__(self) -> None:
        self._series: dict[Labels, StoredSeries] = {}
        self._selections: dict[tuple[Matcher, ...], MemorySelection] = {}

    def add(
        self,
        labels: Labels | dict[str, str],
        samples: Iterable[tuple[int, float | Histogram]],
        feed: str = "memory",
    ) -> None:
        """Add samples (ms, value); one at a time that is already there replaces it.

        Histograms get the hints with which a store gives them back.
        """
        key = labels_of(labels)
        one = self._series.get(key)
        if one is None:
            one = self._series[key] = StoredSeries(key, feed)
        merged = dict(zip(one.times, one.values, strict=True)) | dict(samples)
        one.times = sorted(merged)
        one.values = list(_hinted(merged[at] for at in one.times))

    def series(self) -> list[Labels]:
        return list(self._series)

    def select(self, matchers: tuple[Matcher, ...]) -> MemorySelection:
        rows = [
            one
            for one in self._series.values()
            if all(does_match(matcher, label(one.labels, matcher.name)) for matcher in matchers)
        ]
        known = self._selections.get(matchers)
        if known is None or known.rows != rows:
            generation = known.generation + 1 if known else 0
            known = self._selections[matchers] = MemorySelection(rows, generation)
        return known

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        """Return one block; series with the same times share a column of them."""
        assert isinstance(selection, MemorySelection)
        feeds: dict[tuple[int, ...], int] = {}
        cut = [_cut(one, start, end) for one in selection.rows]
        rows = [row for row, (times, _) in enumerate(cut) if times]
        feed = [feeds.setdefault(cut[row][0], len(feeds)) for row in rows]
        slots = max((len(times) for times in feeds), default=0)
        times = np.full((slots, len(feeds)), NO_TIME, np.int64)
        for ticks, column in feeds.items():
            times[: len(ticks), column] = ticks
        values = np.full((slots, len(rows)), ABSENT)
        cells = np.full((slots, len(rows)), None, np.object_)
        for column, row in enumerate(rows):
            for slot, sample in enumerate(cut[row][1]):
                into = cells if isinstance(sample, Histogram) else values
                into[slot, column] = sample
        histograms = cells if are_histograms(cells).any() else None
        feed_codes = np.array(feed, np.int32)
        return [Block(np.array(rows, np.intp), feed_codes, times, values, histograms)]


def _hinted(samples: Iterable[float | Histogram]) -> Iterator[float | Histogram]:
    previous: Histogram | None = None
    for sample in samples:
        if isinstance(sample, Histogram):
            previous = sample.hinted(stored_hint(sample, previous))
            yield previous
        else:
            previous = None
            yield sample


def _cut(
    one: StoredSeries, start: int, end: int
) -> tuple[tuple[int, ...], list[float | Histogram]]:
    begin = int(np.searchsorted(one.times, start, side="right"))
    stop = int(np.searchsorted(one.times, end, side="right"))
    return tuple(one.times[begin:stop]), one.values[begin:stop]
