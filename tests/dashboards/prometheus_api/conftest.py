"""A real HTTP server with the Prometheus API over a small store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from rules.promql import Evaluator
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Instant

Client = TestClient[web.Request, web.Application]


@dataclass
class StillClock:
    """Contract time that stands at ten minutes; measured time advances a little per look."""

    looked: float = 0.0

    def now(self) -> Instant:
        return Instant(600_000)

    def monotonic(self) -> float:
        self.looked += 1e-6
        return self.looked


@pytest.fixture
def source() -> MemorySource:
    source = MemorySource()
    ask = Ask(source, Evaluator(source))
    ask.load("15s", 'up{instance="a", job="node"} 1x40', 'up{instance="b", job="node"} 0x40')
    ask.load("15s", 'requests_total{instance="a"} 0+15x40', 'odd{name="值\\"守"} NaN')
    return source


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.fixture
async def client(source: MemorySource, threads: ThreadPoolExecutor) -> AsyncIterator[Client]:
    clock = StillClock()
    evaluator = Evaluator(source, monotonic=clock.monotonic)
    api = PrometheusApi(evaluator, threads, clock, QueryMetrics(CollectorRegistry()))
    app = web.Application()
    app.add_routes(api.routes())
    async with TestClient(TestServer(app)) as client:
        yield client
