"""Flipped bytes and cut tails in every region of every file of samples, and of the state's log."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.chaos.damage import Damage, damage
from tests.chaos.filled import FEEDS, LIMITS, Filled, append, fill
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, Samples, samples_of
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.storage.series.store import SeriesStore

FILES = {
    "blocks": ("series.db", 10),
    "log of the blocks": ("series.db-wal", 8),
    "shared memory of the blocks": ("series.db-shm", 2),
    "an older segment of the log": ("wal/00000003.wal", 5),
    "the newest segment of the log": ("wal/00000004.wal", 5),
}
"""Files of samples, and into how many regions each is cut."""

NOT_LOST = {
    (Damage.FLIPPED, "series.db-shm"),
    (Damage.CUT, "series.db-shm"),
    (Damage.FLIPPED, "wal/00000003.wal"),  # all of it is in blocks
    (Damage.CUT, "wal/00000003.wal"),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return asyncio.run(fill(tmp_path_factory.mktemp("filled")))


@pytest.mark.parametrize("how", list(Damage), ids=[one.value for one in Damage])
@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
async def test_damage_is_named_and_the_rest_is_served(
    filled: Filled,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    file: tuple[str, int],
    how: Damage,
) -> None:
    """Nothing wrong is served; what is gone was told; new samples are taken, also into blocks."""
    name, regions = file
    for region in range(regions):
        caplog.clear()
        folder = filled.copied(tmp_path / str(region))
        place = damage(folder / name, how, random.Random(region), region=region, regions=regions)
        clock = SetClock(filled.now)
        store = await SeriesStore.open(folder, clock=clock, limits=LIMITS)
        lost = lost_of(filled, samples_of(store, 0, clock.now(), EVERYTHING))
        assert not lost or said(caplog), place
        assert not lost or (how, name) not in NOT_LOST, (place, lost)
        more = await live_on(store, clock)
        await store.close()
        again = await SeriesStore.open(folder, clock=clock, limits=LIMITS)
        found = samples_of(again, 0, clock.now(), EVERYTHING)
        await again.close()
        assert lost_of(filled, found, more) <= lost, place
        assert again.replayed.damages == []


def lost_of(filled: Filled, found: Samples, more: Samples | None = None) -> int:
    """Count the samples that are gone; fail where one is wrong."""
    lost = 0
    for labels, there in found.items():
        wanted = {**filled.samples.get(labels, {}), **(more or {}).get(labels, {})}
        assert there.items() <= wanted.items()
    for labels, samples in filled.samples.items():
        lost += len(samples) - len(found.get(labels, {}).keys() & samples.keys())
    return lost


async def live_on(store: SeriesStore, clock: SetClock) -> Samples:
    """Write and flush for some hours; return what was written."""
    more: Samples = {}
    for _ in range(12):
        clock.go(15 * MINUTE)
        for feed in FEEDS:
            await append(store, more, feed, [Instant(clock.now() - MINUTE)])
        assert (await store.flush()).failures == 0
    return more


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if "damaged" in one.getMessage()]
