"""SIGKILL at random points of a store at work: nothing acknowledged is lost, nothing is twice."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.chaos.lives import LIMITS, PARTS, moment_of, names_of, samples_of_part
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import EVERYTHING, Samples, samples_of
from watchkeeper.core.instants import DAY, HOUR
from watchkeeper.storage.series.store import SeriesStore

ROOT = Path(__file__).parents[2]
LONGEST_LIFE = 40  # steps


@dataclass
class Lives:
    """A store that is killed again and again, and what it acknowledged."""

    process: asyncio.subprocess.Process
    directory: Path
    chance: random.Random
    acknowledged: set[tuple[int, str]] = field(default_factory=set)
    step: int = 0  # the first that is not wholly acknowledged
    last: int = 0  # that may have begun

    async def kill_one(self) -> None:
        """Let a life begin, and end it while it opens, works or closes."""
        assert self.process.stdin is not None
        steps = self.chance.randint(1, LONGEST_LIFE)
        self.process.stdin.write(f"{self.step} {steps}\n".encode())
        pid = int((await self._line()).split()[1])
        most = self.chance.choice([0, steps, 4 * steps])
        is_over = False
        for _ in range(self.chance.randint(0, most)):
            if is_over := self._note(await self._line()):
                break
        if not is_over:
            await asyncio.sleep(self.chance.choice([0.0, 0.003, 0.03]) * self.chance.random())
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(pid, signal.SIGKILL)
            while not self._note(await self._line()):
                pass
        self.last = max(self.last, self.step + steps - 1)
        while all((self.step, part) in self.acknowledged for part in parts_of(self.step)):
            self.step += 1

    def _note(self, line: str) -> bool:
        """Note what was acknowledged; return whether the life is over."""
        if line == "over":
            return True
        step, part = line.split()
        self.acknowledged.add((int(step), part))
        return False

    async def _line(self) -> str:
        assert self.process.stdout is not None
        async with asyncio.timeout(30):
            return (await self.process.stdout.readline()).decode().strip()

    async def check(self, scratch: Path, *, steps: int) -> None:
        """Open a copy, so that the next life begins with what the last one left."""
        shutil.copytree(self.directory, scratch)
        clock = SetClock(moment_of(self.last))
        store = await SeriesStore.open(scratch, clock=clock, limits=LIMITS)
        assert all(damage.damaged_bytes == 0 for damage in store.replayed.damages)
        found = samples_of(store, 0, clock.now() + HOUR, EVERYTHING)
        await store.close()
        shutil.rmtree(scratch)
        first = max(self.step - steps, 0)
        for step in range(first, self.last + 1):
            for part in parts_of(step):
                self._check_part(found, step, part)
        if first == 0:
            self._nothing_else(found)

    def _nothing_else(self, found: Samples) -> None:
        """Fail where a sample stands at a time at which there was no tick."""
        for part, times in PARTS.items():
            known = {time for step in range(self.last + 1) for time in times(step)}
            for labels in names_of(part):
                assert found.get(labels, {}).keys() <= known

    def _check_part(self, found: Samples, step: int, part: str) -> None:
        for labels, samples in samples_of_part(part, step).items():
            there = found.get(labels, {})
            got = {time: there[time] for time in samples if time in there}
            assert got.items() <= samples.items()
            assert (step, part) not in self.acknowledged or got == samples, (step, part)


def parts_of(step: int) -> list[str]:
    return [part for part, times in PARTS.items() if times(step)]


@asynccontextmanager
async def lives_in(directory: Path, chance: random.Random) -> AsyncIterator[Lives]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.chaos.lives", str(directory)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Lives(process, directory, chance)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(30):
            await process.wait()


async def killed(tmp_path: Path, *, kills: int, seed: int) -> None:
    (tmp_path / "living").mkdir()  # the first kill may come before the store makes it
    async with lives_in(tmp_path / "living", random.Random(seed)) as lives:
        for number in range(kills):
            await lives.kill_one()
            is_last = number == kills - 1
            await lives.check(tmp_path / "copy", steps=10**6 if is_last else 60)
        assert len(lives.acknowledged) > 2 * kills
        assert not (tmp_path / "living" / "wal" / "00000001.wal").exists()
        assert lives.last * 20 < DAY // 1_000 * 6  # nothing was let go for its age


@pytest.mark.timeout(300)
async def test_forty_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    """Live ticks, backlogs, late ticks and imports, while blocks are written, also at the start."""
    await killed(tmp_path, kills=40, seed=40)


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_two_hundred_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    """The long form of the above."""
    await killed(tmp_path, kills=200, seed=200)
