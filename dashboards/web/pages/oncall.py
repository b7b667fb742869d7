"""On call: who is on duty now and in the coming fortnight, gaps, changes and their undoing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from aiohttp import web

from dashboards.duty import DutyWeek, Sight, duty_weeks, shown_days, shown_span
from dashboards.web.deps import Pages
from dashboards.web.local_times import local_minute, local_morning, rfc3339_of_local
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from ticketing.directory import Role
from ticketing.oncall.gaps import Gap
from ticketing.oncall.personal import Steps
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.shifts import Shift
from ticketing.oncall.wishes import wished_absence, wished_override, wished_swap
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.instants import DAY, Instant, later
from watchkeeper.core.levels import LEVELS, Level

_MOST_CUSTOMERS = 200
_TIMES = ("starts_at", "ends_at", "other_starts_at", "other_ends_at")
_TYPED = ("schedule", "person", "instead_of", "starts_at", "ends_at")
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """A schedule: its fortnight as a picture and as a list, and what leaves it open."""

    schedule: Schedule
    now: Shift | None
    following: Shift | None
    weeks: tuple[DutyWeek, ...]
    shifts: tuple[Shift, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A role of a customer: who holds it now, and until when a schedule says so."""

    role: Role
    people: tuple[PersonId, ...]
    until: Instant | None


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    customer: str
    holders: tuple[Holder, ...]
    fallback: PersonId


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/oncall", page(pages, show)),
        web.post("/oncall/override", page(pages, override)),
        web.post("/oncall/swap", page(pages, swap)),
        web.post("/oncall/away", page(pages, away)),
        web.post("/oncall/undo", page(pages, undo)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    query = visit.request.query
    typed = {key: query[key][:200] for key in _TYPED if key in query}
    return await _page(visit, typed=typed)


async def override(visit: Visit) -> Answer:
    async def carry_out(given: Mapping[str, str], by: PersonId) -> None:
        change = wished_override(given, _person_of(visit), visit.now)
        await visit.pages.duty.change(change, by=by)

    return await _changed(visit, "override", carry_out)


async def swap(visit: Visit) -> Answer:
    async def carry_out(given: Mapping[str, str], by: PersonId) -> None:
        halves = wished_swap(given, _person_of(visit), visit.now)
        await visit.pages.duty.change(*halves, by=by)

    return await _changed(visit, "swap", carry_out)


async def away(visit: Visit) -> Answer:
    async def carry_out(given: Mapping[str, str], by: PersonId) -> None:
        absence = wished_absence(given, _person_of(visit), visit.now)
        await visit.pages.duty.away(absence, by=by)

    return await _changed(visit, "away", carry_out)


async def undo(visit: Visit) -> Answer:
    """Take a change or an absence back, by its number."""

    async def carry_out(given: Mapping[str, str], by: PersonId) -> None:
        text = given.get("number", "")
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise InvalidInput("{key!r} is missing", key="number")
        if given.get("what") == "absence":
            await visit.pages.duty.take_back_absence(int(text), by=by)
        else:
            await visit.pages.duty.take_back_change(int(text), by=by)

    return await _changed(visit, "undo", carry_out)


async def _changed(
    visit: Visit, form: str, carry_out: Callable[[Mapping[str, str], PersonId], Awaitable[None]]
) -> Answer:
    """Carry a form out; one that is refused stands on the page again, with the reason."""
    visit.principal.require_everywhere(Scope.TICKETS_WRITE)
    typed = await read_form(visit)
    try:
        await carry_out(_with_zone(typed, visit.audience.zone), PersonId(visit.principal.id))
    except WatchkeeperError as error:
        problem, status = visit.voice.problem(error), status_of(error)
        return await _page(visit, typed=typed, form=form, problem=problem, status=status)
    return see_other("/oncall")


def _person_of(visit: Visit) -> Callable[[str], PersonId]:
    return lambda text: visit.pages.gate.people.get(text).id


def _with_zone(typed: Mapping[str, str], zone: str) -> Mapping[str, str]:
    return {
        key: rfc3339_of_local(value, zone) if key in _TIMES else value
        for key, value in typed.items()
    }


async def _page(
    visit: Visit,
    *,
    typed: Mapping[str, str] = _NOTHING,
    form: str = "",
    problem: str = "",
    status: int = 200,
) -> Page:
    duty, zone = visit.pages.duty, visit.audience.zone
    gaps = duty.gaps()
    context = {
        "sheets": [_sheet(visit, name, gaps) for name in duty.schedules],
        "flaws": [one for one in visit.pages.flaws() if visit.principal.sees(one.customer)],
        "own_rules": _own_rules(visit),
        "customers": _customers(visit),
        "changes": [one for one in duty.changes if one.change.end > visit.now],
        "absences": [one for one in duty.absences if one.absence.end > visit.now],
        "people": sorted(visit.pages.gate.people, key=lambda one: one.name),
        "may_change": visit.principal.may_everywhere(Scope.TICKETS_WRITE),
        "typed": typed,
        "form": form or ("override" if typed else ""),
        "local": lambda instant: local_minute(instant, zone),
        "tomorrow": local_morning(later(visit.now, DAY), zone),
        "day_after": local_morning(later(visit.now, 2 * DAY), zone),
        "problem": problem,
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("oncall.html", {**context, **counts, "topics": "counts"}, status)


def _sheet(visit: Visit, name: str, gaps: tuple[Gap, ...]) -> ScheduleSheet:
    duty, zone = visit.pages.duty, visit.audience.zone
    start, end = shown_span(visit.now, zone)
    schedule, shifts = duty.schedule(name), duty.shifts(name, start, end)
    mine = tuple(gap for gap in gaps if gap.schedule == name)
    worked = frozenset(day for day in shown_days(visit.now, zone) if duty.is_workday(day))
    coming = tuple(one for one in shifts if one.end > visit.now)
    return ScheduleSheet(
        schedule=schedule,
        now=next((one for one in coming if one.start <= visit.now), None),
        following=next((one for one in coming if one.start > visit.now), None),
        weeks=duty_weeks(Sight(shifts, mine, schedule.people, worked, zone), visit.now),
        shifts=coming,
        gaps=mine,
    )


def _own_rules(visit: Visit) -> list[tuple[Level, Steps]]:
    """Return by which steps the reader wants to be told, level by level."""
    rules = visit.pages.staff.rules(PersonId(visit.principal.id))
    return [(level, rules.steps[level]) for level in LEVELS if level in rules.steps]


def _customers(visit: Visit) -> list[CustomerSheet]:
    seen = [one for one in visit.pages.inventory().customers if visit.principal.sees(one)]
    return [_customer(visit, customer) for customer in seen[:_MOST_CUSTOMERS]]


def _customer(visit: Visit, customer: str) -> CustomerSheet:
    staff, duty, now = visit.pages.staff, visit.pages.duty, visit.now
    holders = tuple(
        Holder(
            role,
            staff.holders(role, customer, now),
            duty.next_hand_off(customer, role, now),
        )
        for role in Role
        if role is not Role.INSTALLER
    )
    return CustomerSheet(customer, holders, staff.fallback(customer))
