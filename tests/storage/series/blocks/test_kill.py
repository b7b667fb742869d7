"""A process killed while it flushes loses nothing that it acknowledged."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from pathlib import Path

import pytest

from tests.storage.series.blocks.flusher_process import NAMES, samples_at, time_of
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, samples_of
from watchkeeper.storage.series.store import SeriesStore

ROOT = Path(__file__).parents[4]
MOST = 3_000  # ticks of one life


async def killed_after(directory: Path, first: int, ticks: int) -> int:
    """Let the process live for some acknowledged ticks; return the last of them."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.storage.series.blocks.flusher_process"),
        *(str(directory), str(first), str(MOST)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        for _ in range(ticks):
            assert await process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = await process.stdout.read()
        await process.wait()
    assert process.returncode == -signal.SIGKILL
    said = rest.decode().rpartition("\n")[0].splitlines()
    return int(said[-1]) if said else first + ticks - 1


@pytest.mark.parametrize("seed", range(4))
async def test_a_kill_during_flushes_loses_nothing(tmp_path: Path, seed: int) -> None:
    """After SIGKILL at random moments every acknowledged sample is found, once, with its value."""
    chance, first = random.Random(seed), 0
    acknowledged: set[int] = set()
    for _ in range(3):
        last = await killed_after(tmp_path, first, chance.randint(100, 700))
        acknowledged.update(range(first, last + 1))
        first = last + 1 + chance.choice([1, 30, 500])
    clock = SetClock(time_of(last))
    store = await SeriesStore.open(tmp_path, clock=clock)
    assert not (tmp_path / "wal" / "00000001.wal").exists()
    found = samples_of(store, 0, clock.now(), EVERYTHING)
    await store.close()
    times = {time_of(tick) for tick in acknowledged}
    for labels in NAMES:
        assert times <= found[labels].keys()
        unsaid = found[labels].keys() - times  # durable, but killed before it was said
        assert len(unsaid) <= 3
    for tick in acknowledged:
        wanted = samples_at(tick)
        assert all(found[labels][time_of(tick)] == wanted[labels] for labels in NAMES)
