"""Rebuild the head from the WAL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.feeds import Layout
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.records import (
    EndRecord,
    LayoutRecord,
    TicksRecord,
    record_from,
)
from watchkeeper.storage.series.segments import (
    Damage,
    Segment,
    numbers_in,
    payloads_of,
    segment_path,
)

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


def replay(directory: Path, head: Head, now: Instant) -> Replayed:
    """Read all segments, oldest first, into an empty *head*."""
    head.advance(now)
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
    def __init__(self, head: Head, found: Replayed) -> None:
        self._head = head
        self._found = found
        self._layouts: dict[int, Layout] = {}

    def read(self, segment: Segment, payloads: Iterator[memoryview]) -> None:
        for payload in payloads:
            try:
                record = record_from(payload)
            except ValueError:
                self._found.unreadable += 1
                continue
            match record:
                case LayoutRecord():
                    self._define(record)
                case TicksRecord():
                    self._insert(segment, record)
                case EndRecord():
                    self._head.end_feed(record.feed, record.at)
                case _:
                    assert_never(record)

    def _define(self, record: LayoutRecord) -> None:
        """Take up a layout, or its columns that are not known yet."""
        layout = self._layouts.get(record.layout)
        if layout is None:
            layout = self._layouts[record.layout] = self._head.new_layout(
                record.feed, record.key, record.interval, number=record.layout
            )
        known = len(layout.labels)
        if record.first <= known < record.first + len(record.labels):
            layout.extend(record.labels[known - record.first :])

    def _insert(self, segment: Segment, record: TicksRecord) -> None:
        layout = self._layouts.get(record.layout)
        if layout is None or record.values.shape[1] > len(layout.labels):
            self._found.unreadable += 1
            return
        segment.note(class_of(layout.interval), int(record.times.max()))
        self._found.ticks += len(record.times)
        self._found.samples += self._head.insert(layout, record.times, record.values)
        if record.boot:
            received = layout.feed.sequences(record.boot)
            received.add(record.first_sequence, record.last_sequence)
