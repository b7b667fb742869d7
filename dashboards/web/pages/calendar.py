"""The days off: a year as months, and a notice that is pasted, shown beside them and confirmed.

Nothing is kept between showing and confirming: the text comes again, with the mark of what was
shown, so that exactly this is put in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from aiohttp import web

from dashboards.calendars import look_of, month_sheets
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from ticketing.calendars import FIRST_YEAR, LAST_YEAR
from ticketing.workdays.offered import OfferedDays, ReadDays, TextKind
from ticketing.workdays.unconfirmed import unconfirmed_years
from ticketing.workdays.years import Region, Standing
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.instants import local_day

_NOTHING: Mapping[str, str] = MappingProxyType({})
_FIRST_SHIPPED = 2018


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/calendar", page(pages, show)),
        web.post("/calendar/read", page(pages, read)),
        web.post("/calendar/confirm", page(pages, confirm)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    return await _page(visit, _year_asked(visit))


async def read(visit: Visit) -> Answer:
    """Show what a text says beside the calendar; nothing changes."""
    visit.principal.require_everywhere(Scope.ADMIN)
    typed = await read_form(visit)
    calendars = visit.pages.calendars
    try:
        found = await calendars.read(_offered(typed))
    except WatchkeeperError as error:
        return await _refused(visit, typed, error)
    region = calendars.region
    for notice in found.notices:
        region = region.with_notice(notice)
    year = found.notices[0].year if found.notices else _year_asked(visit)
    return await _page(visit, year, typed=typed, found=found, region=region)


async def confirm(visit: Visit) -> Answer:
    """Put in force what was shown, and show the year."""
    visit.principal.require_everywhere(Scope.ADMIN)
    typed = await read_form(visit)
    try:
        found = await visit.pages.calendars.confirm(
            _offered(typed), mark=typed.get("mark", ""), by=PersonId(visit.principal.id)
        )
    except WatchkeeperError as error:
        return await _refused(visit, typed, error)
    return see_other(f"/calendar?year={found.notices[0].year}")


async def _refused(visit: Visit, typed: Mapping[str, str], error: WatchkeeperError) -> Page:
    problem, status = visit.voice.problem(error), status_of(error)
    return await _page(visit, _year_asked(visit), typed=typed, problem=problem, status=status)


def _offered(typed: Mapping[str, str]) -> OfferedDays:
    kinds = {kind.value: kind for kind in TextKind}
    kind = kinds.get(typed.get("kind", TextKind.NOTICE.value))
    if kind is None:
        raise InvalidInput("a text is a notice, csv or ics")
    year = typed.get("year", "").strip()
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise InvalidInput("{year!r} is no year", year=year[:20])
    return OfferedDays(
        text=typed.get("text", ""),
        kind=kind,
        name=typed.get("name", ""),
        year=int(year) if year else None,
    )


def _year_asked(visit: Visit) -> int:
    """Return the year of the query; else the first that nobody confirmed, else this one."""
    text = visit.request.query.get("year", "")
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        return int(text)
    this_year = local_day(visit.now, visit.audience.zone).year
    region = visit.pages.calendars.region
    coming = (this_year, this_year + 1)
    open_years = [one for one in coming if region.year(one).standing is Standing.PROVISIONAL]
    return (*open_years, this_year)[0]


async def _page(
    visit: Visit,
    year: int,
    *,
    typed: Mapping[str, str] = _NOTHING,
    found: ReadDays | None = None,
    region: Region | None = None,
    problem: str = "",
    status: int = 200,
) -> Page:
    calendars = visit.pages.calendars
    shown = (region or calendars.region).year(year)
    changed = {change.day for change in found.changes} if found else frozenset()
    this_year = local_day(visit.now, visit.audience.zone).year
    years = sorted({*range(_FIRST_SHIPPED, this_year + 2), year})
    context = {
        "year": shown,
        "years": [calendars.region.year(one) for one in years],
        "months": month_sheets(shown, changed),
        "found": found,
        "look_of": look_of,
        "typed": typed,
        "kinds": tuple(TextKind),
        "may_confirm": visit.principal.may_everywhere(Scope.ADMIN),
        "unconfirmed": unconfirmed_years(calendars.book, visit.now, visit.audience.zone),
        "problem": problem,
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("calendar.html", {**context, **counts, "topics": "counts"}, status)
