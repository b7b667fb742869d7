"""Spans: how time is cut into blocks, and when a span is due."""

from __future__ import annotations

from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant
from watchkeeper.storage.series.limits import HEAD_LENGTH, HEAD_SLOTS

_SPANS = (Duration(2 * HOUR), Duration(HOUR), Duration(30 * MINUTE), Duration(15 * MINUTE))
_GRACE = Duration(5 * MINUTE)


def span_of(interval: Duration) -> Duration:
    """Return how long a block of an interval class is: two thirds of its head at most."""
    head = min(int(HEAD_LENGTH), HEAD_SLOTS * interval)
    fitting = [span for span in _SPANS if 3 * span <= 2 * head]
    return fitting[0] if fitting else _SPANS[-1]


def start_of(time: int, interval: Duration) -> int:
    """Return the start of the span to which a sample belongs."""
    return time - time % span_of(interval)


def due_until(now: Instant, interval: Duration) -> int:
    """Return the end of the last span that is over, with a grace for what comes late."""
    span = span_of(interval)
    return start_of(now - min(_GRACE, span // 8), interval)
