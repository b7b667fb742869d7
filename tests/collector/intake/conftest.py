"""A real HTTP server with the Alertmanager API over an inbox in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.intake.alerts import AlertMetrics, AlertsIntake
from collector.intake.known_alerts import AlertsReader
from tests.fakes.memory_inbox import MemoryInbox
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.model import SYSTEM, Principal, Scope
from watchkeeper.server.clock import SystemClock

AlertmanagerClient = TestClient[web.Request, web.Application]


READER = Principal("r", "acme's reader", frozenset(Scope), frozenset({"acme"}))


@web.middleware
async def _asked_by(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Say who asks, as the server's gate does: a reader of one customer, or the house."""
    request[PRINCIPAL] = READER if request.headers.get("X-Test-Reader") else SYSTEM
    return await handler(request)


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def alertmanager(
    inbox: MemoryInbox, registry: CollectorRegistry
) -> AsyncIterator[AlertmanagerClient]:
    """A client of the API, served on a free port of loopback."""
    clock = SystemClock()
    application = web.Application(middlewares=[_asked_by])
    application.add_routes(AlertsIntake(inbox, clock, AlertMetrics(registry)).routes())
    application.add_routes(AlertsReader(inbox, clock).routes())
    async with TestClient(TestServer(application)) as client:
        yield client
