"""What an append puts into the log, and what of it is late.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.series.blocks.late import LateTicks
from watchkeeper.storage.series.feeds import FeedState, Layout
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import (
    LOCAL,
    Bins,
    is_reference,
    places_of,
    references,
)
from watchkeeper.storage.series.records import TicksRecord
from watchkeeper.storage.series.wal import Entry
from watchkeeper.storage.series.words import FloatArray, TimeArray


@dataclass(frozen=True, slots=True)
class Sequences:
    """The numbers that a sender gave to the ticks of a request, from ``first`` on, in one boot."""

    boot: str
    first: int


def numbered_in(entry: Entry) -> list[tuple[FeedState, TicksRecord]]:
    """Return the records of an entry whose sender counts its ticks."""
    if entry.layout is None:
        return []
    return [
        (entry.layout.feed, record)
        for record in entry.records
        if isinstance(record, TicksRecord) and record.boot
    ]


def late_ticks(layout: Layout, times: TimeArray, values: FloatArray, bins: Bins) -> LateTicks:
    return LateTicks(
        layout.feed.name,
        class_of(layout.interval),
        tuple(layout.labels[: values.shape[1]]),
        times,
        values,
        is_sparse=layout.is_sparse,
        bins=bins,
    )


def note_received(layout: Layout, sequence: Sequences | None, places: list[int]) -> None:
    if sequence is not None:
        received = layout.feed.sequences(sequence.boot)
        for at in places:
            received.add(sequence.first + at, sequence.first + at)


def check_shape(layout: Layout, moments: TimeArray, values: FloatArray) -> None:
    is_fitting = (
        moments.ndim == 1 and values.ndim == 2 and values.shape[0] == len(moments)
    ) and values.shape[1] <= len(layout.labels)
    if not is_fitting:
        raise InvalidInput(
            "{ticks} ticks with vectors {shape} do not fit a layout of {columns} series",
            ticks=len(moments),
            shape=values.shape,
            columns=len(layout.labels),
        )


def tick_entry(layout: Layout, time: int, values: FloatArray) -> Entry:
    """Return what to log of one tick (columns,) whose sender counts none."""
    times, vectors = np.array((time,), np.int64), values[np.newaxis]
    check_shape(layout, times, vectors)
    width = len(values)
    record = TicksRecord(layout.number, "", 0, times, vectors)
    return Entry((record,), layout, width, 64 + 8 * (width + 1))


def entry_of(
    layout: Layout,
    moments: TimeArray,
    vectors: Vectors,
    sequence: Sequences | None,
    fresh: list[int],
) -> Entry:
    """Return what to log: one record for each run of ticks that follow one another."""
    boot, first = ("", 0) if sequence is None else (sequence.boot, sequence.first)
    runs = _runs(fresh)
    records = tuple(
        TicksRecord(layout.number, boot, first + a, moments[a:b], *vectors.between(a, b))
        for a, b in runs
    )
    width = vectors.values.shape[1]
    size = 64 * len(runs) + 8 * len(fresh) * (width + 1) + vectors.histogram_bytes
    return Entry(records, layout, width, size)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Values (ticks, columns) with local references to histograms."""

    values: FloatArray
    histograms: tuple[Histogram, ...]

    @property
    def histogram_bytes(self) -> int:
        buckets = sum(len(one.positive) + len(one.negative) for one in self.histograms)
        return 16 * buckets + 64 * len(self.histograms)

    def between(self, first: int, stop: int) -> tuple[FloatArray, tuple[Histogram, ...]]:
        """Return ticks first .. stop-1 with what they refer to."""
        values = self.values[first:stop]
        if not self.histograms or len(values) == len(self.values):
            return values, self.histograms
        is_here = is_reference(values)
        kept = places_of(values[is_here].view(np.uint64)).tolist()
        found = values.copy()
        found.view(np.uint64)[is_here] = references(LOCAL, range(len(kept)))
        return found, tuple(self.histograms[place] for place in kept)


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Return ascending places as runs first .. stop-1."""
    if places[-1] - places[0] + 1 == len(places):
        return [(places[0], places[-1] + 1)]
    cuts = [at for at in range(1, len(places)) if places[at] != places[at - 1] + 1]
    edges = [0, *cuts, len(places)]
    return [(places[a], places[b - 1] + 1) for a, b in pairwise(edges)]
