"""New ticket: what somebody tells by phone, in writing or in person, taken down in a minute (R8)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from aiohttp import web

from dashboards.ticket_commands import open_ticket_of
from dashboards.web.deps import Pages
from dashboards.web.local_times import rfc3339_of_local
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other, status_of
from ticketing.events import Channel
from ticketing.types.model import Kind
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.levels import LEVELS

CHANNELS = (Channel.PHONE, Channel.MAIL, Channel.CHAT, Channel.WALK_IN, Channel.PORTAL)
"""By which ways somebody tells of a fault; the usual one first."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/tickets/new", page(pages, show)),
        web.post("/tickets/new", page(pages, open_ticket)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    return await _page(visit, {"key": secrets.token_urlsafe(12)})


async def open_ticket(visit: Visit) -> Answer:
    """Open it and show it; what is refused is shown with what was typed."""
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    form = await read_form(visit)
    try:
        given = {name: value for name, value in form.items() if name != "channel"}
        if "reported_at" in given:
            given["reported_at"] = rfc3339_of_local(given["reported_at"], visit.audience.zone)
        command = open_ticket_of(
            given, actor=visit.principal.id, channel=_channel(form.get("channel", ""))
        )
        visit.require(Scope.TICKETS_WRITE, command.customer)
        opened = await visit.pages.tickets.carry_out(command)
    except WatchkeeperError as error:
        return await _page(visit, form, error)
    return see_other(f"/tickets/{opened.number}")


def _channel(word: str) -> Channel:
    found = next((one for one in CHANNELS if one.value == word), None)
    if found is None:
        raise InvalidInput("the field {name!r} must be filled in", name="channel")
    return found


async def _page(
    visit: Visit, typed: Mapping[str, str] = _NOTHING, error: WatchkeeperError | None = None
) -> Page:
    inventory, sees = visit.pages.inventory(), visit.principal.sees
    context = {
        "typed": typed,
        "problem": visit.voice.problem(error) if error is not None else "",
        "levels": LEVELS,
        "kinds": tuple(Kind),
        "channels": CHANNELS,
        "customers": [inventory.customer(one) for one in inventory.customers if sees(one)],
        "targets": sorted(one.name for one in inventory.targets.values() if sees(one.customer)),
        "topics": "counts",
        **await counts_context(visit.pages, visit.audience),
    }
    return Page("ticket_new.html", context, status_of(error) if error is not None else 200)
