"""Columnar push over HTTP to the disk: CPU of the server per million samples.

The server is a process of its own: aiohttp, the push intake with its token check, the series store
with its WAL on the disk.  CPU is user + system of all its threads, fdatasync included.  The
senders use bodies made beforehand over eight connections that are kept open, one request at a
time on each; the first requests, with the layouts, are not counted.  Our goals:
docs/benchmarks.md.

    benchmarks/run ingest [--requests 2000] [--connections 8] [--profile FILE] [--directory DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import cProfile
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from aiohttp import web
from prometheus_client import CollectorRegistry

from benchmarks.clocks import StoppedClock
from collector.agent_tokens import AgentIdentity
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.limits import HEAD_LENGTH, HEAD_SLOTS
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, Push, encode

INTERVAL = Duration(15 * SECOND)
AGENTS = 40
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Case:
    """A shape of requests, with the goal in CPU seconds per million samples."""

    name: str
    series: int
    ticks: int
    goal: float | None
    intervals: tuple[Duration, ...] = (INTERVAL,)  # agents take them in turn
    churned: int = 0  # series that end, and as many that begin, in every tenth request of an agent
    agents: int = AGENTS

    @property
    def samples(self) -> int:
        return self.series * self.ticks

    def most_requests(self) -> int:
        """Return how many fit into the head."""
        slots = min(HEAD_LENGTH // max(self.intervals), HEAD_SLOTS) - 20
        return self.agents * (slots // self.ticks)


CASES = (
    Case("2,000 samples: 4 ticks of 500 series", 500, 4, 0.3),
    Case("2,000 samples: 1 tick of 2,000 series", 2_000, 1, 0.3),
    Case("one tick of 500 series", 500, 1, 0.8),
    Case("one tick of 100 series", 100, 1, None),
)
_MIXED = (Duration(SECOND), INTERVAL, MINUTE)
MIXED_CASES = (
    Case("1, 15, 60 s, 1 % churn: 4 ticks of 500", 500, 4, 0.3, _MIXED, churned=5, agents=60),
    Case("1, 15, 60 s, 1 % churn: one tick of 500", 500, 1, 0.8, _MIXED, churned=5, agents=60),
)
_CHURN_EVERY = 10  # requests of an agent


def series_of(count: int) -> tuple[Labels, ...]:
    return tuple(
        labels_of({METRIC_NAME: f"node_metric_{n // 8}", "device": f"d{n % 8}", "mode": "x"})
        for n in range(count)
    )


class Agents:
    """Bodies of requests, made beforehand: random walks, as counters and gauges are."""

    def __init__(self, case: Case, now: int) -> None:
        self.case = case
        self.now = now
        turns = case.most_requests() // case.agents
        self.series = series_of(case.series + case.churned * (turns // _CHURN_EVERY))
        random = np.random.default_rng(1)
        steps = random.integers(0, 1_000, (64, len(self.series))).astype(np.float64)
        self.walk = np.cumsum(steps, axis=0)

    def body(self, request: int) -> tuple[int, bytes]:
        """Return the agent of a request and its body; agents take turns."""
        case = self.case
        agent, turn = request % case.agents, request // case.agents
        interval = case.intervals[agent % len(case.intervals)]
        first = turn * case.ticks
        start = self.now - (case.most_requests() // case.agents) * case.ticks * interval
        ended, known = self._ended(turn), self._width(turn - 1)
        width = self._width(turn)
        vectors = self.walk[[(first + k) % 64 for k in range(case.ticks)], :width]
        vectors[:, :ended] = ABSENT
        push = Push(
            agent=f"a{agent}",
            boot=agent.to_bytes(16, "little"),
            layout=1,
            first_sequence=first,
            sent_at=Instant(self.now),
            interval=interval,
            base=known,
            additions=self.series[known:width],
            times=tuple(Instant(start + (first + k) * interval + agent) for k in range(case.ticks)),
            vectors=vectors.astype("<f8").tobytes(),
        )
        return agent, encode(push)

    def _ended(self, turn: int) -> int:
        return self.case.churned * (turn // _CHURN_EVERY)

    def _width(self, turn: int) -> int:
        """Return how many series a layout has; ended ones stay in it."""
        return self.case.series + self._ended(turn) if turn >= 0 else 0


def request_bytes(agent: int, body: bytes) -> bytes:
    head = (
        f"POST {PUSH_PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t{agent}\r\n"
        f"Content-Type: {CONTENT_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def authenticate(token: str) -> AgentIdentity:
    number = token.removeprefix("t")
    return AgentIdentity(agent=f"a{number}", target=f"host-{number}")


async def serve(directory: Path, now: int) -> None:
    """Serve until standard input ends; say the port on standard output."""
    registry, clock = CollectorRegistry(), StoppedClock(now)
    store = await SeriesStore.open(directory, clock=clock, metrics=SeriesMetrics(registry))
    application = web.Application()
    application.add_routes(PushIntake(store, authenticate, clock, PushMetrics(registry)).routes())
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()
    await store.close()


@contextlib.contextmanager
def server(directory: Path, now: int, profile: str | None) -> Iterator[tuple[int, int]]:
    """Run the server; give its port and process id."""
    more = ["--profile", profile] if profile else []
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "benchmarks.ingest",
            "--serve",
            str(directory),
            "--now",
            str(now),
            *more,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield int(process.stdout.readline()), process.pid
        process.stdin.close()
        process.wait(60)


def cpu_seconds(pid: int) -> float:
    """Return what the scheduler counted, to the nanosecond, over all threads."""
    tasks = Path(f"/proc/{pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9


async def send(port: int, bodies: list[bytes], seconds: list[float]) -> None:
    """Send requests one after the other over one connection; note how long each took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for body in bodies:
        begun = time.perf_counter()
        writer.write(body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 204"):
            raise SystemExit(f"refused: {answer!r}")
        seconds.append(time.perf_counter() - begun)
    writer.close()


async def send_all(port: int, requests: list[tuple[int, bytes]], connections: int) -> list[float]:
    """Send over several connections at once; an agent keeps to its own."""
    seconds: list[float] = []
    async with asyncio.TaskGroup() as group:
        for number in range(connections):
            mine = [request_bytes(a, body) for a, body in requests if a % connections == number]
            group.create_task(send(port, mine, seconds))
    return seconds


def run(case: Case, arguments: argparse.Namespace) -> None:
    now = time.time_ns() // 1_000_000
    agents = Agents(case, now)
    counted = min(arguments.requests, case.most_requests() - case.agents)
    bodies = [agents.body(number) for number in range(counted + case.agents)]
    with (
        tempfile.TemporaryDirectory(dir=arguments.directory) as directory,
        server(Path(directory), now, arguments.profile) as (port, pid),
    ):
        asyncio.run(send_all(port, bodies[: case.agents], arguments.connections))
        before, begun = cpu_seconds(pid), time.perf_counter()
        seconds = asyncio.run(send_all(port, bodies[case.agents :], arguments.connections))
        took, cpu = time.perf_counter() - begun, cpu_seconds(pid) - before
    report(case, seconds, took, cpu)


def report(case: Case, seconds: list[float], took: float, cpu: float) -> None:
    samples = len(seconds) * case.samples
    per_million = cpu / samples * 1e6
    goal = "-" if case.goal is None else f"{case.goal:.1f}"
    verdict = "" if case.goal is None else "met" if per_million <= case.goal else "MISSED"
    low, high = np.percentile(seconds, [50, 99]) * 1e3
    print(
        f"{case.name:<40} {per_million:>8.3f} {goal:>6} {verdict:<7} "
        f"{cpu / len(seconds) * 1e6:>8.0f} {samples / took / 1e3:>9.0f} {low:>7.1f} {high:>7.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--directory", help="where the WAL lies; a disk, not memory")
    parser.add_argument("--profile", help="file for the server's profile")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--now", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        profile = cProfile.Profile() if arguments.profile else None
        with profile or contextlib.nullcontext():
            asyncio.run(serve(arguments.serve, arguments.now))
        if profile:
            profile.dump_stats(arguments.profile)
        return
    run_cases((*CASES, *MIXED_CASES), arguments)


def run_cases(cases: Sequence[Case], arguments: argparse.Namespace) -> None:
    """Measure cases and print a line for each."""
    print(
        f"{'request':<40} {'CPU s/M':>8} {'goal':>6} {'':<7} {'us/req':>8} "
        f"{'k/s':>9} {'p50 ms':>7} {'p99 ms':>7}"
    )
    for case in cases:
        run(case, arguments)


if __name__ == "__main__":
    main()
