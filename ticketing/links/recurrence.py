"""The same fault again and again: when a review is proposed.  Pure."""

from __future__ import annotations

from collections.abc import Iterable

from watchkeeper.core.instants import DAY, Duration, Instant

TIMES = 3
WITHIN = Duration(30 * DAY)


def wants_review(
    opened_at: Iterable[Instant], now: Instant, *, reviewed_at: Instant | None = None
) -> bool:
    """Return whether tickets of one fault, opened then, ask for a problem review.

    A review that was proposed already (*reviewed_at*) asks again only after as many new ones.
    """
    oldest = now - WITHIN
    since = oldest if reviewed_at is None else max(oldest, reviewed_at)
    return sum(since < instant <= now for instant in opened_at) >= TIMES
