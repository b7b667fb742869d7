"""docs/en/scale-out.md, followed literally: a server on PostgreSQL and VictoriaMetrics.

Each of the two is killed, frozen and cut off in turn while faults fire; every fault has exactly one
ticket, and none of those that go on recovers meanwhile.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest
from sqlalchemy import select

from tests.acceptance.harness import (
    PROGRAM,
    REST,
    ROOT,
    House,
    PushingAgent,
    build_house,
    enrolled,
    free_port,
    labelled,
    serving,
)
from tests.components import program
from tests.eventually import eventually
from tests.postgresql_cluster import Cluster, start_cluster
from ticketing.events import EventKind
from ticketing.store import load_events
from ticketing.tables import ticket as ticket_table
from watchkeeper.core.instants import SECOND
from watchkeeper.server.clock import SystemClock
from watchkeeper.storage.open_database import open_database

DOCS = Path(__file__).parents[2] / "docs"
FAULTS = 8
SERIES = tuple(labelled("queue_length", queue=f"q{number}") for number in range(FAULTS))
LIMIT = 10.0

RULES = """\
groups:
- name: queues
  interval: 1s
  rules:
  - record: queue:length:max
    expr: max by (instance, queue) (max_over_time(queue_length[5s]))
  - alert: QueueLong
    expr: queue:length:max > 10
    for: 1s
    level: II
    annotations: {summary: "queue {{ $labels.queue }}"}
"""

now = SystemClock().now


def blocks(language: str, kind: str) -> list[str]:
    text = (DOCS / language / "scale-out.md").read_text()
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_both_manuals_say_the_same_commands() -> None:
    """What is to be typed and written is equal in Chinese and English."""
    for kind in ("sh", "yaml"):
        assert blocks("en", kind) == blocks("zh", kind) != []


def arguments_of_engine(folder: Path, port: int) -> list[str]:
    """Return ARGS as the page has it, with a folder and a port of the test's own."""
    (told,) = (block for block in blocks("en", "sh") if "ARGS=" in block)
    (line,) = re.findall(r'ARGS="(.*)"', told)
    return shlex.split(
        line.replace("/var/lib/victoria-metrics", str(folder)).replace(":8428", f":{port}")
    )


def settings_of_page(database: str, engine_port: int) -> str:
    told = blocks("en", "yaml")[0]
    told = told.replace("postgresql://watchkeeper@127.0.0.1:5432/watchkeeper", database)
    assert database in told
    return told.replace("127.0.0.1:8428", f"127.0.0.1:{engine_port}")


@dataclass
class Line:
    """A TCP line to a server that can be cut: then nothing passes and nobody is let in."""

    target: int
    port: int = 0
    is_cut: bool = False
    held: set[asyncio.StreamWriter] = field(default_factory=set)

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self.held.add(back)
        try:
            if self.is_cut:
                return
            far, there = await asyncio.open_connection("127.0.0.1", self.target)
            self.held.add(there)
            async with asyncio.TaskGroup() as group:
                group.create_task(self.pump(near, there))
                group.create_task(self.pump(far, back))
        except (OSError, ExceptionGroup):
            return
        finally:
            self.held.discard(back)
            back.close()

    async def pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(1 << 16):
                sink.write(data)
                await sink.drain()
        finally:
            self.held.discard(sink)
            sink.close()

    def cut(self) -> None:
        self.is_cut = True
        for writer in list(self.held):
            writer.transport.abort()


@asynccontextmanager
async def line_to(target: int) -> AsyncIterator[Line]:
    line = Line(target)
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        line.cut()
        await server.wait_closed()


class Engine:
    """VictoriaMetrics, run as its unit runs it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        command = [program("victoria-metrics"), *arguments_of_engine(self._folder, self.port)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return self.process

    def kill(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait(20)


@contextmanager
def engine_in(folder: Path) -> Iterator[Engine]:
    engine = Engine(folder)
    try:
        yield engine
    finally:
        engine.kill()


def cluster_processes(cluster: Cluster) -> list[psutil.Process]:
    leader = psutil.Process(cluster.pid)
    return [leader, *leader.children(recursive=True)]


@dataclass
class World:
    """All that runs, and which queues are too long."""

    house: House
    database: str  # past the line
    engine: Engine
    engine_line: Line
    cluster: Cluster
    cluster_line: Line
    agent: PushingAgent
    session: aiohttp.ClientSession
    long: set[int] = field(default_factory=set)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)

    async def push(self) -> None:
        """Measure each second; what nobody takes is repeated, as an agent does."""
        waiting = []
        while not self.is_over.is_set():
            values = tuple(LIMIT * 2 if n in self.long else 1.0 for n in range(FAULTS))
            waiting.append(self.agent.tick(now(), *values))
            status = await self.agent.send(self.session, *waiting, sent_at=now())
            if status == 204:
                waiting = []
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.is_over.wait()

    async def tickets(self) -> list[dict[str, Any]]:
        found = await asyncio.to_thread(self.house.rest.get, f"{REST}/tickets", state="any")
        rows: list[dict[str, Any]] = found["tickets"]
        return rows

    async def titles(self) -> Counter[str]:
        return Counter(str(ticket["title"]) for ticket in await self.tickets())

    async def recoveries(self) -> int:
        """Count what the tickets' logs of events say of recovery."""
        database = await open_database(self.database)
        try:
            numbers = await database.read(lambda c: list(c.scalars(select(ticket_table.c.number))))
            events = await database.read(lambda c: load_events(c, numbers))
        finally:
            await database.close()
        gone = {EventKind.RECOVERED, EventKind.SELF_RECOVERED}
        return sum(one.kind in gone for found in events.values() for one in found)

    async def told(self, fault: int) -> bool:
        return (await self.titles())[f"queue q{fault}"] == 1


def freeze(world: World, who: str) -> Callable[[], None]:
    processes = (
        [psutil.Process(world.engine.process.pid)]
        if who == "engine"
        else cluster_processes(world.cluster)
    )
    for process in processes:
        process.suspend()

    def go_on() -> None:
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.resume()

    return go_on


def kill(world: World, who: str) -> Callable[[], None]:
    if who == "engine":
        world.engine.kill()
        return lambda: void(world.engine.start())
    for process in cluster_processes(world.cluster):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return lambda: world.cluster.start(world.cluster.data)


def void(_: object) -> None:
    """Return nothing."""


def cut(world: World, who: str) -> Callable[[], None]:
    line = world.engine_line if who == "engine" else world.cluster_line
    line.cut()
    return lambda: setattr(line, "is_cut", False)


TROUBLES = [(who, trouble) for who in ("engine", "database") for trouble in (kill, freeze, cut)]


def check_config(house: House) -> None:
    command = [*PROGRAM, "check-config", "--config", str(house.config)]
    subprocess.run(command, check=True, timeout=60, cwd=ROOT)


@asynccontextmanager
async def followed(tmp_path: Path, factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Set everything up as the page says, and push."""
    with start_cluster(factory) as cluster, engine_in(tmp_path / "engine") as engine:
        url = cluster.new_database()
        async with line_to(engine.port) as engine_line, line_to(cluster.port) as cluster_line:
            house = build_house(tmp_path / "server", rules=RULES)
            settings = settings_of_page(
                url.replace(str(cluster.port), str(cluster_line.port)), engine_line.port
            )
            settings += "      query_timeout: 2s\n      write_timeout: 2s\n"
            house.config.write_text(house.config.read_text() + settings)
            await asyncio.to_thread(check_config, house)
            with serving(house) as server:
                await server.ready()
                async with aiohttp.ClientSession() as session:
                    agent = await enrolled(house, session, "web-1", SERIES, SECOND)
                    world = World(
                        house, url, engine, engine_line, cluster, cluster_line, agent, session
                    )
                    async with asyncio.TaskGroup() as group:
                        group.create_task(world.push())
                        try:
                            yield world
                        finally:
                            world.is_over.set()


@pytest.mark.timeout(400)
async def test_every_fault_has_one_ticket_whatever_is_away(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Killed, frozen and cut off in turn; a fault begins before and one in the middle of each."""
    async with followed(tmp_path, tmp_path_factory) as world:
        world.long.add(0)
        await eventually(lambda: world.told(0), within_seconds=60, what="the first ticket")
        for fault, (who, trouble) in enumerate(TROUBLES, start=1):
            back = await asyncio.to_thread(trouble, world, who)
            world.long.add(fault)
            await rest(5)
            await asyncio.to_thread(back)
            await eventually(
                partial(world.told, fault),
                within_seconds=60,
                what=f"a ticket for the fault while {who}: {trouble.__name__}",
            )
        expected = Counter({f"queue q{fault}": 1 for fault in range(len(TROUBLES) + 1)})
        assert await world.titles() == expected
        assert {one["presence"] for one in await world.tickets()} == {"failing"}
        assert await world.recoveries() == 0


async def rest(seconds: float) -> None:
    """Let an outage last: longer than every deadline it is to run into."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
