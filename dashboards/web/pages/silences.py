"""Silences and maintenance windows: what they hold now and why; silences are made and ended here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiohttp import web

from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.local_times import rfc3339_of_local
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from ticketing.mutes.api import MAX_COMMENT
from ticketing.mutes.matchers import read_matchers, text_of
from ticketing.mutes.model import Mute, MuteKind
from ticketing.mutes.silences import Silence, SilenceState, SilenceWish
from ticketing.mutes.windows import Occurrence, Window, occurrences
from ticketing.views import Finding
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, TooLarge, WatchkeeperError
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    Duration,
    Instant,
    datetime_from_instant,
    instant_from_rfc3339,
    later,
)
from watchkeeper.core.texts import storable

_USUAL = Duration(2 * HOUR)
_MONTH = Duration(31 * DAY)
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Held:
    """An alert that would have its ticket, and what keeps it from that."""

    finding: Finding
    mutes: tuple[Mute, ...]


@dataclass(frozen=True, slots=True)
class PlannedWindow:
    """A window, and when it is open now or next within a month."""

    window: Window
    occurrence: Occurrence | None
    is_open: bool


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/silences", page(pages, show)),
        web.post("/silences", page(pages, add)),
        web.post("/silences/{id}/expire", page(pages, expire)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    return await _page(visit, {})


async def add(visit: Visit) -> Answer:
    """Make a silence and go back; what is refused is shown with what was typed."""
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    form = await read_form(visit)
    try:
        await visit.pages.mutes.put(visit.principal, _wish(visit, form))
    except WatchkeeperError as error:
        answer = await _page(visit, form)
        context = {**answer.context, "problem": visit.voice.problem(error)}
        return Page(answer.template, context, status_of(error))
    return _back(visit)


async def expire(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    await read_form(visit)
    await visit.pages.mutes.expire(visit.principal, visit.request.match_info["id"])
    return _back(visit)


def _wish(visit: Visit, form: Mapping[str, str]) -> SilenceWish:
    comment = form.get("comment", "").strip()
    if not comment:
        raise InvalidInput("the field {name!r} must be filled in", name="comment")
    if len(comment) > MAX_COMMENT:
        raise TooLarge("a comment has at most {most} characters", most=MAX_COMMENT)
    until = rfc3339_of_local(form.get("until", ""), visit.audience.zone)
    return SilenceWish(
        matchers=read_matchers(form.get("matchers", "")),
        ends_at=instant_from_rfc3339(until),
        created_by=visit.principal.id,
        comment=storable(comment),
    )


async def _page(visit: Visit, typed: Mapping[str, str]) -> Page:
    pages, now = visit.pages, visit.now
    known = pages.mutes.listed(visit.principal)
    end = datetime_from_instant(later(now, _USUAL), visit.audience.zone)
    context = {
        "silences": [_row(one, now) for one in known[:_MOST_SHOWN]],
        "past": SilenceState.EXPIRED,
        "windows": list(_windows(pages.mutes.windows, visit.audience, now)),
        "held": await _held(pages, visit.audience, now),
        "maintenance": MuteKind.MAINTENANCE,
        "typed": typed,
        "usual_until": f"{end:%Y-%m-%dT%H:%M}",
    }
    counts = await counts_context(pages, visit.audience)
    return Page("silences.html", {**context, **counts, "topics": "counts"})


def _row(one: Silence, now: Instant) -> tuple[Silence, str, SilenceState]:
    return one, text_of(one.matchers), one.state(now)


def _windows(
    windows: Iterable[Window], audience: Audience, now: Instant
) -> Iterable[PlannedWindow]:
    """Yield the windows that the reader sees: a customer's own, where they see one customer."""
    for window in windows:
        if audience.customers is None or window.customer in audience.customers:
            first = next(occurrences(window, now, later(now, _MONTH)), None)
            is_open = first is not None and first.includes(now)
            yield PlannedWindow(window, first, is_open)


async def _held(pages: Pages, audience: Audience, now: Instant) -> list[Held]:
    """Return what is quiet now, each problem once, the worst first."""
    found = [
        one
        for one in await pages.tickets.findings(audience.customer_filter)
        if one.quiet_until is not None or one.symptom_of is not None
    ]
    found.sort(key=lambda one: (one.level.rank, one.target, one.title))
    once = {one.fingerprint: one for one in reversed(found)}
    return [
        Held(one, pages.mutes.of(one.labels, target=one.target, customer=one.customer, at=now))
        for one in reversed(once.values())
    ]


def _back(visit: Visit) -> web.Response:
    visit.pages.broadcaster.changed("commissioning")
    return see_other("/silences")
