"""The clock of benchmarks whose contract time is that of their data."""

from __future__ import annotations

import time

from watchkeeper.core.instants import Instant


class StoppedClock:
    """Contract time stands where it is put, however long a run takes; measured time goes on."""

    def __init__(self, now: int) -> None:
        self.instant = Instant(now)

    def now(self) -> Instant:
        return self.instant

    def monotonic(self) -> float:
        return time.monotonic()
