"""What ``watchkeeper calendar`` asks the server: calendars, a year's days, reading and confirming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.calendars import look_of
from dashboards.rest.call import Call
from dashboards.rest.routes import Route
from ticketing.calendars import FIRST_YEAR, LAST_YEAR
from ticketing.workdays.days import DatedDay
from ticketing.workdays.desk import CalendarDesk
from ticketing.workdays.offered import OfferedDays, ReadDays, TextKind
from ticketing.workdays.problems import Problem
from ticketing.workdays.unconfirmed import unconfirmed_years
from ticketing.workdays.years import DayChange, RegionYear
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, NotFound, Translate
from watchkeeper.core.instants import local_day


@dataclass(frozen=True, slots=True)
class YearSummary:
    """How far a year's days can be relied on; ``sources``: the notices that touch it."""

    year: int
    standing: str
    version: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarList:
    """``calendars``: name and digest of the edition in force; ``unconfirmed``: this year's, next's."""

    calendars: Mapping[str, str]
    region: str
    years: tuple[YearSummary, ...]
    unconfirmed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A dated day: off, made-up, hours or worked; ``instead_of``: the day off it is worked for."""

    day: str
    what: str
    name: str
    source: str
    instead_of: str | None


@dataclass(frozen=True, slots=True)
class YearView:
    year: int
    standing: str
    version: int
    sources: tuple[str, ...]
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class DaysWish:
    """A text: ``kind`` is notice, csv or ics; ``name``: the source of a list; ``mark`` confirms."""

    text: str
    kind: str = "notice"
    name: str = ""
    year: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A day that would be another: how it is shown before and after."""

    day: str
    before: str
    after: str
    name: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    line: int
    excerpt: str
    said: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a text says beside the calendar; hand ``mark`` back to put exactly this in force."""

    years: tuple[int, ...]
    changes: tuple[ChangeView, ...]
    problems: tuple[ProblemView, ...]
    notes: tuple[ProblemView, ...]
    missing: tuple[str, ...]
    mark: str


_FIRST_SHIPPED = 2018
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "kind": str,
    "name": str,
    "year": (int, type(None)),
    "mark": str,
}


@dataclass(frozen=True, slots=True)
class CalendarTools:
    """Reading needs ``tickets:read``, confirming ``admin``."""

    desk: CalendarDesk
    clock: Clock
    zone: str

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/calendars", "Calendars in force, and which years are confirmed", self.list, CalendarList),
            Route("GET", r"/calendars/years/{year:\d{4}}", "The dated days of a year", self.year, YearView),
            Route("POST", "/calendars/readings", "Show what a notice or list says; nothing changes", self.read, ReadingView, body=DaysWish),
            Route("POST", "/calendars/notices", "Put in force what a reading showed", self.confirm, ReadingView, body=DaysWish, status=201),
        )  # fmt: skip

    async def list(self, call: Call) -> CalendarList:
        call.principal.require_scope(Scope.TICKETS_READ)
        now = self.clock.now()
        region, book = self.desk.region, self.desk.book
        years = range(_FIRST_SHIPPED, local_day(now, self.zone).year + 2)
        unconfirmed = {one.year for one in unconfirmed_years(book, now, self.zone)}
        return CalendarList(
            calendars={name: book.current(name) for name in book.names},
            region=region.name,
            years=tuple(_summary(region.year(year)) for year in years),
            unconfirmed=tuple(sorted(unconfirmed)),
        )

    async def year(self, call: Call) -> YearView:
        call.principal.require_scope(Scope.TICKETS_READ)
        year = int(call.request.match_info["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotFound("{year} is not among the years of calendars", year=year)
        found = self.desk.region.year(year)
        days = tuple(_day(dated) for dated in found.days.values())
        return YearView(found.year, found.standing.value, found.version, found.sources, days)

    async def read(self, call: Call) -> ReadingView:
        call.principal.require_everywhere(Scope.ADMIN)
        offered, _ = _offered(await call.body())
        return _reading(await self.desk.read(offered), call.translate)

    async def confirm(self, call: Call) -> ReadingView:
        call.principal.require_everywhere(Scope.ADMIN)
        given = await call.body()
        actor = PersonId(call.actor(given))
        offered, mark = _offered(given)
        return _reading(await self.desk.confirm(offered, mark=mark, by=actor), call.translate)


def _offered(given: Mapping[str, Any]) -> tuple[OfferedDays, str]:
    for key, value in given.items():
        if key not in _FIELDS or not isinstance(value, _FIELDS[key]) or isinstance(value, bool):
            raise InvalidInput("{key!r} is not known here, or of another kind", key=key[:40])
    kinds = {kind.value: kind for kind in TextKind}
    kind = kinds.get(given.get("kind", TextKind.NOTICE.value))
    if kind is None:
        raise InvalidInput("a text is a notice, csv or ics")
    offered = OfferedDays(given.get("text", ""), kind, given.get("name", ""), given.get("year"))
    return offered, given.get("mark", "")


def _summary(year: RegionYear) -> YearSummary:
    return YearSummary(year.year, year.standing.value, year.version, year.sources)


def _day(dated: DatedDay) -> DayView:
    instead_of = dated.instead_of.isoformat() if dated.instead_of else None
    look = look_of(dated.day, dated).value
    return DayView(dated.day.isoformat(), look, dated.name, dated.source, instead_of)


def _reading(read: ReadDays, translate: Translate) -> ReadingView:
    return ReadingView(
        years=tuple(notice.year for notice in read.notices),
        changes=tuple(_change(change) for change in read.changes),
        problems=tuple(_problems(read.problems, translate)),
        notes=tuple(_problems(read.notes, translate)),
        missing=read.missing,
        mark=read.mark,
    )


def _change(change: DayChange) -> ChangeView:
    named = change.after or change.before
    return ChangeView(
        change.day.isoformat(),
        look_of(change.day, change.before).value,
        look_of(change.day, change.after).value,
        named.name if named else "",
    )


def _problems(problems: Iterable[Problem], translate: Translate) -> Iterable[ProblemView]:
    return (ProblemView(one.line, one.excerpt, one.said.render(translate)) for one in problems)
