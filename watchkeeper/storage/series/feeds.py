"""Feeds: streams of samples that share their timestamps, and the layouts of their vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.grid import Stream
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.ranges import Ranges

UNMAPPED = -1
"""In ``Layout.rows``: no row yet, for no tick has brought a value."""
REFUSED = -2
"""In ``Layout.rows``: a cap is reached; asked again from time to time."""

SPARSE = "sparse"
"""The key of a layout whose ticks come in parts: what one does not name has not ended by it."""

_GRACE = Duration(2 * SECOND)
_SLOW = Duration(10 * SECOND)
_SLOW_SILENCE = Duration(30 * SECOND)
_BOOTS = 8  # runs of a sender whose sequences are remembered
_NAMED = 20  # refused series that are kept by name


def silence_allowed(interval: Duration) -> Duration:
    """Return how long after its last tick a feed still counts as reporting.

    Two intervals and a grace; 30 s at least for feeds that are not fast.
    """
    allowed = 2 * interval + max(_GRACE, interval // 4)
    return Duration(max(allowed, _SLOW_SILENCE) if interval >= _SLOW else allowed)


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """What is known of a feed; ``last_tick`` is None before the first."""

    name: str
    interval: Duration
    last_tick: Instant | None
    series: int
    refused: tuple[tuple[Refusal, int], ...]
    refused_series: tuple[Labels, ...]  # the first few, by name

    def silent_for(self, now: Instant) -> Duration | None:
        return None if self.last_tick is None else Duration(max(now - self.last_tick, 0))

    def reports(self, now: Instant) -> bool:
        silent = self.silent_for(now)
        return silent is not None and silent <= silence_allowed(self.interval)


class Layout:
    """The ordered label sets of a feed's vectors; it only grows.  ``key`` is its sender's name."""

    __slots__ = (
        "feed",
        "interval",
        "key",
        "labels",
        "number",
        "open",
        "places",
        "rows",
        "stored",
        "stream",
    )

    def __init__(self, number: int, feed: FeedState, key: str, interval: Duration) -> None:
        self.number = number
        self.feed = feed
        self.key = key
        self.interval = interval
        self.labels: list[Labels] = []
        self.rows: npt.NDArray[np.intp] = np.zeros(0, np.intp)  # (columns,)
        self.open = 0  # columns without a row
        self.stream: Stream | None = None
        self.stored = 0  # samples, since the start
        self.places: dict[Labels, int] = {}  # filled by those who write by name

    @property
    def is_sparse(self) -> bool:
        """Return whether ABSENT in a tick says nothing of a series, instead of ending it."""
        return self.key == SPARSE

    def extend(self, labels: Sequence[Labels]) -> None:
        self.labels += labels
        fresh = np.full(len(labels), UNMAPPED, np.intp)
        self.rows = np.concatenate([self.rows, fresh])
        self.open += len(labels)

    def places_of(self, wanted: Collection[Labels]) -> list[int]:
        """Return the columns of label sets, added where they are new."""
        if len(self.places) < len(self.labels):
            self.places = {labels: place for place, labels in enumerate(self.labels)}
        fresh = [labels for labels in wanted if labels not in self.places]
        for labels in fresh:
            self.places[labels] = len(self.places)
        if fresh:
            self.extend(fresh)
        return [self.places[labels] for labels in wanted]

    def forget_rows(self, freed: npt.NDArray[np.intp]) -> None:
        """Unmap columns whose rows were freed, and ask again for those refused."""
        gone = np.isin(self.rows, freed) & (self.rows >= 0)
        self.rows[gone | (self.rows == REFUSED)] = UNMAPPED
        self.open = int((self.rows < 0).sum())

    def forget_all_rows(self) -> None:
        self.rows[:] = UNMAPPED
        self.open = len(self.rows)
        self.stream = None

    @property
    def is_mostly_dead(self) -> bool:
        """Return whether most columns have no series: time for a new layout without them."""
        return self.open > len(self.labels) // 2 + 64


class FeedState:
    """What the head knows of one feed."""

    def __init__(self, name: str, interval: Duration, total: Counter[Refusal]) -> None:
        """Count what is refused here and in *total*."""
        self._total = total
        self.name = name
        self.interval = interval
        self.last_tick: Instant | None = None
        self.last_layout: Layout | None = None  # of the newest tick
        self.layouts: dict[str, Layout] = {}  # by key, least recently used first
        self.streams: dict[int, Stream] = {}  # by interval class
        self.received: dict[str, Ranges] = {}  # by boot
        self.underway: dict[str, Ranges] = {}  # by boot: on the way to the disk
        self.refused: Counter[Refusal] = Counter()
        self.refused_series: dict[Labels, None] = {}

    @property
    def series(self) -> int:
        return sum(stream.rows for stream in self.streams.values())

    def use(self, layout: Layout, *, kept: int) -> None:
        """Note that *layout* is in use; forget the longest unused ones beyond *kept*."""
        self.layouts.pop(layout.key, None)
        self.layouts[layout.key] = layout
        while len(self.layouts) > kept:
            del self.layouts[next(iter(self.layouts))]

    def sequences(self, boot: str) -> Ranges:
        """Return what was received of a boot, ready to be added to."""
        if boot not in self.received:
            while len(self.received) >= _BOOTS:
                oldest = next(iter(self.received))
                del self.received[oldest]
                self.underway.pop(oldest, None)
            self.received[boot] = Ranges()
        return self.received[boot]

    def underway_of(self, boot: str) -> Ranges:
        return self.underway.setdefault(boot, Ranges())

    def is_underway(self, boot: str, first: int, last: int) -> bool:
        return boot in self.underway and self.underway[boot].overlaps(first, last)

    def refuse(self, reason: Refusal, count: int = 1) -> None:
        self.refused[reason] += count
        self._total[reason] += count

    def refuse_series(self, reason: Refusal, labels: Sequence[Labels]) -> None:
        self.refuse(reason, len(labels))
        for one in labels[: _NAMED - len(self.refused_series)]:
            self.refused_series[one] = None

    def status(self) -> FeedStatus:
        return FeedStatus(
            self.name,
            self.interval,
            self.last_tick,
            self.series,
            tuple(self.refused.items()),
            tuple(self.refused_series),
        )
