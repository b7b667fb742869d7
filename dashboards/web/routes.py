"""All routes of the pages, and what unknown addresses get; the server mounts them."""

from __future__ import annotations

from aiohttp import web

from dashboards.web import events
from dashboards.web.deps import Pages
from dashboards.web.pages import (
    answer,
    backups,
    calendar,
    commissioning,
    host,
    hosts,
    knowledge,
    messages,
    now,
    oncall,
    reports,
    rule,
    rules,
    sign_in,
    silences,
    target,
    target_import,
    ticket,
    ticket_files,
    ticket_new,
    tickets,
    topology,
    traffic,
    unmapped,
    waiting,
)
from dashboards.web.visit import Answer, Door, Page, Visit, page


def web_routes(pages: Pages) -> list[web.RouteDef]:
    """Return the routes of all pages, of static files and of live updates."""
    return [
        *now.routes(pages),
        *oncall.routes(pages),
        *ticket_new.routes(pages),
        *tickets.routes(pages),
        *messages.routes(pages),
        *knowledge.routes(pages),
        *ticket_files.routes(pages),
        *ticket.routes(pages),
        *hosts.routes(pages),
        *backups.routes(pages),
        *host.routes(pages),
        *traffic.routes(pages),
        *target.routes(pages),
        *target_import.routes(pages),
        *topology.routes(pages),
        *waiting.routes(pages),
        *rules.routes(pages),
        *rule.routes(pages),
        *commissioning.routes(pages),
        *silences.routes(pages),
        *calendar.routes(pages),
        *unmapped.routes(pages),
        *reports.routes(pages),
        *sign_in.routes(pages),
        *answer.routes(pages),
        *events.routes(pages),
        web.get("/static/{path:.+}", pages.assets.serve),
    ]


def fallback_routes(pages: Pages) -> list[web.RouteDef]:
    """Return the route for addresses nobody answers; add it after all others."""
    return [web.route("*", "/{path:.*}", page(pages, not_found, Door.OPEN))]


async def not_found(visit: Visit) -> Answer:
    if visit.request.path.startswith(("/api/", "/-/")):
        return web.json_response(
            {"code": "not_found", "sentence": "there is no such address", "at": None}, status=404
        )
    sentence = visit.voice.say("there is no such page")
    return Page("error.html", {"status": 404, "sentence": sentence}, status=404)
