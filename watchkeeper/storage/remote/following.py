"""Follow the WAL record by record: which samples go out, and where a series ends.  Pure.

The store marks a series stale where its feed ticks without it; the WAL holds only the tick.  So
who reads the WAL must do what the head does (series/head.py), or an engine would go on with the
last value for five minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT_BITS, STALE, STALE_BITS
from watchkeeper.storage.remote.encoding import Mask, Template, templates_of
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import is_reference, places_of
from watchkeeper.storage.series.records import EndRecord, LayoutRecord, TicksRecord
from watchkeeper.storage.series.words import FloatArray

NO_HISTOGRAMS: Mapping[int, Histogram] = MappingProxyType({})


@dataclass(slots=True)
class FollowedLayout:
    """The columns of a layout, and which of their series live."""

    feed: str
    key: str
    labels: list[Labels] = field(default_factory=list)
    live: Mask = field(default_factory=lambda: np.zeros(0, np.bool_))  # (columns,)
    templates: tuple[Template, ...] = ()

    def extend(self, labels: tuple[Labels, ...]) -> None:
        self.labels += labels
        self.live = np.concatenate([self.live, np.zeros(len(labels), np.bool_)])
        self.templates = ()

    def templates_for(self, shards: int) -> tuple[Template, ...]:
        if not self.templates:
            self.templates = templates_of(self.labels, shards)
        return self.templates

    @property
    def is_sparse(self) -> bool:
        return self.key == SPARSE


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One instant of a layout: the columns to send, with the stale marks that belong there."""

    layout: FollowedLayout
    time: int
    values: FloatArray  # (columns,)
    wanted: Mask  # (columns,) floats
    histograms: Mapping[int, Histogram] = field(default_factory=lambda: NO_HISTOGRAMS)  # by column


@dataclass(slots=True)
class _Feed:
    newest: int = 0
    layout: FollowedLayout | None = None  # of the newest tick


class Follower:
    """What was read so far, as far as it matters for what comes."""

    def __init__(self) -> None:
        self._layouts: dict[int, FollowedLayout] = {}
        self._feeds: dict[str, _Feed] = {}

    def follow(self, record: object) -> Iterator[Outgoing]:
        """Take up a record and yield what goes out; records of other kinds say nothing here."""
        match record:
            case LayoutRecord():
                self._define(record)
            case TicksRecord():
                yield from self._ticks(record)
            case EndRecord():
                yield from self._end(record)

    def _define(self, record: LayoutRecord) -> None:
        """Take up columns; a number may have been given anew after a restart."""
        known = self._layouts.get(record.layout)
        if record.first == 0 and (known is None or not _goes_on(known, record)):
            known = self._layouts[record.layout] = FollowedLayout(record.feed, record.key)
        if known is None:
            return  # its beginning was in a damaged frame
        have = len(known.labels)
        if record.first <= have < record.first + len(record.labels):
            known.extend(record.labels[have - record.first :])

    def _ticks(self, record: TicksRecord) -> Iterator[Outgoing]:
        layout = self._layouts.get(record.layout)
        if layout is None or record.values.shape[1] > len(layout.labels):
            return
        feed = self._feeds.setdefault(layout.feed, _Feed())
        for place, time in enumerate(record.times.tolist()):
            values = _padded(record.values[place], len(layout.labels))
            histograms = _histograms_in(values, record) if record.histograms else NO_HISTOGRAMS
            if time > feed.newest:
                yield from self._ended_by_change(feed, layout, values, time)
                feed.newest, feed.layout = time, layout
                yield _in_turn(layout, values, time, histograms)
            else:
                wanted = ~_is_absent(values) & ~is_reference(values)
                yield Outgoing(layout, time, values, wanted, histograms)

    def _ended_by_change(
        self, feed: _Feed, layout: FollowedLayout, values: FloatArray, time: int
    ) -> Iterator[Outgoing]:
        """Let the first tick of another layout end what it does not bring."""
        before = feed.layout
        if before is None or before is layout or layout.is_sparse or before.is_sparse:
            return
        brought = {layout.labels[place] for place in np.flatnonzero(~_is_absent(values)).tolist()}
        kept = np.array([one in brought for one in before.labels], np.bool_)
        wanted = before.live & ~kept
        before.live = np.zeros_like(before.live)
        if wanted.any():
            yield Outgoing(before, time, _stale(before), wanted)

    def _end(self, record: EndRecord) -> Iterator[Outgoing]:
        feed = self._feeds.pop(record.feed, _Feed())
        at = max(int(record.at), feed.newest + 1)
        for layout in self._layouts.values():
            if layout.feed == record.feed and layout.live.any():
                yield Outgoing(layout, at, _stale(layout), layout.live)
                layout.live = np.zeros_like(layout.live)


def _goes_on(known: FollowedLayout, record: LayoutRecord) -> bool:
    shared = min(len(known.labels), len(record.labels))
    return (known.feed, known.key) == (record.feed, record.key) and tuple(
        known.labels[:shared]
    ) == record.labels[:shared]


def _histograms_in(values: FloatArray, record: TicksRecord) -> Mapping[int, Histogram]:
    """Return the histograms of a tick (columns,) by column."""
    columns = np.flatnonzero(is_reference(values))
    places = places_of(values[columns].view(np.uint64)).tolist()
    return {
        column: record.histograms[place]
        for column, place in zip(columns.tolist(), places, strict=True)
    }


def _in_turn(
    layout: FollowedLayout, values: FloatArray, time: int, histograms: Mapping[int, Histogram]
) -> Outgoing:
    """Return the newest tick of a feed: what it lacks has ended, but in a sparse layout."""
    absent, before = _is_absent(values), layout.live
    lives = ~absent & (values.view(np.uint64) != STALE_BITS)
    if layout.is_sparse:
        layout.live = np.where(absent, before, lives)
        return Outgoing(layout, time, values, ~absent & ~is_reference(values), histograms)
    ended = absent & before
    layout.live = lives
    if ended.any():
        values = values.copy()
        values.view(np.uint64)[ended] = STALE_BITS
    wanted = (~absent | ended) & ~is_reference(values)
    return Outgoing(layout, time, values, wanted, histograms)


def _padded(values: FloatArray, columns: int) -> FloatArray:
    if len(values) == columns:
        return np.ascontiguousarray(values, np.float64)
    wider: npt.NDArray[np.uint64] = np.full(columns, ABSENT_BITS, np.uint64)
    wider[: len(values)] = np.ascontiguousarray(values, np.float64).view(np.uint64)
    return wider.view(np.float64)


def _stale(layout: FollowedLayout) -> FloatArray:
    return np.full(len(layout.labels), STALE)


def _is_absent(values: FloatArray) -> Mask:
    mask: Mask = values.view(np.uint64) == ABSENT_BITS
    return mask
