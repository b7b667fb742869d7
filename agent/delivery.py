"""What the server's answer to a push means, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Outcome(Enum):
    """What became of a request."""

    STORED = "stored"
    BROKEN = "refused"  # the server cannot read it
    UNAUTHORISED = "unauthorised"
    LAYOUT_LOST = "layout_lost"
    TOO_LARGE = "too_large"
    LATER = "later"
    AWAY = "away"  # no answer at all


LONGEST_PAUSE_SECONDS = 60.0
_LONGEST_RETRY_AFTER_SECONDS = 3_600
_OUTCOMES = {
    400: Outcome.BROKEN,
    401: Outcome.UNAUTHORISED,
    403: Outcome.UNAUTHORISED,
    409: Outcome.LAYOUT_LOST,
    413: Outcome.TOO_LARGE,
}


def outcome_of(status: int) -> Outcome:
    """Return what a status means; what is not in the protocol may work later."""
    return Outcome.STORED if 200 <= status < 300 else _OUTCOMES.get(status, Outcome.LATER)


def pause_seconds(
    outcome: Outcome, *, failures: int, headers: Mapping[str, str], chance: float
) -> float:
    """Return how long to wait after a failure: the server's word, else twice as long each time.

    *failures* counts from 1; *chance*, from 0 to 1, spreads the agents of many hosts.
    """
    retry_after = headers.get("retry-after", "")
    if outcome is Outcome.LATER and retry_after.isdecimal():
        return float(min(int(retry_after[:9]), _LONGEST_RETRY_AFTER_SECONDS))
    if outcome is Outcome.UNAUTHORISED:
        return LONGEST_PAUSE_SECONDS
    return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(failures - 1, 10)) * (0.5 + chance / 2)
