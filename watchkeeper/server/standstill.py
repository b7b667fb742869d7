"""Notice when a part of the server stands still, so that the watchdog ping can be withheld."""

from __future__ import annotations

import asyncio

from watchkeeper.core.clock import Clock
from watchkeeper.server.clock import Agenda

LOOP_LIMIT_SECONDS = 30.0
WORKER_LIMIT_SECONDS = 180.0
_BEAT_SECONDS = 1.0


class Standstill:
    """Knows when the event loop and each worker last moved."""

    def __init__(self, agenda: Agenda, clock: Clock) -> None:
        self._agenda = agenda
        self._clock = clock
        self._loop_beat = clock.monotonic()

    async def run(self) -> None:
        """Beat for ever, as long as the loop turns."""
        while True:
            self._loop_beat = self._clock.monotonic()
            await asyncio.sleep(_BEAT_SECONDS)

    def stuck(self) -> str | None:
        """Return the name of what stands still, None when all moves."""
        now = self._clock.monotonic()
        if now - self._loop_beat > LOOP_LIMIT_SECONDS:
            return "event loop"
        for name in self._agenda.beats:
            if now - self._agenda.heard(name) > WORKER_LIMIT_SECONDS:
                return name
        return None
