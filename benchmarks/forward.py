"""What forwarding by remote write costs: from the log on disk to compressed requests, without a network.

benchmarks/run forward [--agents 40] [--series 500] [--ticks 50]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import cramjam
import numpy as np

from benchmarks.clocks import StoppedClock
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.storage.remote.position import BEGINNING, Position
from watchkeeper.storage.remote.reading import QueueReader, SegmentFolders
from watchkeeper.storage.series.store import SeriesStore

INTERVAL = Duration(15 * SECOND)
_SHARDS, _PER_REQUEST = 4, 5_000


async def fill(directory: Path, agents: int, series: int, ticks: int) -> Position:
    """Write ticks of a fleet of random values; return the end of the log."""
    now = Instant(time.time_ns() // 1_000_000)
    store = await SeriesStore.open(directory, clock=StoppedClock(now))
    random = np.random.default_rng(1)
    for agent in range(agents):
        feed = store.feed(f"agent:host-{agent}", interval=INTERVAL, layout="1")
        feed.extend(
            labels_of(
                {
                    METRIC_NAME: f"node_metric_{n // 8}",
                    "device": f"d{n % 8}",
                    "instance": f"host-{agent}",
                    "job": "node",
                }
            )
            for n in range(series)
        )
        for tick in range(ticks):
            at = Instant(now - (ticks - tick) * INTERVAL)
            await store.append(feed, (at,), random.random((1, series)))
    end = Position(*store.durable_end)
    await store.close()
    return end


def drain(directory: Path, end: Position) -> tuple[int, int]:
    """Read all of the log as requests; return samples and compressed bytes."""
    reader = QueueReader(SegmentFolders(directory, 0), BEGINNING, _SHARDS, _PER_REQUEST)
    samples = size = 0
    while reader.position < end:
        portion = reader.read(end, most_samples=2 * _SHARDS * _PER_REQUEST)
        for request in (one for shard in portion.requests for one in shard):
            size += len(cramjam.snappy.compress_raw(request.body))
            samples += request.samples
    return samples, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--series", type=int, default=500)
    parser.add_argument("--ticks", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="watchkeeper-forward-") as folder:
        end = asyncio.run(fill(Path(folder), given.agents, given.series, given.ticks))
        begun = time.process_time()
        samples, size = drain(Path(folder), end)
        spent = time.process_time() - begun
    sys.stdout.write(
        f"{samples:,} samples, {1e6 * spent / samples:.2f} s of CPU per million, "
        f"{size / samples:.1f} bytes each on the wire\n"
    )


if __name__ == "__main__":
    main()
