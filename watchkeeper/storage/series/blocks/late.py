"""Ticks older than the head: chunks beside the blocks of their spans, merged on read.

A chunk is a block with a part above zero.  It is on the disk when ``LateWriter.take`` returns;
when nothing has come for some minutes, all parts of a span become one block again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np

from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.core.samples import STALE_BITS
from watchkeeper.storage.series.blocks.block import Ticks, merged, pack, unpacked
from watchkeeper.storage.series.blocks.catalogue import Catalogue, numbered
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.spans import span_of
from watchkeeper.storage.series.blocks.transactions import BlockKey, Writing
from watchkeeper.storage.series.limits import Refusal, SeriesLimits
from watchkeeper.storage.series.packed_histograms import Bins
from watchkeeper.storage.series.ticks import bits_of, is_absent, is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray

log = get_log("storage")

_CHUNK_SAMPLES = 1 << 17  # a larger chunk is not written again for more; encoded in 15 ms
_QUIET = Duration(10 * MINUTE)  # without a late tick, before a span's parts become one


@dataclass(frozen=True, slots=True, eq=False)
class LateTicks:
    """Ticks of a feed that the head does not take, in any order."""

    feed: str
    interval: Duration  # class
    labels: Sequence[Labels]  # (columns,)
    times: TimeArray  # (ticks,)
    values: FloatArray  # (ticks, columns) ABSENT where there is no sample
    is_sparse: bool  # ABSENT says nothing, instead of: the series has none there
    bins: Bins = field(default_factory=dict)  # to which references among the values point

    @property
    def size_bytes(self) -> int:
        return self.times.nbytes + self.values.nbytes


@dataclass(slots=True)
class Taken:
    """What became of late ticks."""

    samples: int = 0
    refused: Counter[Refusal] = field(default_factory=Counter)  # samples
    refused_series: dict[Refusal, list[Labels]] = field(default_factory=dict)


class LateWriter:
    """Writes late ticks; in the flushing thread."""

    def __init__(self, file: BlockFile, catalogue: Catalogue, limits: SeriesLimits) -> None:
        self._file = file
        self._catalogue = catalogue
        self._limits = limits
        self._touched: dict[tuple[int, int], Instant] = {}  # (feed, start) -> when

    def take(self, late: LateTicks, now: Instant) -> Taken:
        """Store ticks, a span in each transaction; what a cap leaves no room for is refused."""
        length = span_of(late.interval)
        starts = late.times - late.times % length
        taken = Taken()
        for start in np.unique(starts).tolist():
            mine = np.flatnonzero(starts == start)
            times, values = _in_order(late.times[mine], late.values[mine])
            if not is_absent(values).all():
                span = BlockKey(0, start, start + length)
                feed = self._take_span(late, span, times, values, taken)
                self._touched[feed, start] = now
        return taken

    def _take_span(
        self, late: LateTicks, span: BlockKey, times: TimeArray, values: FloatArray, taken: Taken
    ) -> int:
        """Store the ticks of one span; return the number of the feed."""
        with self._file.writing() as writing:
            feed = self._catalogue.feed(late.feed) or writing.feed(late.feed)
            key, there = _chunk_for(writing, BlockKey(feed, span.start, span.stop))
            places = self._with_room(late, feed, there, values, taken)
            names = [late.labels[place] for place in places]
            known = numbered(self._catalogue, writing, late.feed, names, seen=span.stop)
            found = values[:, places]
            ticks = _by_number(times, known.series, found if late.is_sparse else _ended(found))
            ticks = replace(ticks, bins=late.bins)
            # the log has not seen them, also where the clock goes back and the head with it
            writing.note_horizons({late.interval: int(times.max()) + 1})
            if places:
                writing.put(key, pack(ticks if there is None else merged(there, ticks)))
        self._catalogue.note_feed(late.feed, feed)
        self._catalogue.note(known.news)
        taken.samples += int(np.count_nonzero(is_live(found)))
        return feed

    def _with_room(
        self, late: LateTicks, feed: int, there: Ticks | None, values: FloatArray, taken: Taken
    ) -> list[int]:
        """Return the columns that have something and for which there is room."""
        named = np.flatnonzero(~is_absent(values).all(axis=0)).tolist()
        held = set() if there is None else set(there.series.tolist())
        room_in_feed = self._limits.series_per_feed - len(held)
        room_in_all = self._limits.series_kept - len(self._catalogue)
        kept: list[int] = []
        for place in named:
            labels = late.labels[place]
            known = self._catalogue.in_feed(feed, labels)
            is_held = known is not None and known.series in held
            if known is None and room_in_all <= 0:
                self._refuse(taken, Refusal.STORE_FULL, labels, values[:, place])
            elif not is_held and room_in_feed <= 0:
                self._refuse(taken, Refusal.FEED_FULL, labels, values[:, place])
            else:
                room_in_all -= known is None
                room_in_feed -= not is_held
                kept.append(place)
        return kept

    def _refuse(self, taken: Taken, reason: Refusal, labels: Labels, column: FloatArray) -> None:
        taken.refused[reason] += int(np.count_nonzero(is_live(column)))
        taken.refused_series.setdefault(reason, []).append(labels)

    def scattered(self, now: Instant, *, most: int) -> list[BlockKey]:
        """Return spans in several parts for which nothing came of late."""
        with self._file.reading() as reading:
            found = reading.scattered()
        quiet = [
            key for key in found if now - self._touched.get((key.feed, key.start), 0) >= _QUIET
        ]
        return quiet[:most]

    def gather(self, span: BlockKey) -> None:
        """Make one block of all parts of a span."""
        with self._file.writing() as writing:
            parts = [
                ticks
                for key, head, data in writing.parts(span)
                if (ticks := _sound(writing, key, head, data)) is not None
            ]
            writing.drop_parts(span)
            if parts:
                writing.put(span, pack(reduce(merged, parts)))
        self._touched.pop((span.feed, span.start), None)


def _chunk_for(writing: Writing, span: BlockKey) -> tuple[BlockKey, Ticks | None]:
    """Return the chunk to write to, and what is in it: the last one until it is large."""
    last = writing.last_part(span)
    if last is None or last.part == 0:
        return span.as_part(1), None
    if last.samples >= _CHUNK_SAMPLES:
        return span.as_part(last.part + 1), None
    key = span.as_part(last.part)
    there = writing.block(key)
    assert there is not None
    return key, _sound(writing, key, *there)


def _sound(writing: Writing, key: BlockKey, head: bytes, data: bytes) -> Ticks | None:
    """Return the ticks of a block; None where it is damaged and was set aside."""
    try:
        return unpacked(head, data)
    except ValueError as error:
        log.warning("a block is damaged and set aside", feed=key.feed, start=key.start, error=error)
        writing.set_aside(key)
        return None


def _by_number(times: TimeArray, series: Sequence[int], values: FloatArray) -> Ticks:
    order = np.argsort(series)
    return Ticks(times, np.array(series, np.int64)[order], values[:, order])


def _in_order(times: TimeArray, values: FloatArray) -> tuple[TimeArray, FloatArray]:
    """Return ticks ascending; of those with one time the first value of a series counts."""
    order = np.argsort(times, kind="stable")
    times, values = times[order], values[order]
    if (np.diff(times) > 0).all():
        return times, values
    series = np.arange(values.shape[1])
    each = (Ticks(times[at : at + 1], series, values[at : at + 1]) for at in range(len(times)))
    together = reduce(merged, each)
    return together.times, together.values


def _ended(values: FloatArray) -> FloatArray:
    """Return vectors in which a series without a value ended."""
    whole = values.copy()
    bits_of(whole)[is_absent(whole)] = STALE_BITS
    return whole
