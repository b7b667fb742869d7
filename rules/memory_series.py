"""A small series store in memory: for unit tests of rules and for trying rules on given data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rules.promql.histogram.comparing import stored_hint
from rules.promql.matchers import does_match
from rules.promql.series import Block, CodeArray, Matcher, ObjectArray, Selection
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.histograms import Histogram, Sample

_FIRST_SLOTS = 64


@dataclass(slots=True)
class _Feed:
    """The samples of one feed: all its series share its timestamps; grown by doubling."""

    name: str
    rows: dict[Labels, int] = field(default_factory=dict)
    slots: int = 0
    times: np.ndarray[tuple[int], np.dtype[np.int64]] = field(
        default_factory=lambda: np.zeros(_FIRST_SLOTS, np.int64)
    )
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]] = field(
        default_factory=lambda: np.full((_FIRST_SLOTS, 8), ABSENT)
    )
    histograms: ObjectArray | None = None  # as values; None: there was none yet
    latest: dict[int, Histogram] = field(default_factory=dict)  # rows that go on from one
    present: frozenset[Labels] = frozenset()

    def append(
        self, at: Instant, samples: Mapping[Labels, Sample], *, ends_missing: bool = True
    ) -> None:
        if self.slots and self.times[self.slots - 1] == at:
            self.slots -= 1
            self.values[self.slots] = ABSENT
            if self.histograms is not None:
                self.histograms[self.slots] = None
        for labels in samples:
            self.rows.setdefault(labels, len(self.rows))
        self._grow()
        self.times[self.slots] = at
        for labels in self.present - samples.keys() if ends_missing else ():
            self.values[self.slots, self.rows[labels]] = STALE
        for labels, sample in samples.items():
            self._put(self.rows[labels], sample)
        self.present = frozenset(samples)
        self.slots += 1

    def _put(self, row: int, sample: Sample) -> None:
        before = self.latest.pop(row, None)
        if not isinstance(sample, Histogram):
            self.values[self.slots, row] = sample
            return
        if self.histograms is None:
            self.histograms = np.full(self.values.shape, None, np.object_)
        self.latest[row] = sample.hinted(stored_hint(sample, before))
        self.histograms[self.slots, row] = self.latest[row]

    def _grow(self) -> None:
        slots, columns = self.values.shape
        wanted = (
            slots * 2 if self.slots >= slots else slots,
            max(columns, 2 * len(self.rows)) if len(self.rows) > columns else columns,
        )
        if wanted == (slots, columns):
            return
        grown = np.full(wanted, ABSENT)
        grown[:slots, :columns] = self.values
        self.values = grown
        if self.histograms is not None:
            cells = np.full(wanted, None, np.object_)
            cells[:slots, :columns] = self.histograms
            self.histograms = cells
        self.times = np.concatenate([self.times, np.zeros(wanted[0] - slots, np.int64)])


@dataclass(slots=True, eq=False)
class MemorySelection:
    rows: list[tuple[Labels, _Feed]]
    generation: int
    columns: dict[str, tuple[CodeArray, Sequence[str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def labels(self, row: int) -> Labels:
        return self.rows[row][0]

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        if name not in self.columns:
            self.columns[name] = self._column(name)
        return self.columns[name]

    def _column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        codes: dict[str, int] = {}
        texts = [label(labels, name) for labels, _ in self.rows]
        found = [codes.setdefault(text, len(codes)) if text else -1 for text in texts]
        return np.array(found, np.int32), tuple(codes)

    def label_names(self) -> frozenset[str]:
        return frozenset(name for labels, _ in self.rows for name, _ in labels)

    def feed(self, row: int) -> str:
        return self.rows[row][1].name


class MemorySeries:
    """A SeriesSource, and a place to write ticks to."""

    def __init__(self) -> None:
        self._feeds: dict[str, _Feed] = {}
        self._series: dict[Labels, _Feed] = {}
        self._selections: dict[tuple[Matcher, ...], tuple[int, MemorySelection]] = {}

    def append(self, feed: str, at: Instant, samples: Mapping[Labels, Sample]) -> None:
        """Write one tick; ticks of a feed come in the order of their times.

        A series of the feed that is missing ends with a stale mark.
        """
        known = self._feeds.setdefault(feed, _Feed(feed))
        known.append(at, samples)
        for labels in samples:
            self._series.setdefault(labels, known)

    def append_exactly(self, feed: str, at: Instant, samples: Mapping[Labels, Sample]) -> None:
        """Write one tick of given values: gaps stay gaps, only a written ``stale`` ends a series."""
        known = self._feeds.setdefault(feed, _Feed(feed))
        known.append(at, samples, ends_missing=False)
        for labels in samples:
            self._series.setdefault(labels, known)

    def load(
        self,
        feed: str,
        times: np.ndarray[tuple[int], np.dtype[np.int64]],
        samples: Mapping[Labels, np.ndarray[tuple[int], np.dtype[np.float64]]],
    ) -> None:
        """Write a whole feed that is not there yet: for each series a value at each time.

        ``ABSENT`` stands where a series has no sample.
        """
        assert feed not in self._feeds
        rows = {labels: row for row, labels in enumerate(samples)}
        values = np.column_stack([*samples.values()])
        self._feeds[feed] = _Feed(feed, rows, len(times), times, values, present=frozenset(samples))
        for labels in samples:
            self._series.setdefault(labels, self._feeds[feed])

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, Sample]
    ) -> None:
        """Write one tick, as the series store's method of this name does."""
        del interval
        self.append(feed, at, samples)

    def select(self, matchers: tuple[Matcher, ...]) -> MemorySelection:
        count, selection = self._selections.get(matchers, (-1, MemorySelection([], -1)))
        if count == len(self._series):
            return selection
        rows = [
            (labels, feed)
            for labels, feed in self._series.items()
            if all(does_match(matcher, label(labels, matcher.name)) for matcher in matchers)
        ]
        if selection.generation < 0 or len(rows) != len(selection):
            selection = MemorySelection(rows, selection.generation + 1)
        self._selections[matchers] = len(self._series), selection
        return selection

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        """Return one block for each feed that has a row of the selection."""
        assert isinstance(selection, MemorySelection)
        members: dict[str, list[int]] = {}
        for row in range(len(selection)):
            members.setdefault(selection.feed(row), []).append(row)
        return [
            self._block(self._feeds[name], selection, rows, start, end)
            for name, rows in members.items()
        ]

    @staticmethod
    def _block(
        feed: _Feed, selection: MemorySelection, rows: list[int], start: Instant, end: Instant
    ) -> Block:
        known = feed.times[: feed.slots]
        first = int(np.searchsorted(known, start, side="right"))
        stop = int(np.searchsorted(known, end, side="right"))
        columns = [feed.rows[selection.labels(row)] for row in rows]
        cells = None if feed.histograms is None else feed.histograms[first:stop, columns]
        return Block(
            rows=np.array(rows, np.intp),
            feed=np.zeros(len(rows), np.int32),
            times=known[first:stop, None],
            values=feed.values[first:stop, columns],
            histograms=cells,
        )
