"""The write-ahead log: a thread that writes what waits and syncs it once (group commit).

An entry counts only when its frames are on the disk.  A write that fails is cut off again and may
be repeated; a sync that fails means that nobody knows what is on the disk: nothing is
acknowledged any more until a restart has read what is there.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import shortage
from watchkeeper.storage.series.feeds import Layout
from watchkeeper.storage.series.frames import frame_bytes
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.records import (
    EndRecord,
    EraseRecord,
    LayoutRecord,
    TicksRecord,
    payload_of,
)
from watchkeeper.storage.series.segments import Segment, create, segment_path, write_all
from watchkeeper.storage.series.sync_pace import SyncPace

log = get_log("storage")

_GROUP_ENTRIES = 512
_GROUP_BYTES = 8 << 20
_LEAST_LAYOUTS = 4  # times its layouts a segment is large, before the next defines them again


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written as one: a feed's ticks, the end of a feed, an erasure, nothing (a barrier)."""

    records: tuple[TicksRecord | EndRecord | EraseRecord, ...]
    layout: Layout | None
    columns: int  # of the layout, needed to read the records
    size_bytes: int


@dataclass(frozen=True, slots=True)
class _Drop:
    horizons: dict[int, Instant]
    before: int  # number of a segment
    end: tuple[int, int]  # of the WAL, when all of it was in the head


Settled = Callable[[Sequence[Entry], Unavailable | None], None]

Retire = Callable[[Path], None]
"""Takes a segment that the store needs no more out of its folder; raises OSError."""


def _newest(record: TicksRecord) -> int:
    times = record.times
    return int(times[0] if len(times) == 1 else times.max())


def unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


class Wal:
    """Writes entries in the order in which they are handed in; tells of each when it is durable."""

    def __init__(
        self,
        directory: Path,
        segments: list[Segment],
        *,
        next_number: int,
        limits: SeriesLimits,
        clock: Clock,
        settled: Settled,
        retire: Retire = unlink,
    ) -> None:
        self._directory = directory
        self._old = segments
        self._next_number = next_number
        self._limits = limits
        self._clock = clock
        self._settled = settled
        self._retire = retire
        self.durable_end = (next_number, 0)
        self._jobs: queue.SimpleQueue[Sequence[Entry] | _Drop | None] = queue.SimpleQueue()
        self._failure: Unavailable | None = None
        self._is_refusing = False
        self._pace = SyncPace(syncs_a_second=limits.syncs_a_second, burst=limits.syncs_at_once)
        self._segment: Segment | None = None
        self._descriptor = -1
        self._size = 0
        self._layout_bytes = 0  # of that
        self._begun = 0.0
        self._logged: dict[int, int] = {}  # layout -> columns that the segment defines
        self._thread = threading.Thread(target=self._serve, name="series-wal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def submit(self, entries: Sequence[Entry]) -> None:
        self._jobs.put(entries)

    def drop_older(
        self, horizons: dict[int, Instant], *, before: int, end: tuple[int, int]
    ) -> None:
        """Delete segments below number *before* whose samples are in blocks; later, in order.

        The one that is written to goes as well where nothing came behind *end*.
        """
        self._jobs.put(_Drop(horizons, before, end))

    def close(self) -> None:
        """Write what waits and end the thread; blocks."""
        self._jobs.put(None)
        self._thread.join()
        self._close_segment()

    @property
    def open_from(self) -> int:
        """Return the number of the first segment that may still be written to."""
        return self._next_number if self._segment is None else self._next_number - 1

    @property
    def failure(self) -> Unavailable | None:
        """Return why nothing is accepted until a restart, if so."""
        return self._failure

    def _serve(self) -> None:
        is_open = True
        while is_open:
            entries, drop, is_open = self._next_group()
            if entries:
                failure = self._failure or self._shortage() or self._write_group(entries)
                if failure or any(entry.records for entry in entries):
                    self._tell_once(failure)
                self._settled(entries, failure)
            if drop is not None:
                self._drop(drop)

    def _tell_once(self, failure: Unavailable | None) -> None:
        """Say when the disk begins to refuse and when it takes samples again, not in between."""
        if failure is not None and not self._is_refusing:
            log.error("the series store refuses samples", error=failure)
        elif failure is None and self._is_refusing:
            log.info("the series store takes samples again")
        self._is_refusing = failure is not None

    def _shortage(self) -> Unavailable | None:
        """Return why nothing may be written though there is room: it is kept for tickets."""
        try:
            return shortage(self._directory, self._limits.reserve_bytes)
        except OSError as error:
            return Unavailable("the series store cannot write: {reason}", reason=error.strerror)

    def _next_group(self) -> tuple[list[Entry], _Drop | None, bool]:
        entries: list[Entry] = []
        size = 0
        job = self._jobs.get()
        while True:
            match job:
                case None:
                    return entries, None, False
                case _Drop():  # it is about what came before, and ends the group
                    return entries, job, True
                case _:
                    entries += job
                    size += sum(entry.size_bytes for entry in job)
            has_barrier = not all(entry.records for entry in job)
            if has_barrier or len(entries) >= _GROUP_ENTRIES or size >= _GROUP_BYTES:
                return entries, None, True
            try:
                job = self._jobs.get(timeout=self._pace.wait(self._clock.monotonic()))
            except queue.Empty:
                return entries, None, True

    def _write_group(self, entries: Sequence[Entry]) -> Unavailable | None:
        """Write and sync; return why it failed, if it did, with the file as it was before."""
        defined = dict(self._logged)
        try:
            self._rotate_where_due()
            defined = dict(self._logged)
            data = b"".join([frame for entry in entries for frame in self._frames(entry)])
            if not data:  # a barrier: all that was before it is on the disk
                return None
            write_all(self._descriptor, data)
        except OSError as error:
            self._logged = defined
            return self._cut_back(error)
        except Exception as error:
            log.exception("an entry of the WAL could not be encoded", error=error)
            self._logged = defined
            return Unavailable("the series store could not encode the samples")
        return self._sync(entries, len(data))

    def _sync(self, entries: Sequence[Entry], written: int) -> Unavailable | None:
        self._pace.spend(self._clock.monotonic())
        try:
            os.fdatasync(self._descriptor)
        except OSError as error:
            return self._fail(error)
        self._size += written
        self.durable_end = (self._next_number - 1, self._size)
        for entry in entries:
            self._note(entry)
        return None

    def _note(self, entry: Entry) -> None:
        assert self._segment is not None
        if entry.layout is not None:
            interval = class_of(entry.layout.interval)
            for record in entry.records:
                if isinstance(record, TicksRecord):
                    self._segment.note(interval, _newest(record))

    def _frames(self, entry: Entry) -> list[bytes]:
        frames = [frame_bytes(*payload_of(record)) for record in entry.records]
        layout = entry.layout
        if layout is None:
            return frames
        known = self._logged.get(layout.number)  # None: not even its name
        if known is not None and known >= entry.columns:
            return frames
        first = known or 0
        definition = LayoutRecord(
            layout.number,
            layout.feed.name,
            layout.key,
            layout.interval,
            first,
            tuple(layout.labels[first : entry.columns]),
        )
        self._logged[layout.number] = entry.columns
        defined = frame_bytes(*payload_of(definition))
        self._layout_bytes += len(defined)
        return [defined, *frames]

    def _cut_back(self, error: OSError) -> Unavailable:
        """Take back what a failed write left in the file."""
        if self._descriptor >= 0:
            try:
                os.ftruncate(self._descriptor, self._size)
            except OSError as second:
                return self._fail(second)
        return Unavailable("the series store cannot write: {reason}", reason=error.strerror)

    def _fail(self, error: OSError) -> Unavailable:
        log.error("the series store stops: the disk does not confirm what was written", error=error)
        self._failure = Unavailable(
            "the disk did not confirm what was written ({reason}); "
            "check it, then restart watchkeeper",
            reason=error.strerror,
        )
        return self._failure

    def _rotate_where_due(self) -> None:
        age = (self._clock.monotonic() - self._begun) * 1_000
        most = max(self._limits.segment_bytes, _LEAST_LAYOUTS * self._layout_bytes)
        is_due = self._size >= most or age >= self._limits.segment_age
        if self._segment is not None and not is_due:
            return
        path = segment_path(self._directory, self._next_number)
        descriptor = create(path)
        self._close_segment()
        self._segment, self._descriptor = Segment(path), descriptor
        self._size, self._layout_bytes = os.fstat(descriptor).st_size, 0
        self._begun = self._clock.monotonic()
        self._next_number += 1
        self._logged = {}

    def _close_segment(self) -> None:
        if self._segment is not None:
            self._old.append(self._segment)
            os.close(self._descriptor)
            self._segment, self._descriptor = None, -1

    def _drop(self, drop: _Drop) -> None:
        """Delete old segments, the oldest first: what ends or erases series must outlive them."""
        last = self._segment
        before = drop.before
        is_silent = self.durable_end == drop.end and last is not None and bool(last.newest)
        if last is not None and is_silent and last.is_older_than(drop.horizons):
            self._close_segment()
            before = last.number + 1

        def is_over(segment: Segment) -> bool:
            return segment.number < before and segment.is_older_than(drop.horizons)

        for segment in takewhile(is_over, list(self._old)):
            try:
                self._retire(segment.path)
            except OSError as error:
                log.warning("an old WAL segment stays", segment=segment.path.name, error=error)
                return
            self._old.remove(segment)
