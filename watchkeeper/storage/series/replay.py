"""Rebuild the head from the WAL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.feeds import Layout
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import LOCAL, moved
from watchkeeper.storage.series.records import (
    EndRecord,
    EraseRecord,
    LayoutRecord,
    TicksRecord,
    record_from,
    repeats_layout,
)
from watchkeeper.storage.series.segments import (
    Damage,
    Segment,
    numbers_in,
    payloads_of,
    segment_path,
)
from watchkeeper.storage.series.words import FloatArray

log = get_log("storage")


@dataclass(slots=True)
class Replayed:
    """What the WAL held."""

    segments: list[Segment] = field(default_factory=list)
    next_number: int = 1
    ticks: int = 0
    samples: int = 0
    unreadable: int = 0  # good frames that cannot be used: their layout was in a damaged one
    damages: list[Damage] = field(default_factory=list)


def replay(directory: Path, head: Head) -> Replayed:
    """Read all segments, oldest first, into an empty *head*; nothing is too old for it yet."""
    found = Replayed()
    reader = _Reader(head, found)
    for number in numbers_in(directory):
        segment = Segment(segment_path(directory, number))
        payloads, damage = payloads_of(segment.path)
        reader.read(segment, payloads)
        found.segments.append(segment)
        found.next_number = number + 1
        found.damages += [damage] if damage else []
    head.forget_refusals()
    if found.unreadable:
        log.warning("records of the WAL could not be used", records=found.unreadable)
    return found


class _Reader:
    """Puts records into the head; ticks of one feed that follow one another as one matrix."""

    def __init__(self, head: Head, found: Replayed) -> None:
        self._head = head
        self._found = found
        self._layouts: dict[int, Layout] = {}
        self._columns: dict[int, int] = {}  # of each layout
        self._waiting: dict[str, _Run] = {}  # by feed

    def read(self, segment: Segment, payloads: Iterator[memoryview]) -> None:
        for payload in payloads:
            if repeats_layout(payload, self._columns):
                continue
            try:
                record = record_from(payload)
            except ValueError:
                self._found.unreadable += 1
                continue
            match record:
                case LayoutRecord():
                    self._define(record)
                case TicksRecord():
                    self._take(segment, record)
                case EndRecord():
                    self._flush(record.feed)
                    self._head.end_feed(record.feed, record.at)
                case EraseRecord():
                    for feed in list(self._waiting):
                        self._flush(feed)
                    self._head.erase(record.matchers)
                case _:
                    assert_never(record)
        for feed in list(self._waiting):
            self._flush(feed)

    def _define(self, record: LayoutRecord) -> None:
        """Take up a layout, or its columns that are not known yet."""
        layout = self._layouts.get(record.layout)
        if layout is None:
            self._flush(record.feed)
            layout = self._layouts[record.layout] = self._head.new_layout(
                record.feed, record.key, record.interval, number=record.layout
            )
        known = len(layout.labels)
        if record.first <= known < record.first + len(record.labels):
            layout.extend(record.labels[known - record.first :])
        self._columns[record.layout] = len(layout.labels)

    def _take(self, segment: Segment, record: TicksRecord) -> None:
        layout = self._layouts.get(record.layout)
        if layout is None or record.values.shape[1] > len(layout.labels):
            self._found.unreadable += 1
            return
        if record.boot:
            received = layout.feed.sequences(record.boot)
            received.add(record.first_sequence, record.last_sequence)
        segment.note(class_of(layout.interval), int(record.times.max()))
        feed, run = layout.feed.name, self._waiting.get(layout.feed.name)
        if run is None or not run.goes_on_with(layout, record):
            self._flush(feed)
            run = self._waiting[feed] = _Run(layout)
        run.records.append(record)

    def _flush(self, feed: str) -> None:
        run = self._waiting.pop(feed, None)
        if run is not None:
            times = np.concatenate([record.times for record in run.records])
            values, histograms = run.joined()
            self._found.ticks += len(times)
            self._found.samples += self._head.insert(run.layout, times, values, histograms)


@dataclass(slots=True)
class _Run:
    """Records of one layout whose ticks lie in one chunk, so that one scatter stores them."""

    layout: Layout
    records: list[TicksRecord] = field(default_factory=list)

    def joined(self) -> tuple[FloatArray, list[Histogram]]:
        """Return all values, and the histograms to which they refer."""
        histograms: list[Histogram] = []
        values: list[FloatArray] = []
        for record in self.records:
            values.append(moved(record.values, LOCAL, by=len(histograms)))
            histograms += record.histograms
        return np.concatenate(values), histograms

    def goes_on_with(self, layout: Layout, record: TicksRecord) -> bool:
        first = self.records[0]
        return (
            layout is self.layout
            and layout.stream is not None
            and record.values.shape[1] == first.values.shape[1]
            and layout.stream.chunk_of(int(record.times[-1]))
            == layout.stream.chunk_of(int(first.times[0]))
        )
