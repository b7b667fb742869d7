"""A fleet of agents against one real server process: what one machine carries.

The server is ``watchkeeper serve`` with all shipped rules, its SQLite and its WAL on the disk.  The
agents are many to a process; each keeps one connection, has a token of its own and pushes at its
own moment of the interval, as real ones do.  Their series are those that an agent reads on this
host, cut or repeated to ``--series``.  Without TLS.

What is counted begins when all layouts are known.  Latency is from the first byte of a request to
its answer, as an agent sees it; on a machine with few cores the agents themselves are in its way.
How much they and others were tells "waited for a core": the share of the time in which the
server's main thread could have run and was not let (/proc/PID/schedstat).
CPU is of the server process alone, rules and blocks included.

    benchmarks/run agents [--agents 10000] [--series 95] [--interval 15] [--seconds 120]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import psutil
from sqlalchemy import insert

from agent.clock import SystemClock as AgentsClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.registry import sources_of
from collector.tables import agents as agents_table
from watchkeeper.access.secrets import hash_of
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.storage.open_database import open_database
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, Push, encode

ROOT = Path(__file__).parents[1]
_ANSWER_SECONDS = 60.0
_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Fleet:
    """What is simulated, and where it pushes."""

    agents: int
    series: int
    interval_seconds: int
    seconds: int
    processes: int
    port: int = 0

    @property
    def samples_per_second(self) -> float:
        return self.agents * self.series / self.interval_seconds


@dataclass
class Tally:
    """What a process of agents saw while it counted."""

    latencies: list[float] = field(default_factory=list)
    samples: int = 0
    failures: int = 0
    late: int = 0  # rounds that began more than an interval after their time


def labels_of_a_host(count: int) -> tuple[Labels, ...]:
    """Return the label sets that an agent sends from this host, cut or repeated."""
    clock = AgentsClock()
    collection = Collection(sources_of(AgentConfig(), clock), clock)
    readings = collection.read()
    collection.close()
    found = [
        labels_of({METRIC_NAME: family.name, **dict(zip(family.label_names, values, strict=True))})
        for family, values, _ in readings
    ]
    more = [
        labels_of({METRIC_NAME: f"fleet_extra_{n}", "part": str(n % 8)})
        for n in range(max(0, count - len(found)))
    ]
    return tuple([*found, *more][:count])


def token_of(number: int) -> str:
    return f"benchmark-token-{number:06d}-{'x' * 24}"


async def enrol_all(database_url: str, count: int) -> None:
    """Write the agents as enrolment writes them."""
    database = await open_database(database_url)
    rows = [
        {
            "id": f"agent{number:06d}",
            "target": f"host-{number:06d}",
            "token_hash": hash_of(token_of(number)),
            "hostname": f"host-{number:06d}",
            "machine_id": f"machine {number}",
            "version": "1",
            "enrolled_at": int(time.time() * 1000),
        }
        for number in range(count)
    ]
    await database.write(lambda connection: connection.execute(insert(agents_table), rows))
    await database.close()


def write_configuration(folder: Path, fleet: Fleet) -> Path:
    config = folder / "watchkeeper.yml"
    config.write_text(
        f"listen: {_HOST}:{fleet.port}\nsocket: {folder / 'sock'}\ndata: {folder / 'data'}\n"
        "tickets: {commissioning: 30d}\n"
    )
    (folder / "data").mkdir()
    (folder / "targets").mkdir()
    lines = [f"- {{name: host-{number:06d}, agent: true}}" for number in range(fleet.agents)]
    (folder / "targets" / "fleet.yml").write_text("targets:\n" + "\n".join(lines) + "\n")
    return config


@contextmanager
def serving(config: Path, port: int) -> Iterator[psutil.Process]:
    command = [sys.executable, "-m", "watchkeeper", "serve", "--config", str(config)]
    with (config.parent / "server.log").open("wb") as log:
        child = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_until_ready(child, port)
        yield psutil.Process(child.pid)
    finally:
        child.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(120)
        child.kill()


def _wait_until_ready(child: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise SystemExit("the server ended; see server.log")
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://{_HOST}:{port}/-/ready", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the server did not become ready")


class SimulatedAgent:
    """One agent: its connection, and the ticks it still has to bring."""

    def __init__(self, number: int, fleet: Fleet, layout: tuple[Labels, ...]) -> None:
        self._number = number
        self._fleet = fleet
        self._layout = layout
        self._boot = os.urandom(16)
        self._sequence = 0
        self._is_known = False
        self._base = np.random.default_rng(number).integers(0, 1 << 20, len(layout)) * 1.0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def push(self) -> tuple[int, float]:
        """Send one tick; return the status and how long the answer took."""
        self._sequence += 1
        body = encode(self._tick())
        head = (
            f"POST {PUSH_PATH} HTTP/1.1\r\nHost: {_HOST}\r\nContent-Type: {CONTENT_TYPE}\r\n"
            f"Authorization: Bearer {token_of(self._number)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        begun = time.perf_counter()
        status = await self._exchange(head.encode() + body)
        if status == 204:
            self._is_known = True
        elif status == 409:
            self._is_known = False
        return status, time.perf_counter() - begun

    def _tick(self) -> Push:
        now = Instant(int(time.time() * 1000))
        self._base += 7.0
        known = len(self._layout) if self._is_known else 0
        return Push(
            agent=f"agent{self._number:06d}",
            boot=self._boot,
            layout=1,
            first_sequence=self._sequence,
            sent_at=now,
            interval=Duration(self._fleet.interval_seconds * SECOND),
            base=known,
            additions=self._layout[known:],
            times=(now,),
            vectors=self._base.astype("<f8").tobytes(),
        )

    async def _exchange(self, request: bytes) -> int:
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                if self._streams is None:
                    self._streams = await asyncio.open_connection(_HOST, self._fleet.port)
                reader, writer = self._streams
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                await _skip_body(reader, head)
                return int(head[9:12])
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            self.close()
            return 0

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _skip_body(reader: asyncio.StreamReader, head: bytes) -> None:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line[15:]))


def simulate(fleet: Fleet, numbers: range, layout: tuple[Labels, ...], pipe: Connection) -> None:
    """Be some agents: bring the layouts, say so, then count for as long as is asked."""
    asyncio.run(_simulate(fleet, numbers, layout, pipe))


async def _simulate(
    fleet: Fleet, numbers: range, layout: tuple[Labels, ...], pipe: Connection
) -> None:
    agents = [SimulatedAgent(number, fleet, layout) for number in numbers]
    tally = Tally()
    is_counting, is_over = asyncio.Event(), asyncio.Event()
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for place, one in enumerate(agents):
            first = begun + fleet.interval_seconds * place / len(agents)
            group.create_task(_run(one, fleet, first, tally, is_counting, is_over))
        await asyncio.sleep(2 * fleet.interval_seconds + 5)
        pipe.send("known")
        await asyncio.to_thread(pipe.recv)
        is_counting.set()
        await asyncio.sleep(fleet.seconds)
        is_over.set()
    for one in agents:
        one.close()
    pipe.send(tally)


async def _run(
    one: SimulatedAgent,
    fleet: Fleet,
    first: float,
    tally: Tally,
    is_counting: asyncio.Event,
    is_over: asyncio.Event,
) -> None:
    due = first
    while not is_over.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, due - time.monotonic())):
                await is_over.wait()
                return
        behind = time.monotonic() - due
        status, seconds = await one.push()
        if is_counting.is_set():
            tally.latencies.append(seconds)
            tally.samples += fleet.series if status == 204 else 0
            tally.failures += status != 204
            tally.late += behind > fleet.interval_seconds
        due = max(due + fleet.interval_seconds, time.monotonic() - fleet.interval_seconds)


@dataclass(frozen=True)
class Measured:
    """What is printed of a run."""

    fleet: Fleet
    cpu_seconds: float
    wall_seconds: float
    rss_bytes: int
    disk_bytes: int
    load: float
    waited_seconds: float
    tallies: Sequence[Tally]

    def lines(self) -> Iterator[str]:
        latencies = np.array([one for tally in self.tallies for one in tally.latencies]) * 1000
        samples = sum(tally.samples for tally in self.tallies)
        fleet = self.fleet
        yield f"agents {fleet.agents}, series each {fleet.series}, every {fleet.interval_seconds} s"
        yield f"wanted      {fleet.samples_per_second:12,.0f} samples/s"
        yield f"taken       {samples / self.wall_seconds:12,.0f} samples/s"
        yield f"pushes      {len(latencies) / self.wall_seconds:12,.0f} /s"
        yield f"failures    {sum(tally.failures for tally in self.tallies):12,d}"
        yield f"late rounds {sum(tally.late for tally in self.tallies):12,d}"
        for part in (50, 90, 99, 100):
            yield f"push p{part:<5} {np.percentile(latencies, part):12,.1f} ms"
        yield f"server CPU  {100 * self.cpu_seconds / self.wall_seconds:12,.0f} % of one core"
        yield f"  waited    {100 * self.waited_seconds / self.wall_seconds:12,.0f} % of the time for a core"
        yield f"CPU         {1e6 * self.cpu_seconds / max(samples, 1):12,.2f} s per million samples"
        yield f"server RSS  {self.rss_bytes / 2**20:12,.0f} MiB"
        yield f"data        {self.disk_bytes / 2**20:12,.0f} MiB on disk"
        yield f"load        {self.load:12,.1f} (1 minute), {os.cpu_count()} cores, agents on them too"


def run_delay(process: psutil.Process) -> float:
    """Return for how many seconds the main thread was ready to run and did not."""
    return int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[1]) / 1e9


def measure(fleet: Fleet, folder: Path) -> Measured:
    config = write_configuration(folder, fleet)
    asyncio.run(enrol_all(f"sqlite:///{folder / 'data' / 'state.db'}", fleet.agents))
    layout = labels_of_a_host(fleet.series)
    with serving(config, fleet.port) as server:
        context = multiprocessing.get_context("spawn")
        shares = np.array_split(np.arange(fleet.agents), fleet.processes)
        pipes, workers = [], []
        for share in shares:
            ours, theirs = context.Pipe()
            numbers = range(int(share[0]), int(share[-1]) + 1)
            worker = context.Process(target=simulate, args=(fleet, numbers, layout, theirs))
            worker.start()
            pipes.append(ours)
            workers.append(worker)
        for pipe in pipes:
            pipe.recv()
        before, begun, waited = server.cpu_times(), time.perf_counter(), run_delay(server)
        for pipe in pipes:
            pipe.send("count")
        tallies = [pipe.recv() for pipe in pipes]
        after, wall = server.cpu_times(), time.perf_counter() - begun
        rss, waited = server.memory_info().rss, run_delay(server) - waited
        for worker in workers:
            worker.join()
    size = sum(path.stat().st_size for path in (folder / "data").rglob("*") if path.is_file())
    cpu = after.user + after.system - before.user - before.system
    return Measured(fleet, cpu, wall, rss, size, os.getloadavg()[0], waited, tallies)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=10_000)
    parser.add_argument("--series", type=int, default=95)
    parser.add_argument("--interval", type=int, default=15)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--port", type=int, default=8499)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    fleet = Fleet(
        given.agents, given.series, given.interval, given.seconds, given.processes, given.port
    )
    with tempfile.TemporaryDirectory(prefix="watchkeeper-fleet-") as folder:
        found = measure(fleet, Path(folder))
    text = list(found.lines())
    sys.stdout.write(json.dumps(text) if given.json else "\n".join(text) + "\n")


if __name__ == "__main__":
    main()
