"""A machine that slept for days: what waited in memory is in blocks before it leaves it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, equal, samples_of, series
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant
from watchkeeper.storage.series.store import SeriesStore

UP, OTHER = series("up"), series("other")
Step = Callable[[SeriesStore, SetClock], Awaitable[object]]


async def flush(store: SeriesStore, clock: SetClock) -> None:
    await store.flush()


async def write(store: SeriesStore, clock: SetClock) -> None:
    await store.write("g", interval=MINUTE, at=clock.now(), samples={OTHER: 1.0})


async def write_fast(store: SeriesStore, clock: SetClock) -> None:
    """The first feed of its class: its grid is new."""
    await store.write("h", interval=SECOND, at=clock.now(), samples={OTHER: 1.0})


async def bring(store: SeriesStore, clock: SetClock) -> None:
    times, values = [clock.now() - 30 * MINUTE, clock.now() - 5 * DAY], np.ones((2, 1))
    await store.import_ticks("i", interval=MINUTE, labels=(OTHER,), times=times, values=values)


async def end(store: SeriesStore, clock: SetClock) -> None:
    await store.end_feed("f")


async def erase(store: SeriesStore, clock: SetClock) -> None:
    await store.erase((equal("__name__", "nothing"),))


STEPS: dict[str, Step] = {
    "a flush": flush,
    "a tick": write,
    "a tick of a new class": write_fast,
    "an import": bring,
    "the end of the feed": end,
    "an erasure": erase,
}


@pytest.fixture(scope="module")
def hours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has lived for some hours."""
    folder = tmp_path_factory.mktemp("hours") / "a"
    asyncio.run(_live(folder))
    return folder


async def _live(folder: Path) -> None:
    clock = SetClock(NOW - 200 * MINUTE)
    store = await SeriesStore.open(folder, clock=clock)
    for minute in range(200):
        await store.write("f", interval=MINUTE, at=clock.go(MINUTE), samples={UP: 1.0})
        if minute % 20 == 0:
            await store.flush()
    await store.close()


@pytest.mark.parametrize("is_killed", [False, True], ids=["lives", "killed after it"])
@pytest.mark.parametrize("by", [HOUR, 4 * HOUR, 3 * DAY], ids=["an hour", "4 hours", "3 days"])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_a_late_tick_is_there_after_a_jump(
    hours: Path,
    tmp_path: Path,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
    *,
    step: Step,
    by: int,
    is_killed: bool,
) -> None:
    """Whatever comes first after the jump: the tick that waited for more is read, at once and later."""
    folder = Path(shutil.copytree(hours, tmp_path / "a"))
    store = await SeriesStore.open(folder, clock=clock)
    late = Instant(clock.now() - 150 * MINUTE - 7 * SECOND)
    await store.write("f", interval=MINUTE, at=late, samples={UP: 7.0})
    await store.flush()
    clock.go(by)
    await step(store, clock)
    assert samples_of(store, late - 1, late, EVERYTHING) == {UP: {late: 7.0}}
    for _ in range(5):
        clock.go(4 * MINUTE)
        await write(store, clock)
        await store.flush()
    if is_killed:
        folder = Path(shutil.copytree(folder, tmp_path / "b"))
    await store.close()
    again = await SeriesStore.open(folder, clock=clock)
    assert samples_of(again, late - 1, late, EVERYTHING) == {UP: {late: 7.0}}
    await again.close()
    assert "left memory" not in caplog.text


async def test_late_ticks_are_there_after_a_restart_at_an_earlier_time(
    tmp_path: Path, clock: SetClock
) -> None:
    """They went past the log into blocks; at the time of the restart the head would have had them."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await store.write("f", interval=MINUTE, at=clock.now(), samples={UP: 1.0})
    clock.go(12 * HOUR)
    await store.write("f", interval=MINUTE, at=clock.now(), samples={UP: 2.0})
    late = Instant(clock.now() - 3 * HOUR - 20 * MINUTE)
    await store.write("f", interval=MINUTE, at=late, samples={UP: 7.0})
    await store.close()
    clock.go(-HOUR)
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert samples_of(again, late - 1, late, EVERYTHING) == {UP: {late: 7.0}}
    await again.close()
