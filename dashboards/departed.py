"""What is done about a client that leaves before its answer was sent: one quiet line."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from watchkeeper.core.logs import get_log

log = get_log("dashboards")


def departed(request: web.Request, error: ConnectionError) -> web.Response:
    """End the connection, so that nobody takes what was sent for the whole; say it in the log.

    What is returned is never sent: aiohttp asks for a response, and logs a traceback for an error.
    """
    cause = error.__cause__
    if cause is None:
        log.info("a client left before its answer was sent", path=request.path)
    else:
        log.warning("an answer was not sent whole", path=request.path, error=cause)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
