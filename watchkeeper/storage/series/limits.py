"""What the series store accepts, and the reasons for which it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration
from watchkeeper.core.messages import mark

HEAD_LENGTH = Duration(3 * HOUR)
HEAD_SLOTS = 1_440
"""The head holds the shorter of the two: 3 h, or 1,440 slots of an interval class."""


@dataclass(frozen=True, slots=True)
class SeriesLimits:
    """Bounds of the store; each is counted where it refuses something."""

    series_per_feed: int = 20_000
    series_in_all: int = 1_000_000
    series_kept: int = 3_000_000  # in blocks, those that ended included
    ahead: Duration = MINUTE  # a tick further in the future than this is refused
    waiting_bytes: int = 64 << 20  # ticks that wait for the disk; more is answered Unavailable
    # a segment defines its layouts again, 12 MB for 100k series, and has four times as much at least
    segment_bytes: int = 128 << 20
    segment_age: Duration = HOUR
    syncs_a_second: int = 200  # of the log; pushes beyond it wait up to 5 ms and share one
    syncs_at_once: int = 20  # before that counts
    reserve_bytes: int = 32 << 20  # of the disk, left free so that tickets can still be written
    layouts_per_feed: int = 4
    samples_kept: Duration = Duration(7 * DAY)  # in blocks
    five_minutes_kept: Duration = Duration(90 * DAY)  # roll-ups
    hours_kept: Duration = Duration(800 * DAY)  # a warranty of two years and its last report
    blocks_bytes: int = 64 << 30  # of the file; above it the oldest blocks go, then roll-ups
    samples_bytes: int | None = None  # of the blocks alone
    five_minutes_bytes: int | None = None
    hours_bytes: int | None = None
    spare_bytes: int = 64 << 20  # free in the file; what is more goes back to the disk

    @property
    def longest_kept(self) -> Duration:
        """Return how old a sample may be of which something is kept."""
        return max(self.samples_kept, self.five_minutes_kept, self.hours_kept)


class Refusal(Enum):
    """Why a tick or a series was not stored."""

    TOO_OLD = mark("older than samples are kept")
    FROM_FUTURE = mark("from the future")
    TOO_DENSE = mark("more ticks than the feed's interval announces")
    FEED_FULL = mark("the feed has too many series")
    STORE_FULL = mark("the store has too many series")
