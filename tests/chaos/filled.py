"""A data directory of the series store with files of every kind, as a power cut leaves it."""

from __future__ import annotations

import math
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import Samples, series
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore

LIMITS = SeriesLimits(segment_bytes=60_000, spare_bytes=0)
HOURS = 9
LATE = "late"
FEEDS = {"fast": Duration(15 * SECOND), "slow": Duration(MINUTE)}
COLUMNS = 6


def names_of(feed: str) -> tuple[Labels, ...]:
    return tuple(series("m", feed=feed, n=str(n)) for n in range(COLUMNS))


def value_of(time: int, column: int) -> float:
    """Return a value that nothing else has: a flipped byte cannot make it of another."""
    return (time - NOW) / 1_000 * 8 + column + math.sin(time)


@dataclass(frozen=True)
class Filled:
    """A directory, what it holds, and the time at which its process ended."""

    folder: Path
    samples: Samples
    now: Instant

    def copied(self, to: Path) -> Path:
        shutil.copytree(self.folder, to)
        return to


async def fill(folder: Path) -> Filled:
    """Let a store live for some hours, restart it in between, and copy its files amid its life."""
    clock, samples = SetClock(), Samples()
    store = await SeriesStore.open(folder / "living", clock=clock, limits=LIMITS)
    for quarter in range(HOURS * 4):
        if quarter == HOURS * 2:
            await store.close()
            store = await SeriesStore.open(folder / "living", clock=clock, limits=LIMITS)
        first = clock.now()
        clock.go(15 * MINUTE)
        for feed, interval in FEEDS.items():
            ticks = range(interval, 15 * MINUTE + 1, interval)
            await append(store, samples, feed, [first + after for after in ticks])
        if quarter != HOURS * 4 - 1:
            await store.flush()
    await append(store, samples, LATE, [NOW + HOUR + n * MINUTE for n in range(50)])
    assert not any(store.refused.values())
    shutil.copytree(folder / "living", folder / "cut")
    await store.close()
    return Filled(folder / "cut", samples, clock.now())


async def append(store: SeriesStore, samples: Samples, feed: str, times: list[int]) -> None:
    """Append ticks to a feed and note them."""
    names = names_of(feed)
    handle = store.feed(feed, interval=FEEDS.get(feed, MINUTE), layout="one")
    handle.extend(names[len(handle.layout) :])
    values = np.array([[value_of(at, column) for column in range(COLUMNS)] for at in times])
    await store.append(handle, times, values)
    for column, labels in enumerate(names):
        found = zip(times, values[:, column].tolist(), strict=True)
        samples.setdefault(labels, {}).update(found)
