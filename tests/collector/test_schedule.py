"""The schedule of probes: spread, bounded, undisturbed by targets that hang."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise

import pytest
from prometheus_client import CollectorRegistry

from collector.probes.tools import Tools
from collector.schedule import (
    CONCURRENCY,
    LOST_LANE,
    ProbeMetrics,
    ProbeSchedule,
    aligned,
    feed_of,
    identity_of,
)
from tests.collector.conftest import MakeSpec
from tests.collector.kept_samples import KeptSamples, value
from tests.eventually import eventually
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of
from watchkeeper.server.clock import SystemClock


class TcpServer:
    """A port that accepts, or hangs without a word, or is closed."""

    def __init__(self) -> None:
        self.connections = 0
        self.open_now = 0
        self.most_open = 0
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await reader.read()
        except ConnectionResetError:
            pass
        finally:
            self.open_now -= 1
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[TcpServer]:
    started = TcpServer()
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@asynccontextmanager
async def running(schedule: ProbeSchedule) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(schedule.run())
        try:
            yield
        finally:
            task.cancel()


def _inventory(*targets: Target) -> Inventory:
    return inventory_of(targets, ())


async def test_probes_run_at_their_interval_and_are_written_with_instance_and_job(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry
) -> None:
    """Each round is one tick of the probe's feed, at a steady time, labelled by the server."""
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(_inventory(Target("web", "127.0.0.1", probes=(probe,))))
    async with running(schedule):
        await eventually(lambda: len(sink.feed("probe:web:tcp")) >= 3)
    ticks = sink.feed(feed_of("web", "tcp"))
    assert ticks[0].interval == SECOND
    assert value(ticks[0].samples, "probe_success", instance="web", job="tcp") == 1
    assert [after.at - before.at for before, after in pairwise(ticks)] == [SECOND] * (
        len(ticks) - 1
    )
    assert registry.get_sample_value("watchkeeper_probes") == 1


async def test_a_target_that_goes_ends_its_feed_and_others_are_not_disturbed(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry
) -> None:
    """After a reload the feed of a removed target is ended; an unchanged one goes on."""
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    stays = Target("stays", "127.0.0.1", probes=(probe,))
    goes = Target("goes", "127.0.0.1", probes=(probe,))
    schedule.follow(_inventory(stays, goes))
    async with running(schedule):
        await eventually(lambda: sink.feed("probe:stays:tcp") and sink.feed("probe:goes:tcp"))
        schedule.follow(_inventory(stays))
        await eventually(lambda: sink.ended == ["probe:goes:tcp"])
        count = len(sink.feed("probe:goes:tcp"))
        before = len(sink.feed("probe:stays:tcp"))
        await eventually(lambda: len(sink.feed("probe:stays:tcp")) > before + 1)
        assert len(sink.feed("probe:goes:tcp")) == count
    assert registry.get_sample_value("watchkeeper_probes") == 1


async def test_hanging_targets_neither_pile_up_nor_hold_up_the_living(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry
) -> None:
    """With more hanging targets than places the living are asked on time, once lost are told apart."""
    hanging = TcpServer()
    await hanging.start()
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry), concurrency=4, lost_lane=2)
    dead = [
        Target(
            f"dead-{n}",
            "127.0.0.1",
            probes=(spec(f"{{tcp: {{port: {hanging.port}, expect: never, interval: 1s}}}}"),),
        )
        for n in range(8)
    ]
    alive = Target(
        "alive", "127.0.0.1", probes=(spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}"),)
    )
    schedule.follow(_inventory(alive, *dead))
    async with running(schedule):
        await eventually(
            lambda: registry.get_sample_value("watchkeeper_probes_lost") == 8, within_seconds=30
        )
        before = len(sink.feed("probe:alive:tcp"))
        await eventually(lambda: len(sink.feed("probe:alive:tcp")) >= before + 3, within_seconds=6)
    assert hanging.most_open <= 6
    skipped = registry.get_sample_value(
        "watchkeeper_probe_rounds_skipped_total", {"kind": "tcp", "reason": "busy"}
    )
    assert skipped is not None
    assert skipped > 0
    await hanging.stop()


async def test_one_line_when_lost_one_when_back(
    tools: Tools,
    spec: MakeSpec,
    server: TcpServer,
    registry: CollectorRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A target that stays away is logged once, and once more when it is back."""
    caplog.set_level(logging.INFO, logger="collector")
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(_inventory(Target("web", "127.0.0.1", probes=(probe,))))
    await server.stop()
    async with running(schedule):
        await eventually(lambda: bool(caplog.records))
        rounds = len(sink.feed("probe:web:tcp"))
        await eventually(lambda: len(sink.feed("probe:web:tcp")) >= rounds + 2)
        assert [record.message for record in caplog.records] == ["target lost"]
        await server.start()
        await eventually(lambda: len(caplog.records) > 1)
    assert [record.message for record in caplog.records] == ["target lost", "target back"]


async def test_one_line_for_all_probes_of_a_target(
    tools: Tools,
    spec: MakeSpec,
    server: TcpServer,
    registry: CollectorRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A host that dies with four probes is one line, and one when it is back; each probe is lost."""
    caplog.set_level(logging.INFO, logger="collector")
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    names = [f"tcp-{number}" for number in range(4)]
    probes = tuple(
        spec(f"{{tcp: {{name: {name}, port: {server.port}, interval: 1s}}}}") for name in names
    )
    schedule.follow(_inventory(Target("web", "127.0.0.1", probes=probes)))
    await server.stop()
    async with running(schedule):
        await eventually(lambda: registry.get_sample_value("watchkeeper_probes_lost") == 4)
        await eventually(lambda: caplog.records, what="a line")
        await server.start()
        await eventually(lambda: registry.get_sample_value("watchkeeper_probes_lost") == 0)
        await eventually(lambda: caplog.records[-1].message == "target back", what="another line")
    first, *others = caplog.records
    assert first.message == "target lost"
    assert vars(first)["facts"]["probes"] == ", ".join(names)
    assert len(others) < len(names), "a round that a busy machine cuts short may write one more"


async def test_a_full_store_costs_rounds_and_nothing_else(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry
) -> None:
    """While the store refuses, rounds are counted; afterwards probing goes on."""
    sink = KeptSamples(is_full=True)
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(_inventory(Target("web", "127.0.0.1", probes=(probe,))))
    async with running(schedule):
        await eventually(
            lambda: registry.get_sample_value(
                "watchkeeper_probe_writes_refused_total", {"kind": "tcp"}
            )
        )
        sink.is_full = False
        await eventually(lambda: sink.ticks)


async def test_a_probe_that_cannot_be_made_is_told_and_stops_no_other(
    tools: Tools,
    spec: MakeSpec,
    server: TcpServer,
    registry: CollectorRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Wrong settings of one probe are one line with their place; the others run."""
    sink = KeptSamples()
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    good = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(
        _inventory(
            Target("bad", "127.0.0.1", probes=(spec("{tpc: {port: 1}}"),)),
            Target("good", "127.0.0.1", probes=(good,)),
        )
    )
    async with running(schedule):
        await eventually(lambda: sink.feed("probe:good:tcp"))
    assert "probe cannot run" in caplog.messages


@pytest.mark.parametrize(
    ("now", "stored"),
    [(100_005, 100_000), (99_960, 100_000), (103_700, 103_700), (40_000, 40_000)],
    ids=["a little late", "a little early", "the loop stood still", "the clock was set back"],
)
def test_the_time_of_a_round(now: int, stored: int) -> None:
    """A round is stored at its planned time unless the clock has moved away from it."""
    assert aligned(Instant(now), Instant(100_000), Duration(30_000)) == stored


def test_only_what_a_probe_depends_on_restarts_it(spec: MakeSpec) -> None:
    """A new line number or site changes nothing; another address or setting does."""
    before = Target("a", "10.0.0.1", at="t.yml:1")
    assert identity_of(before, spec("{tcp: {port: 1}}")) == identity_of(
        Target("a", "10.0.0.1", site="b", at="t.yml:9"), spec("\n{tcp: {port: 1}}")
    )
    assert identity_of(before, spec("{tcp: {port: 1}}")) != identity_of(
        before, spec("{tcp: {port: 2}}")
    )
    assert identity_of(before, spec("icmp")) != identity_of(Target("a", "10.0.0.2"), spec("icmp"))


class BlackHole:
    """A port whose connections hang: its queue is full, so that the kernel drops what comes."""

    def __init__(self) -> None:
        self._server = socket.socket()
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(0)
        self.port = self._server.getsockname()[1]
        self._waiting: list[socket.socket] = []
        for _ in range(4):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", self.port))
            self._waiting.append(client)

    def close(self) -> None:
        for each in (*self._waiting, self._server):
            each.close()


@dataclass(frozen=True)
class Fleet:
    """How many targets there are, a tenth of them black-holed, and how often they are asked."""

    targets: int
    interval_seconds: int
    timeout_seconds: float
    concurrency: int
    lost_lane: int
    rounds: int


@pytest.mark.parametrize(
    "fleet",
    [
        pytest.param(Fleet(200, 2, 1.5, 20, 5, 4), id="200 targets"),
        pytest.param(
            Fleet(2_000, 10, 5.0, CONCURRENCY, LOST_LANE, 4),
            id="2,000 targets",
            marks=[pytest.mark.slow, pytest.mark.timeout(240)],
        ),
    ],
)
async def test_a_tenth_of_black_holes_costs_the_others_no_round(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry, fleet: Fleet
) -> None:
    """The living are asked at each interval and once each; the dead are told to be lost as often."""
    hole, sink = BlackHole(), KeptSamples()
    timing = f"interval: {fleet.interval_seconds}s, timeout: {fleet.timeout_seconds * 1000:.0f}ms"
    dead_probe = spec(f"{{tcp: {{port: {hole.port}, {timing}}}}}")
    alive_probe = spec(f"{{tcp: {{port: {server.port}, {timing}}}}}")
    dead_count = fleet.targets // 10
    dead = [Target(f"dead-{n}", "127.0.0.1", probes=(dead_probe,)) for n in range(dead_count)]
    alive = [
        Target(f"alive-{n}", "127.0.0.1", probes=(alive_probe,))
        for n in range(fleet.targets - dead_count)
    ]
    schedule = ProbeSchedule(
        tools,
        sink,
        ProbeMetrics(registry),
        concurrency=fleet.concurrency,
        lost_lane=fleet.lost_lane,
    )
    schedule.follow(_inventory(*dead, *alive))
    enough = fleet.rounds * len(alive)
    async with running(schedule):
        await eventually(
            lambda: sum(tick.feed.startswith("probe:alive") for tick in sink.ticks) >= enough,
            within_seconds=200,
        )
    hole.close()
    rounds: dict[str, list[int]] = {}
    for tick in sink.ticks:
        rounds.setdefault(tick.feed, []).append(tick.at)
    gaps = {
        after - before
        for feed, times in rounds.items()
        if feed.startswith("probe:alive")
        for before, after in pairwise(times)
    }
    interval = fleet.interval_seconds * SECOND
    # A busy machine makes rounds late by half an interval; one that is left out makes two of one.
    assert 0.1 * interval < min(gaps) <= max(gaps) < 1.9 * interval, "no round was left out"
    counts = [len(rounds[feed_of(one.name, "tcp")]) for one in alive]
    assert min(counts) >= fleet.rounds - 1
    assert server.connections <= sum(counts) + fleet.concurrency, "one connection for a round"
    told = [len(rounds.get(feed_of(one.name, "tcp"), [])) for one in dead]
    assert min(told) >= 1
    assert all(
        value(tick.samples, "probe_success") == 0
        for tick in sink.ticks
        if tick.feed.startswith("probe:dead")
    )


class Hurried(SystemClock):
    """The real clock, but the time that a target is lost can be made longer."""

    skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped


async def test_who_is_lost_for_long_is_asked_seldom_and_told_at_each_round(
    tools: Tools, spec: MakeSpec, server: TcpServer, registry: CollectorRegistry
) -> None:
    """After an hour one round in four asks; each tells, and the first answer ends the rest."""
    sink, clock = KeptSamples(), Hurried()
    hurried = Tools(clock, tools.secrets)
    schedule = ProbeSchedule(hurried, sink, ProbeMetrics(registry))
    probe = spec(f"{{tcp: {{port: {server.port}, interval: 1s}}}}")
    schedule.follow(_inventory(Target("web", "127.0.0.1", probes=(probe,))))
    await server.stop()
    async with hurried, running(schedule):
        await eventually(lambda: registry.get_sample_value("watchkeeper_probes_lost") == 1)
        clock.skipped += 3_600
        before, told = _failures(registry), len(sink.ticks)
        await eventually(lambda: len(sink.ticks) >= told + 8)
        asked = _failures(registry) - before
        assert 1 <= asked <= 3
        assert all(value(tick.samples, "probe_success") == 0 for tick in sink.ticks)
        gaps = [after.at - before.at for before, after in pairwise(sink.ticks)]
        assert max(gaps) < 3 * SECOND, "one round in four would tell every four seconds"
        await server.start()
        await eventually(lambda: value(sink.ticks[-1].samples, "probe_success") == 1)
        at = len(sink.ticks)
        await eventually(lambda: len(sink.ticks) >= at + 3)
        assert all(value(tick.samples, "probe_success") == 1 for tick in sink.ticks[at:])
    rested = registry.get_sample_value(
        "watchkeeper_probe_rounds_skipped_total", {"kind": "tcp", "reason": "lost"}
    )
    assert rested is not None
    assert rested >= 5


def _failures(registry: CollectorRegistry) -> float:
    labels = {"kind": "tcp", "result": "failure"}
    return registry.get_sample_value("watchkeeper_probe_rounds_total", labels) or 0.0


async def test_many_that_hang_are_let_go_together(
    tools: Tools, spec: MakeSpec, registry: CollectorRegistry
) -> None:
    """When half a fleet is taken off, its feeds end at once, though each probe hangs."""
    hole, sink = BlackHole(), KeptSamples()
    probe = spec(f"{{tcp: {{port: {hole.port}, interval: 30s, timeout: 30s}}}}")
    targets = [Target(f"dead-{n}", "127.0.0.1", probes=(probe,)) for n in range(50)]
    schedule = ProbeSchedule(tools, sink, ProbeMetrics(registry))
    schedule.follow(_inventory(*targets))
    async with running(schedule):
        await eventually(lambda: registry.get_sample_value("watchkeeper_probes") == 50)
        schedule.follow(EMPTY)
        await eventually(lambda: len(sink.ended) == 50, within_seconds=5)
    hole.close()
