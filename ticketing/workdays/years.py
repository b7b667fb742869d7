"""Years of a region: what its notices say of each date, in versions, confirmed or provisional.

A notice arranges festivals.  A later one replaces what an earlier one said of the same festival,
or extends it.  The year's days are what remains, each with the notice and the item it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from ticketing.calendars import FIRST_YEAR, LAST_YEAR
from ticketing.workdays.days import DatedDay, DayKind, days_through, is_weekend
from watchkeeper.core.errors import Conflict, InvalidInput

MAX_BLOCK_DAYS = 31


class Standing(Enum):
    """How far a year's days can be relied on."""

    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What one item of a notice says of one festival, or of several together.

    ``off``: consecutive days.  ``worked``: make-up day and the day off it is worked for, if known.
    ``until``: instead of ``off``, the last day of a holiday that is prolonged.
    """

    names: tuple[str, ...]
    off: tuple[date, ...]
    worked: tuple[tuple[date, date | None], ...] = ()
    item: int = 0
    until: date | None = None

    def __post_init__(self) -> None:
        if bool(self.off) == (self.until is not None) or not self.names:
            raise InvalidInput("an item names a festival and its days off, or its new last day")
        if len(self.off) > MAX_BLOCK_DAYS:
            raise InvalidInput("a holiday of {count} days is no holiday", count=len(self.off))
        for day, made_up in self.worked:
            if not is_weekend(day):
                raise InvalidInput("{day} is no weekend day; it is worked anyway", day=day)
            if day in self.off:
                raise InvalidInput("{day} is both off and worked", day=day)
            if made_up is not None and made_up not in self.off:
                raise InvalidInput(
                    "{day} is worked for {made_up}, which is not off", day=day, made_up=made_up
                )

    @property
    def name(self) -> str:
        return "、".join(self.names)

    @property
    def dates(self) -> tuple[date, ...]:
        return (*self.off, *(day for day, _ in self.worked))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of the authority: for which year, and what it arranges.

    ``listed``: days of an imported list instead, which holds the whole calendar year.
    """

    year: int
    arrangements: tuple[Arrangement, ...] = ()
    number: str = ""
    dated: date | None = None
    url: str = ""
    listed: tuple[DatedDay, ...] = ()

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise InvalidInput("{year} is not among the years of calendars", year=self.year)
        if bool(self.arrangements) == bool(self.listed):
            raise InvalidInput("a notice arranges festivals or lists days")
        if any(dated.day.year != self.year for dated in self.listed):
            raise InvalidInput("a list of days is of one year, {year}", year=self.year)
        seen: set[date] = set()
        for day in (day for one in self.arrangements for day in one.dates):
            if day in seen:
                raise InvalidInput("{day} stands in the notice twice", day=day)
            if abs(day.year - self.year) > 1:
                raise InvalidInput("{day} is far from the year {year}", day=day, year=self.year)
            seen.add(day)


@dataclass(frozen=True, slots=True)
class StatutoryDays:
    """Days that the law itself names by date, since a year: all that is known beforehand."""

    since: int
    month_days: tuple[tuple[int, int], ...]
    source: str


@dataclass(frozen=True, slots=True)
class RegionYear:
    """One calendar year of a region.

    ``version`` counts the notices that touched the year; the notice for the year after may be one
    of them, as it arranges the last days of December.
    """

    region: str
    year: int
    version: int
    standing: Standing
    days: Mapping[date, DatedDay]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region with all its notices, in the order in which they were issued."""

    name: str
    notices: tuple[Notice, ...]
    statutory: tuple[StatutoryDays, ...] = ()

    def with_notice(self, notice: Notice) -> Region:
        """Return the region after one more notice.

        Raises Conflict where it is there already, InvalidInput where it cannot follow.
        """
        if any(notice == known or notice.number == known.number != "" for known in self.notices):
            raise Conflict("the notice {number} is there already", number=notice.number)
        region = replace(self, notices=(*self.notices, notice))
        region.year(notice.year)
        return region

    def year(self, year: int) -> RegionYear:
        """Return that calendar year as all notices leave it; provisional where there is none."""
        days = _days_after(self.notices, year)
        touching = [notice for notice in self.notices if _touches(notice, year)]
        if any(notice.year == year for notice in self.notices):
            standing = Standing.CONFIRMED
        else:
            standing = Standing.PROVISIONAL
            days = {**self._statutory_days(year), **days}
        return RegionYear(
            region=self.name,
            year=year,
            version=len(touching),
            standing=standing,
            days=MappingProxyType(dict(sorted(days.items()))),
            sources=tuple(notice.number for notice in touching),
        )

    def years(self) -> tuple[RegionYear, ...]:
        """Return all years that calendars have."""
        return tuple(self.year(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))

    def changes_by(self, notice: Notice) -> tuple[DayChange, ...]:
        """Return the dates that one more notice would change, in its year and beside it."""
        after = self.with_notice(notice)
        years = (notice.year - 1, notice.year, notice.year + 1)
        return tuple(
            change for year in years for change in changes(self.year(year), after.year(year))
        )

    def _statutory_days(self, year: int) -> dict[date, DatedDay]:
        known = [one for one in self.statutory if one.since <= year]
        if not known:
            return {}
        law = max(known, key=lambda one: one.since)
        days = (date(year, month, day) for month, day in law.month_days)
        return {day: DatedDay(day, DayKind.CLOSED, source=law.source) for day in days}


@dataclass(frozen=True, slots=True)
class DayChange:
    """A date that two versions of a year see differently."""

    day: date
    before: DatedDay | None
    after: DatedDay | None


def notices_of_list(days: Iterable[DatedDay], source: str) -> tuple[Notice, ...]:
    """Return an imported list as one notice for each calendar year in it."""
    by_year: dict[int, list[DatedDay]] = {}
    for dated in sorted(days, key=lambda dated: dated.day):
        by_year.setdefault(dated.day.year, []).append(dated)
    return tuple(
        Notice(year, number=f"{source} {year}", listed=tuple(listed))
        for year, listed in sorted(by_year.items())
    )


def changes(before: RegionYear, after: RegionYear) -> tuple[DayChange, ...]:
    """Return the dates at which work differs, in order; other names or sources do not count."""
    found = []
    for day in sorted({*before.days, *after.days}):
        one, other = before.days.get(day), after.days.get(day)
        if _effect(one) != _effect(other):
            found.append(DayChange(day, one, other))
    return tuple(found)


def _effect(dated: DatedDay | None) -> object:
    return dated and (dated.kind, dated.instead_of, dated.spans)


def _days_after(notices: Iterable[Notice], year: int) -> dict[date, DatedDay]:
    """Return the days of a calendar year: its list, if any, under what was arranged since."""
    listed: dict[date, DatedDay] = {}
    standing: list[tuple[Notice, Arrangement]] = []
    for notice in notices:
        if notice.listed:
            standing = [pair for pair in standing if pair[0].year != notice.year]
        if notice.listed and notice.year == year:
            listed = {dated.day: dated for dated in notice.listed}
        for arrangement in notice.arrangements:
            standing = _arranged(standing, notice, arrangement)
    arranged = (dated for pair in standing for dated in dated_days(*pair))
    return listed | {dated.day: dated for dated in arranged if dated.day.year == year}


def _arranged(
    standing: list[tuple[Notice, Arrangement]], notice: Notice, arrangement: Arrangement
) -> list[tuple[Notice, Arrangement]]:
    """Return what stands once *arrangement* is added: it replaces the same festival's."""
    same = [
        (earlier, one)
        for earlier, one in standing
        if earlier.year == notice.year and set(one.names) & set(arrangement.names)
    ]
    if arrangement.until is None:
        return [pair for pair in standing if pair not in same] + [(notice, arrangement)]
    if not same:
        raise InvalidInput(
            "no earlier notice arranges {name} of {year}, which this one prolongs",
            name=arrangement.name,
            year=notice.year,
        )
    extra = _prolonging(same[-1][1], arrangement)
    still_worked = [
        (
            earlier,
            replace(one, worked=tuple(pair for pair in one.worked if pair[0] not in extra.off)),
        )
        if (earlier, one) in same
        else (earlier, one)
        for earlier, one in standing
    ]
    return [*still_worked, (notice, extra)]


def _prolonging(arrangement: Arrangement, more: Arrangement) -> Arrangement:
    """Return the days that *more* adds behind *arrangement*."""
    last, until = max(arrangement.off), more.until
    if until is None or not last < until <= last + timedelta(days=MAX_BLOCK_DAYS):
        raise InvalidInput(
            "{name} lasts until {last}; {until} does not prolong it",
            name=arrangement.name,
            last=last,
            until=until,
        )
    return replace(more, off=days_through(last + timedelta(days=1), until), until=None)


def dated_days(notice: Notice, arrangement: Arrangement) -> tuple[DatedDay, ...]:
    """Return the days of one item, each with its source line."""
    source = f"{notice.number} #{arrangement.item}" if arrangement.item else notice.number
    off = tuple(DatedDay(day, DayKind.CLOSED, arrangement.name, source) for day in arrangement.off)
    worked = tuple(
        DatedDay(day, DayKind.WORKDAY, arrangement.name, source, instead_of=made_up)
        for day, made_up in arrangement.worked
    )
    return off + worked


def _touches(notice: Notice, year: int) -> bool:
    """Tell whether a notice arranges a date of *year*."""
    arranged = (
        day
        for one in notice.arrangements
        for day in (*one.dates, *((one.until,) if one.until else ()))
    )
    return (bool(notice.listed) and notice.year == year) or any(
        day.year == year for day in arranged
    )
