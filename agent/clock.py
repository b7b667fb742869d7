"""The agent's clock: the one place of the agent that reads the time."""

from __future__ import annotations

import time
from typing import Protocol

from watchkeeper.core.spans import Instant


class AgentClock(Protocol):
    """What the agent asks of a clock; ``watchkeeper.core.clock.Clock`` fulfils it."""

    def now(self) -> Instant: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)  # noqa: TID251 this is the agent's Clock

    def monotonic(self) -> float:
        return time.monotonic()
