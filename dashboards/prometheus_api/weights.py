"""What queries took when they were last asked: those that take next to nothing stay on the loop."""

from __future__ import annotations

import math
from functools import lru_cache

from rules.lanes import Lane

LIGHT_SECONDS = 0.001
LIGHT_SAMPLES = 50_000  # looked at; numpy takes them in less than a millisecond
LIGHT_POINTS = 5_000  # of the answer, each of which becomes text: 0.4 ms
_KEPT = 1_000


class Weight:
    """What one query took last; nobody knows before it was asked."""

    __slots__ = ("lane", "points", "samples", "seconds")

    def __init__(self) -> None:
        self.seconds = math.inf
        self.samples = 0
        self.points = 0
        self.lane = Lane.LIGHT

    @property
    def is_light(self) -> bool:
        is_small = self.samples <= LIGHT_SAMPLES and self.points <= LIGHT_POINTS
        return is_small and self.seconds < LIGHT_SECONDS


class Weights:
    """The weights of the queries that were asked most recently, by their text."""

    def __init__(self) -> None:
        self.of = lru_cache(maxsize=_KEPT)(_new)


def _new(text: str) -> Weight:
    del text
    return Weight()
