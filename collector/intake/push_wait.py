"""How long a request may have waited here before it is read: an agent's clock is judged without it."""

from __future__ import annotations

import asyncio

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import SECOND, Duration

_BEAT_SECONDS = 0.25
_FADING = 0.8  # of it is left after a beat: what waited is worked off over some turns of the loop


class LoopWait:
    """Watches how late the event loop comes to what is due; only while somebody asks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: float | None = None
        self._late = 0.0

    def longest(self) -> Duration:
        """Return how long what is handled now may have waited: the loop's delay of late."""
        now = self._clock.monotonic()
        if self._due is None:
            self._due = now + _BEAT_SECONDS
            asyncio.get_running_loop().call_later(_BEAT_SECONDS, self._beat)
        return Duration(int(max(self._late, now - self._due, 0.0) * SECOND))

    def _beat(self) -> None:
        assert self._due is not None
        self._late = max(self._clock.monotonic() - self._due, _FADING * self._late)
        self._due = None
