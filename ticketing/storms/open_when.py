"""Rules that open a ticket only after the alert came N times in M minutes (``open_when``).

An alert that comes once and stays is no lesser fault: it opens when it has lasted the M minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Duration, Instant
from watchkeeper.core.levels import Level

MAX_TIMES = 20


@dataclass(frozen=True, slots=True)
class OpenWhen:
    """So many times within so long."""

    times: int
    within: Duration

    def __post_init__(self) -> None:
        if not 2 <= self.times <= MAX_TIMES or not 0 < self.within <= DAY:
            raise InvalidInput(
                "open_when counts 2 to {most} times within at most a day", most=MAX_TIMES
            )


@dataclass(frozen=True, slots=True)
class Waiting:
    """When an alert began, oldest first; ``firing_since`` None: it is gone at the moment."""

    began: tuple[Instant, ...] = ()
    firing_since: Instant | None = None


def begins(waiting: Waiting, at: Instant, wanted: OpenWhen) -> Waiting:
    """Return what is remembered after the alert began at *at*; heard twice counts once."""
    since = at if waiting.firing_since is None else min(waiting.firing_since, at)
    began = tuple(sorted({*waiting.began, at}))[-wanted.times :]
    return Waiting(began, since)


def ends(waiting: Waiting) -> Waiting:
    return Waiting(waiting.began, None)


def is_met(waiting: Waiting, level: Level, now: Instant, wanted: OpenWhen) -> bool:
    """Tell whether the ticket opens now.  Level I never waits."""
    if waiting.firing_since is None:
        return False
    return level is Level.I or opens_at(waiting, now, wanted) <= now


def opens_at(waiting: Waiting, now: Instant, wanted: OpenWhen) -> Instant:
    """Return when it opens if it goes on as it is: now, or when it has lasted long enough."""
    recent = [at for at in waiting.began if now - wanted.within <= at <= now]
    if len(recent) >= wanted.times:
        return now
    return Instant((now if waiting.firing_since is None else waiting.firing_since) + wanted.within)


def is_forgotten(waiting: Waiting, now: Instant, wanted: OpenWhen) -> bool:
    """Tell whether nothing that is remembered can count any more."""
    is_old = all(at < now - wanted.within for at in waiting.began)
    return waiting.firing_since is None and is_old
