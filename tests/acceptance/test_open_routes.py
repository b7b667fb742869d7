"""What a stranger meets at each address of a whole server."""

from __future__ import annotations

import re
from pathlib import Path

from aiohttp import ClientSession
from aiohttp.web import AbstractRoute

from dashboards.prometheus_api.handlers import GET, GET_OR_POST
from dashboards.rest.routes import PREFIX, ROUTES
from tests.acceptance.harness import TIMEOUT, build_house, watching
from watchkeeper.access.asking import is_open_to_all
from watchkeeper.core.instants import instant_from_rfc3339

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")

OPEN = {
    "* /{path}",
    "GET /-/healthy",
    "GET /-/ready",
    "GET /api/agent/v1/ca.pem",
    "GET /api/satellite/v1/hand-down",
    "GET /api/watch/v1/health",
    "GET /answer/{token}",
    "GET /callbacks/{source}",
    "GET /link/{secret}",
    "GET /ping/{key}",
    "GET /ping/{key}/{signal}",
    "GET /sign-in",
    "GET /static/{path}",
    "POST /answer/{token}",
    "POST /api/agent/v1/enrol",
    "POST /api/agent/v1/lines",
    "POST /api/agent/v1/push",
    "POST /api/agent/v1/results",
    "POST /api/satellite/v1/enrol",
    "POST /api/satellite/v1/exchange",
    "POST /api/agent/v1/token",
    "POST /callbacks/{source}",
    "POST /language",
    "POST /link/{secret}",
    "POST /ping/{key}",
    "POST /ping/{key}/{signal}",
    "POST /sign-in",
}
"""Who adds to these lets strangers in: each checks a key of its own, or has nothing to hide."""


PREFLIGHTS = {
    "OPTIONS /federate",
    *(f"OPTIONS /api/v1/{name}" for name in (*GET_OR_POST, *GET)),
}
"""A browser asks them without credentials; they tell what may be sent, and nothing else."""


async def test_strangers_meet_what_each_route_declares(tmp_path: Path) -> None:
    """Open routes answer without credentials, all others ask for them; the list is known."""
    async with watching(build_house(tmp_path), AT) as watch:
        routes = [one for one in watch.server.app.router.routes() if one.method != "HEAD"]
        declared = {_name(one) for one in routes if is_open_to_all(one.handler)}
        let_in = {
            _name(one) for one in routes if await _lets_in(watch.session, watch.house.url, one)
        }
    assert let_in == declared == OPEN | PREFLIGHTS


def test_the_table_of_rest_says_the_same() -> None:
    """What OpenAPI shows as open is what is open."""
    told = {f"{one.method} {PREFIX}{one.path}" for one in ROUTES if one.is_open}
    assert told == {one for one in OPEN if f" {PREFIX}/" in one}


def _name(route: AbstractRoute) -> str:
    assert route.resource is not None
    return f"{route.method} {route.resource.canonical}"


def _example(route: AbstractRoute) -> str:
    """Return a path of the route: each variable is a number, or the one word that it admits."""
    assert route.resource is not None
    info = route.resource.get_info()
    if "pattern" not in info:
        return route.resource.canonical
    admitted = re.findall(r"\(\?P<(\w+)>(.*?)\)", info["pattern"].pattern)
    values = {name: _value(one) for name, one in admitted}
    return info["formatter"].format(**values)


def _value(pattern: str) -> str:
    return next((one for one in ("1", "2026") if re.fullmatch(pattern, one)), pattern)


async def _lets_in(session: ClientSession, url: str, route: AbstractRoute) -> bool:
    """Ask without credentials; the gatekeeper's answers are a 401, or the way to sign in."""
    method = "GET" if route.method == "*" else route.method
    async with session.request(
        method, url + _example(route), timeout=TIMEOUT, allow_redirects=False
    ) as reply:
        is_sent_away = reply.headers.get("Location", "").startswith("/sign-in?next=")
        text = await reply.text()
    return not is_sent_away and "token create" not in text and "sign in first" not in text
