"""An interval class of the head: one wide matrix, time-major, cut into chunks of slots.

Slot *n* stands for the n-th interval since 1970.  A feed's tick goes into the slot nearest to its
time in the feed's own phase, or into one beside it where a jitter or a restart puts two ticks
into one; so ``slot`` and ``time // interval`` differ by at most ``SLOT_SLACK``.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from watchkeeper.core.instants import Duration, Instant
from watchkeeper.storage.series.blocks.spans import start_of
from watchkeeper.storage.series.chunk import Chunk
from watchkeeper.storage.series.limits import HEAD_LENGTH, HEAD_SLOTS
from watchkeeper.storage.series.packed_histograms import HistogramBins
from watchkeeper.storage.series.rows import RowSpace
from watchkeeper.storage.series.words import NO_TIME

CLASSES = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300)
"""Interval classes in seconds; a feed belongs to the longest that is not above its interval."""

SLOT_SLACK = 2
_CHUNKS = 12  # chunks in a head; what is kept beyond the head is at most one chunk


def class_of(interval: Duration) -> Duration:
    """Return the interval class of a feed, in milliseconds."""
    fitting = [seconds for seconds in CLASSES if seconds * 1_000 <= interval]
    return Duration((fitting[-1] if fitting else CLASSES[0]) * 1_000)


class Stream:
    """A feed in one interval class: the column with its times, and ticks that found no slot."""

    __slots__ = (
        "column",
        "feed",
        "grid",
        "last_slot",
        "last_time",
        "phase",
        "rows",
        "side",
        "unflushed",
        "unwritten",
    )
    # the name of the feed stays with the samples, also when the feed is gone

    def __init__(self, feed: str, grid: Grid, column: int, first: Instant) -> None:
        self.feed = feed
        self.grid = grid
        self.column = column
        offset = (first - grid.interval // 2) % grid.interval
        self.phase = offset if offset <= grid.interval // 2 else offset - grid.interval
        self.last_slot = -1
        self.last_time = NO_TIME
        self.side: dict[int, dict[int, float]] = {}  # time -> row -> value
        self.rows = 0  # rows that belong to it
        self.unflushed: dict[int, int] = {}  # start of a span that is over -> changes in it
        self.unwritten: set[int] = set()  # those of them that were never flushed

    def nominal_slot(self, time: int) -> int:
        return (time - self.phase) // self.grid.interval

    def chunk_of(self, time: int) -> int:
        """Return the number of the chunk in which a tick at *time* most likely lies."""
        return self.nominal_slot(time) // self.grid.chunk_slots

    def note_late(self, time: int) -> None:
        """Let the span of a tick be flushed once more, where it is over."""
        if time < self.grid.flushed_until:
            span = start_of(time, self.grid.interval)
            self.note_unflushed(span)

    def note_over(self, span: int) -> None:
        """Let a span be flushed for the first time."""
        self.unwritten.add(span)
        self.note_unflushed(span)

    def note_unflushed(self, span: int) -> None:
        """Let a span be flushed; until it is, the head keeps it."""
        self.unflushed[span] = self.unflushed.get(span, 0) + 1
        held = self.grid.held_from
        self.grid.held_from = span if held is None else min(held, span)

    def next_slots(self, times: list[int]) -> range | None:
        """Return the slots of ticks that follow the last one in turn; None where they do not."""
        first = self.grid.slot_of(self, times[0]) if times[0] > self.last_time else None
        if first is None or times[0] < self.grid.oldest_time:
            return None
        before = times[0]
        for place, time in enumerate(times[1:], start=1):
            if time <= before or not 0 <= first + place - self.nominal_slot(time) <= 1:
                return None
            before = time
        return range(first, first + len(times))

    def next_time(self, time: int) -> int | None:
        """Return the time of the feed's next tick after *time*."""
        beside = min((other for other in self.side if other > time), default=None)
        in_grid = self.grid.next_time(self, time)
        known = [other for other in (beside, in_grid) if other is not None]
        return min(known, default=None)


class Grid:
    """Chunks of one interval class, the rows in them and the feeds' columns of times."""

    def __init__(self, interval: Duration) -> None:
        self.interval = interval
        self.head_slots = min(HEAD_LENGTH // interval, HEAD_SLOTS)
        self.chunk_slots = max(self.head_slots // _CHUNKS, 3)
        self.chunks: dict[int, Chunk] = {}
        self.oldest = 0  # first slot of the head
        self._complete_from = 0  # slot from which on nothing was left to blocks
        self._told_from = 0  # time before which neither the WAL nor this grid had everything
        self.newest = 0  # last slot that holds a tick
        self.space = RowSpace()
        self.streams: dict[int, Stream] = {}  # by column
        self._by_feed: dict[str, Stream] = {}
        self.side_ticks = 0
        self.flushed_until = 0  # spans before are in blocks, or noted in a stream's ``unflushed``
        self.held_from: int | None = None  # the oldest of those spans
        self.left_from: int | None = None  # from here, something left the head for the WAL only
        self.last_live = np.full(0, -1, np.int64)  # (rows,) last slot with a value of the series
        self.bins = HistogramBins(self.chunk_slots * interval)
        self.is_mixed = np.zeros(0, np.bool_)  # (rows,) the series had a histogram
        self._columns = 0
        self._free_columns: list[int] = []

    @property
    def oldest_time(self) -> Instant:
        """Return a time such that everything before it is out of the head."""
        return Instant((self.oldest - SLOT_SLACK) * self.interval)

    @property
    def complete_from(self) -> Instant:
        """Return a time from which on the head has everything; before it, blocks may have more.

        Where flushing lags, the head goes further back, but after a restart not with all.
        """
        nominal = (self._complete_from + SLOT_SLACK) * self.interval
        return Instant(max(nominal, self._told_from))

    def begin_at(self, time: int) -> None:
        """Let blocks tell what was before *time*.

        The WAL from which this is made does not, or another grid had series of this one then.
        """
        self._told_from = max(self._told_from, time)

    def advance(self, now: Instant) -> bool:
        """Let the head end at *now*; return whether chunks may have left it."""
        self._complete_from = max(self._complete_from, self._nominal_oldest(now))
        oldest = self._oldest_at(now)
        if oldest <= self.oldest:
            return False
        crossed = oldest // self.chunk_slots > self.oldest // self.chunk_slots
        self.oldest = oldest
        return crossed

    def let_go(self) -> None:
        """Hold only what is still to be flushed."""
        noted = (span for stream in self.streams.values() for span in stream.unflushed)
        self.held_from = min(noted, default=None)

    @property
    def in_blocks_until(self) -> int:
        """Return a time before which everything that was in the head is in blocks."""
        until = self.flushed_until  # first: what is held is noted before this grows
        held = self.held_from
        return until if held is None else held

    @property
    def horizon(self) -> Instant:
        """Return a time before which nothing needs the WAL any more."""
        until = self.in_blocks_until
        return Instant(until if self.left_from is None else min(until, self.left_from))

    def _nominal_oldest(self, now: int) -> int:
        return now // self.interval - self.head_slots + 1

    def would_lose(self, now: int) -> bool:
        """Return whether something unflushed would leave the head if it ended at *now*."""
        held = self.held_from
        return held is not None and self._oldest_at(now) > self._first_slot_of(held)

    def _oldest_at(self, now: int) -> int:
        """Return where the head begins: earlier where flushing lags, up to twice its length."""
        oldest = self._nominal_oldest(now)
        if not self.flushed_until:  # nothing is flushed yet
            return oldest
        in_blocks = self._first_slot_of(self.in_blocks_until)
        return max(min(oldest, in_blocks), oldest - self.head_slots)

    def _first_slot_of(self, time: int) -> int:
        """Return the first slot in which a tick at *time* or later may lie."""
        return time // self.interval - SLOT_SLACK

    def forget_old(self) -> list[Stream]:
        """Drop chunks and side ticks that left the head; return streams that left with them."""
        first = self.first_kept_slot
        gone_chunks = [number for number in self.chunks if number < first // self.chunk_slots]
        self._note_left(gone_chunks)
        for number in gone_chunks:
            del self.chunks[number]
        self.bins.drop_before(int(self.oldest_time) - self.chunk_slots * self.interval)
        for stream in self.streams.values() if self.side_ticks else ():
            self._forget_side(stream)
        gone = [
            stream
            for stream in self.streams.values()
            if stream.last_slot < first and not (stream.rows or stream.side or stream.unflushed)
        ]
        for stream in gone:
            del self.streams[stream.column], self._by_feed[stream.feed]
            self._free_columns.append(stream.column)
        self.space.settle()
        return gone

    def _note_left(self, numbers: list[int]) -> None:
        """Note what leaves the head before it is in blocks: a restart reads it from the WAL."""
        for number in numbers:
            start = (number * self.chunk_slots - SLOT_SLACK) * self.interval
            stop = ((number + 1) * self.chunk_slots + SLOT_SLACK) * self.interval
            if stop > self.in_blocks_until:
                earlier = start if self.left_from is None else min(self.left_from, start)
                self.left_from = earlier

    @property
    def first_kept_slot(self) -> int:
        """Return the first slot of the oldest chunk that is still needed."""
        return self.oldest - self.oldest % self.chunk_slots

    def _forget_side(self, stream: Stream) -> None:
        for time in [time for time in stream.side if time < self.oldest_time]:
            del stream.side[time]
            self.side_ticks -= 1

    def stream_for(self, feed: str, first: Instant) -> Stream:
        """Return a feed's stream, begun where it is new with a tick at *first*."""
        stream = self._by_feed.get(feed)
        if stream is None:
            column = self._free_columns.pop() if self._free_columns else self._columns
            self._columns = max(self._columns, column + 1)
            stream = Stream(feed, self, column, first)
            self.streams[column] = self._by_feed[feed] = stream
        return stream

    def take_rows(self, metrics: list[str]) -> list[int]:
        rows = self.space.take(metrics)
        if self.space.top > len(self.last_live):
            grown = np.full(_roomy(self.space.top), -1, np.int64)
            grown[: len(self.last_live)] = self.last_live
            self.last_live = grown
            mixed = np.zeros(len(grown), np.bool_)
            mixed[: len(self.is_mixed)] = self.is_mixed
            self.is_mixed = mixed
        self.last_live[rows] = -1
        self.is_mixed[rows] = False
        return rows

    def chunk_for(self, slot: int) -> tuple[Chunk, int]:
        """Return the chunk of a slot, wide enough and in use up to it, and the place in it."""
        number, place = divmod(slot, self.chunk_slots)
        chunk = self.chunks.get(number)
        if chunk is None:
            chunk = Chunk(
                self.chunk_slots, rows=_roomy(self.space.top), columns=_roomy(self._columns)
            )
            self.chunks[number] = chunk
        if self.space.top > chunk.values.shape[1] or self._columns > chunk.times.shape[1]:
            chunk.widen(rows=_roomy(self.space.top), columns=_roomy(self._columns))
        chunk.fill_to(place + 1)
        return chunk, place

    def erase(self, streams: Iterable[Stream], rows: npt.NDArray[np.intp]) -> None:
        """Make absent whatever is in rows, in the slots and beside them."""
        for chunk in self.chunks.values():
            chunk.erase(rows)
        for stream in streams:
            for time, tick in list(stream.side.items()):
                left = {row: value for row, value in tick.items() if row not in set(rows.tolist())}
                stream.side[time] = left
        self.last_live[rows] = -1

    def time_at(self, stream: Stream, slot: int) -> int:
        """Return the time of a feed's tick in a slot, NO_TIME where there is none."""
        chunk = self.chunks.get(slot // self.chunk_slots)
        if chunk is None or stream.column >= chunk.times.shape[1]:
            return NO_TIME
        return int(chunk.times[slot % self.chunk_slots, stream.column])

    def next_time(self, stream: Stream, time: int) -> int | None:
        """Return the time of a feed's first tick in the grid after *time*."""
        first = (stream.nominal_slot(time) - 1) // self.chunk_slots
        for number in range(first, stream.last_slot // self.chunk_slots + 1):
            chunk = self.chunks.get(number)
            if chunk is not None and stream.column < chunk.times.shape[1]:
                times = chunk.times[:, stream.column]
                later = times[times > time]
                if len(later):
                    return int(later.min())
        return None

    def slot_of(self, stream: Stream, time: int) -> int | None:
        """Return the slot for a tick at *time*: its own where it is there already, else a free one.

        None where no slot keeps the order of the feed's ticks.
        """
        nominal = stream.nominal_slot(time)
        if time > stream.last_time:
            slot = max(nominal, stream.last_slot + 1)
            return slot if slot <= nominal + 1 else None
        near = {slot: self.time_at(stream, slot) for slot in range(nominal - 2, nominal + 3)}
        for slot in (nominal, nominal + 1, nominal - 1):
            if near[slot] == time:
                return slot
        for slot in (nominal, nominal + 1, nominal - 1):
            if near[slot] == NO_TIME and _keeps_order(near, slot, time):
                return slot
        return None


def _keeps_order(near: dict[int, int], slot: int, time: int) -> bool:
    return all(
        there == NO_TIME or (there < time if other < slot else there > time)
        for other, there in near.items()
        if other != slot
    )


def _roomy(count: int) -> int:
    """Return *count* with some room to grow, so that growing is rare: a thirty-second."""
    return (count + count // 32 + 63) // 64 * 64
