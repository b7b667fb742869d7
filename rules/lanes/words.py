"""The words of the lanes: what is light, how much may run and how much may wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.errors import Unavailable


class Lane(Enum):
    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Budget:
    """What work may take and still be light.

    Processor time counts, for a busy machine must not make light work heavy; the time that
    passes counts too, for work that waits for a disk.
    """

    processor_seconds: float = 0.25
    seconds: float = 2.0
    samples: int = 20_000_000


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """How much runs and waits.  Of the *threads*, all but one take heavy work at most."""

    threads: int = 2
    budget: Budget = Budget()
    most_waiting_light: int = 256
    most_waiting_heavy: int = 64
    longest_wait_seconds: float = 120.0  # of work that has begun, for room in the heavy lane

    @property
    def most_heavy(self) -> int:
        return max(1, self.threads - 1)

    def most_waiting(self, lane: Lane) -> int:
        return self.most_waiting_heavy if lane is Lane.HEAVY else self.most_waiting_light


class LaneFull(Unavailable):
    """Too much waits already."""
