"""All tickets: find them by word or state; the best match first, then the newest."""

from __future__ import annotations

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page
from ticketing.views import Order, TicketFilter, TicketRow, TicketState
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.search.words import LONGEST_QUERY

_PAGE = 50
_LAST_PAGE = 2_000


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/tickets", page(pages, show))]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    query = visit.request.query
    text = query.get("text", "").strip()
    state = query.get("state", "")
    states = tuple(item for item in TicketState if state in {"", item.value})
    page_number = _page_number(query.get("page", "0"))
    wanted = TicketFilter(
        states=states or tuple(TicketState),
        customers=visit.audience.customer_filter,
        text=text,
        order=Order.BEST,
        limit=_PAGE + 1,
        offset=page_number * _PAGE,
    )
    rows, problem = await _found(visit, wanted)
    context = {
        "rows": rows[:_PAGE],
        "has_more": len(rows) > _PAGE,
        "page_number": page_number,
        "text": text[:LONGEST_QUERY],
        "longest": LONGEST_QUERY,
        "problem": problem,
        "state": state,
        "states": tuple(TicketState),
        "topics": "counts",
        **await counts_context(visit.pages, visit.audience),
    }
    return Page("tickets.html", context)


async def _found(visit: Visit, wanted: TicketFilter) -> tuple[tuple[TicketRow, ...], str]:
    """Return what is found, and what to say where that was no search."""
    try:
        return await visit.pages.tickets.rows(wanted), ""
    except InvalidInput as error:
        return (), visit.voice.problem(error)


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return min(int(text), _LAST_PAGE) if is_number else 0
