"""Maintenance windows by wall time: once, on weekdays, on days of the month.

A window is written as a person says it: "every Sunday 01:00-03:00 in Shanghai".  Occurrences are
instants.  Where the clocks change, a wall time that is skipped is read with the offset before the
change, one that occurs twice is the first of the two, and a window never shrinks to nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from hashlib import sha256

from ticketing.mutes.matchers import Matchers, all_match
from ticketing.mutes.model import Mute, MuteKind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    Duration,
    Instant,
    TimeOfDay,
    instant_of_local,
    local_day,
    zone,
)

PLANNED_AHEAD = Duration(HOUR)
MAX_LENGTH = Duration(7 * DAY)
MAX_DAYS_AHEAD = 1_100  # three years of days are looked through at once, no more


@dataclass(frozen=True, slots=True)
class Once:
    """On one day."""

    day: date

    def includes(self, day: date) -> bool:
        return day == self.day


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """On these weekdays, Monday is 0; every *every*-th week counted from ``first``'s."""

    weekdays: frozenset[int]
    every: int = 1
    first: date = date(2024, 1, 1)  # a Monday

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise InvalidInput("name at least one weekday")
        if not 1 <= self.every <= 52:
            raise InvalidInput("a window repeats every 1 to 52 weeks")

    def includes(self, day: date) -> bool:
        weeks = (_monday(day) - _monday(self.first)).days // 7
        return day.weekday() in self.weekdays and weeks % self.every == 0


@dataclass(frozen=True, slots=True)
class OnDaysOfMonth:
    """On these days of each month; -1 is the last one.  A month without the day has none."""

    days: frozenset[int]

    def __post_init__(self) -> None:
        if not self.days or not all(1 <= abs(day) <= 31 for day in self.days):
            raise InvalidInput("days of a month are 1 to 31, or -1 to -31 from its end")

    def includes(self, day: date) -> bool:
        length = monthrange(day.year, day.month)[1]
        return day.day in self.days or day.day - length - 1 in self.days


@dataclass(frozen=True, slots=True)
class OnNthWeekday:
    """On the nth such weekday of each month; -1 is the last one."""

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        if self.nth not in {1, 2, 3, 4, 5, -1} or self.weekday not in range(7):
            raise InvalidInput("name the first to fifth, or the last, of a weekday")

    def includes(self, day: date) -> bool:
        if day.weekday() != self.weekday:
            return False
        if self.nth == -1:
            return day.day + 7 > monthrange(day.year, day.month)[1]
        return (day.day + 6) // 7 == self.nth


Days = Once | OnWeekdays | OnDaysOfMonth | OnNthWeekday


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A window as it opens once; its end is not part of it."""

    starts_at: Instant
    ends_at: Instant

    def includes(self, at: Instant) -> bool:
        return self.starts_at <= at < self.ends_at


@dataclass(frozen=True, slots=True)
class Window:
    """A maintenance window; it closes ``extra_days`` after the day on which it opens.

    It holds alerts that fit ``matchers``, and all of ``targets``; with neither, all of the
    customer.  ``known_since``: when it was first planned so; what was before that stays as it was.
    """

    name: str
    days: Days
    opens: TimeOfDay
    closes: TimeOfDay
    extra_days: int = 0
    zone: str = "Asia/Shanghai"
    matchers: Matchers = ()
    targets: frozenset[str] = frozenset()
    customer: str | None = None
    reason: str = ""
    made_by: str = ""
    known_since: Instant = field(default=Instant(0))

    def __post_init__(self) -> None:
        zone(self.zone)
        if not 0 <= self.opens < DAY or not 0 <= self.closes <= DAY:
            raise InvalidInput("a window opens and closes at a time of day")
        if not 0 < self.length <= MAX_LENGTH:
            raise InvalidInput(
                "the window {name!r} must close after it opens, and within seven days",
                name=self.name[:80],
            )
        if not self.matchers and not self.targets and self.customer is None:
            raise InvalidInput(
                "the window {name!r} needs a customer, targets or matchers", name=self.name[:80]
            )

    @property
    def length(self) -> Duration:
        """How long it lasts by the clock on the wall."""
        return Duration(self.extra_days * DAY + self.closes - self.opens)

    def occurrence_on(self, day: date) -> Occurrence:
        """Return the occurrence that opens on *day*."""
        opens_at = instant_of_local(day, self.opens, self.zone)
        starts_at = Instant(max(opens_at, self.known_since))
        ends_at = instant_of_local(day, self.extra_days * DAY + self.closes, self.zone)
        if ends_at <= opens_at:  # its opening was skipped by a change of the clocks
            ends_at = Instant(opens_at + self.length)
        return Occurrence(starts_at, ends_at)

    def concerns(self, labels: Mapping[str, str], target: str, customer: str) -> bool:
        """Tell whether it is about an alert with these labels of *target*."""
        if self.customer is not None and self.customer != customer:
            return False
        if not self.matchers and not self.targets:
            return True
        return target in self.targets or bool(self.matchers and all_match(self.matchers, labels))

    def is_planned(self, occurrence: Occurrence) -> bool:
        """Tell whether it was known an hour before it began: only then figures leave it out."""
        return self.known_since + PLANNED_AHEAD <= occurrence.starts_at

    @property
    def digest(self) -> str:
        """Return what tells this plan from any other; since when it is known is no part of it."""
        plan = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name != "known_since"
        }
        plan["targets"] = sorted(self.targets)
        return sha256(repr(plan).encode("utf-8", "surrogatepass")).hexdigest()

    def as_mute(self, occurrence: Occurrence) -> Mute:
        return Mute(
            MuteKind.MAINTENANCE,
            self.name,
            occurrence.starts_at,
            occurrence.ends_at,
            made_by=self.made_by,
            reason=self.reason,
            is_planned=self.is_planned(occurrence),
        )


def occurrences(window: Window, since: Instant, until: Instant) -> Iterator[Occurrence]:
    """Yield in order what of *window* overlaps [since, until)."""
    day = local_day(Instant(since - MAX_LENGTH), window.zone)
    last = min(local_day(until, window.zone), day + timedelta(days=MAX_DAYS_AHEAD))
    while day <= last:
        if window.days.includes(day):
            found = window.occurrence_on(day)
            if found.starts_at < min(found.ends_at, until) and since < found.ends_at:
                yield found
        day += timedelta(days=1)


def open_at(window: Window, at: Instant) -> Occurrence | None:
    """Return the occurrence that is open at *at*; of several the one that closes last."""
    found = [one for one in occurrences(window, at, Instant(at + 1)) if one.includes(at)]
    return max(found, key=lambda one: one.ends_at, default=None)


def next_change(window: Window, after: Instant, within: Duration) -> Instant | None:
    """Return when it next opens or closes, so that a timer can be set; None: not *within* that."""
    until = Instant(after + within)
    moments = [
        moment
        for one in occurrences(window, after, until)
        for moment in (one.starts_at, one.ends_at)
        if after < moment <= until
    ]
    return min(moments, default=None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
