"""Real engines take what is forwarded, and answer our questions about it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from prometheus_client import CollectorRegistry

from rules.engines.directory import RemoteDirectory
from rules.engines.remote import RemoteEngine
from rules.memory_series import MemorySeries
from rules.promql import Vector, compile_plan
from tests.acceptance.harness import free_port
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import running
from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.instants import SECOND, Duration, Instant, later
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.server.clock import SystemClock
from watchkeeper.storage.remote.api import EngineApi
from watchkeeper.storage.remote.door import open_door
from watchkeeper.storage.remote.forwarder import Forwarder
from watchkeeper.storage.remote.metrics import RemoteMetrics
from watchkeeper.storage.series.histograms import Histogram, Sample, buckets_of
from watchkeeper.storage.series.store import SeriesStore

SERIES = tuple(labels_of({"__name__": "level", "n": str(number)}) for number in range(20))


def prometheus_with_histograms(folder: Path, port: int) -> list[str]:
    return [*prometheus(folder, port), "--enable-feature=native-histograms"]


def prometheus(folder: Path, port: int) -> list[str]:
    folder.mkdir()
    (folder / "prometheus.yml").write_text("global: {}\n")
    return [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
        "--web.enable-remote-write-receiver",
    ]


def victoria_metrics(folder: Path, port: int) -> list[str]:
    return [
        program("victoria-metrics"),
        f"-storageDataPath={folder}",
        f"-httpListenAddr=127.0.0.1:{port}",
        "-retentionPeriod=24",
    ]


@asynccontextmanager
async def engine(kind: str, folder: Path) -> AsyncIterator[str]:
    """Run an engine and give its address when it is ready."""
    port = free_port()
    commands = {
        "prometheus": prometheus,
        "prometheus with histograms": prometheus_with_histograms,
        "victoria-metrics": victoria_metrics,
    }
    command = commands[kind](folder, port)
    async with running(*command), aiohttp.ClientSession() as session:

        async def is_ready() -> bool:
            try:
                async with session.get(f"http://127.0.0.1:{port}/-/ready") as answer:
                    return answer.status == 200
            except aiohttp.ClientError:
                return False

        await eventually(is_ready, within_seconds=40, what=kind)
        yield f"http://127.0.0.1:{port}"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", ["prometheus", "victoria-metrics"])
async def test_what_was_acknowledged_is_seen_by_the_next_question(
    tmp_path: Path, kind: str
) -> None:
    """After ``begin`` the engine tells the newest value of each series, and not of one that ended."""
    clock, registry = SystemClock(), CollectorRegistry()
    async with engine(kind, tmp_path / "engine") as url:
        settings = RemoteSettings(
            write=f"{url}/api/v1/write",
            query=url,
            visible_after=Duration(0 if kind == "prometheus" else 2 * SECOND),
        )
        door, metrics = open_door(settings), RemoteMetrics(registry)
        forwarder = Forwarder(tmp_path, settings, door, clock=clock, metrics=metrics)
        store = await SeriesStore.open(tmp_path, clock=clock, retire=forwarder.retire)
        api = EngineApi(settings, door, metrics, monotonic=clock.monotonic)
        remote = RemoteEngine(api, MemorySeries(), clock, arrival=forwarder.delivery)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(forwarder.run(lambda: store.durable_end))
            begun = clock.now()
            for round_ in range(3):
                at = later(begun, SECOND * (round_ - 10))
                living = SERIES if round_ < 2 else SERIES[5:]
                await store.write(
                    "f", interval=SECOND, at=at, samples=dict.fromkeys(living, round_ + 0.5)
                )
            await asyncio.to_thread(remote.begin)
            for _ in range(2):  # the second by the connection that was kept
                found = await asyncio.to_thread(
                    remote.instant, compile_plan("level"), Instant(begun - SECOND)
                )
            directory = RemoteDirectory(api)
            names = await asyncio.to_thread(directory.label_names, ("level",), None, None)
            numbers = await asyncio.to_thread(directory.label_values, "n", ("level",), None, None)
            some = await asyncio.to_thread(directory.series, ("level",), None, None, 3)
            task.cancel()
        api.close()
        await asyncio.to_thread(forwarder.close)
        await store.close()
    assert isinstance(found, Vector)
    values: dict[Labels, float] = dict(found)
    assert {label(labels, "n") for labels in values} == {label(one, "n") for one in SERIES[5:]}
    assert set(values.values()) == {2.5}
    assert registry.get_sample_value("watchkeeper_remote_storage_samples_failed_total") == 0
    taken = registry.get_sample_value("watchkeeper_remote_storage_samples_total")
    assert taken == 20 + 20 + 20, "two ticks, and a last one with its stale marks"
    assert names == ["__name__", "n"]
    assert set(numbers) == {label(one, "n") for one in SERIES}
    assert set(some) <= set(SERIES)
    assert len(some) >= 4, "one more than asked for says that there are more"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("kind", "count"),
    [("prometheus with histograms", 6.0), ("victoria-metrics", None)],
    ids=["an engine that takes them", "one that passes over them"],
)
async def test_native_histograms_reach_an_engine_that_takes_them(
    tmp_path: Path, kind: str, count: float | None
) -> None:
    """Its functions answer from them; where they are unknown the floats beside them arrive."""
    clock, latency = SystemClock(), labels_of({"__name__": "latency"})
    async with engine(kind, tmp_path / "engine") as url:
        settings = RemoteSettings(write=f"{url}/api/v1/write", query=url, native_histograms=True)
        door, metrics = open_door(settings), RemoteMetrics(CollectorRegistry())
        forwarder = Forwarder(tmp_path, settings, door, clock=clock, metrics=metrics)
        store = await SeriesStore.open(tmp_path, clock=clock, retire=forwarder.retire)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(forwarder.run(lambda: store.durable_end))
            samples: dict[Labels, Sample] = {
                SERIES[0]: 7.0,
                latency: Histogram(2, 6.0, 4.5, positive=buckets_of([1, 2, 5], [3.0, 1.0, 2.0])),
            }
            await store.write("f", interval=SECOND, at=clock.now(), samples=samples)
            async with aiohttp.ClientSession() as session:

                async def answer(query: str) -> list[float]:
                    asked = session.get(f"{url}/api/v1/query", params={"query": query})
                    async with asked as response:
                        found = (await response.json())["data"]["result"]
                    return [float(one["value"][1]) for one in found]

                async def has_float() -> bool:
                    return await answer('level{n="0"}') == [7.0]

                await eventually(has_float, within_seconds=60)
                if count is not None:
                    assert await answer("histogram_count(latency)") == [count]
                    assert await answer("histogram_sum(latency)") == [4.5]
            task.cancel()
        await store.close()
        await asyncio.to_thread(forwarder.close)
        assert forwarder.state.refused is None
