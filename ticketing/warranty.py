"""The warranty of a contract: two years from the acceptance, to the end of its last day (R1).  Pure.

A last day off moves to the next work day; one that the contract names itself stands as it is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ticketing.directory import CustomerTerms
from watchkeeper.core.instants import HOUR, Instant, instant_of_local

YEARS = 2
REMINDS_DAYS_BEFORE = (90, 60, 30)
_REMINDS_AT = 9 * HOUR

IsWorkday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Warranty:
    """Until when a customer's warranty lasts; it is over from ``ends_at`` on."""

    customer: str
    last_day: date
    ends_at: Instant
    zone: str

    def covers(self, at: Instant) -> bool:
        return at < self.ends_at


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a warranty ends, so many days before."""

    warranty: Warranty
    days_before: int

    @property
    def at(self) -> Instant:
        day = self.warranty.last_day - timedelta(days=self.days_before)
        return instant_of_local(day, _REMINDS_AT, self.warranty.zone)

    @property
    def key(self) -> str:
        return f"warranty/{self.warranty.last_day}/{self.days_before}/{self.warranty.customer}"


def warranty_of(terms: CustomerTerms, is_workday: IsWorkday) -> Warranty | None:
    """Return the warranty of a customer; None where nobody said when the work was accepted."""
    if terms.warranty_until is not None:
        last_day = terms.warranty_until
    elif terms.accepted_on is not None:
        last_day = _moved(_years_later(terms.accepted_on, YEARS), is_workday)
    else:
        return None
    ends_at = instant_of_local(last_day + timedelta(days=1), 0, terms.zone)
    return Warranty(terms.customer, last_day, ends_at, terms.zone)


def reminders_due(warranties: Iterable[Warranty], now: Instant) -> tuple[Reminder, ...]:
    """Return the newest reminder that is due of each warranty that is not over."""
    due = []
    for warranty in warranties:
        passed = [one for one in _reminders(warranty) if one.at <= now]
        if passed and warranty.covers(now):
            due.append(passed[-1])
    return tuple(due)


def next_reminder_at(warranties: Iterable[Warranty], now: Instant) -> Instant | None:
    """Return when the next reminder comes due, None where none is ahead."""
    ahead = (one.at for warranty in warranties for one in _reminders(warranty))
    return min((at for at in ahead if at > now), default=None)


def _reminders(warranty: Warranty) -> tuple[Reminder, ...]:
    return tuple(Reminder(warranty, days) for days in REMINDS_DAYS_BEFORE)


def _years_later(day: date, years: int) -> date:
    """Return the same date, or the last of February where it has no 29th."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _moved(day: date, is_workday: IsWorkday) -> date:
    """Return the day itself, or the first work day after a day off; 60 days ahead at most."""
    for offset in range(60):
        if is_workday(day + timedelta(days=offset)):
            return day + timedelta(days=offset)
    return day
