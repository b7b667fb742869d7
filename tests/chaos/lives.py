"""Lives of a series store, each to be killed: a process that forks, so that a life begins at once.

``python -m tests.chaos.lives DIRECTORY`` reads ``FIRST STEPS`` and says ``pid N``; the life says
``STEP PART`` when that was acknowledged, and ``over`` is said when it has ended, however.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import Samples, series
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import Sequences, SeriesStore

STEP = Duration(20 * SECOND)
COLUMNS = 4
LIMITS = SeriesLimits(segment_bytes=20_000)  # small, so that segments go all the time


def moment_of(step: int) -> Instant:
    return Instant(NOW + step * STEP)


def fast_times(step: int) -> list[int]:
    """Return the ticks of a live agent since the step before."""
    return [moment_of(step) - second * SECOND for second in reversed(range(20))]


def slow_times(step: int) -> list[int]:
    return [moment_of(step)] if step % 3 == 0 else []


def late_times(step: int) -> list[int]:
    """Return ticks of an agent that was cut off for five hours."""
    return [time - 5 * HOUR for time in fast_times(step)] if step % 7 == 0 else []


def early_times(step: int) -> list[int]:
    """Return ticks of an hour ago: at the oldest edge of the head, or just behind it."""
    return [time - 24 * MINUTE for time in fast_times(step)] if step % 4 == 0 else []


def imported_times(step: int) -> list[int]:
    first = moment_of(step) - 2 * DAY
    return [first + n * MINUTE for n in range(5)] if step % 33 == 0 else []


PARTS: dict[str, Callable[[int], list[int]]] = {
    "fast": fast_times,
    "slow": slow_times,
    "late": late_times,
    "early": early_times,
    "imported": imported_times,
}


def names_of(part: str) -> tuple[Labels, ...]:
    return tuple(series("m", feed=part, n=str(n)) for n in range(COLUMNS))


def value_of(time: int, column: int) -> float:
    return (time - NOW) / 1_000 + column / 8


def samples_of_part(part: str, step: int) -> Samples:
    times = PARTS[part](step)
    return {
        labels: {time: value_of(time, column) for time in times}
        for column, labels in enumerate(names_of(part))
    }


class Life:
    """Writes step after step, and flushes beside it."""

    def __init__(self, store: SeriesStore, clock: SetClock) -> None:
        self._store = store
        self._clock = clock

    async def live(self, first: int, steps: int) -> None:
        for step in range(first, first + steps):
            self._clock.instant = moment_of(step)
            async with asyncio.TaskGroup() as group:
                for part, times in PARTS.items():
                    if times(step):
                        group.create_task(self._do(step, part))
                if step % 3 == 0:
                    group.create_task(self._store.flush())

    async def _do(self, step: int, part: str) -> None:
        await self._write(part, step, PARTS[part](step))
        os.write(1, f"{step} {part}\n".encode())

    def _write(self, part: str, step: int, times: list[int]) -> Awaitable[object]:
        values = np.array([[value_of(at, column) for column in range(COLUMNS)] for at in times])
        names = names_of(part)
        if part == "imported":
            return self._store.import_ticks(
                part, interval=MINUTE, labels=names, times=times, values=values
            )
        if part == "slow":
            samples = dict(zip(names, values[0].tolist(), strict=True))
            return self._store.write(part, interval=MINUTE, at=Instant(times[0]), samples=samples)
        feed = self._store.feed(part, interval=SECOND, layout="boot")
        feed.extend(names[len(feed.layout) :])
        sequence = Sequences("boot", step * len(times) + 1)
        return self._store.append(feed, times, values, sequence=sequence)


async def live(directory: Path, first: int, steps: int) -> None:
    clock = SetClock(moment_of(first))
    store = await SeriesStore.open(directory, clock=clock, limits=LIMITS)
    await Life(store, clock).live(first, steps)
    await store.close()


def main(directory: Path) -> None:
    for line in sys.stdin:
        first, steps = map(int, line.split())
        child = os.fork()
        if child == 0:
            asyncio.run(live(directory, first, steps))
            os._exit(0)
        os.write(1, f"pid {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"over\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
