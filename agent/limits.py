"""The agent's own bounds: which sources are read less often, and which not at all; only decisions.

CPU: what a source costs at a time, divided by the time between two readings, is its share of a
core.  While all shares and the rest of the agent are above the bound, the dearest source is read
half as often.  Everything is reckoned anew from what readings cost lately, so a source that has
become cheap is read as often as before.  Memory: what is spare is given back first; then the
source with most series is left out, one a minute, until the bound is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

WINDOW_SECONDS = 60.0
LONGEST_SECONDS = 3_600.0
"""A source is not slowed down beyond it."""

_FOR_GOOD = 0.8
"""A source is read more often again only where so much of the bound suffices."""

_LEAST_ROOM = 0.2
"""What sources have of the bound whatever else the agent does: a restore test that reads and
compares files must not make it blind."""

_SHED_EVERY_SECONDS = 60.0
_RESTORE_AFTER_SECONDS = 600.0
_FRESH_WEIGHT = 0.5


class Demand(NamedTuple):
    """What one source costs: CPU of a reading, programs with it, and how often it is due."""

    seconds: float
    period_seconds: float


def factors_for(demands: Mapping[str, Demand], room: float) -> dict[str, int]:
    """Return by how much longer each source is to wait, so that all fit into *room* of a core."""
    factors = dict.fromkeys(demands, 1)
    shares = {name: each.seconds / each.period_seconds for name, each in demands.items()}
    while sum(shares.values()) > room:
        name = _dearest(demands, factors, shares)
        if name is None:
            break
        factors[name] *= 2
        shares[name] /= 2
    return factors


def _dearest(
    demands: Mapping[str, Demand], factors: Mapping[str, int], shares: Mapping[str, float]
) -> str | None:
    able = [
        name
        for name, each in demands.items()
        if shares[name] > 0 and 2 * factors[name] * each.period_seconds <= LONGEST_SECONDS
    ]
    return max(able, key=lambda name: (shares[name], name), default=None)


class CpuLimit:
    """Remembers what readings cost; says which sources are to be read less often."""

    def __init__(self, most_ratio: float) -> None:
        self._most_ratio = most_ratio
        self._demands: dict[str, Demand] = {}
        self._factors: dict[str, int] = {}
        self._window: deque[tuple[float, float, float]] = deque()
        self._sources_seconds = 0.0
        self.used_ratio = 0.0  # of a core, by the agent itself, over the last minute

    def note(self, name: str, *, seconds: float, programs: float, period_seconds: float) -> None:
        """Take down one reading: CPU of our own and of programs; *period* as if not slowed."""
        self._sources_seconds += seconds
        if period_seconds <= 0:
            return
        before = self._demands.get(name)
        spent = seconds + programs
        if before is not None:
            spent = before.seconds + _FRESH_WEIGHT * (spent - before.seconds)
        self._demands[name] = Demand(spent, period_seconds)

    def factors(self, now: float, process_seconds: float) -> Mapping[str, int]:
        """Return the factor of each source that is slowed down, by its name."""
        rest = self._rest(now, process_seconds)
        room = max(self._most_ratio - rest, _LEAST_ROOM * self._most_ratio)
        wanted = factors_for(self._demands, room)
        for_good = factors_for(self._demands, _FOR_GOOD * room)
        for name, least in wanted.items():
            now_at = self._factors.get(name, 1)
            self._factors[name] = max(least, min(now_at, for_good[name]))
        return {name: factor for name, factor in self._factors.items() if factor > 1}

    def _rest(self, now: float, process_seconds: float) -> float:
        """Return the share of a core of all that is no source, once a window is full."""
        window = self._window
        window.append((now, process_seconds, self._sources_seconds))
        while len(window) > 2 and window[1][0] <= now - WINDOW_SECONDS:
            window.popleft()
        began, process_before, sources_before = window[0]
        if now - began < WINDOW_SECONDS:
            return 0.0
        spent = process_seconds - process_before
        self.used_ratio = spent / (now - began)
        return max(0.0, spent - (self._sources_seconds - sources_before)) / (now - began)


class Step(Enum):
    """What to do about memory."""

    NOTHING = "nothing"
    GIVE_BACK = "give back"
    SHED = "shed"
    RESTORE = "restore"


class MemoryLimit:
    """Says what to do about memory, and which sources are left out for it."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._acted_at = -LONGEST_SECONDS
        self._is_spare_given_back = False
        self.shed: list[str] = []

    def step(self, now: float, resident_bytes: int) -> Step:
        """Decide; the caller does it, and for SHED and RESTORE changes ``shed``."""
        since = now - self._acted_at
        if resident_bytes > self._most_bytes:
            found = self._next(since)
        else:
            self._is_spare_given_back = False
            is_low = resident_bytes < _FOR_GOOD * self._most_bytes
            may_restore = bool(self.shed) and is_low and since >= _RESTORE_AFTER_SECONDS
            found = Step.RESTORE if may_restore else Step.NOTHING
        if found is not Step.NOTHING:
            self._acted_at = now
        return found

    def _next(self, since: float) -> Step:
        if not self._is_spare_given_back:
            self._is_spare_given_back = True
            return Step.GIVE_BACK
        return Step.SHED if since >= _SHED_EVERY_SECONDS else Step.NOTHING


def largest(series: Mapping[str, int], but: Collection[str]) -> str | None:
    """Return the source with most series; None where only such are left that have hardly any."""
    left: Iterable[str] = (name for name in series if name not in but and series[name] > 1)
    return max(left, key=lambda name: (series[name], name), default=None)
