"""``POST /api/webhooks/v1/...`` over HTTP: who may, what is answered, what is counted."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.webhooks.intake import MAX_BODY_BYTES, WebhookIntake, WebhookMetrics
from collector.webhooks.mapping import WebhookMappings
from tests.fakes.memory_inbox import MemoryInbox
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.model import SYSTEM
from watchkeeper.server.clock import SystemClock

Client = TestClient[web.Request, web.Application]
FIXTURES = Path(__file__).parents[2] / "fixtures" / "webhooks"
PATH = "/api/webhooks/v1/alertmanager"
HOOK = json.loads((FIXTURES / "alertmanager.json").read_text())


@web.middleware
async def _asked_by_the_house(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    request[PRINCIPAL] = SYSTEM
    return await handler(request)


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def client(inbox: MemoryInbox, registry: CollectorRegistry) -> AsyncIterator[Client]:
    mappings = WebhookMappings()
    intake = WebhookIntake(inbox, lambda: mappings, SystemClock(), WebhookMetrics(registry))
    application = web.Application(middlewares=[_asked_by_the_house])
    application.add_routes(intake.routes())
    async with TestClient(TestServer(application)) as found:
        yield found


async def test_alerts_are_stored_before_the_answer(
    client: Client, inbox: MemoryInbox, registry: CollectorRegistry
) -> None:
    """200 says how many of each there were; they are in the inbox by then, and counted."""
    response = await client.post(PATH, json=HOOK)
    assert response.status == 200
    assert await response.json() == {"firing": 1, "resolved": 1, "ignored": 0, "invalid": 0}
    assert [alert.source for alert in inbox.named("DiskFull")] == ["watchkeeper"] * 2
    labels = {"mapping": "alertmanager", "status": "firing"}
    assert registry.get_sample_value("watchkeeper_webhook_alerts_total", labels) == 1


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"]
)
async def test_json_is_read_whatever_it_is_called(
    client: Client, inbox: MemoryInbox, kind: str
) -> None:
    """Senders that name another content type are understood."""
    response = await client.put(PATH, data=json.dumps(HOOK), headers={"Content-Type": kind})
    assert response.status == 200
    assert inbox.named("DiskFull")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/webhooks/v1/nobody", b"{}", 404),
        (PATH, b"{", 400),
        (PATH, b'{"alerts": 7}', 400),
        (PATH, b" " * (MAX_BODY_BYTES + 1), 413),
    ],
    ids=["no such mapping", "no JSON", "no list", "too large"],
)
async def test_what_makes_no_sense_is_told(
    client: Client, inbox: MemoryInbox, path: str, body: bytes, status: int
) -> None:
    """The answer is JSON with a sentence; nothing was stored."""
    response = await client.post(path, data=io.BytesIO(body))
    assert response.status == status
    assert (await response.json())["error"]
    assert inbox.batches == []


async def test_a_small_body_that_inflates_is_refused(client: Client) -> None:
    """Only what was read after inflating is counted."""
    body = gzip.compress(b" " * (64 * 1024 * 1024))
    response = await client.post(PATH, data=body, headers={"Content-Encoding": "gzip"})
    assert response.status == 413


async def test_good_alerts_are_stored_although_400_is_answered(
    client: Client, inbox: MemoryInbox
) -> None:
    """Of a mixed payload the good alerts are in the inbox when 400 says what was wrong."""
    response = await client.post(PATH, json={"alerts": [{"labels": {}}, *HOOK["alerts"]]})
    assert response.status == 400
    found = await response.json()
    assert found["invalid"] == 1
    assert found["errors"][0].startswith("alert 1: ")
    assert len(inbox.named("DiskFull")) == 2


async def test_an_inbox_that_is_down_is_answered_with_503(
    client: Client, inbox: MemoryInbox
) -> None:
    """Nothing is acknowledged that was not stored."""
    inbox.is_down = True
    response = await client.post(PATH, json=HOOK)
    assert (response.status, response.headers["Retry-After"]) == (503, "5")
