"""A week of agents at speed, from the push over HTTP to roll-ups: memory by day, bytes by tier.

One process sends and serves, on a clock that goes by five minutes at a time: pushes of columns through the
intake to the log on the disk, then what is due is flushed, rolled up and dropped.  Memory must not
grow from day to day.  Samples are kept for --raw-days, so that deletion takes part.

    benchmarks/run replay_week [--days 7] [--agents 10] [--series 200] [--raw-days 2] [--directory DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from aiohttp import ClientSession, web
from prometheus_client import CollectorRegistry

from benchmarks.blocks import BEGIN, INTERVAL, TICKS_AN_HOUR, layout_of, samples_for
from collector.agent_tokens import AgentIdentity
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from watchkeeper.core.instants import DAY, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import FloatArray
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, Push, encode

TICKS_A_PUSH = 20
BEGINS = {"node_memory_bytes": 4e9, "node_filesystem_avail_bytes": 1e11}
GOES_ON = (*BEGINS, "node_network_receive_bytes_total", "node_cpu_seconds_total")


class ReplayClock:
    """Time as the replay sets it; what is measured by a clock passes with it."""

    def __init__(self) -> None:
        self.instant = BEGIN

    def now(self) -> Instant:
        return self.instant

    def monotonic(self) -> float:
        return self.instant / 1_000


@dataclass
class Agent:
    """Sends columns; its counters go on from hour to hour."""

    number: int
    names: list[Labels]
    random: np.random.Generator
    last: FloatArray  # (series,)
    sequence: int = 0

    def hour(self) -> FloatArray:
        """Return the samples (ticks, series) of the next hour."""
        found = samples_for(self.names, TICKS_AN_HOUR, self.random)
        for column, labels in enumerate(self.names):
            name = dict(labels)[METRIC_NAME]
            if name in GOES_ON:
                found[:, column] += self.last[column] - BEGINS.get(name, 0.0)
        self.last = found[-1]
        return np.round(found, 2)

    def body(self, begin: int, vectors: FloatArray, now: int) -> bytes:
        """Return a push of ticks that follow *begin*."""
        times = tuple(
            Instant(begin + (k + 1) * INTERVAL + self.number) for k in range(len(vectors))
        )
        is_first = self.sequence == 0
        push = Push(
            agent=f"a{self.number}",
            boot=self.number.to_bytes(16, "little"),
            layout=1,
            first_sequence=self.sequence,
            sent_at=Instant(now),
            interval=INTERVAL,
            base=0 if is_first else len(self.names),
            additions=tuple(self.names) if is_first else (),
            times=times,
            vectors=vectors.astype("<f8").tobytes(),
        )
        self.sequence += len(vectors)
        return encode(push)


@dataclass
class Seconds:
    """Where the CPU went, of all threads."""

    intake: float = 0.0
    flush: float = 0.0
    samples: int = 0
    memory: list[float] = field(default_factory=list)  # MiB at the end of each day


async def authenticate(token: str) -> AgentIdentity:
    return AgentIdentity(agent=f"a{token}", target=f"host-{token}")


@asynccontextmanager
async def serving(store: SeriesStore, clock: ReplayClock) -> AsyncIterator[str]:
    """Serve the push intake; give its address."""
    application = web.Application()
    metrics = PushMetrics(CollectorRegistry())
    application.add_routes(PushIntake(store, authenticate, clock, metrics).routes())
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}{PUSH_PATH}"
    await runner.cleanup()


async def push(
    session: ClientSession, url: str, agent: Agent, vectors: FloatArray, now: int
) -> None:
    """Send ticks of an agent, the last of which is about now."""
    body = agent.body(now - len(vectors) * INTERVAL, vectors, now)
    headers = {"Authorization": f"Bearer {agent.number}", "Content-Type": CONTENT_TYPE}
    async with session.post(url, data=body, headers=headers) as answer:
        if answer.status != web.HTTPNoContent.status_code:
            raise SystemExit(f"refused: {answer.status} {await answer.text()}")


async def replay(store: SeriesStore, clock: ReplayClock, asked: argparse.Namespace) -> Seconds:
    spent, agents = Seconds(), [agent_of(number, asked.series) for number in range(asked.agents)]
    async with serving(store, clock) as url, ClientSession() as session:
        for hour in range(asked.days * 24):
            vectors = [agent.hour() for agent in agents]
            spent.samples += sum(one.size for one in vectors)
            for first in range(0, TICKS_AN_HOUR, TICKS_A_PUSH):
                clock.instant = Instant(clock.instant + TICKS_A_PUSH * INTERVAL)
                begun = time.process_time()
                for agent, whole in zip(agents, vectors, strict=True):
                    part = whole[first : first + TICKS_A_PUSH]
                    await push(session, url, agent, part, clock.instant)
                pushed = time.process_time()
                await store.flush()
                spent.intake += pushed - begun
                spent.flush += time.process_time() - pushed
            if hour % 24 == 23:
                spent.memory.append(resident_mib())
                say(f"day {hour // 24 + 1}: {spent.memory[-1]:.0f} MiB resident")
    return spent


def agent_of(number: int, series: int) -> Agent:
    names = layout_of(number, series)
    begins = [BEGINS.get(dict(labels)[METRIC_NAME], 0.0) for labels in names]
    return Agent(number, names, np.random.default_rng(number), np.array(begins))


def resident_mib() -> float:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def report(directory: Path, spent: Seconds, took: float) -> None:
    with closing(sqlite3.connect(directory / "series.db")) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw = file.execute(
            "SELECT sum(length(head) + length(data)), sum(samples) FROM blocks"
        ).fetchone()
        tiers = file.execute(
            "SELECT tier, sum(bytes), sum(records) FROM roll_ups GROUP BY tier"
        ).fetchall()
    size = (directory / "series.db").stat().st_size
    log = sum(path.stat().st_size for path in (directory / "wal").iterdir())
    say(f"{spent.samples:,} samples in {took:.0f} s, CPU {time.process_time():.0f} s")
    millions = spent.samples / 1e6
    say(
        f"CPU s per million: {spent.intake / millions:.2f} intake with its sender, {spent.flush / millions:.2f} flush, roll-up, retention"
    )
    say(f"samples: {raw[0] / raw[1]:.2f} B each, {raw[1]:,} kept")
    for tier, taken, records in tiers:
        say(f"{ {1: '5 m', 2: '1 h'}[tier] }: {taken / records:.2f} B a record, {records:,} kept")
    say(f"series.db {size / 2**20:.1f} MiB, log {log / 2**20:.1f} MiB")
    growth = spent.memory[-1] - spent.memory[len(spent.memory) // 2]
    say(f"memory from the middle to the end: {growth:+.0f} MiB")


async def measure(directory: Path, asked: argparse.Namespace) -> None:
    clock, begun = ReplayClock(), time.perf_counter()
    limits = SeriesLimits(samples_kept=Duration(asked.raw_days * DAY))
    metrics = SeriesMetrics(CollectorRegistry())
    store = await SeriesStore.open(directory, clock=clock, limits=limits, metrics=metrics)
    spent = await replay(store, clock, asked)
    await store.close()
    report(directory, spent, time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--agents", type=int, default=10)
    parser.add_argument("--series", type=int, default=200)
    parser.add_argument("--raw-days", type=int, default=2)
    parser.add_argument("--directory", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.directory) as directory:
        asyncio.run(measure(Path(directory), asked))


if __name__ == "__main__":
    main()
