"""Tiers: what is kept of samples, for how long a period each, and how it is cut into rows."""

from __future__ import annotations

from dataclasses import dataclass

from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant

RAW = 0
"""The number of the samples themselves, in blocks, where tiers are told apart by number."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Roll-ups of one length.  A row of the file has one feed's records of ``row``.

    Rolling goes by chunks: all records of a feed that end in one are made at a time.
    """

    number: int  # in files, so it stays
    period: Duration
    chunk: Duration
    row: Duration
    patience: Duration  # how long after its end a chunk is rolled up

    def row_of(self, end: int) -> int:
        """Return the start of the row of the period that ends at *end*."""
        return (end - 1) // self.row * self.row

    def complete_until(self, known_before: int) -> Instant:
        """Return the end of the last whole period, where all *before* is known."""
        return Instant((known_before - 1) // self.period * self.period)


FIVE_MINUTES = Tier(1, Duration(5 * MINUTE), Duration(2 * HOUR), DAY, Duration(5 * MINUTE))
HOURS = Tier(2, HOUR, DAY, Duration(16 * DAY), Duration(5 * HOUR))
TIERS = (FIVE_MINUTES, HOURS)
