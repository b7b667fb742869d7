"""Blocks of the series store: bytes per sample, time to flush, time to read a day.

A day of feeds of 15 s in the shape of an agent's: busy and idle counters, percentages, loads,
memory, constants.  The flush runs beside a task on the event loop that wants to run every
millisecond; its longest wait is what intake would have felt.

    benchmarks/run blocks [--feeds 20] [--series 100] [--hours 24] [--directory DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.clocks import StoppedClock
from watchkeeper.core.instants import DAY, HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import FloatArray, Matcher, MatchKind

INTERVAL = Duration(15 * SECOND)
BEGIN = Instant(1_795_000_000_000 - 1_795_000_000_000 % DAY)
TICKS_AN_HOUR = 240
TICKS_A_CALL = 20  # 5 minutes: a clock that went on by more is a machine that slept
KINDS = (
    ("node_network_receive_bytes_total", 20),
    ("node_cpu_seconds_total", 20),
    ("node_disk_io_now", 15),
    ("node_load1", 10),
    ("node_memory_bytes", 15),
    ("node_filesystem_avail_bytes", 10),
    ("node_constant", 10),
)
EVERYTHING = (Matcher(METRIC_NAME, MatchKind.NOT_EQUAL, ""),)


@dataclass
class Benchmark:
    """What was measured, in seconds."""

    samples: int = 0
    flushing: float = 0.0
    cpu: float = 0.0  # of the whole process while it flushes
    waits: list[float] = field(default_factory=list)


def layout_of(feed: int, series: int) -> list[Labels]:
    names = [name for name, share in KINDS for _ in range(max(share * series // 100, 1))][:series]
    return [
        labels_of({METRIC_NAME: name, "instance": f"host-{feed}", "device": f"d{at}"})
        for at, name in enumerate(names)
    ]


def samples_for(names: list[Labels], ticks: int, random: np.random.Generator) -> FloatArray:
    """Return a feed's samples (ticks, series) of all its time."""
    columns = [column_for(dict(one)[METRIC_NAME], ticks, random) for one in names]
    return np.stack(columns, axis=1)


def column_for(name: str, ticks: int, random: np.random.Generator) -> FloatArray:
    found: FloatArray = _column(name, ticks, random).astype(np.float64)
    return found


def _column(name: str, ticks: int, random: np.random.Generator) -> npt.NDArray[np.floating]:
    match name:
        case "node_network_receive_bytes_total":
            return np.cumsum(random.integers(0, 2_000_000, ticks)) * 1.0
        case "node_cpu_seconds_total":
            return np.round(np.cumsum(random.random(ticks) * 15), 2)
        case "node_disk_io_now":
            return np.round(np.clip(random.normal(20, 6, ticks), 0, 100), 1)
        case "node_load1":
            return np.round(np.abs(np.cumsum(random.normal(0, 0.05, ticks))), 2)
        case "node_memory_bytes":
            return 4096.0 * np.cumsum(random.integers(-200, 201, ticks)) + 4e9
        case "node_filesystem_avail_bytes":
            steps = random.integers(0, 50, ticks) * (random.random(ticks) < 0.1)
            return 1e11 - 4096.0 * np.cumsum(steps)
        case _:
            return np.full(ticks, 17.0)


async def fill(store: SeriesStore, clock: StoppedClock, asked: argparse.Namespace) -> Benchmark:
    """Let hours pass: ticks come every 5 minutes, then what is due is flushed and rolled up."""
    random, found = np.random.default_rng(1), Benchmark()
    ticks = asked.hours * TICKS_AN_HOUR
    names = [layout_of(feed, asked.series) for feed in range(asked.feeds)]
    columns = [samples_for(one, ticks, random) for one in names]
    for first in range(0, ticks, TICKS_A_CALL):
        clock.instant = Instant(BEGIN + (first + TICKS_A_CALL) * INTERVAL)
        times = BEGIN + np.arange(first + 1, first + TICKS_A_CALL + 1) * INTERVAL
        for feed, (layout, values) in enumerate(zip(names, columns, strict=True)):
            handle = store.feed(f"agent:host-{feed}", interval=INTERVAL)
            handle.extend(layout[len(handle.layout) :])
            jitter = random.integers(0, 50, len(times))
            await store.append(handle, times + jitter, values[first : first + TICKS_A_CALL])
        await flush(store, found)
    for hours in (3, 24):  # all in blocks, then rolled up
        clock.instant = Instant(clock.instant + hours * HOUR)
        await flush(store, found)
    found.samples = asked.feeds * asked.series * ticks
    return found


async def flush(store: SeriesStore, found: Benchmark) -> None:
    """Flush, and note how long the loop made another task wait."""
    begun, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        done = group.create_task(store.flush())
        while not done.done():
            asked = time.perf_counter()
            await asyncio.wait([done], timeout=0.001)
            found.waits.append(time.perf_counter() - asked - 0.001)
    found.flushing += time.perf_counter() - begun
    found.cpu += time.process_time() - cpu


async def idle_waits(rounds: int) -> list[float]:
    """Return how long the loop makes a task wait when nothing else is done: what the machine does."""
    found, never = [], asyncio.get_running_loop().create_future()
    for _ in range(rounds):
        asked = time.perf_counter()
        await asyncio.wait([never], timeout=0.001)
        found.append(time.perf_counter() - asked - 0.001)
    return found


def read(store: SeriesStore, matchers: tuple[Matcher, ...], hours: int) -> tuple[float, int]:
    """Return how long it takes to read *hours* of what matches, and how many samples that are."""
    begun, samples = time.perf_counter(), 0
    start, end = Instant(BEGIN), Instant(BEGIN + hours * HOUR)
    for block in store.window(store.select_since(matchers, start), start, end):
        samples += np.asarray(block.values).size
    return time.perf_counter() - begun, samples


def told(waits: list[float]) -> str:
    middle, high, most = np.percentile(waits, [50, 99, 100]) * 1e3
    return f"{middle:.1f} ms (p99 {high:.1f}, at most {most:.1f})"


def file_bytes(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path.stat().st_size


async def measure(directory: Path, asked: argparse.Namespace) -> None:
    clock = StoppedClock(BEGIN)
    store = await SeriesStore.open(directory, clock=clock)
    clock.instant = Instant(BEGIN)
    found = await fill(store, clock, asked)
    clock.instant = Instant(BEGIN + asked.hours * HOUR)
    one = (Matcher("instance", MatchKind.EQUAL, "host-0"), Matcher("device", MatchKind.EQUAL, "d1"))
    lines = [
        f"{found.samples:,} samples of {asked.feeds * asked.series:,} series, {asked.hours} h",
        f"flush and roll-up: {found.flushing / found.samples * 1e6:.2f} s, CPU "
        f"{found.cpu / found.samples * 1e6:.2f} s per million samples; "
        f"the loop waited {told(found.waits)}, idle {told(await idle_waits(len(found.waits)))}",
    ]
    for what, matchers in (("one series", one), ("everything", EVERYTHING)):
        times = [read(store, matchers, asked.hours) for _ in range(3)]
        took, samples = sorted(times)[1]
        lines.append(f"read {what}, {asked.hours} h: {took * 1e3:.1f} ms, {samples:,} samples")
    await store.close()
    size = file_bytes(directory / "series.db")
    lines.append(f"series.db: {size:,} B, {size / found.samples:.2f} B per sample")
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=20)
    parser.add_argument("--series", type=int, default=100)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--directory", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.directory) as directory:
        asyncio.run(measure(Path(directory), asked))


if __name__ == "__main__":
    main()
