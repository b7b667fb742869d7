"""When a message may go out: group wait, the hours of a level, the digest.  Never moves a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ticketing.policy import DeliveryWindow, Digest, Reach
from watchkeeper.core.instants import Duration, Instant, instant_of_local, local_day

_SEARCHED_DAYS = 370

IsWorkday = Callable[[date], bool]
"""Tells whether a local date is worked: weekday, holiday or make-up working day."""


def not_before(
    reach: Reach | None, at: Instant, *, zone: str, is_workday: IsWorkday, wait: Duration
) -> Instant:
    """Return the earliest instant at which a message decided at *at* may be sent."""
    ready = Instant(at + wait)
    if reach is None:
        return ready
    if reach.digest is not None:
        return _digest_after(ready, reach.digest, zone, is_workday)
    return _within(ready, reach.hours, zone) if reach.hours is not None else ready


def _within(at: Instant, window: DeliveryWindow, zone: str) -> Instant:
    day = local_day(at, zone)
    opens = instant_of_local(day, window.opens, zone)
    if at < opens:
        return opens
    if at < instant_of_local(day, window.closes, zone):
        return at
    return instant_of_local(day + timedelta(days=1), window.opens, zone)


def _digest_after(at: Instant, digest: Digest, zone: str, is_workday: IsWorkday) -> Instant:
    day = local_day(at, zone)
    for _ in range(_SEARCHED_DAYS):
        moment = instant_of_local(day, digest.at, zone)
        if moment >= at and _counts(day, digest, is_workday):
            return moment
        day += timedelta(days=1)
    return at


def _counts(day: date, digest: Digest, is_workday: IsWorkday) -> bool:
    return not digest.on_workdays or is_workday(day)
