"""A process that writes a tick a minute, flushes beside it, and says what was acknowledged.

``python -m tests.storage.series.blocks.flusher_process DIRECTORY FIRST TICKS``
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import series
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

LIMITS = SeriesLimits(segment_bytes=20_000)  # small, so that segments go all the time
NAMES = [series("m", n=str(n)) for n in range(20)]


def time_of(tick: int) -> Instant:
    return Instant(NOW + tick * MINUTE)


def samples_at(tick: int) -> dict[Labels, float]:
    return {labels: tick * 1_000.0 + place for place, labels in enumerate(NAMES)}


async def flush_often(store: SeriesStore, done: asyncio.Event) -> None:
    while not done.is_set():
        await store.flush()
        await asyncio.sleep(0)  # the turn of the writer


async def main(directory: Path, first: int, ticks: int) -> None:
    clock, done = SetClock(time_of(first)), asyncio.Event()
    store = await SeriesStore.open(directory, clock=clock, limits=LIMITS)
    async with asyncio.TaskGroup() as group:
        group.create_task(flush_often(store, done))
        for tick in range(first, first + ticks):
            clock.instant = time_of(tick)
            await store.write("f", interval=MINUTE, at=clock.now(), samples=samples_at(tick))
            sys.stdout.write(f"{tick}\n")
            sys.stdout.flush()
        done.set()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
