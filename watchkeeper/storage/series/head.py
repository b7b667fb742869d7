"""The head: the last hours of all series in memory.

Changed by one thread only: the event loop's, or before it the one that replays the WAL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from watchkeeper.core.instants import Duration, Instant, rfc3339
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.core.logs import get_log
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.feeds import FeedState, Layout
from watchkeeper.storage.series.grid import SLOT_SLACK, Grid, Stream, class_of
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.index import SeriesIndex
from watchkeeper.storage.series.late_log import LateLog
from watchkeeper.storage.series.limits import Refusal, SeriesLimits
from watchkeeper.storage.series.mapping import Mapped, RowMapper
from watchkeeper.storage.series.matching import Numbers
from watchkeeper.storage.series.packed_histograms import is_reference, places_of
from watchkeeper.storage.series.ticks import (
    Rows,
    has_room_beside,
    in_one_chunk,
    put_tick,
    put_ticks,
)
from watchkeeper.storage.series.words import FloatArray, Matcher, TimeArray

log = get_log("storage")


class Head:
    """Feeds, their rows in the grids, and the index over them."""

    def __init__(self, limits: SeriesLimits) -> None:
        self.limits = limits
        self.index = SeriesIndex()
        self._mapper = RowMapper(self.index, limits)
        self.grids: dict[int, Grid] = {}  # by interval class
        self.feeds: dict[str, FeedState] = {}
        self.refused: Counter[Refusal] = Counter()
        self.late = LateLog()
        # a time from which on the head has everything; None while it has nothing.  Any thread asks
        self.complete_from: int | None = None
        self._next_layout = 1
        self._now = Instant(0)

    def feed(self, name: str, interval: Duration) -> FeedState:
        state = self.feeds.get(name)
        if state is None:
            state = self.feeds[name] = FeedState(name, interval, self.refused)
        return state

    def new_layout(
        self, name: str, key: str, interval: Duration, *, number: int | None = None
    ) -> Layout:
        """Begin a layout; it takes the place of one with the same key."""
        feed = self.feed(name, interval)
        layout = Layout(self._next_layout if number is None else number, feed, key, interval)
        self._next_layout = max(self._next_layout, layout.number + 1)
        feed.use(layout, kept=self.limits.layouts_per_feed)
        return layout

    def renewed(self, layout: Layout) -> Layout:
        """Begin a layout anew with only those columns that have a series."""
        living = [layout.labels[place] for place in np.flatnonzero(layout.rows >= 0)]
        newer = self.new_layout(layout.feed.name, layout.key, layout.interval)
        newer.extend(living)
        return newer

    def forget_refusals(self) -> None:
        """Count what is refused from now on."""
        self.refused.clear()
        for feed in self.feeds.values():
            feed.refused.clear()
            feed.refused_series.clear()

    def advance(self, now: Instant) -> bool:
        """Let the head end at *now*; return whether something left it."""
        self._now = now
        crossed = [grid for grid in self.grids.values() if grid.advance(now)]
        self._note_complete()
        for grid in crossed:
            self._sweep(grid)
        if crossed:
            self.index.tidy()
        return bool(crossed)

    @property
    def now(self) -> Instant:
        return self._now

    def begin_only(self, is_kept: Callable[[Labels], bool]) -> None:
        """Refuse new series for which there is no room behind the head."""
        self._mapper.is_kept = is_kept

    def would_lose(self, now: Instant) -> bool:
        """Return whether something unflushed would leave the head if it ended at *now*."""
        return any(grid.would_lose(now) for grid in self.grids.values())

    def _note_complete(self) -> None:
        """Look once for all readers: every selector of a rule asks."""
        self.complete_from = max((grid.complete_from for grid in self.grids.values()), default=None)

    def begin_at(self, horizons: Mapping[int, int]) -> None:
        """Let blocks tell, by interval class, what was before a time."""
        for interval, time in horizons.items():
            self._grid(Duration(interval)).begin_at(time)
        self._note_complete()

    def let_blocks_tell(self) -> None:
        """Have windows look into blocks for spans that are over: the WAL lacks some of them."""
        for grid in self.grids.values():
            grid.begin_at(max(grid.flushed_until, int(grid.complete_from)))
        self._note_complete()

    def horizons(self) -> dict[int, Instant]:
        """Return, by interval class, the time before which everything is in blocks."""
        return {interval: grid.horizon for interval, grid in self.grids.items()}

    def refusal(self, layout: Layout, time: int) -> Refusal | None:
        """Return why a tick at *time* cannot be taken now, neither here nor into blocks."""
        if time > self._now + self.limits.ahead:
            return Refusal.FROM_FUTURE
        if time < self._now - self.limits.samples_kept and self.is_late(layout, time):
            return Refusal.TOO_OLD
        return None

    def is_late(self, layout: Layout, time: int) -> bool:
        """Return whether a tick at *time* lies before the head: it goes into blocks."""
        return time < self._stream(layout, time).grid.oldest_time

    def oldest_time(self, interval: Duration) -> Instant:
        """Return the time before which ticks of an interval go into blocks."""
        return self._grid(class_of(interval)).oldest_time

    def insert(
        self,
        layout: Layout,
        times: TimeArray,
        values: FloatArray,
        histograms: Sequence[Histogram] = (),
    ) -> int:
        """Put ticks (ticks,) with vectors (ticks, columns) into the head; count the samples.

        A column without a value in a tick says that its series has none: it is stale there.  In
        a sparse layout it says nothing.  *histograms* are those that local references among the
        values stand for.
        """
        if not len(times):
            return 0
        if histograms:
            values = self._binned(layout, times, values, histograms)
        stored = self._insert_next(layout, times, values)
        if stored is not None:
            return stored
        return sum(
            self._insert(layout, time, values[at : at + 1])
            for at, time in enumerate(times.tolist())
        )

    def end_feed(self, name: str, at: Instant) -> None:
        """Mark all series of a feed stale at *at* and forget the feed."""
        feed = self.feeds.pop(name, None)
        for stream in feed.streams.values() if feed else ():
            self._end(stream, max(int(at), stream.last_time + 1), self.index.rows_in(stream))

    def erase(self, matchers: tuple[Matcher, ...]) -> None:
        """Forget all samples of the series that match; a series that goes on begins anew."""
        freed = self.index.remove(self.index.matching(matchers).tolist())
        by_grid: dict[Grid, list[tuple[Stream, Labels, int]]] = {}
        for one in freed:
            by_grid.setdefault(one[0].grid, []).append(one)
        for grid, gone in by_grid.items():
            rows = np.array([row for _, _, row in gone], np.intp)
            grid.erase({stream for stream, _, _ in gone}, rows)
            self._free(grid, gone)
        self.index.tidy()

    def _free(self, grid: Grid, freed: Sequence[tuple[Stream, Labels, int]]) -> None:
        """Let the rows of series that were removed be used again, some time later."""
        grid.space.give_back((label(labels, METRIC_NAME), row) for _, labels, row in freed)
        rows = np.array([row for _, _, row in freed], np.intp)
        streams = {stream for stream, _, _ in freed}
        for layout in self._layouts_in(grid):
            if layout.stream in streams or layout.open:  # an open one may have been refused
                layout.forget_rows(rows)

    def _layouts_in(self, grid: Grid) -> Iterator[Layout]:
        for feed in self.feeds.values():
            for layout in feed.layouts.values():
                if layout.stream is not None and layout.stream.grid is grid:
                    yield layout

    def _insert_next(self, layout: Layout, times: TimeArray, values: FloatArray) -> int | None:
        """Put ticks that are next in turn by one scatter; None where they are not.

        Nearly all are, and it costs half.
        """
        feed, stream = layout.feed, layout.stream
        if stream is None or feed.last_layout is not layout or not self._is_current(layout):
            return None
        if layout.is_sparse and len(times) > 1:
            return None
        slots = stream.next_slots(times.tolist()) if feed.last_tick == stream.last_time else None
        if slots is None or not in_one_chunk(stream, slots):
            return None
        mapped = self._mapped(layout, stream, values)
        put_ticks(stream, slots, times, mapped.rows, mapped.values)
        stream.grid.last_live[mapped.living_rows] = slots[-1]
        feed.last_tick = Instant(stream.last_time)
        return mapped.samples

    def _insert(self, layout: Layout, time: int, vector: FloatArray) -> int:
        """Put one tick, a vector (1, columns), wherever it belongs."""
        if not self._is_current(layout):
            layout.forget_all_rows()
        stream = self._stream(layout, time)
        grid, feed = stream.grid, layout.feed
        if time < grid.oldest_time:
            feed.refuse(Refusal.TOO_OLD)
            feed.last_tick = Instant(max(feed.last_tick or time, time))
            return 0
        slot = grid.slot_of(stream, time)
        if slot is None and not has_room_beside(stream, time):
            feed.refuse(Refusal.TOO_DENSE)
            return 0
        mapped = self._mapped(layout, stream, vector)
        put_tick(stream, slot, time, mapped.rows, mapped.values[0])
        alive = mapped.living_rows
        at = stream.nominal_slot(time) if slot is None else slot
        grid.last_live[alive] = np.maximum(grid.last_live[alive], at)
        if feed.last_tick is None or time > feed.last_tick:
            self._note_newest(layout, stream, time)
        else:
            self._settle_late(layout, stream, time, alive)
        return mapped.samples

    def _mapped(self, layout: Layout, stream: Stream, values: FloatArray) -> Mapped:
        """Return rows and values; rows that get a histogram are noted before it can be seen."""
        mapped = self._mapper.mapped(layout, stream, values)
        if stream.grid.bins:
            stream.grid.is_mixed[mapped.rows[is_reference(mapped.values).any(axis=0)]] = True
        return mapped

    def _binned(
        self,
        layout: Layout,
        times: TimeArray,
        values: FloatArray,
        histograms: Sequence[Histogram],
    ) -> FloatArray:
        """Return values that refer to bins of the head, which have the histograms then."""
        if not self._is_current(layout):
            layout.forget_all_rows()
        bins = self._stream(layout, int(times[0])).grid.bins
        found = values.copy()
        bits = found.view(np.uint64)
        for tick, column in np.argwhere(is_reference(values)).tolist():
            histogram = histograms[int(places_of(bits[tick, column]))]
            bits[tick, column] = bins.add(int(times[tick]), histogram)
        return found

    def _is_current(self, layout: Layout) -> bool:
        """Return whether sweeps keep the rows of *layout* up to date."""
        feed = self.feeds.get(layout.feed.name)
        return feed is layout.feed and feed.layouts.get(layout.key) is layout

    def _note_newest(self, layout: Layout, stream: Stream, time: int) -> None:
        """Let the first tick of another layout end what that does not name."""
        feed, before = layout.feed, layout.feed.last_layout
        feed.last_tick, feed.last_layout = Instant(time), layout
        feed.interval = layout.interval
        if before is None or before is layout or before.stream is None or layout.is_sparse:
            return
        named = layout.rows if before.stream is stream else layout.rows[:0]
        self._end(before.stream, time, np.setdiff1d(self.index.rows_in(before.stream), named))

    def _settle_late(self, layout: Layout, stream: Stream, time: int, alive: Rows) -> None:
        """Let a late tick end what it does not name, and be ended by the tick behind it."""
        if layout.is_sparse:
            return
        if len(layout.feed.layouts) > 1:
            others = np.setdiff1d(self.index.rows_in(stream), layout.rows)
            self._end(stream, time, others)
        following = stream.next_time(time)
        if following is not None:
            self._end(stream, following, alive)

    def _end(self, stream: Stream, time: int, rows: Rows) -> None:
        """Mark rows stale at *time*, where they have no value then."""
        slot = stream.grid.slot_of(stream, time)
        put_tick(stream, slot, time, rows, np.full(len(rows), STALE))

    def _stream(self, layout: Layout, first: int) -> Stream:
        if layout.stream is None:
            interval = class_of(layout.interval)
            grid = self._grid(interval)
            layout.stream = grid.stream_for(layout.feed.name, Instant(first))
            layout.feed.streams[interval] = layout.stream
        return layout.stream

    def _grid(self, interval: Duration) -> Grid:
        grid = self.grids.get(interval)
        if grid is None:
            grid = self.grids[interval] = Grid(interval)
            grid.advance(self._now)
            self._note_complete()
        return grid

    def _sweep(self, grid: Grid) -> None:
        """Drop what left the head: chunks, then series and streams without samples."""
        numbers = self.index.living_in(grid)
        dead = numbers[grid.last_live[self.index.rows[numbers]] < grid.first_kept_slot]
        self._leave_to_blocks(grid, dead)
        self._free(grid, self.index.remove(dead.tolist()))
        was_whole = grid.left_from is None
        gone = grid.forget_old()
        if was_whole and grid.left_from is not None:
            log.error(
                "samples left memory before they were in blocks; restart to read them from the WAL",
                since=rfc3339(Instant(grid.left_from)),
            )
        for stream in gone:
            self._forget_stream(stream)

    def _leave_to_blocks(self, grid: Grid, dead: Numbers) -> None:
        """Series that moved to feeds of a longer interval leave this grid's shorter head first."""
        until = (grid.first_kept_slot + SLOT_SLACK) * grid.interval
        others = self.index.grids_beside(dead) - {grid}
        self.begin_at({other.interval: until for other in others})

    def _forget_stream(self, stream: Stream) -> None:
        feed = self.feeds.get(stream.feed)
        if feed is not None and feed.streams.get(stream.grid.interval) is stream:
            del feed.streams[stream.grid.interval]
            for layout in feed.layouts.values():
                if layout.stream is stream:
                    layout.stream = None
