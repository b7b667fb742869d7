"""What was acknowledged is there after a kill, a full disk, a failing disk; never twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, samples_of, series
from tests.storage.series.writer_process import COLUMNS, INTERVAL, time_of, value_of
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE
from watchkeeper.storage.series.store import Sequences, SeriesStore

ROOT = Path(__file__).parents[3]
Acknowledged = dict[int, set[int]]  # writer -> sequences


async def start_writer(directory: Path, first: int, *more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.storage.series.writer_process",
        str(directory),
        str(first),
        *more,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )


async def lines_of(process: asyncio.subprocess.Process) -> list[str]:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        rest = await process.stdout.read()
        await process.wait()
    whole = rest.decode().rpartition("\n")[0]
    return whole.splitlines()


def note(lines: list[str], acknowledged: Acknowledged) -> None:
    for line in lines:
        writer, _, number = line.partition(" ")
        if writer.isdigit():
            acknowledged[int(writer)].add(int(number))


def check(store: SeriesStore, acknowledged: Acknowledged) -> None:
    """Every acknowledged sample is there with its value; each time holds one tick."""
    found = samples_of(store, 0, NOW, EVERYTHING)
    for writer, numbers in acknowledged.items():
        for column in range(COLUMNS):
            samples = found[series("m", writer=str(writer), n=str(column))]
            for number in numbers:
                assert samples[time_of(number)] == value_of(number, column)
            for time, value in samples.items():
                assert value == value_of((time - time_of(0)) // 1_000, column)


@pytest.mark.parametrize("seed", range(4))
async def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path, seed: int) -> None:
    """After SIGKILL at a random moment, twice, each acknowledged sample is there, once."""
    chance = random.Random(seed)
    acknowledged: Acknowledged = defaultdict(set)
    for first in (0, 400):
        process = await start_writer(tmp_path, first)
        assert process.stdout is not None
        early = []
        async with asyncio.timeout(30):
            for _ in range(chance.randint(1, 300)):
                early.append((await process.stdout.readline()).decode().strip())
        process.send_signal(signal.SIGKILL)
        note(early + await lines_of(process), acknowledged)
        assert process.returncode == -signal.SIGKILL
    store = await SeriesStore.open(tmp_path, clock=SetClock())
    check(store, acknowledged)
    before = samples_of(store, 0, NOW, EVERYTHING)
    await repeat(store, min(acknowledged[0]))
    assert samples_of(store, 0, NOW, EVERYTHING) == before
    await store.close()


async def repeat(store: SeriesStore, number: int) -> None:
    """Send an acknowledged tick once more, with other values and another time."""
    feed = store.known_feed("agent:0", layout="boot")
    assert feed is not None
    wrong = np.full((1, COLUMNS), -1.0)
    await store.append(feed, [time_of(number) + 7], wrong, sequence=Sequences("boot", number))


async def test_a_full_disk_refuses_and_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    """A write beyond the room there is is refused and cut off; with room again all goes on."""
    process = await start_writer(tmp_path, 0, str(100_000))
    lines = await lines_of(process)
    assert process.returncode == 0
    refused = [line for line in lines if line.startswith("refused")]
    assert len(refused) == 3
    assert (tmp_path / "wal" / "00000001.wal").stat().st_size > 100_000
    acknowledged: Acknowledged = defaultdict(set)
    note(lines, acknowledged)
    assert len(acknowledged[0]) == 1_000
    store = await SeriesStore.open(tmp_path, clock=SetClock())
    assert store.replayed.damages == []
    check(store, acknowledged)
    await store.close()


async def test_a_disk_that_does_not_confirm_stops_the_store(
    tmp_path: Path, clock: SetClock
) -> None:
    """When a sync fails nothing is acknowledged any more, until a restart reads what is there."""
    labels = series("up")
    store = await SeriesStore.open(tmp_path, clock=clock)
    await store.write("f", interval=MINUTE, at=clock.go(60_000), samples={labels: 1.0})
    reader, pipe = os.pipe()  # a pipe takes the bytes, but cannot be synced
    os.dup2(pipe, descriptor_of(tmp_path / "wal" / "00000001.wal"))
    for _ in range(2):
        with pytest.raises(Unavailable, match="did not confirm"):
            await store.write("f", interval=MINUTE, at=clock.go(60_000), samples={labels: 2.0})
    assert store.refusal is not None
    assert samples_of(store, 0, clock.now(), EVERYTHING)[labels] == {clock.now() - 120_000: 1.0}
    await store.close()
    os.close(reader)
    os.close(pipe)
    again = await SeriesStore.open(tmp_path, clock=clock)
    await again.write("f", interval=MINUTE, at=clock.go(60_000), samples={labels: 3.0})
    assert list(samples_of(again, 0, clock.now(), EVERYTHING)[labels].values()) == [1.0, 3.0]
    await again.close()


def descriptor_of(path: Path) -> int:
    for entry in Path("/proc/self/fd").iterdir():
        if entry.is_symlink() and entry.readlink() == path:
            return int(entry.name)
    raise AssertionError(f"{path} is not open")


def test_the_interval_of_the_writers_fits_their_ticks() -> None:
    """The writers' ticks lie in slots of their own, so that none is refused as too dense."""
    assert time_of(1) - time_of(0) == INTERVAL
