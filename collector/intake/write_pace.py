"""How fast the ticks of a foreign feed come, judged by the gaps between them.  Pure.

A foreign writer announces no interval, and a store has to know it: how long a series is kept in
memory and when it counts as silent follow from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.limits import HEAD_LENGTH, HEAD_SLOTS, SeriesLimits

FIRST_INTERVAL = Duration(15 * SECOND)
GAPS_SEEN = 3


class Pace(Enum):
    """What the last gaps of a feed say of its interval."""

    STEADY = auto()
    OTHER = auto()  # all of them are shorter, or all are longer
    MIXED = auto()  # ticks of two phases: most follow one another too closely for one feed


class Age(Enum):
    """Where a time lies against the head of the store."""

    TAKEN = auto()
    LATE = auto()  # before the head: it goes into blocks
    TOO_OLD = auto()
    FROM_FUTURE = auto()


def pace_of(gaps: Sequence[int], interval: Duration) -> Pace:
    """Judge the last gaps between the ticks of a feed."""
    if len(gaps) < GAPS_SEEN:
        return Pace.STEADY
    if max(gaps) < 0.75 * interval or min(gaps) > 1.5 * interval:
        found = interval_from(gaps)
        return Pace.STEADY if class_of(interval) == found else Pace.OTHER
    return Pace.MIXED if sorted(gaps)[GAPS_SEEN // 2] < 0.25 * interval else Pace.STEADY


def interval_from(gaps: Sequence[int]) -> Duration:
    """Return the interval class of gaps, some of which jitter a little below it."""
    return class_of(Duration(sorted(gaps)[len(gaps) // 2] * 11 // 10))


@dataclass(frozen=True, slots=True)
class Ages:
    """What a store takes at an instant."""

    now: Instant
    limits: SeriesLimits

    def of(self, time: int, interval: Duration) -> Age:
        """Return whether, and where, the store takes a tick of a feed with that interval."""
        if time > self.now + self.limits.ahead:
            return Age.FROM_FUTURE
        if time < self.now - self.limits.samples_kept:
            return Age.TOO_OLD
        if time <= self.now - min(HEAD_LENGTH, HEAD_SLOTS * class_of(interval)):
            return Age.LATE
        return Age.TAKEN
