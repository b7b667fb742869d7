"""The one Clock, and the workers it drives (D9).

Contract time (rules, tickets, timers, calendars) is read only from a Clock.  A worker never
sleeps on contract time: it says when it is due next, and the agenda of the server runs it then.
In tests ``await clock.advance(to)`` sets the time to the next due instant, runs what is due to
its end through the real database, and repeats.
"""

from __future__ import annotations

from typing import Protocol

from watchkeeper.core.instants import Duration, Instant


class Clock(Protocol):
    """Tells contract time; the only way to ask for it."""

    def now(self) -> Instant: ...

    def monotonic(self) -> float:
        """Return seconds that never go back; for measuring how long something took."""
        ...


class Worker(Protocol):
    """A duty that has due times: rule groups, timers, the outbox, report hours."""

    @property
    def name(self) -> str: ...

    async def next_due(self) -> Instant | None:
        """Return when ``run_due`` wants to run next; None: only when woken."""
        ...

    async def run_due(self) -> None:
        """Do everything that is due at ``clock.now()``, to its end."""
        ...


def next_slot(last: Instant | None, interval: Duration, now: Instant) -> Instant:
    """Return when what was done at *last* is due again: at the next multiple of *interval*.

    At once where it was never done, or where the clock was set back since: a worker that waited
    for the old time would stand still for as long as the step was.
    """
    if last is None or last > now:
        return now
    return Instant((last // interval + 1) * interval)


class Wake(Protocol):
    """Tells the agenda that a worker's next due time may have changed."""

    def __call__(self, worker_name: str) -> None: ...
