"""Errors of ours outside the pages as answers: the status, a stable code, the sentence."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from dashboards.departed import departed
from dashboards.rest.call import error_response
from watchkeeper.core.errors import WatchkeeperError
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
