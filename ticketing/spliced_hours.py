"""Hours that change at an instant: one calendar before it, another from then on.  Pure.

So a ticket that comes under other terms keeps what has elapsed: its time until then is counted
as it was counted then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ticketing.calendars import ServiceHours
from watchkeeper.core.instants import Duration, Instant


@dataclass(frozen=True, slots=True)
class SplicedHours:
    """Fulfils ServiceHours; ``before`` None: nothing counts before ``at``."""

    before: ServiceHours | None
    at: Instant
    after: ServiceHours

    @property
    def name(self) -> str:
        return self.after.name

    def elapsed(self, start: Instant, end: Instant) -> Duration:
        early = self._before(start, min(end, self.at))
        return Duration(early + self.after.elapsed(max(start, self.at), end))

    def deadline(self, start: Instant, budget: int) -> Instant:
        if start >= self.at or budget <= 0:
            return self.after.deadline(start, budget) if budget > 0 else start
        early = self._before(start, self.at)
        if self.before is not None and budget <= early:
            return self.before.deadline(start, budget)
        return self.after.deadline(self.at, budget - early)

    def stretches(self, start: Instant, end: Instant) -> Iterator[tuple[Instant, Instant, bool]]:
        turn = min(end, self.at)
        if start < turn and self.before is None:
            yield start, turn, False
        elif start < turn and self.before is not None:
            yield from self.before.stretches(start, turn)
        if self.at < end:
            yield from self.after.stretches(max(start, self.at), end)

    def _before(self, start: Instant, end: Instant) -> Duration:
        return Duration(0) if self.before is None else self.before.elapsed(start, end)
