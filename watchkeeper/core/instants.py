"""Points and lengths of time: integers of milliseconds, UTC.

Everything that is stored, compared or computed is an ``Instant``.  Zones appear only where a
person reads or writes a time; the conversion lives here, so that zoneinfo is used in one module.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import (
    DAY,
    HOUR,
    MILLISECOND,
    MINUTE,
    SECOND,
    Duration,
    Instant,
    TimeOfDay,
)

__all__ = [
    "DAY",
    "HOUR",
    "MILLISECOND",
    "MINUTE",
    "SECOND",
    "Duration",
    "Instant",
    "TimeOfDay",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """Return the zone of that IANA name.  Raises InvalidInput for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            "{name!r} is no time zone; use a name such as Asia/Shanghai", name=name
        ) from error


def later(instant: Instant, by: int) -> Instant:
    """Return *instant* plus *by* milliseconds (earlier where *by* is negative)."""
    return Instant(instant + by)


def instant_from_datetime(moment: datetime) -> Instant:
    """Return the instant of an aware datetime, rounded down to a millisecond."""
    if moment.tzinfo is None:
        raise InvalidInput("{moment} has no time zone", moment=moment.isoformat())
    return Instant((moment - _EPOCH) // timedelta(milliseconds=1))


def datetime_from_instant(instant: Instant, zone_name: str = "UTC") -> datetime:
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(zone(zone_name))


def instant_of_local(day: date, milliseconds: int, zone_name: str) -> Instant:
    """Return the instant at which the wall clock of a zone shows *day* plus *milliseconds*.

    24:00 is the start of the next day.  A wall time that a change of the clocks skips is read
    with the offset in force before it; one that occurs twice is the first of the two.
    """
    extra_days, rest = divmod(milliseconds, DAY)
    wall = datetime(day.year, day.month, day.day) + timedelta(  # noqa: DTZ001 the zone follows
        days=extra_days, milliseconds=rest
    )
    return instant_from_datetime(wall.replace(tzinfo=zone(zone_name)))


def local_day(instant: Instant, zone_name: str) -> date:
    return datetime_from_instant(instant, zone_name).date()


def iso(instant: Instant, zone_name: str = "UTC") -> str:
    """Return ISO 8601 with seconds and offset, e.g. ``2026-11-22T01:14:07+08:00``."""
    return datetime_from_instant(instant, zone_name).isoformat(timespec="seconds")


def rfc3339(instant: Instant) -> str:
    """Return RFC 3339 in UTC with milliseconds, as Prometheus and Alertmanager write it."""
    moment = datetime_from_instant(instant)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant % 1000:03d}Z"


def instant_from_rfc3339(text: str) -> Instant:
    """Read RFC 3339 (any offset, any number of decimals).  Raises InvalidInput."""
    head, dot, tail = text.strip().partition(".")
    cleaned = head
    if dot:
        digits = len(tail) - len(tail.lstrip("0123456789"))
        cleaned = f"{head}.{tail[:digits][:6].ljust(6, '0')}{tail[digits:]}"
    cleaned = cleaned[:-1] + "+00:00" if cleaned[-1:] in {"Z", "z"} else cleaned
    try:
        return instant_from_datetime(datetime.fromisoformat(cleaned))
    except ValueError as error:
        raise InvalidInput("{text!r} is no RFC 3339 time", text=text[:40]) from error


def time_of_day_from_text(text: str) -> TimeOfDay:
    """Read ``HH:MM``, 00:00 to 24:00.  Raises InvalidInput."""
    hours, colon, minutes = text.strip().partition(":")
    digits = (hours + minutes).isascii() and (hours + minutes).isdigit()
    if colon and digits and len(hours) in {1, 2} and len(minutes) == 2:
        time_of_day = int(hours) * HOUR + int(minutes) * MINUTE
        if int(minutes) < 60 and time_of_day <= DAY:
            return TimeOfDay(time_of_day)
    raise InvalidInput("{text!r} is no time of day; write for example 08:00", text=text[:40])


def date_from_text(text: str) -> date:
    """Read ``YYYY-MM-DD``.  Raises InvalidInput."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError as error:
        raise InvalidInput(
            "{text!r} is no day; write for example 2026-03-01", text=text[:40]
        ) from error
