"""Read the WAL from a position on, as requests to be sent.  Blocking; one thread at a time.

The WAL is the queue: what was acknowledged is in it, and it survives a power cut.  A segment that
the store needs no more while it is not delivered is moved to ``forward/``; nothing is copied.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import free_bytes
from watchkeeper.storage.remote.encoding import EARLIEST, LATEST, shard_of
from watchkeeper.storage.remote.following import NO_HISTOGRAMS, Follower, Outgoing
from watchkeeper.storage.remote.histogram_encoding import series_with_histogram
from watchkeeper.storage.remote.position import Position
from watchkeeper.storage.series.frames import HEAD_BYTES, Scan, scan
from watchkeeper.storage.series.records import record_from
from watchkeeper.storage.series.segments import numbers_in, segment_path

log = get_log("storage")

_WINDOW_BYTES = 1 << 20
_LARGEST_WINDOW = 512 << 20  # more than a frame can be


@dataclass(frozen=True, slots=True)
class Request:
    """The body of a WriteRequest, not yet compressed."""

    body: bytes
    samples: int


@dataclass(slots=True)
class Portion:
    """What was read in one go, by shard, and where it ends."""

    end: Position
    requests: tuple[list[Request], ...]
    samples: int = 0
    unsendable: int = 0  # samples with a time that no engine takes
    left_out: int = 0  # native histograms that the engine is not to get
    newest: Instant = Instant(0)


class SegmentFolders:
    """Finds segments in ``wal/`` and ``forward/``, and keeps those that are to be delivered."""

    def __init__(self, directory: Path, needed_from: int) -> None:
        """Keep all segments from *needed_from* on, the one of the position."""
        self.wal = directory / "wal"
        self.kept = directory / "forward"
        for folder in (self.wal, self.kept):
            folder.mkdir(parents=True, exist_ok=True)
        self._needed_from = needed_from
        self._moving = threading.Lock()

    def retire(self, path: Path) -> None:
        """Take what the store needs no more: keep it while it is not delivered.  Raises OSError."""
        with self._moving:
            if int(path.stem) >= self._needed_from:
                path.rename(self.kept / path.name)
            else:
                path.unlink(missing_ok=True)

    def delivered_before(self, number: int) -> None:
        """Drop what was kept and is delivered."""
        with self._moving:
            self._needed_from = number
            for old in [one for one in numbers_in(self.kept) if one < number]:
                segment_path(self.kept, old).unlink(missing_ok=True)

    def numbers(self) -> list[int]:
        with self._moving:
            return sorted({*numbers_in(self.kept), *numbers_in(self.wal)})

    def size_of(self, number: int) -> int | None:
        """Return the length of a segment, None where there is none of that number."""
        with self._moving:
            path = self._path_of(number)
            return None if path is None else path.stat().st_size

    def read(self, number: int, offset: int, count: int) -> bytes:
        """Return a part of a segment; nothing where it is gone."""
        with self._moving:
            path = self._path_of(number)
            descriptor = -1 if path is None else os.open(path, os.O_RDONLY)
        if descriptor < 0:
            return b""
        try:
            return os.pread(descriptor, max(0, count), offset)
        finally:
            os.close(descriptor)

    def bytes_from(self, position: Position) -> int:
        """Return how much lies behind a position."""
        sizes = (self.size_of(one) or 0 for one in self.numbers() if one >= position.segment)
        return max(0, sum(sizes) - position.offset)

    def free_bytes(self) -> int:
        return free_bytes(self.kept)

    def _path_of(self, number: int) -> Path | None:
        """Return where a segment lies now; the caller holds the lock."""
        for folder in (self.kept, self.wal):
            path = segment_path(folder, number)
            if path.exists():
                return path
        return None


@dataclass(slots=True)
class QueueReader:
    """Reads on where it stopped; ``shards`` lists of requests come out."""

    folders: SegmentFolders
    position: Position
    shards: int
    samples_per_request: int
    sends_histograms: bool = False
    follower: Follower = field(default_factory=Follower)

    def catch_up(self) -> None:
        """Read what was delivered before, to know layouts and which series live."""
        for number in self.folders.numbers():
            if number > self.position.segment:
                return
            is_last = number == self.position.segment
            size = self.position.offset if is_last else self.folders.size_of(number) or 0
            for payload in scan(self.folders.read(number, 0, size)).payloads:
                for _ in self._follow(payload):
                    pass

    def read(self, until: Position, *, most_samples: int) -> Portion:
        """Read on, up to the durable end *until*; an empty portion where nothing is there yet."""
        found = self._collector()
        at = self._place(self.position)
        while at < until and found.samples < most_samples:
            at = self._read_window(at, until, found, most_samples)
        self.position = at
        return found.portion(at)

    def portion_of(self, records: Iterable[object]) -> Portion:
        """Return records that stand alone as requests; the position stays where it is."""
        found, follower = self._collector(), Follower()
        for record in records:
            for outgoing in follower.follow(record):
                found.add(outgoing)
        return found.portion(self.position)

    def _collector(self) -> _Collector:
        return _Collector(
            self.shards, self.samples_per_request, sends_histograms=self.sends_histograms
        )

    def skip_segment(self, until: Position) -> int:
        """Give up the rest of the segment the reader is in; return how many samples are lost."""
        at = self._place(self.position)
        number, lost = at.segment, 0
        while at < until and at.segment == number:
            found = _Counter()
            at = self._read_window(at, until, found, 1 << 62)
            lost += found.samples
        self.position = at
        return lost

    def _read_window(
        self, at: Position, until: Position, found: _Collector | _Counter, most_samples: int
    ) -> Position:
        """Take frames behind *at*; return the place behind the last that was taken."""
        following = self._place(Position(at.segment + 1))
        size = self.folders.size_of(at.segment)
        if size is None:
            return following
        is_last = at.segment >= until.segment
        scanned, length = self._scanned(at, until.offset if is_last else size)
        if not scanned.payloads:  # its end, or damage behind which nothing good follows
            return until if is_last else following
        if scanned.damaged_bytes:
            log.warning(
                "samples on their way to the metrics engine are damaged",
                segment=at.segment,
                bytes=scanned.damaged_bytes,
            )
        taken = 0
        for payload in scanned.payloads:
            taken += HEAD_BYTES + len(payload)
            for outgoing in self._follow(payload):
                found.add(outgoing)
            if found.samples >= most_samples and taken <= scanned.good_bytes:
                return Position(at.segment, at.offset + taken)
        return Position(at.segment, at.offset + length - scanned.torn_bytes)

    def _scanned(self, at: Position, limit: int) -> tuple[Scan, int]:
        """Return the frames of a window behind *at*, as long as the first needs, and its length."""
        window = _WINDOW_BYTES
        while True:
            data = self.folders.read(at.segment, at.offset, min(window, limit - at.offset))
            scanned = scan(data)
            if scanned.payloads or len(data) < window or window >= _LARGEST_WINDOW:
                return scanned, len(data)
            window *= 4

    def _place(self, at: Position) -> Position:
        """Return the place itself, or the next segment there is where that one is gone."""
        if self.folders.size_of(at.segment) is not None:
            return at
        later = [number for number in self.folders.numbers() if number > at.segment]
        return Position(later[0]) if later else at

    def _follow(self, payload: memoryview) -> Iterator[Outgoing]:
        try:
            record = record_from(payload)
        except ValueError:  # the head of a segment, or what this does not forward
            return
        yield from self.follower.follow(record)


class _Counter:
    """Counts what is given up."""

    def __init__(self) -> None:
        self.samples = 0

    def add(self, outgoing: Outgoing) -> None:
        self.samples += int(np.count_nonzero(outgoing.wanted)) + len(outgoing.histograms)


class _Collector:
    """Gathers what goes out, cut into requests."""

    def __init__(self, shards: int, samples_per_request: int, *, sends_histograms: bool) -> None:
        self._sends_histograms = sends_histograms
        self._most = samples_per_request
        self._open: list[list[bytes]] = [[] for _ in range(shards)]
        self._counts = [0] * shards
        self._requests: tuple[list[Request], ...] = tuple([] for _ in range(shards))
        self.samples = 0
        self._unsendable = 0
        self._left_out = 0
        self._newest = 0

    def add(self, outgoing: Outgoing) -> None:
        histograms = outgoing.histograms
        if histograms and not self._sends_histograms:
            self._left_out += len(histograms)
            histograms = NO_HISTOGRAMS
        count = int(np.count_nonzero(outgoing.wanted)) + len(histograms)
        self.samples += count
        if not EARLIEST <= outgoing.time <= LATEST:
            self._unsendable += count
            return
        self._newest = max(self._newest, outgoing.time)
        templates = outgoing.layout.templates_for(len(self._requests))
        for shard, template in enumerate(templates):
            chosen = int(np.count_nonzero(outgoing.wanted[template.columns]))
            if not chosen:
                continue
            series = template.encode(outgoing.values, outgoing.time, outgoing.wanted)
            self._append(shard, series, chosen)
        for column, histogram in histograms.items():
            labels = outgoing.layout.labels[column]
            series = series_with_histogram(labels, histogram, outgoing.time)
            self._append(shard_of(labels, len(self._requests)), series, 1)

    def _append(self, shard: int, series: bytes, samples: int) -> None:
        if self._counts[shard] + samples > self._most:
            self._cut(shard)
        self._open[shard].append(series)
        self._counts[shard] += samples

    def _cut(self, shard: int) -> None:
        if self._counts[shard]:
            body = b"".join(self._open[shard])
            self._requests[shard].append(Request(body, self._counts[shard]))
            self._open[shard], self._counts[shard] = [], 0

    def portion(self, end: Position) -> Portion:
        for shard in range(len(self._requests)):
            self._cut(shard)
        newest = Instant(self._newest)
        return Portion(end, self._requests, self.samples, self._unsendable, self._left_out, newest)
