"""Writing: ticks are on the disk when ``append`` or ``write`` returns.  On the event loop only."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Unavailable
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.blocks.due import Patience
from watchkeeper.storage.series.blocks.flush import Flushed, Flusher
from watchkeeper.storage.series.blocks.late import LateTicks, Taken
from watchkeeper.storage.series.entries import (
    Sequences,
    Vectors,
    check_shape,
    entry_of,
    late_ticks,
    note_received,
    numbered_in,
    tick_entry,
)
from watchkeeper.storage.series.feeds import REFUSED, FeedState, Layout
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.histograms import Histogram, Sample
from watchkeeper.storage.series.journal import Journal
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.packed_histograms import (
    LOCAL,
    referring,
)
from watchkeeper.storage.series.records import EndRecord, EraseRecord, TicksRecord
from watchkeeper.storage.series.wal import Entry
from watchkeeper.storage.series.words import FloatArray, TimeArray

NO_HISTOGRAMS: Mapping[tuple[int, int], Histogram] = MappingProxyType({})
_JUMP = 5 * MINUTE  # less than what is over is in the head of the shortest class after it
_MORE_ROUNDS = 3

_NEVER = np.iinfo(np.int64).max


class Feed:
    """A layout of a feed, to which vectors are appended; get it from ``SeriesStore.feed``."""

    __slots__ = ("state",)

    def __init__(self, state: Layout) -> None:
        self.state = state

    @property
    def name(self) -> str:
        return self.state.feed.name

    @property
    def interval(self) -> Duration:
        return self.state.interval

    @property
    def layout(self) -> Sequence[Labels]:
        """Return the label sets of the columns; ``extend`` adds to them."""
        return self.state.labels

    def extend(self, labels: Iterable[Labels]) -> None:
        self.state.extend(tuple(labels))

    def places_of(self, labels: Sequence[Labels]) -> list[int]:
        """Return the columns of label sets, added where they are new."""
        return self.state.places_of(labels)

    def refused_places(self) -> list[int]:
        """Return the columns that have no series because a cap is reached."""
        if not self.state.open:
            return []
        return np.flatnonzero(self.state.rows == REFUSED).tolist()


@dataclass(frozen=True, slots=True)
class FeedTick:
    """A tick of a feed whose sender counts none; a value that is ABSENT is none."""

    feed: Feed
    time: int
    values: FloatArray  # (columns,)


class SeriesWriter:
    """The writing half of the store."""

    def __init__(
        self,
        head: Head,
        journal: Journal,
        flusher: Flusher,
        *,
        clock: Clock,
        metrics: SeriesMetrics | None,
    ) -> None:
        self._head = head
        self._journal = journal
        self._flusher = flusher
        self._overtaken: deque[tuple[FeedState, LateTicks]] = deque()
        self._overtaking = asyncio.Lock()
        self.before_late: Callable[[LateTicks], None] | None = None  # blocks; what it raises counts
        self._clock = clock
        self._metrics = metrics

    def feed(self, name: str, *, interval: Duration, layout: str = "") -> Feed:
        """Return the layout of that key of a feed, begun where it is new.

        A layout whose interval changed begins anew.
        """
        known = self.known_feed(name, layout=layout)
        if known is not None and known.interval == interval:
            known.state.feed.use(known.state, kept=self._head.limits.layouts_per_feed)
            return known
        return Feed(self._head.new_layout(name, layout, interval))

    def known_feed(self, name: str, *, layout: str = "") -> Feed | None:
        """Return the layout of that key, None where it is not known (any more)."""
        state = self._head.feeds.get(name)
        known = None if state is None else state.layouts.get(layout)
        return None if known is None else Feed(known)

    def without_dead(self, feed: Feed) -> Feed:
        """Return *feed*, or its layout begun anew where most columns have no series any more."""
        return Feed(self._head.renewed(feed.state)) if feed.state.is_mostly_dead else feed

    async def append(
        self,
        feed: Feed,
        times: Sequence[int] | TimeArray,
        values: FloatArray,
        *,
        sequence: Sequences | None = None,
        histograms: Mapping[tuple[int, int], Histogram] = NO_HISTOGRAMS,
    ) -> None:
        """Store ticks (ticks,) with their vectors (ticks, columns); return when it is durable.

        *histograms* by tick and column are samples in the place of a value.

        Ticks whose sequence was received before are acknowledged and ignored.  A value that is
        ABSENT says that the series has none at that tick.  Raises Unavailable, after which the
        sender must repeat; InvalidInput where the shapes do not fit the layout.
        """
        layout, moments = feed.state, np.asarray(times, np.int64)
        check_shape(layout, moments, values)
        await self._follow_jump()
        if self._head.feeds.get(layout.feed.name) is not layout.feed:
            raise NotFound("the feed {feed!r} has ended", feed=layout.feed.name)
        while sequence is not None and layout.feed.is_underway(
            sequence.boot, sequence.first, sequence.first + len(moments) - 1
        ):
            await self._journal.drain()  # its fate must be known before this is acknowledged
            await self._follow_jump()  # while it waited
        fresh = self._fresh(layout, moments, sequence)
        late = [at for at in fresh if self._head.is_late(layout, int(moments[at]))]
        if late:
            fresh = [at for at in fresh if not self._head.is_late(layout, int(moments[at]))]
        if fresh:
            mixed = Vectors(referring(values, histograms), tuple(histograms.values()))
            await self._log(entry_of(layout, moments, mixed, sequence, fresh))
        if late:
            found = referring(values, histograms)[late]
            bins = {LOCAL: tuple(histograms.values())}
            await self._take_late(layout.feed, late_ticks(layout, moments[late], found, bins))
            note_received(layout, sequence, late)
        await self._take_overtaken()

    async def append_all(self, ticks: Sequence[FeedTick]) -> None:
        """Store a tick of each of many feeds, in order; return when all are durable.

        It costs a third of an ``append`` for each.  Raises as that does: then some may be stored,
        and all may come again.
        """
        if not ticks:
            return
        await self._follow_jump()
        self._head.advance(self._clock.now())
        entries: list[Entry] = []
        late: list[FeedTick] = []
        for tick in ticks:
            layout = tick.feed.state
            if self._head.feeds.get(layout.feed.name) is not layout.feed:
                raise NotFound("the feed {feed!r} has ended", feed=layout.feed.name)
            if self._refuse(layout, tick.time):
                continue
            if self._head.is_late(layout, tick.time):
                late.append(tick)
            else:
                entries.append(tick_entry(layout, tick.time, tick.values))
        if entries:
            await self._journal.durable(self._journal.hand_in_all(entries, self._settle))
        for tick in late:
            await self.append(tick.feed, (tick.time,), tick.values[np.newaxis])
        await self._take_overtaken()

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, Sample]
    ) -> None:
        """Store one tick by name.  A series of the feed that is not in *samples* ends with it."""
        handle = self.feed(feed, interval=interval)
        if handle.state.is_mostly_dead:
            handle = Feed(self._head.renewed(handle.state))
        layout = handle.state
        places = layout.places_of(samples)
        vector: FloatArray = np.full((1, len(layout.labels)), ABSENT)
        histograms: dict[tuple[int, int], Histogram] = {}
        for place, sample in zip(places, samples.values(), strict=True):
            if isinstance(sample, Histogram):
                histograms[0, place] = sample
            else:
                vector[0, place] = sample
        await self.append(handle, (at,), vector, histograms=histograms)

    async def end_feed(self, feed: str, *, at: Instant | None = None) -> None:
        """End all series of a feed, *at* now or behind its last tick: its target is gone."""
        state = self._head.feeds.get(feed)
        if state is None:
            return
        moment = self._clock.now() if at is None else at
        moment = Instant(max(moment, (state.last_tick or 0) + 1))
        entry = Entry((EndRecord(feed, moment),), layout=None, columns=0, size_bytes=64)
        await self._journal.durable(self._journal.hand_in(entry, self._settle))

    @property
    def limits(self) -> SeriesLimits:
        return self._head.limits

    @property
    def refusal(self) -> str | None:
        """Return why the store does not take samples now, as a sentence, if so."""
        failure = self._journal.refusal
        return None if failure is None else str(failure)

    async def _follow_jump(self) -> None:
        """Let the head follow a clock that went on by so much that it would lose something.

        So it does when a machine was suspended.
        """
        now = self._clock.now()
        if self._has_jumped(now):
            await self._flush_and_follow(now)

    async def _flush_and_follow(self, now: Instant) -> Flushed:
        """Flush what the head would lose, and let it end at *now*; return what the first round did.

        What becomes durable while a round is under way needs another one; what does so later is
        late and goes into blocks.  Where the disk refuses, the WAL keeps the rest.
        """
        first = latest = await self._flusher.flush(now, Patience.NONE)
        for _ in range(_MORE_ROUNDS):
            if latest.failures or not self._head.would_lose(now):
                break
            latest = await self._flusher.flush(now, Patience.NONE)
        self._head.advance(now)
        return first

    def _has_jumped(self, now: Instant) -> bool:
        return now - self._head.now > _JUMP

    async def _take_late(self, feed: FeedState | None, late: LateTicks) -> Taken:
        """Put ticks that are older than the head into blocks; count what is refused."""
        if self.before_late is not None:
            await asyncio.to_thread(self.before_late, late)
        taken = await self._flusher.take(late, self._clock.now())
        self._head.late.note(late.feed, int(late.times.min(initial=_NEVER)), self._clock.now())
        for reason, labels in taken.refused_series.items():
            if feed is not None:
                feed.refuse_series(reason, labels)
            else:
                self._head.refused[reason] += len(labels)
        if feed is not None:
            feed.last_tick = Instant(max(feed.last_tick or 0, int(late.times.max())))
        if self._metrics:
            self._metrics.samples.inc(taken.samples)
            self._metrics.late_samples.inc(taken.samples)
            self._metrics.ticks.inc(len(late.times))
        return taken

    async def _take_overtaken(self) -> None:
        """Put into blocks what the head left behind while it waited for the disk.

        Whoever comes meanwhile waits, for it may be theirs; until it is done the log is kept.
        """
        if not self._overtaken:
            return
        async with self._overtaking:
            while self._overtaken:
                await self._take_late(*self._overtaken[0])
                self._overtaken.popleft()

    async def _log(self, entry: Entry) -> None:
        self._mark_underway(entry)
        try:
            answer = self._journal.hand_in(entry, self._settle)
        except Unavailable:
            self._unmark_underway(entry)
            raise
        await self._journal.durable(answer)

    def _fresh(self, layout: Layout, moments: TimeArray, sequence: Sequences | None) -> list[int]:
        """Return the places of the ticks to store: not received before, and acceptable."""
        self._head.advance(self._clock.now())
        places = list(range(len(moments)))
        if sequence is not None:
            received = layout.feed.sequences(sequence.boot)
            places = [at for at in places if sequence.first + at not in received]
            if self._metrics and len(places) < len(moments):
                self._metrics.repeats.inc(len(moments) - len(places))
        return [at for at in places if not self._refuse(layout, int(moments[at]))]

    def _refuse(self, layout: Layout, moment: int) -> bool:
        reason = self._head.refusal(layout, moment)
        if reason is not None:
            layout.feed.refuse(reason)
        return reason is not None

    def _mark_underway(self, entry: Entry) -> None:
        for state, record in numbered_in(entry):
            state.underway_of(record.boot).add(record.first_sequence, record.last_sequence)

    def _unmark_underway(self, entry: Entry) -> None:
        for state, record in numbered_in(entry):
            state.underway_of(record.boot).remove(record.first_sequence, record.last_sequence)

    def _settle(self, entry: Entry, failure: Unavailable | None) -> None:
        """Apply what is durable; of what was refused nothing stays, so that it can come again."""
        self._unmark_underway(entry)
        if failure is None:
            for state, ticks in numbered_in(entry):
                state.sequences(ticks.boot).add(ticks.first_sequence, ticks.last_sequence)
        for record in entry.records:
            match record:
                case TicksRecord():
                    self._settle_ticks(entry, record, failure)
                case EndRecord() if failure is None:
                    self._head.end_feed(record.feed, record.at)
                case EraseRecord() if failure is None:
                    self._head.erase(record.matchers)
                case _:
                    pass

    def _settle_ticks(self, entry: Entry, record: TicksRecord, failure: Unavailable | None) -> None:
        assert entry.layout is not None
        ticks = len(record.times)
        if failure is not None:
            if self._metrics:
                self._metrics.unwritten.inc(ticks)
            return
        layout, times, values = entry.layout, record.times, record.values
        if self._head.is_late(layout, int(times.min())):
            late = np.array([self._head.is_late(layout, time) for time in times.tolist()])
            found = late_ticks(layout, times[late], values[late], {LOCAL: record.histograms})
            self._overtaken.append((layout.feed, found))
            ticks, times, values = ticks - len(found.times), times[~late], values[~late]
        stored = self._head.insert(layout, times, values, record.histograms)
        layout.stored += stored
        self._head.late.note(layout.feed.name, int(times.min(initial=_NEVER)), self._clock.now())
        if self._metrics:
            self._metrics.samples.inc(stored)
            self._metrics.ticks.inc(ticks)
