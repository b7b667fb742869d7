"""Samples between reading and storing: sorted by feed and time, in a file that has no name.

Files come series by series; the store wants all series of a feed tick by tick.  What is read goes
to the disk in sorted runs of a few megabytes; then each feed is put together from its parts of
all runs, some hours at a time.  So memory holds a run and a batch, whatever a file's size.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, Duration
from watchkeeper.exchange.lines import Samples
from watchkeeper.storage.series.grid import CLASSES
from watchkeeper.storage.series.words import CodeArray

RUN_SAMPLES = 1 << 20
_BATCH_SAMPLES = 1 << 18  # enough for blocks of their own
_STRETCH = 2 * HOUR  # no shorter than a block
_SELDOM = 0.02  # a share of gaps that says nothing of a feed's interval
_USUAL_CLASS = 15

_RECORD = np.dtype([("series", "<i4"), ("time", "<i8"), ("value", "<f8")])
_PART = np.dtype([("feed", "<i4"), ("stretch", "<i8"), ("first", "<i8"), ("count", "<i8")])
_STARTS = np.array([seconds * 970 for seconds in CLASSES], np.int64)  # a gap may be 3 % short

Records = npt.NDArray[np.void]


class FeedSamples(NamedTuple):
    """Samples of one feed, by time; of two at one time the one that was read first is first."""

    feed: int
    interval: Duration
    samples: Samples


@dataclass(slots=True)
class Spool:
    """Takes samples in any order, then gives them by feed."""

    feed_of: Callable[[int], int]  # the feed of a series
    samples: int = 0
    _waiting: list[Samples] = field(default_factory=list)
    _waiting_samples: int = 0
    _file: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    _parts: list[npt.NDArray[np.void]] = field(default_factory=list)
    _feeds: CodeArray = field(default_factory=lambda: np.empty(0, np.int32))
    _gaps: npt.NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((0, len(CLASSES)), np.int64)
    )

    def add(self, samples: Samples) -> None:
        """Take samples.  Raises Unavailable where the disk refuses."""
        if len(samples):
            self._waiting.append(samples)
            self._waiting_samples += len(samples)
        if self._waiting_samples >= RUN_SAMPLES:
            self._write_run()

    def finish(self) -> None:
        """Take what waits; all feeds are known then."""
        self._write_run()

    def by_feed(self) -> Iterator[FeedSamples]:
        """Yield all samples, feed by feed, each in the order of time."""
        self.finish()
        parts = np.concatenate(self._parts) if self._parts else np.empty(0, _PART)
        parts = parts[np.lexsort((parts["first"], parts["stretch"], parts["feed"]))]
        for some in _batches(parts):
            yield self._batch(int(some[0]["feed"]), some)

    def close(self) -> None:
        self._file.close()

    def _write_run(self) -> None:
        if not self._waiting:
            return
        run = np.empty(self._waiting_samples, _RECORD)
        run["series"] = np.concatenate([one.series for one in self._waiting])
        run["time"] = np.concatenate([one.times for one in self._waiting])
        run["value"] = np.concatenate([one.values for one in self._waiting])
        self._waiting, self._waiting_samples = [], 0
        feeds = self._feeds_of(run["series"])
        stretches = run["time"] // _STRETCH
        order = np.lexsort((run["time"], run["series"], stretches, feeds))
        run, feeds, stretches = run[order], feeds[order], stretches[order]
        self._note_gaps(run, feeds)
        self._write(run, feeds, stretches)

    def _feeds_of(self, series: CodeArray) -> CodeArray:
        known = len(self._feeds)
        last = int(series.max())
        if last >= known:
            more = [self.feed_of(one) for one in range(known, last + 1)]
            self._feeds = np.concatenate([self._feeds, np.array(more, np.int32)])
        return self._feeds[series]

    def _note_gaps(self, run: Records, feeds: CodeArray) -> None:
        """Count how far apart the samples of a series are, by feed and interval class."""
        if len(self._gaps) <= feeds[-1]:
            more = np.zeros((int(feeds[-1]) + 1 - len(self._gaps), len(CLASSES)), np.int64)
            self._gaps = np.concatenate([self._gaps, more])
        gaps = np.diff(run["time"])
        counts = (np.diff(run["series"]) == 0) & (gaps > 0)
        classes = np.maximum(np.searchsorted(_STARTS, gaps[counts], "right") - 1, 0)
        np.add.at(self._gaps, (feeds[1:][counts], classes), 1)

    def _write(self, run: Records, feeds: CodeArray, stretches: npt.NDArray[np.int64]) -> None:
        begins = np.flatnonzero((np.diff(feeds) != 0) | (np.diff(stretches) != 0)) + 1
        begins = np.concatenate([[0], begins])
        parts = np.empty(len(begins), _PART)
        parts["feed"], parts["stretch"] = feeds[begins], stretches[begins]
        parts["first"] = begins + self.samples
        parts["count"] = np.diff(np.append(begins, len(run)))
        self._parts.append(parts)
        self.samples += len(run)
        try:
            self._file.write(run.tobytes())
        except OSError as error:
            raise Unavailable(
                "{folder} has no room for what was read ({reason}); name another by TMPDIR",
                folder=tempfile.gettempdir(),
                reason=error.strerror,
            ) from error

    def _batch(self, feed: int, parts: npt.NDArray[np.void]) -> FeedSamples:
        found = np.concatenate([self._read(int(one["first"]), int(one["count"])) for one in parts])
        found = found[np.argsort(found["time"], kind="stable")]
        samples = Samples(found["series"], found["time"], found["value"])
        return FeedSamples(feed, self._interval(feed), samples)

    def _read(self, first: int, count: int) -> Records:
        self._file.seek(first * _RECORD.itemsize)
        return np.frombuffer(self._file.read(count * _RECORD.itemsize), _RECORD)

    def _interval(self, feed: int) -> Duration:
        """Return the shortest interval that is not seldom."""
        counts = self._gaps[feed]
        usual = np.flatnonzero(counts > _SELDOM * counts.sum())
        return Duration((CLASSES[int(usual[0])] if len(usual) else _USUAL_CLASS) * 1_000)


def _batches(parts: npt.NDArray[np.void]) -> Iterator[npt.NDArray[np.void]]:
    """Yield parts of one feed each, whole stretches, until there are enough samples."""
    begin, samples = 0, 0
    for at in range(len(parts)):
        is_other_feed = parts[at]["feed"] != parts[begin]["feed"]
        is_other_stretch = at > begin and parts[at]["stretch"] != parts[at - 1]["stretch"]
        if is_other_feed or (is_other_stretch and samples >= _BATCH_SAMPLES):
            yield parts[begin:at]
            begin, samples = at, 0
        samples += int(parts[at]["count"])
    if begin < len(parts):
        yield parts[begin:]
