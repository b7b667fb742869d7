"""32-bit counters that wrap, as counters that do not: PromQL would take a wrap for a restart; pure.

A fall is a wrap where the growth it implies is possible at the speed of the line; else, and where the
device began anew meanwhile, it is a restart and the counter starts again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from watchkeeper.core.labels import Labels

WRAP: Final = 2**32
_LEEWAY = 1.1
_FASTEST_BITS = 1e9
"""Where a line does not tell its speed; at more a counter wraps in 34 s and nothing can be told."""
_SPARED = 1_000
_SMALLEST_FRAME_BITS = 672  # 64 bytes, preamble and gap


@dataclass(slots=True)
class _Memory:
    raw: int
    turns: int
    at: float


class Unwrapper:
    """Remembers each counter of a device between two readings."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Labels], _Memory] = {}
        self._seen: set[tuple[str, Labels]] = set()
        self._uptime = -1.0

    def begin(self, uptime: float) -> None:
        """Begin a reading; a smaller uptime than before means that the device began anew.

        Where many are no longer there, those that the reading before did not see are forgotten:
        a device may invent names.

        sysUpTime itself wraps after 497 days: that costs one restart of the counters.
        """
        if uptime < self._uptime:
            self._known.clear()
        self._uptime = uptime
        if self._seen and len(self._known) > 2 * len(self._seen) + _SPARED:
            self._known = {key: self._known[key] for key in self._seen if key in self._known}
        self._seen = set()

    def __len__(self) -> int:
        return len(self._known)

    def value(
        self, key: tuple[str, Labels], raw: int, *, at: float, most_per_second: float
    ) -> float:
        """Return the counter without its wraps; *at* in seconds of a monotonic clock."""
        self._seen.add(key)
        before = self._known.get(key)
        if before is None:
            self._known[key] = _Memory(raw, 0, at)
            return float(raw)
        if raw < before.raw:
            grown = raw + WRAP - before.raw
            is_wrap = grown <= max(at - before.at, 0.001) * most_per_second
            before.turns = before.turns + 1 if is_wrap else 0
        before.raw, before.at = raw, at
        return float(before.turns * WRAP + raw)


def most_per_second(metric: str, speed_bits: float) -> float:
    """Return how fast a counter of a line of that speed can grow at most."""
    bits = (speed_bits if speed_bits > 0 else _FASTEST_BITS) * _LEEWAY
    return bits / 8 if "Octets" in metric else bits / _SMALLEST_FRAME_BITS
