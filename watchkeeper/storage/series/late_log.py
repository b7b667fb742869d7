"""What was written behind what readers may have seen: since when, by feed.

Who keeps samples between evaluations reads the last minutes anew each time; what came later
than that it finds out here.
"""

from __future__ import annotations

import threading

from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.storage.series.words import LateWrites

WAITED_FOR = Duration(5 * MINUTE)
"""How long everybody waits for a sample; what comes later is noted."""

_GRAIN = 5 * MINUTE  # times are noted in so large steps, so that a backlog is not a note a tick
_MOST_STEPS = 64  # by feed
_MOST_FEEDS = 10_000


class LateLog:
    """Numbers the late writes.  Noted by one thread when they can be read, asked by any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._forgotten = 0  # up to which number feeds were left out
        self._feeds: dict[str, list[tuple[int, int]]] = {}  # the one written last is the last

    def note(self, feed: str, oldest: int, now: Instant) -> None:
        """Note samples from *oldest* on, where that is too long ago."""
        if oldest > now - WAITED_FOR:
            return
        since = oldest // _GRAIN * _GRAIN
        with self._lock:
            self._number += 1
            steps = self._feeds.pop(feed, [])
            while steps and steps[-1][1] >= since:
                steps.pop()  # what came before it begins later
            if len(steps) >= _MOST_STEPS:
                (_, first), (number, _) = steps[:2]
                steps[:2] = [(number, first)]
            self._feeds[feed] = [*steps, (self._number, since)]
            if len(self._feeds) > _MOST_FEEDS:
                gone = self._feeds.pop(next(iter(self._feeds)))
                self._forgotten = gone[-1][0]

    def after(self, mark: int) -> LateWrites:
        """Return what was noted since *mark*, a former answer's; it may be told too much."""
        if mark == self._number:
            return LateWrites(mark, {})
        with self._lock:
            if mark < self._forgotten:
                return LateWrites(self._number, None)
            found: dict[str, Instant] = {}
            for feed in reversed(self._feeds):
                steps = self._feeds[feed]
                if steps[-1][0] <= mark:
                    break
                since = next(time for number, time in steps if number > mark)
                found[feed] = Instant(since)
            return LateWrites(self._number, found)
