"""What a source of measurements is."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.spans import Duration
from watchkeeper.wire.exposition import Reading


class Lane(Enum):
    """Where a source runs: in the cycle, or beside it because it may take long."""

    CYCLE = "cycle"
    BESIDE = "beside"


class NotHere(WatchkeeperError):
    """This host has nothing to measure here (no systemd, no swap); not a failure of the host."""


class Source(Protocol):
    """Measures one thing.  ``read`` may raise OSError or WatchkeeperError; the cycle goes on."""

    @property
    def name(self) -> str:
        """The value of ``collector`` in node_scrape_collector_success."""
        ...

    @property
    def every(self) -> Duration:
        """How often to read; 0: every cycle.  In between the last readings are repeated."""
        ...

    @property
    def lane(self) -> Lane: ...

    def read(self) -> list[Reading]: ...

    def close(self) -> None: ...


class CycleSource:
    """What most sources have in common: read every cycle, in the cycle, nothing to close."""

    every = Duration(0)
    lane = Lane.CYCLE

    def close(self) -> None:
        """Give back what is held."""
