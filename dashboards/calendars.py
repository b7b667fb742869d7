"""A year of a region as people look at it: twelve months of weeks, each day with what it is."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ticketing.workdays.book import HoursBook
from ticketing.workdays.days import DatedDay, DayKind, is_weekend
from ticketing.workdays.unconfirmed import unconfirmed_years
from ticketing.workdays.years import RegionYear
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text


class DayLook(Enum):
    """How a day is shown."""

    WORKED = "worked"
    FREE = "free"  # a weekend day
    OFF = "off"  # a day off of a festival
    MADE_UP = "made-up"  # a weekend day that is worked
    OWN_HOURS = "hours"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: how it looks, why, and whether it would change."""

    day: date
    look: DayLook
    name: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month as weeks from Monday to Sunday; None where the week is of another month."""

    first: date
    weeks: tuple[tuple[DayCell | None, ...], ...]


def month_sheets(
    year: RegionYear, changed: Collection[date] = frozenset()
) -> tuple[MonthSheet, ...]:
    """Return the twelve months of a year."""
    return tuple(_month(year, number, changed) for number in range(1, 13))


def _month(year: RegionYear, number: int, changed: Collection[date]) -> MonthSheet:
    weeks = calendar.Calendar().monthdatescalendar(year.year, number)
    return MonthSheet(
        date(year.year, number, 1),
        tuple(
            tuple(_cell(day, year.days, changed) if day.month == number else None for day in week)
            for week in weeks
        ),
    )


def _cell(day: date, dated: Mapping[date, DatedDay], changed: Collection[date]) -> DayCell:
    found = dated.get(day)
    name = found.name if found else ""
    return DayCell(day, look_of(day, found), name, day in changed)


def look_of(day: date, dated: DatedDay | None) -> DayLook:
    """Return how a day is shown; what a weekend is anyway is no day off."""
    if dated is None:
        return DayLook.FREE if is_weekend(day) else DayLook.WORKED
    match dated.kind:
        case DayKind.CLOSED:
            return DayLook.OFF
        case DayKind.HOURS:
            return DayLook.OWN_HOURS
        case DayKind.WORKDAY:
            return DayLook.MADE_UP if is_weekend(day) else DayLook.WORKED


def calendar_reminders(book: HoursBook, now: Instant, zone: str) -> tuple[Text, ...]:
    """Return what every page says while a year is not confirmed: the next one from 1 December."""
    near = {one.year for one in unconfirmed_years(book, now, zone) if one.is_near(now)}
    return tuple(
        text(
            "Nobody has confirmed the days off of {year}: an administrator pastes the notice of "
            "the State Council on the page Days off.",
            year=year,
        )
        for year in sorted(near)
    )
