"""How long the server has been silent, and what the witness does about it.  Pure.

Only what was tried counts: a satellite that was itself frozen or asleep begins anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import Enum

from watchkeeper.core.instants import SECOND, Instant
from watchkeeper.satellite.settings import WitnessSettings

LONGEST_GAP_SECONDS = 90.0
"""Two attempts that lie further apart than this were not made by a satellite that ran."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A server that does not answer; seconds are of attempts, so they outlive a restart."""

    since: Instant
    lasted_seconds: float = 0.0
    reason: str = ""
    calls: int = 0
    next_call_seconds: float = 0.0
    called: tuple[str, ...] = ()
    is_acknowledged: bool = False


class Step(Enum):
    """What is to be done now."""

    REST = "rest"
    CALL = "call"


def continued(
    silence: Silence | None, reason: str, now: Instant, seconds_since_attempt: float
) -> Silence:
    """Return the silence after one more attempt that nobody answered."""
    if silence is None or seconds_since_attempt > LONGEST_GAP_SECONDS:
        return _begun(silence, reason, now)
    return replace(
        silence,
        lasted_seconds=silence.lasted_seconds + seconds_since_attempt,
        reason=reason,
    )


def next_step(silence: Silence | None, plan: WitnessSettings) -> Step:
    """Decide whether somebody is called now."""
    if silence is None or silence.is_acknowledged or silence.calls >= plan.most:
        return Step.REST
    due = max(plan.after / SECOND, silence.next_call_seconds)
    return Step.CALL if silence.lasted_seconds >= due else Step.REST


def after_call(silence: Silence, plan: WitnessSettings, person: str | None) -> Silence:
    """Return the silence after a call was tried; *person* is who could be told, None: nobody."""
    called = silence.called if person is None else tuple(dict.fromkeys([*silence.called, person]))
    return replace(
        silence,
        calls=silence.calls + 1,
        next_call_seconds=silence.lasted_seconds + plan.repeat / SECOND,
        called=called,
    )


def acknowledged(silence: Silence) -> Silence:
    return replace(silence, is_acknowledged=True)


def text_of(silence: Silence | None) -> str:
    return "" if silence is None else json.dumps(asdict(silence))


def silence_from(text: str) -> Silence | None:
    """Read what ``text_of`` wrote; None for nothing, or what an older version wrote."""
    try:
        found = json.loads(text) if text else None
        return None if found is None else Silence(**{**found, "called": tuple(found["called"])})
    except (ValueError, TypeError, KeyError):
        return None


def _begun(earlier: Silence | None, reason: str, now: Instant) -> Silence:
    """Begin anew; whom somebody called already, they are told when it is over."""
    if earlier is None:
        return Silence(since=now, reason=reason)
    return replace(
        earlier,
        reason=reason,
        lasted_seconds=0.0,
        next_call_seconds=max(0.0, earlier.next_call_seconds - earlier.lasted_seconds),
    )
