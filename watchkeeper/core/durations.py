"""Durations as people and Prometheus write them: ``30m``, ``1h30m``, ``5d``, ``200ms``."""

from __future__ import annotations

import re

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import DAY, HOUR, MINUTE, SECOND, Duration

_UNITS = {
    "y": 365 * DAY,
    "w": 7 * DAY,
    "d": DAY,
    "h": HOUR,
    "m": MINUTE,
    "s": SECOND,
    "ms": 1,
}
_PATTERN = re.compile(
    r"(?:(\d{1,15})y)?(?:(\d{1,15})w)?(?:(\d{1,15})d)?(?:(\d{1,15})h)?"
    r"(?:(\d{1,15})m(?!s))?(?:(\d{1,15})s)?(?:(\d{1,15})ms)?"
)


def duration_from_text(text: str) -> Duration:
    """Read a duration in Prometheus's notation; ``0`` alone is allowed.  Raises InvalidInput."""
    text = text.strip()
    if text == "0":
        return Duration(0)
    match = _PATTERN.fullmatch(text)
    if not text or match is None:
        raise InvalidInput(
            "{text!r} is no duration; write for example 30s, 15m, 2h30m or 5d", text=text[:40]
        )
    return Duration(
        sum(int(n) * unit for n, unit in zip(match.groups(), _UNITS.values()) if n is not None)
    )


def text_from_duration(duration: int) -> str:
    """Write a duration so that ``duration_from_text`` reads it back, largest units first."""
    if duration == 0:
        return "0s"
    sign, rest = ("-", -duration) if duration < 0 else ("", int(duration))
    parts = []
    for unit in ("d", "h", "m", "s", "ms"):
        count, rest = divmod(rest, _UNITS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return sign + "".join(parts)
