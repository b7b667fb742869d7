"""How large a body may say it is, by whom it is for; refused before anything of it is read.

What says nothing, or inflates, is bounded by the reader of each handler (access/bodies.py).
"""

from __future__ import annotations

import re

from aiohttp import web
from aiohttp.typedefs import Handler

from collector.intake.alerts import MAX_BODY_BYTES as MAX_ALERTS_BYTES
from collector.intake.write import IMPORT_PATH, WRITE_PATH
from collector.intake.write import MAX_BODY_BYTES as MAX_WRITE_BYTES
from collector.satellites.exchange import MAX_BODY_BYTES as MAX_SATELLITE_BYTES
from collector.satellites.exchange import PREFIX as SATELLITE_PREFIX
from ticketing.files.desk import MAX_FILE_BYTES as MAX_ATTACHED_BYTES
from watchkeeper.core.errors import TooLarge
from watchkeeper.exchange.frames import MOST_FRAME_BYTES
from watchkeeper.inventory.imports.rows import MAX_FILE_BYTES
from watchkeeper.wire.columns import MAX_BODY_BYTES as MAX_PUSH_BYTES

USUAL_BYTES = 1024 * 1024
"""Pages, REST, queries, heartbeats."""

LARGER = {
    "/api/agent/v1/": MAX_PUSH_BYTES,
    SATELLITE_PREFIX: MAX_SATELLITE_BYTES,
    "/api/v2/alerts": MAX_ALERTS_BYTES,
    WRITE_PATH: MAX_WRITE_BYTES,
    IMPORT_PATH: MAX_WRITE_BYTES,
    "/api/watch/v1/series/import": MOST_FRAME_BYTES,
    "/api/watch/v1/imports": MAX_FILE_BYTES,
    "/targets/import": MAX_FILE_BYTES + USUAL_BYTES,
}
"""Where machines hand in many things at once."""


_FILES_OF_TICKETS = re.compile(r"(/api/watch/v1)?/tickets/\d{1,12}/files")


def limit_of(path: str) -> int:
    """Return how many bytes a body for *path* may have."""
    if _FILES_OF_TICKETS.fullmatch(path):
        return MAX_ATTACHED_BYTES + USUAL_BYTES
    return next((most for prefix, most in LARGER.items() if path.startswith(prefix)), USUAL_BYTES)


@web.middleware
async def body_limits(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a body whose head promises too much."""
    limit = limit_of(request.path)
    if (request.content_length or 0) > limit:
        raise TooLarge("the body is larger than {limit} bytes", limit=limit)
    return await handler(request)
