"""Parts of a date, in UTC, of seconds since the epoch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rules.promql.series import FloatArray

Days = npt.NDArray[np.int64]

_FARTHEST_SECONDS = 8e12  # about the year 250,000: what the calendar of numpy can hold
_EPOCH_WEEKDAY = 4  # 1970-01-01 was a Thursday; Sunday is 0


def _hour(seconds: Days) -> Days:
    return seconds // 3600 % 24


def _minute(seconds: Days) -> Days:
    return seconds // 60 % 60


def _day_of_week(seconds: Days) -> Days:
    return (seconds // 86400 + _EPOCH_WEEKDAY) % 7


def _year(seconds: Days) -> Days:
    return _in(seconds, "Y") + 1970


def _month(seconds: Days) -> Days:
    return _in(seconds, "M") % 12 + 1


def _day_of_month(seconds: Days) -> Days:
    return seconds // 86400 - _first_day(_in(seconds, "M"), "M") + 1


def _day_of_year(seconds: Days) -> Days:
    return seconds // 86400 - _first_day(_in(seconds, "Y"), "Y") + 1


def _days_in_month(seconds: Days) -> Days:
    month = _in(seconds, "M")
    return _first_day(month + 1, "M") - _first_day(month, "M")


def _in(seconds: Days, unit: str) -> Days:
    """Return the number of whole months or years since the epoch."""
    return seconds.astype("datetime64[s]").astype(f"datetime64[{unit}]").astype(np.int64)


def _first_day(count: Days, unit: str) -> Days:
    return count.astype(f"datetime64[{unit}]").astype("datetime64[D]").astype(np.int64)


_PARTS: Mapping[str, Callable[[Days], Days]] = MappingProxyType(
    {
        "hour": _hour,
        "minute": _minute,
        "day_of_week": _day_of_week,
        "day_of_month": _day_of_month,
        "day_of_year": _day_of_year,
        "days_in_month": _days_in_month,
        "month": _month,
        "year": _year,
    }
)
CALENDAR = frozenset(_PARTS)


def calendar_part(name: str, seconds: FloatArray) -> FloatArray:
    """Return a part of each date; NaN for what is no date."""
    is_date = np.abs(seconds) < _FARTHEST_SECONDS
    whole = np.floor(np.where(is_date, seconds, 0.0)).astype(np.int64)
    return np.where(is_date, _PARTS[name](whole).astype(np.float64), np.nan)
