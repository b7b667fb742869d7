"""Times as a ``datetime-local`` input has them: in the reader's zone, without naming it."""

from __future__ import annotations

import re
from datetime import datetime

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    Instant,
    datetime_from_instant,
    instant_from_datetime,
    rfc3339,
    zone,
)

_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")


def rfc3339_of_local(text: str, zone_name: str) -> str:
    """Return what was typed with its zone; what is no local time stays as it is."""
    if not _LOCAL.fullmatch(text):
        return text
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=zone(zone_name))
    except ValueError as error:
        raise InvalidInput("{text!r} is no date and time", text=text[:40]) from error
    return rfc3339(instant_from_datetime(moment))


def local_minute(instant: Instant, zone_name: str) -> str:
    """Return an instant to the minute, as such an input takes it."""
    return datetime_from_instant(instant, zone_name).strftime("%Y-%m-%dT%H:%M")


def local_morning(instant: Instant, zone_name: str) -> str:
    """Return nine o'clock of the instant's day, as such an input takes it."""
    return datetime_from_instant(instant, zone_name).strftime("%Y-%m-%dT09:00")
