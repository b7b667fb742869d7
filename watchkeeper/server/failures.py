"""Errors of ours as answers of the API: the status, a stable code, the sentence, the place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from aiohttp import web

from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    TooLarge,
    TooManyAttempts,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log

log = get_log("server")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATUS: Mapping[type[WatchkeeperError], int] = MappingProxyType(
    {
        TooLarge: 413,
        InvalidInput: 400,
        Unauthenticated: 401,
        Forbidden: 403,
        NotFound: 404,
        Conflict: 409,
        TooManyAttempts: 429,
        Unavailable: 503,
    }
)


def status_of(error: WatchkeeperError) -> int:
    """Return the HTTP status of an error, by the nearest class of the tree."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return 500


def answer_of(error: WatchkeeperError) -> web.Response:
    status = status_of(error)
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = "5"
    body = {"code": error.code, "sentence": error.text(), "at": error.at}
    return web.json_response(body, status=status, headers=headers)


@web.middleware
async def failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn errors of ours into JSON; a defect becomes one logged 500 without its inside."""
    try:
        return await handler(request)
    except WatchkeeperError as error:
        return answer_of(error)
    except (web.HTTPException, ConnectionError):
        raise
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
