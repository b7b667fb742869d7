"""Heavy queries have a lane of their own: light ones are answered beside them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import ClientSession, web
from prometheus_client import CollectorRegistry

from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import Known
from rules.lanes import Lanes
from rules.promql.series import Block, Selection
from tests.dashboards.prometheus_api.conftest import Client
from tests.eventually import eventually
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Instant

_SECONDS = 30.0
_HEAVY = "sum_over_time(up[20000s:1s])"  # looks at 40,000 samples
_GATE = f"{_HEAVY} + on (instance) group_left () gate"


class Gated(MemorySource):
    """Whoever reads ``gate`` stands before it until it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.reached = threading.Event()

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        found = super().window(selection, start, end)
        if any("gate" in str(selection.labels(row)) for row in range(len(selection))):
            self.reached.set()
            assert self.gate.wait(_SECONDS)
        return found


@pytest.fixture
def source() -> Gated:
    source = Gated()
    for instance in "ab":
        source.add({"__name__": "up", "instance": instance}, [(590_000, 1.0)])
        source.add({"__name__": "gate", "instance": instance}, [(590_000, 1.0)])
    return source


async def _status(client: Client, query: str, **parameters: str) -> tuple[int, str | None]:
    asked = {"query": query, **parameters}
    async with client.get("/api/v1/query", params=asked) as answer:
        await answer.read()
        return answer.status, answer.headers.get("Retry-After")


def _number(registry: CollectorRegistry, name: str, lane: str) -> float:
    labels = {"work": "queries", "lane": lane}
    return registry.get_sample_value(f"watchkeeper_lane_{name}", labels) or 0.0


async def test_light_queries_are_answered_while_heavy_ones_run(
    client: Client, source: Gated, registry: CollectorRegistry
) -> None:
    """With two heavy queries under way, of which one waits, a light one has its answer."""
    async with asyncio.TaskGroup() as group:
        heavy = [group.create_task(_status(client, f"{_GATE} + {n}")) for n in range(2)]
        await eventually(lambda: _number(registry, "waiting", "heavy") == 1)
        assert await _status(client, "up") == (200, None)
        assert not any(task.done() for task in heavy)
        source.gate.set()
    assert [task.result() for task in heavy] == [(200, None)] * 2


async def test_too_many_heavy_queries_are_refused(
    client: Client, source: Gated, registry: CollectorRegistry
) -> None:
    """When their line is full, more are told at once when to come again; light ones go on."""
    async with asyncio.TaskGroup() as group:
        for number in range(3):  # one runs, two wait: half of the line
            group.create_task(_status(client, f"{_GATE} + {number}"))
        await eventually(lambda: _number(registry, "waiting", "heavy") == 2)
        assert await _status(client, f"{_GATE} + 3") == (503, "5")
        assert _number(registry, "refused_total", "heavy") == 1
        assert await _status(client, "up") == (200, None)
        source.gate.set()


async def test_a_query_that_was_heavy_begins_in_the_heavy_lane(
    client: Client, source: Gated, registry: CollectorRegistry
) -> None:
    """It is remembered by its text, so that it takes no light thread again."""
    source.gate.set()
    for _ in range(3):
        assert (await _status(client, _HEAVY))[0] == 200
    moved = registry.get_sample_value("watchkeeper_lane_moved_total", {"work": "queries"})
    assert moved == 1
    assert _number(registry, "wait_seconds_count", "heavy") == 3


async def test_who_leaves_while_waiting_gives_up_the_place(
    client: Client, source: Gated, registry: CollectorRegistry
) -> None:
    """A heavy query that waits for room is over when its client goes."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_status(client, f"{_GATE} + 0"))
        await eventually(source.reached.is_set)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await _status(client, f"{_GATE} + 1")
        await eventually(lambda: _number(registry, "waiting", "heavy") == 0)
        source.gate.set()


async def test_a_timeout_ends_the_evaluation(
    client: Client, source: Gated, registry: CollectorRegistry
) -> None:
    """Who was told that it took too long waits no more, though the connection stays open."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_status(client, f"{_GATE} + 0"))
        await eventually(source.reached.is_set)
        assert await _status(client, f"{_GATE} + 1", timeout="500ms") == (503, None)
        await eventually(lambda: _number(registry, "waiting", "heavy") == 0)
        source.gate.set()


@pytest.fixture
async def address(known: Known, threads: Lanes) -> AsyncIterator[str]:
    """A server as it runs in production: a handler is not cancelled when its client leaves."""
    app = web.Application()
    app.add_routes(PrometheusApi(known, threads, QueryMetrics(CollectorRegistry())).routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/api/v1/query"
    await runner.cleanup()


async def test_a_client_that_leaves_amid_a_large_answer_is_one_line(
    address: str, source: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    """No traceback, and what goes on was not disturbed."""
    for number in range(30_000):
        labels = {"__name__": "many", "instance": f"host-{number}", "note": "x" * 100}
        source.add(labels, [(590_000, 1.0)])
    caplog.clear()
    caplog.set_level("INFO")
    async with ClientSession() as session:
        answer = await session.get(address, params={"query": "many"})
        assert await answer.content.read(100)
        answer.close()
        await eventually(lambda: caplog.records)
        async with session.get(address, params={"query": "up"}) as other:
            assert other.status == 200
    assert [one.message for one in caplog.records] == ["a client left before its answer was sent"]


async def test_a_client_that_leaves_before_the_answer_is_no_line(
    address: str, source: Gated, caplog: pytest.LogCaptureFixture, registry: CollectorRegistry
) -> None:
    """Its evaluation ends at the next checkpoint; nothing was sent, so nothing is said."""
    caplog.clear()
    caplog.set_level("INFO")
    async with ClientSession() as session:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await session.get(address, params={"query": _GATE})
    source.gate.set()
    await eventually(lambda: _number(registry, "running", "heavy") == 0)
    assert not caplog.records
