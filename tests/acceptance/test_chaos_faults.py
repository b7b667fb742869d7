"""One fault of each kind on a real server under load: the short form of ``scripts/chaos``."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.proof import nothing_was_decided_twice
from tests.chaos.disk import Disk, may_mount, small_disk
from tests.chaos.faults import KINDS
from tests.chaos.run import DISK_MEGABYTES, possible, world_in
from tests.chaos.world import World
from watchkeeper.core.instants import HOUR, MINUTE

ENDING = {
    "killed while starting",
    "killed while stopping",
    "killed on a full disk",
    "disk read-only",
    "flipped byte of samples",
    "cut tail of samples",
    "damaged state database",
}


async def happen(world: World, *names: str) -> None:
    """Do faults one after the other, and look after each."""
    for name in names:
        await KINDS[name].happen(world)
        await world.works()
        assert await world.check() == []
    assert "Traceback" not in world.server.log


@contextmanager
def disk_for(folder: Path) -> Iterator[Disk | None]:
    """Mount a disk where that may be: elsewhere the faults of disks are left to the other tests."""
    if not may_mount():
        yield None
        return
    with small_disk(folder / "data", megabytes=DISK_MEGABYTES) as disk:
        yield disk


@pytest.mark.timeout(300)
async def test_faults_of_a_running_server(tmp_path: Path) -> None:
    """A second process, a full disk, a freeze, a clock that is set back, a machine that sleeps.

    Nothing crashes, no sample is lost or doubled, no ticket is opened twice.  Samples of the hour
    that comes twice stand beside those of the first time; where a feed has no room for them they
    are refused by name.
    """
    with disk_for(tmp_path) as disk:
        async with world_in(tmp_path, "", random.Random(1)) as world:
            world.disk = disk
            if disk is not None:
                await happen(world, "disk full")
                assert "the series store refuses samples" in world.server.log
                assert "the series store takes samples again" in world.server.log
            await happen(world, "a second process", "clock an hour back")
            titles = await world.titles()
            await world.step(HOUR)
            await world.works()
            assert titles <= await world.titles()
            await happen(world, "suspended for hours", "frozen")
            assert await world.check(whole=True) == []
        await nothing_was_decided_twice(world.house, world.caller)


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_faults_that_end_in_a_restart(tmp_path: Path, database_url: str) -> None:
    """Kills at bad moments, damage, disks that turn read-only: once each, on either database."""
    is_sqlite = database_url.startswith("sqlite")
    with disk_for(tmp_path) as disk:
        async with world_in(tmp_path, "" if is_sqlite else database_url, random.Random(2)) as world:
            world.disk = disk
            await world.live(20 * MINUTE)
            names = [one for one in possible(world) if one in ENDING]
            await happen(world, *names)
            assert await world.check(whole=True) == []
        await nothing_was_decided_twice(world.house, world.caller)
