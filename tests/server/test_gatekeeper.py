"""Who is let in where: the table of paths over a real gate and a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import BaseTestServer, TestServer

from watchkeeper.access.asking import open_to_all
from watchkeeper.access.gate import Gate
from watchkeeper.access.model import Scope
from watchkeeper.access.people import people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.failures import failures
from watchkeeper.server.gatekeeper import gatekeeper
from watchkeeper.storage.database import Database

PEOPLE = """
people:
- {id: engineer-a, name: 甲}
- {id: engineer-b, name: 乙, customers: [acme]}
"""


@pytest.fixture
async def gate(database: Database) -> AsyncIterator[Gate]:
    people = people_from_node(parse_yaml(PEOPLE, name="people.yml"))
    opened = Gate(database, people, ManualClock(Instant(1_795_312_800_000)))
    yield opened
    opened.close()


@pytest.fixture
async def server(gate: Gate) -> AsyncIterator[BaseTestServer]:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="inside")

    async def answer_anybody(_request: web.Request) -> web.Response:
        return web.Response(text="outside")

    app = web.Application(middlewares=[failures, gatekeeper(gate)])
    app.router.add_get("/open", open_to_all(answer_anybody))
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as running:
        yield running


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/api/v1/query", Scope.QUERY_READ),
        ("POST", "/api/v1/query_range", Scope.QUERY_READ),
        ("GET", "/federate", Scope.QUERY_READ),
        ("POST", "/api/v1/write", Scope.METRICS_WRITE),
        ("POST", "/api/v1/import/prometheus", Scope.METRICS_WRITE),
        ("POST", "/api/v2/alerts", Scope.ALERTS_WRITE),
        ("GET", "/metrics", Scope.METRICS_READ),
    ],
)
async def test_what_knows_no_customers_is_shut_to_tokens_of_one(
    gate: Gate, server: BaseTestServer, method: str, path: str, scope: Scope
) -> None:
    """Series, posted alerts and own metrics are not told apart by customer: all or nothing."""
    whole = await gate.make_token("all", [scope], by="system")
    part = await gate.make_token("acme", [scope], by="system", customers=frozenset({"acme"}))
    statuses = []
    async with ClientSession() as session:
        for token in (whole, part):
            headers = {"Authorization": f"Bearer {token.secret}"}
            async with session.request(method, server.make_url(path), headers=headers) as answer:
                statuses.append(answer.status)
    assert statuses == [200, 403]


async def test_an_engineer_of_one_customer_asks_no_promql(
    gate: Gate, server: BaseTestServer
) -> None:
    """A session does not read the series of other customers either."""
    await gate.set_password(gate.people.get("engineer-b"), "correct horse battery", by="system")
    new = await gate.sign_in("engineer-b", "correct horse battery", address="127.0.0.1")
    async with (
        ClientSession(cookies={"watchkeeper_session": new.id}) as session,
        session.get(server.make_url("/api/v1/query"), params={"query": "up"}) as answer,
    ):
        assert answer.status == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/open", 200),
        ("/open/further", 303),
        ("/metrics", 401),
        ("/api/v1/query", 401),
        ("/api/v2/alerts", 401),
        ("/api/watch/v1/tickets", 401),
        ("/events", 401),
        ("/tickets/7", 303),
        ("/%2e%2e/tickets", 303),
    ],
)
async def test_strangers_get_in_only_where_a_handler_says(
    server: BaseTestServer, path: str, status: int
) -> None:
    """Without credentials only what is marked as open answers."""
    async with (
        ClientSession() as session,
        session.get(server.make_url(path), allow_redirects=False) as answer,
    ):
        assert answer.status == status
