"""A real HTTP server with the Prometheus API over a small store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import FamilyHelp, Known, ServerFacts, WatchedFeed
from rules.alerting import Surroundings
from rules.evaluation import GroupRunner
from rules.files import parse_rule_file
from rules.lanes import Budget, LaneLimits, LaneMetrics, Lanes, checkpoint
from rules.promql import Evaluator
from rules.schedule import GroupStatus
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Criticality
from watchkeeper.server.clock import SystemClock

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
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def threads(registry: CollectorRegistry) -> Iterator[Lanes]:
    """Two threads, one of them for heavy work: what touches more than 10,000 samples."""
    limits = LaneLimits(2, Budget(samples=10_000), most_waiting_light=64, most_waiting_heavy=4)
    metrics = LaneMetrics(registry)
    with Lanes("queries", limits, monotonic=SystemClock().monotonic, metrics=metrics) as lanes:
        yield lanes


RULES = """\
groups:
- name: services
  interval: 15s
  rules:
  - {record: "job:up:sum", expr: sum by (job) (up)}
  - alert: Down
    expr: up == 0
    labels: {severity: critical, team: "{{ $labels.job }}"}
    annotations: {summary: "{{ $labels.instance }} is down"}
  - {alert: Busy, expr: requests_total > 1e9, for: 5m, keep_firing_for: 1m, labels: {severity: warning}}
- name: broken
  rules:
  - {alert: Odd, expr: up * on () up, labels: {severity: warning}}
- name: records
  rules:
  - {record: "instance:up:max", expr: max by (instance) (up)}
"""


@pytest.fixture
def known(source: MemorySource) -> Known:
    """Series, three rule groups evaluated at ten minutes, and two feeds of a target."""
    clock = StillClock()
    evaluator = Evaluator(source, monotonic=clock.monotonic, checkpoint=checkpoint)
    around = Surroundings(source, evaluator, NormalTargets())
    file = parse_rule_file(RULES, name="own.yml")
    groups = [_evaluated(GroupRunner(group, around, clock)) for group in file.groups]
    return Known(
        evaluator,
        clock,
        groups=lambda: groups,
        feeds=lambda: FEEDS,
        families=lambda: {"up": FamilyHelp("gauge", "Whether it answers.")},
        facts=ServerFacts(
            flags={"query.timeout": "120s"}, configuration="listen: x\n", url="http://w"
        ),
    )


FEEDS = (
    WatchedFeed(
        "agent:a", "a", "node", "push://a", Duration(15_000), Duration(15_000),
        labels={"customer": "acme"}, last_tick=Instant(600_000), reports=True,
    ),
    WatchedFeed("probe:a:http", "a", "http", "http://a/", Duration(30_000), Duration(10_000)),
)  # fmt: skip


class NormalTargets:
    def criticality(self, _instance: str) -> Criticality:
        return Criticality.NORMAL


def _evaluated(runner: GroupRunner) -> GroupStatus:
    at = Instant(600_000)
    for stage in runner.stages:
        runner.evaluate_stage(stage, at)
    return GroupStatus(runner.group, runner.statuses, at, 0.25, 0, ())


@pytest.fixture
async def client(known: Known, threads: Lanes) -> AsyncIterator[Client]:
    api = PrometheusApi(known, threads, QueryMetrics(CollectorRegistry()))
    app = web.Application()
    app.add_routes(api.routes())
    async with TestClient(TestServer(app)) as client:
        yield client
