"""How long a request may have waited here before it is read: an agent's clock is judged without it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from watchkeeper.core.instants import SECOND, Duration

_BEAT_SECONDS = 0.25
_WATCHED_SECONDS = 60.0
_FADING = 0.8  # of it is left after a beat: what waited is worked off over some turns of the loop


class LoopWait:
    """Watches how late the event loop comes to what is due; for a minute after somebody asked."""

    def __init__(self, seconds: Callable[[], float] | None = None) -> None:
        """Watch by *seconds* instead of the loop's own time: contract time may be any."""
        self._seconds = seconds
        self._asked = 0.0
        self._due: float | None = None
        self._late = 0.0

    def longest(self) -> Duration:
        """Return how long what is handled now may have waited: the loop's delay of late."""
        self._asked = now = self._now()
        if self._due is None:
            self._due = self._next_beat(now)
        return Duration(int(max(self._late, now - self._due, 0.0) * SECOND))

    def _beat(self) -> None:
        assert self._due is not None
        now = self._now()
        self._late = max(now - self._due, _FADING * self._late)
        self._due = self._next_beat(now) if now - self._asked < _WATCHED_SECONDS else None

    def _now(self) -> float:
        return asyncio.get_running_loop().time() if self._seconds is None else self._seconds()

    def _next_beat(self, now: float) -> float:
        asyncio.get_running_loop().call_later(_BEAT_SECONDS, self._beat)
        return now + _BEAT_SECONDS
