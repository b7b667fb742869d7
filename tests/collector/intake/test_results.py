"""Requests on answers to pushes, and results that come back, over real HTTP."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.agent_requests import AgentRequests
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from collector.intake.results import result_routes
from tests.collector.intake.test_push import HEADERS, authenticate, push_at
from tests.storage.series.conftest import SetClock
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.columns import PUSH_PATH, encode
from watchkeeper.wire.connections import ConnectionReport
from watchkeeper.wire.requests import (
    ANSWERS_HEADER,
    CONNECTIONS,
    DONE,
    MAX_BYTES,
    RESULTS_PATH,
    Result,
    bytes_from_results,
    requests_from_bytes,
)

Client = TestClient[web.Request, web.Application]
REPORT = ConnectionReport(15.0, (), 0, 0.0, 0.0)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def book(clock: SetClock) -> AgentRequests:
    return AgentRequests(clock)


@pytest.fixture
async def client(tmp_path: Path, clock: SetClock, book: AgentRequests) -> AsyncIterator[Client]:
    store = await SeriesStore.open(tmp_path, clock=clock)
    metrics = PushMetrics(CollectorRegistry())
    application = web.Application()
    application.add_routes(PushIntake(store, authenticate, clock, metrics, book).routes())
    application.add_routes(result_routes(book, authenticate))
    async with TestClient(TestServer(application)) as opened:
        yield opened
    await store.close()


async def push(client: Client, clock: SetClock, number: int, **headers: str) -> tuple[int, bytes]:
    body = encode(push_at(clock.now(), (0.5,), first=number))
    sent = {**HEADERS, **headers}
    async with client.post(PUSH_PATH, data=io.BytesIO(body), headers=sent) as response:
        return response.status, await response.read()


async def tell(client: Client, body: bytes, token: str = "good") -> int:
    headers = {"Authorization": f"Bearer {token}"}
    async with client.post(RESULTS_PATH, data=io.BytesIO(body), headers=headers) as response:
        return response.status


async def test_a_push_is_answered_by_what_is_asked(
    client: Client, clock: SetClock, book: AgentRequests
) -> None:
    """An agent that reads requests gets them with its push; an older one gets 204 as ever."""
    assert await push(client, clock, 1, **{ANSWERS_HEADER: "1"}) == (204, b"")
    book.ask("web-1", CONNECTIONS, ticket=7, by="rule")
    assert await push(client, clock, 2) == (204, b"")
    status, body = await push(client, clock, 3, **{ANSWERS_HEADER: "1"})
    (request,) = requests_from_bytes(body)
    assert (status, request.name) == (200, CONNECTIONS)
    assert await push(client, clock, 4, **{ANSWERS_HEADER: "1"}) == (204, b"")
    result = bytes_from_results("a1", [Result(request.id, DONE, report=REPORT)])
    assert await tell(client, result) == 204
    latest = book.latest("web-1")
    assert latest is not None
    assert latest.result.report == REPORT


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [
        (b"{}", "good", 400),
        (b"\xff\xfe", "good", 400),
        (b" " * (MAX_BYTES + 1), "good", 413),
        (bytes_from_results("a1", []), "bad", 401),
        (bytes_from_results("a1", [Result("0" * 32, "unknown")]), "good", 204),
    ],
    ids=["no list", "no text", "too long", "a stranger", "nobody asked"],
)
async def test_what_is_no_result_is_refused(
    client: Client, book: AgentRequests, body: bytes, token: str, status: int
) -> None:
    """Strangers and broken bodies are refused; what nobody asked for is put aside."""
    assert await tell(client, body, token) == status
    assert book.latest("web-1") is None
