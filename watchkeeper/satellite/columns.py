"""Samples of probes as ticks: each series has a column of its feed's layout, as an agent's (D2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from agent.tick import Tick
from collector.satellites.exchange import SELF
from collector.satellites.hand_down import course_id
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.wire.columns import MAX_SERIES

SELF_FEED = "satellite:self"
MOST_WAITING = 20_000
MOST_WAITING_BYTES = 64 << 20
_RENEW_BEYOND_ABSENT = 200
_RENEW_AFTER_SECONDS = HOUR / SECOND


class CourseTick(NamedTuple):
    """A tick, and the word by which the server knows its probe."""

    course: str
    tick: Tick


class Columns:
    """The layout of one feed; its ticks are numbered for as long as the process runs."""

    def __init__(self, boot: bytes) -> None:
        self._boot = boot
        self._layout = 1
        self._began = 0.0
        self._places: dict[Labels, int] = {}
        self._labels: list[Labels] = []  # in the order of the columns; it only grows
        self._sequence = 0

    def tick(
        self, samples: Mapping[Labels, float], interval: Duration, at: Instant, monotonic: float
    ) -> Tick:
        """Return the samples as the next tick; a series that is new gets a new column."""
        if self._is_worn(samples, monotonic):
            self._layout, self._began = self._layout + 1, monotonic
            self._places, self._labels = {}, []
        for labels in samples:
            if labels not in self._places:
                self._places[labels] = len(self._labels)
                self._labels.append(labels)
        vector = np.full(len(self._labels), ABSENT)
        vector[[self._places[labels] for labels in samples]] = list(samples.values())
        self._sequence += 1
        return Tick(
            self._boot,
            self._layout,
            interval,
            self._labels,
            self._sequence,
            at,
            vector.astype("<f8").tobytes(),
        )

    def _is_worn(self, samples: Mapping[Labels, float], monotonic: float) -> bool:
        absent = len(self._labels) - len(samples)
        is_sparse = absent > max(_RENEW_BEYOND_ABSENT, len(samples) // 2)
        fresh = sum(labels not in self._places for labels in samples)
        is_full = len(self._labels) + fresh > MAX_SERIES
        return is_full or (is_sparse and monotonic - self._began >= _RENEW_AFTER_SECONDS)


class SatelliteSink:
    """Takes what probes measure, as the server's store does; the link fetches it by ``take``."""

    def __init__(
        self, boot: bytes, monotonic: Callable[[], float], wake: Callable[[], None]
    ) -> None:
        self._boot = boot
        self._monotonic = monotonic
        self._wake = wake
        self._columns: dict[str, Columns] = {}
        self._waiting: list[CourseTick] = []
        self._bytes = 0

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, float]
    ) -> None:
        """Keep a tick until the link takes it.  Raises Unavailable where too many wait."""
        if len(self._waiting) >= MOST_WAITING or self._bytes >= MOST_WAITING_BYTES:
            raise Unavailable("more ticks wait for the disk than may")
        course = SELF if feed == SELF_FEED else course_id(feed)
        columns = self._columns.setdefault(course, Columns(self._boot))
        tick = columns.tick(samples, interval, at, self._monotonic())
        self._waiting.append(CourseTick(course, tick))
        self._bytes += len(tick.vector)
        self._wake()

    async def end_feed(self, feed: str, /) -> None:
        """Nothing to do: the server, which ended the probe, ends its series.

        The numbers go on, for the probe may come again while this process runs.
        """

    def take(self) -> list[CourseTick]:
        taken, self._waiting, self._bytes = self._waiting, [], 0
        return taken
