"""Errors of ours outside the pages' handlers as answers: the status, a stable code, the sentence."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from dashboards.departed import departed
from dashboards.rest.problems import error_response
from dashboards.web.deps import Pages
from dashboards.web.visit import failure_page
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.logs import get_log

log = get_log("server")


@web.middleware
async def failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn errors of ours into JSON; a defect becomes one logged 500 without its inside."""
    try:
        return await handler(request)
    except WatchkeeperError as error:
        return error_response(error, lambda sentence: sentence)
    except web.HTTPException:
        raise
    except ConnectionError as error:
        return departed(request, error)
    except Exception as error:
        log.exception("request failed", method=request.method, path=request.path, error=error)
        return web.json_response(
            {
                "code": "defect",
                "sentence": "something went wrong here; it is in the log",
                "at": None,
            },
            status=500,
        )


def page_failures(pages: Pages) -> Middleware:
    """Return the middleware that gives a page to a browser while the database is gone.

    Who asks cannot be found out then, so the request does not come as far as a page's handler.
    """

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except Unavailable as error:
            if not _wants_page(request):
                raise
            return await failure_page(pages, request, error)

    return answer


def _wants_page(request: web.Request) -> bool:
    is_program = request.path.startswith(("/api/", "/-/", "/ping/", "/events", "/metrics"))
    return not is_program and "text/html" in request.headers.get("Accept", "")
