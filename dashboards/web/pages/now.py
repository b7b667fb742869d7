"""Now: the open tickets, by level, customer rank and due time, or by time left."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.visit import Answer, Page, Visit, page
from ticketing.views import Order, TicketFilter, TicketState
from watchkeeper.access.model import Scope
from watchkeeper.core.levels import LEVELS

ORDERS: Mapping[str, Order] = {"queue": Order.QUEUE, "due": Order.DUE}
_SHOWN = 200
_ENDED_SHOWN = 20


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    order = visit.request.query.get("order", "queue")
    order = order if order in ORDERS else "queue"
    context = await list_context(visit.pages, visit.audience, order)
    counts = await counts_context(visit.pages, visit.audience)
    told = {"given_up": await _given_up(visit)}
    return Page("now.html", {**context, **counts, **told, "topics": f"counts now-{order}"})


async def _given_up(visit: Visit) -> int:
    found = await visit.pages.messages.undelivered(visit.principal.sees)
    return sum(1 for message in found if message.is_given_up)


async def list_context(pages: Pages, audience: Audience, order: str) -> dict[str, object]:
    """Return what the list shows: live tickets, and those resolved but not closed."""
    customers = audience.customer_filter
    live = TicketFilter(customers=customers, order=ORDERS[order], limit=_SHOWN)
    ended = TicketFilter(
        states=(TicketState.RESOLVED,),
        customers=customers,
        order=Order.NEWEST,
        limit=_ENDED_SHOWN,
    )
    rows = await pages.tickets.rows(live)
    total = len(rows) if len(rows) < _SHOWN else await pages.tickets.count(live)
    return {
        "rows": rows,
        "total": total,
        "ended": await pages.tickets.rows(ended),
        "order": order,
        "targets": sum(1 for target in pages.inventory() if audience.sees(target.customer)),
    }


async def counts_context(pages: Pages, audience: Audience) -> dict[str, object]:
    """Return the counts by level, and how the tab's title shows them (``2·I 1·III``)."""
    found = await pages.tickets.counts_by_level(audience.customer_filter)
    counts = {level: found.get(level, 0) for level in LEVELS}
    parts = [f"{count}·{level.value}" for level, count in counts.items() if count]
    return {"counts": counts, "title_counts": " ".join(parts)}
