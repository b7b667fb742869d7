"""The clock of benchmarks whose contract time is the end of their data."""

from __future__ import annotations

import time

from watchkeeper.core.instants import Instant


class StoppedClock:
    """Contract time stands, however long a run takes; time that is measured goes on."""

    def __init__(self, now: int) -> None:
        self._now = Instant(now)

    def now(self) -> Instant:
        return self._now

    def monotonic(self) -> float:
        return time.monotonic()
