"""/events: the stream of server-sent events behind live pages."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.live import HEARTBEAT, Message, Stream, event_bytes, topics_from_query
from dashboards.web.security import HEADERS
from dashboards.web.visit import Answer, Door, Visit, page
from watchkeeper.access.sessions import COOKIE

HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 1.0
"""How often a stream without news looks whether its reader is still there."""

_SEND_SECONDS = 20.0


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/events", page(pages, stream, Door.STREAM))]


async def stream(visit: Visit) -> Answer:
    """Send what changes until the reader goes, signs out, or falls too far behind."""
    topics = topics_from_query(visit.request.query.getall("topics", []))
    response = web.StreamResponse(
        headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    response.content_type = "text/event-stream"
    with visit.pages.broadcaster.follow(visit.audience, topics) as mine:
        await response.prepare(visit.request)
        await response.write(HEARTBEAT)
        # Either says that the reader is gone or too slow; the browser opens a new stream.
        with contextlib.suppress(ConnectionResetError, TimeoutError):
            await _send(visit, response, mine)
    return response


async def _send(visit: Visit, response: web.StreamResponse, mine: Stream) -> None:
    """Pass on messages; however many there are, look now and then whose stream it is."""
    loop = asyncio.get_running_loop()
    looked_at = loop.time()
    while not mine.is_dropped and not _is_gone(visit.request):
        message = await _next(mine)
        is_due = loop.time() - looked_at >= HEARTBEAT_SECONDS
        if is_due and not await _still_signed_in(visit):
            return
        if message:
            await _write(response, event_bytes(message))
        elif is_due:
            await _write(response, HEARTBEAT)
        if is_due:
            looked_at = loop.time()


async def _next(mine: Stream) -> Message | None:
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return await mine.waiting.get()
    except TimeoutError:
        return None


async def _write(response: web.StreamResponse, data: bytes) -> None:
    async with asyncio.timeout(_SEND_SECONDS):
        await response.write(data)


def _is_gone(request: web.Request) -> bool:
    """Tell whether the browser closed the connection, which no read or write would tell yet."""
    return request.transport is None or request.transport.is_closing()


async def _still_signed_in(visit: Visit) -> bool:
    found = await visit.pages.gate.signed_in(visit.request.cookies.get(COOKIE, ""))
    return found is not None and found.principal == visit.principal
