"""Senders that no inventory holds, and what to write so that their alerts find a target."""

from __future__ import annotations

import asyncio

from aiohttp import web

from dashboards.unmapped import Door, suggested
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page
from watchkeeper.access.model import Scope

_MOST_SHOWN = 200


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/unmapped", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TARGETS_READ)
    pages, inventory = visit.pages, visit.pages.inventory()
    found = [one for one in await pages.unmapped() if visit.principal.sees(one.customer)]
    context = {
        "unmapped": await asyncio.to_thread(suggested, found[:_MOST_SHOWN], inventory),
        "left_out": max(0, len(found) - _MOST_SHOWN),
        "lines": Door.SYSLOG,
    }
    counts = await counts_context(pages, visit.audience)
    return Page("unmapped.html", {**context, **counts, "topics": "counts"})
