"""Methods that a path does not have, and pages of other origins, treated as Prometheus does.

A page of another origin may read an answer that it asked for with a token; cookies are never
allowed to come along (no Access-Control-Allow-Credentials).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import NoReturn, TypeVar

from aiohttp import web

from watchkeeper.access.asking import open_to_all

Response = TypeVar("Response", bound=web.StreamResponse)

_ALLOWED: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Origin",
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Expose-Headers": "Date",
        "Vary": "Origin",
    }
)


def other_methods(path: str, methods: Iterable[str]) -> list[web.RouteDef]:
    """Return the routes of a path for what is not among its *methods*; add them behind those."""
    allowed = (*methods, "OPTIONS")

    async def refuse(request: web.Request) -> NoReturn:
        raise web.HTTPMethodNotAllowed(request.method, allowed)

    return [web.options(path, preflight), web.route("*", path, refuse)]


@open_to_all
async def preflight(request: web.Request) -> web.Response:
    """Tell a browser what it may send; it asks without credentials."""
    return shared(request, web.Response(status=HTTPStatus.NO_CONTENT))


def shared(request: web.Request, response: Response) -> Response:
    """Let the page of another origin that asked read the response."""
    origin = request.headers.get("Origin")
    if origin is not None and not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.update(_ALLOWED)
    return response
