"""A process that appends numbered ticks and says on standard output what was acknowledged.

``python -m tests.storage.series.writer_process DIRECTORY FIRST [most bytes of a file]``
"""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path

import numpy as np

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import series
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.storage.series.store import Sequences, SeriesStore

WRITERS = 3
COLUMNS = 50
INTERVAL = Duration(SECOND)


def value_of(sequence: int, column: int) -> float:
    return sequence * 1_000.0 + column


def time_of(sequence: int) -> int:
    return NOW - 1_200_000 + sequence * 1_000


async def write(store: SeriesStore, writer: int, first: int) -> None:
    """Append ticks from *first* on, two to a request; a number is printed once it is durable."""
    feed = store.feed(f"agent:{writer}", interval=INTERVAL, layout="boot")
    wanted = [series("m", writer=str(writer), n=str(n)) for n in range(COLUMNS)]
    feed.extend(wanted[len(feed.layout) :])
    for number in range(first, first + 1_000, 2):
        pair = (number, number + 1)
        values = np.array([[value_of(one, column) for column in range(COLUMNS)] for one in pair])
        times = [time_of(one) for one in pair]
        try:
            await store.append(feed, times, values, sequence=Sequences("boot", number))
        except Unavailable:
            sys.stdout.write(f"refused {writer} {number}\n")
            sys.stdout.flush()
            return
        sys.stdout.write(f"{writer} {number}\n{writer} {number + 1}\n")
        sys.stdout.flush()


async def main(directory: Path, first: int, most_bytes: int | None) -> None:
    store = await SeriesStore.open(directory, clock=SetClock())
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
    async with asyncio.TaskGroup() as group:
        for writer in range(WRITERS):
            group.create_task(write(store, writer, first))
    if most_bytes is not None:
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        sys.stdout.write("room again\n")
        await write(store, 0, first)
    await store.close()


if __name__ == "__main__":
    asyncio.run(
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else None)
    )
