"""Probes written into the real series store: there after a restart, ended when the target goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from prometheus_client import CollectorRegistry

from collector.probes.tools import Tools
from collector.schedule import ProbeMetrics, ProbeSchedule
from collector.sink import SampleSink
from tests.collector.conftest import MakeSpec
from tests.collector.test_schedule import TcpServer, running
from tests.eventually import eventually
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import EMPTY, inventory_of
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind


async def test_what_a_probe_measures_is_kept_and_ends_with_its_target(
    tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """The store knows the probe's feed, keeps it over a restart, and forgets it with its target."""
    server = TcpServer()
    await server.start()
    store = await SeriesStore.open(tmp_path, clock=tools.clock)
    sink: SampleSink = store
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(CollectorRegistry()))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(inventory_of([Target("web", "127.0.0.1", probes=(probe,))], ()))
    async with running(schedule):
        await eventually(lambda: store.known_feed("probe:web:tcp"))
    await store.close()
    store = await SeriesStore.open(tmp_path, clock=tools.clock)
    assert store.known_feed("probe:web:tcp") is not None
    again = ProbeSchedule(tools, store, ProbeMetrics(CollectorRegistry()))
    again.follow(inventory_of([Target("web", "127.0.0.1", probes=(probe,))], ()))
    async with running(again):
        await asyncio.wait_for(_until_open(server), 10)
        success = (Matcher(METRIC_NAME, MatchKind.EQUAL, "probe_success"),)
        await eventually(lambda: store.latest(success))
        again.follow(EMPTY)
        await eventually(lambda: store.known_feed("probe:web:tcp") is None)
        assert store.latest(success) == [], "no sample of it is told any more, not for a minute"
    await store.close()
    await server.stop()


async def _until_open(server: TcpServer) -> None:
    before = server.connections
    await eventually(lambda: server.connections > before)
