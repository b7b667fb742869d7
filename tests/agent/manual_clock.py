"""A clock that stands until a test moves it."""

from watchkeeper.core.instants import Instant


class StandingClock:
    """Wall and monotonic time move together, and only by ``advance``."""

    def __init__(self, now: int = 1_800_000_000_000) -> None:
        self._now = now

    def advance(self, seconds: float) -> None:
        self._now += int(seconds * 1000)

    def now(self) -> Instant:
        return Instant(self._now)

    def monotonic(self) -> float:
        return self._now / 1000
