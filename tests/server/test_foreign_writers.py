"""Who may write series: a token with the scope, never a browser that is signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import BaseTestServer, TestServer
from prometheus_client import CollectorRegistry

from collector.intake.write import IMPORT_PATH, WriteIntake
from collector.intake.write_metrics import WriteMetrics
from watchkeeper.access.gate import Gate
from watchkeeper.access.model import Scope
from watchkeeper.access.people import people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.failures import failures
from watchkeeper.server.gatekeeper import gatekeeper
from watchkeeper.storage.database import Database
from watchkeeper.storage.series.store import SeriesStore

CLOCK = ManualClock(Instant(1_795_312_800_000))
PEOPLE = "people:\n- {id: admin-a, name: 甲, role: admin}\n"


@pytest.fixture
async def gate(database: Database) -> AsyncIterator[Gate]:
    opened = Gate(database, people_from_node(parse_yaml(PEOPLE, name="people.yml")), CLOCK)
    yield opened
    opened.close()


@pytest.fixture
async def server(gate: Gate, tmp_path: Path) -> AsyncIterator[BaseTestServer]:
    store = await SeriesStore.open(tmp_path, clock=CLOCK)
    app = web.Application(middlewares=[failures, gatekeeper(gate)])
    app.add_routes(WriteIntake(store, CLOCK, WriteMetrics(CollectorRegistry())).routes())
    async with TestServer(app) as running:
        yield running
    await store.close()


@pytest.mark.parametrize(
    ("scope", "status"), [(Scope.METRICS_WRITE, 204), (Scope.QUERY_READ, 403)], ids=str
)
async def test_a_token_needs_the_scope(
    gate: Gate, server: BaseTestServer, scope: Scope, status: int
) -> None:
    """Who may read may not write."""
    token = await gate.make_token("sender", [scope], by="system")
    headers = {"Authorization": f"Bearer {token.secret}"}
    async with (
        ClientSession() as session,
        session.post(server.make_url(IMPORT_PATH), data="up 1\n", headers=headers) as answer,
    ):
        assert answer.status == status


async def test_a_signed_in_browser_writes_nothing(gate: Gate, server: BaseTestServer) -> None:
    """A form on another site could send a page of text along with the cookie of an admin."""
    await gate.set_password(gate.people.get("admin-a"), "correct horse battery", by="system")
    new = await gate.sign_in("admin-a", "correct horse battery", address="127.0.0.1")
    async with (
        ClientSession(cookies={"watchkeeper_session": new.id}) as session,
        session.post(server.make_url(IMPORT_PATH), data="up 1\n") as answer,
    ):
        assert answer.status == 403
        assert "a session does not count" in await answer.text()
