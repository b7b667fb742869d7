"""When a probe runs, and when a lost one is let rest; pure.

The first round comes within half a minute, so that a new target is soon seen.  Over ten rounds it
then moves to the place in the whole interval that its name gives it, never closer together than
the interval; so that hourly probes are spread over the hour and not over its first half minute.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration

EARLY = Duration(30 * SECOND)
_MOVES = 10
HUNG_SECONDS = 1.0
"""A round that failed after it is one that hung: the next one waits in the narrow lane."""

_RESTS = ((Duration(HOUR), 4), (Duration(10 * MINUTE), 2))
LONGEST_REST = Duration(2 * MINUTE)
"""A lost target that is back is heard within it, and one interval."""


@dataclass(frozen=True, slots=True)
class Grid:
    """When the rounds of one probe are due, counted from when it was put on the schedule."""

    interval: Duration
    early: Duration
    place: Duration  # in the whole interval; not before ``early``

    def offset(self, number: int) -> Duration:
        """Return when round *number* (from 0) is due."""
        moved = self.early + number * max(self.interval // _MOVES, 1)
        return Duration(number * self.interval + min(moved, self.place))

    def reached(self, elapsed: int) -> int:
        """Return the latest round that is due by then; -1 before the first."""
        number = max(elapsed, 0) // self.interval
        return number if self.offset(number) <= elapsed else number - 1


def grid_of(feed: str, interval: Duration) -> Grid:
    """Return the grid of a feed: fixed by its name, evenly spread over many of them."""
    return Grid(interval, spread_of(feed, min(interval, EARLY)), spread_of(feed, interval))


def spread_of(feed: str, span: Duration) -> Duration:
    """Return the place of a feed in a span of time."""
    digest = hashlib.sha256(feed.encode("utf-8", "surrogatepass")).digest()
    return Duration(int.from_bytes(digest[:8], "big") * span >> 64)


def asked_every(lost_seconds: float, interval: Duration) -> int:
    """Return of how many rounds a probe that has been lost for so long is asked in one.

    In the others its verdict is told again, so that rules go on hearing that it is lost.
    """
    wanted = next((every for since, every in _RESTS if lost_seconds * SECOND >= since), 1)
    return max(1, min(wanted, LONGEST_REST // interval))
