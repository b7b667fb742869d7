"""Tiers: what is kept of samples, for how long a period each, and how it is cut into rows."""

from __future__ import annotations

from dataclasses import dataclass

from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant

RAW = 0
"""The number of the samples themselves, in blocks, where tiers are told apart by number."""


_GRACE = Duration(5 * MINUTE)  # for the last samples of a chunk to be in blocks


@dataclass(frozen=True, slots=True)
class Tier:
    """Roll-ups of one length.  A row of the file has one feed's records of ``row``.

    What is still to be rolled up is marked by chunks; rolled up are whole days, so that a row is
    not written again for each of its chunks.
    """

    number: int  # in files, so it stays
    period: Duration
    chunk: Duration
    row: Duration
    patience: Duration  # how long after its end a day is rolled up

    def row_of(self, end: int) -> int:
        """Return the start of the row of the period that ends at *end*."""
        return (end - 1) // self.row * self.row

    def due_before(self, now: int) -> int:
        """Return the end of the last day that is to be rolled up."""
        return (now - self.patience) // DAY * DAY

    def over_before(self, now: int) -> int:
        """Return a time such that chunks that begin before it are over, and those behind them, too.

        For a sample at the very end of a chunk is in the block of the next.
        """
        return now - 2 * self.chunk - _GRACE + 1

    def complete_until(self, known_before: int) -> Instant:
        """Return the end of the last whole period, where all *before* is known."""
        return Instant((known_before - 1) // self.period * self.period)


FIVE_MINUTES = Tier(1, Duration(5 * MINUTE), Duration(2 * HOUR), DAY, Duration(3 * HOUR))
HOURS = Tier(2, HOUR, DAY, Duration(16 * DAY), Duration(5 * HOUR))
TIERS = (FIVE_MINUTES, HOURS)
