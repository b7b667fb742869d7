"""Messages: what has not arrived, with the service's own answer; sent anew or discarded from here."""

from __future__ import annotations

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other
from ticketing.views import LARGEST_NUMBER
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/messages", page(pages, show)),
        web.post("/messages/send-anew", page(pages, send_all)),
        web.post("/messages/discard", page(pages, discard_all)),
        web.post(r"/messages/{id:\d{1,12}}/send-anew", page(pages, send_one)),
        web.post(r"/messages/{id:\d{1,12}}/discard", page(pages, discard_one)),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    desk = visit.pages.messages
    found = await desk.undelivered(visit.principal.sees)
    context = {
        "given_up": [message for message in found if message.is_given_up],
        "tried_again": [message for message in found if not message.is_given_up],
        "channels": desk.channel_states(),
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("messages.html", {**context, **counts, "topics": "counts"})


async def send_one(visit: Visit) -> Answer:
    return await _sent_anew(visit, await _one(visit))


async def send_all(visit: Visit) -> Answer:
    return await _sent_anew(visit, None)


async def discard_one(visit: Visit) -> Answer:
    return await _discarded(visit, await _one(visit))


async def discard_all(visit: Visit) -> Answer:
    return await _discarded(visit, None)


async def _sent_anew(visit: Visit, wanted: tuple[int, ...] | None) -> Answer:
    await _allowed(visit)
    principal = visit.principal
    await visit.pages.messages.send_anew(wanted, sees=principal.sees, actor=principal.id)
    return see_other("/messages")


async def _discarded(visit: Visit, wanted: tuple[int, ...] | None) -> Answer:
    await _allowed(visit)
    principal = visit.principal
    await visit.pages.messages.discard(wanted, sees=principal.sees, actor=principal.id)
    return see_other("/messages")


async def _allowed(visit: Visit) -> None:
    visit.principal.require_scope(Scope.TICKETS_WRITE)
    await read_form(visit)


async def _one(visit: Visit) -> tuple[int, ...]:
    """Return the message of the path.  Raises NotFound, also where another customer is told."""
    number = int(visit.request.match_info["id"])
    if number > LARGEST_NUMBER:
        raise NotFound("no undelivered message has the number {number}", number=number)
    found = await visit.pages.messages.one(number, visit.principal.sees)
    return (found.id,)
