"""Ticks older than the head: into blocks at once, read with the rest, gathered when quiet."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, equal, same, samples_of, series
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.importing import MOST_IMPORTED
from watchkeeper.storage.series.limits import Refusal, SeriesLimits
from watchkeeper.storage.series.store import Sequences, SeriesStore

UP, LOAD, OLD = series("up"), series("load"), series("old")


async def write(
    store: SeriesStore, at: int, samples: Mapping[Labels, float], *, feed: str = "f"
) -> None:
    await store.write(feed, interval=MINUTE, at=Instant(at), samples=samples)


def parts_in(directory: Path) -> list[int]:
    file = sqlite3.connect(directory / "series.db")
    found = [part for (part,) in file.execute("SELECT part FROM blocks ORDER BY start, part")]
    file.close()
    return found


@pytest.mark.parametrize("ago", [3 * HOUR + 5 * MINUTE, DAY, 6 * DAY], ids=["3 h", "1 d", "6 d"])
async def test_a_tick_older_than_the_head_is_there_at_once(
    tmp_path: Path, clock: SetClock, ago: int
) -> None:
    """It is read when its write returned, and after a restart without any flush."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await write(store, NOW, {UP: 1.0, LOAD: 2.0})
    await write(store, NOW - ago, {UP: 0.5, LOAD: 0.25})
    whole = {UP: {NOW - ago: 0.5, NOW: 1.0}, LOAD: {NOW - ago: 0.25, NOW: 2.0}}
    assert same(samples_of(store, 0, NOW, EVERYTHING), whole)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert same(samples_of(again, 0, NOW, EVERYTHING), whole)
    await again.close()


async def test_the_first_of_two_values_counts(store: SeriesStore, clock: SetClock) -> None:
    """As everywhere in the store: a repeated import changes nothing."""
    await write(store, NOW, {UP: 1.0})
    for value in (3.0, 4.0):
        await write(store, NOW - DAY, {UP: value})
    assert samples_of(store, 0, NOW - 1, EVERYTHING) == {UP: {NOW - DAY: 3.0}}


async def test_what_is_older_than_samples_are_kept_is_refused(
    store: SeriesStore, clock: SetClock
) -> None:
    """The tick is counted by its reason, and nothing of it is stored."""
    await write(store, NOW - 8 * DAY, {UP: 1.0})
    assert store.refused == {Refusal.TOO_OLD: 1}
    assert samples_of(store, 0, NOW, EVERYTHING) == {}


async def test_a_repeated_sequence_is_acknowledged_and_ignored(
    store: SeriesStore, clock: SetClock
) -> None:
    """A sender's late tick counts as received when it is in a block."""
    feed = store.feed("f", interval=MINUTE, layout="boot")
    feed.extend([UP])
    await store.append(feed, [NOW], np.array([[1.0]]), sequence=Sequences("boot", 9))
    for value in (2.0, 3.0):
        times, sent = [NOW - DAY, NOW - DAY + MINUTE], np.array([[value], [value]])
        await store.append(feed, times, sent, sequence=Sequences("boot", 1))
    found = samples_of(store, 0, NOW - 1, EVERYTHING)
    assert found == {UP: dict.fromkeys((NOW - DAY, NOW - DAY + MINUTE), 2.0)}


async def test_parts_become_one_block_when_nothing_comes(tmp_path: Path, clock: SetClock) -> None:
    """A span with late parts is left alone for ten minutes, then it is one block again."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = NOW - NOW % (2 * HOUR) - 20 * HOUR
    for hour in range(4):
        await write(store, begin + hour * HOUR + 7, {UP: float(hour)}, feed=f"f{hour % 2}")
    await write(store, NOW, {UP: 1.0})
    before = samples_of(store, 0, NOW, EVERYTHING)
    assert parts_in(tmp_path) == [1, 1, 1, 1]
    clock.go(9 * MINUTE)
    assert (await store.flush()).gathered == 0
    clock.go(2 * MINUTE)
    assert (await store.flush()).gathered == 4
    assert parts_in(tmp_path) == [0, 0, 0, 0]
    assert same(samples_of(store, 0, NOW, EVERYTHING), before)
    await store.close()


async def test_ticks_that_the_head_leaves_behind_while_they_wait(
    store: SeriesStore, clock: SetClock
) -> None:
    """What was young when it was handed in and is old when it is durable goes into blocks."""
    feed = store.feed("f", interval=MINUTE)
    feed.extend([UP])
    await store.append(feed, [NOW], np.array([[1.0]]))
    oldest = int(store._head.oldest_time(MINUTE)) + 1

    async def go_on() -> None:
        clock.go(10 * MINUTE)
        store._head.advance(clock.now())

    async with asyncio.TaskGroup() as group:  # the first hands in and waits, the second goes on
        group.create_task(store.append(feed, [oldest, NOW + 1], np.array([[5.0], [6.0]])))
        group.create_task(go_on())
    assert not store.refused
    assert samples_of(store, 0, NOW - 1, EVERYTHING) == {UP: {oldest: 5.0}}


@pytest.mark.parametrize("who", ["the keeper", "another tick"])
async def test_a_late_tick_that_a_jump_of_days_overtakes(
    store: SeriesStore, clock: SetClock, who: str
) -> None:
    """It becomes durable while the jump's flush is under way, and is in blocks after it."""
    names, old = [f"f{number}" for number in range(60)], NOW - 100 * MINUTE
    for at in (old, NOW - MINUTE):
        for name in names:
            await write(store, at, {UP: 1.0}, feed=name)
    feed = store.feed(names[0], interval=MINUTE)

    async def go_on() -> None:
        now = clock.go(3 * DAY)
        if who == "the keeper":
            await store.flush()
        else:
            await write(store, now, {LOAD: 1.0})

    async with asyncio.TaskGroup() as group:  # the first hands in and waits for the disk
        group.create_task(store.append(feed, [old + 7], np.array([[5.0]])))
        group.create_task(go_on())
    assert samples_of(store, 0, old + 8, (equal(METRIC_NAME, "up"),))[UP][old + 7] == 5.0
    assert min(store._head.horizons().values()) > NOW


async def test_an_import_of_all_ages(store: SeriesStore, clock: SetClock) -> None:
    """Samples of days, of the last hours, of the future and too old ones: each where it belongs."""
    times = [NOW + HOUR, NOW - DAY, NOW - MINUTE, NOW - 900 * DAY, NOW - HOUR, NOW - 2 * DAY]
    values = np.array([[n, n + 0.5] for n in range(6)])
    values[4, 1] = ABSENT
    found = await store.import_ticks(
        "import:a", interval=MINUTE, labels=[UP, LOAD], times=times, values=values
    )
    assert found.samples == 7
    assert found.refused == {Refusal.FROM_FUTURE: 2, Refusal.TOO_OLD: 2}
    assert samples_of(store, 0, NOW, EVERYTHING) == {
        UP: {times[5]: 5.0, times[1]: 1.0, times[4]: 4.0, times[2]: 2.0},
        LOAD: {times[5]: 5.5, times[1]: 1.5, times[2]: 2.5},
    }
    values[:, 0] += 100
    again = await store.import_ticks(
        "import:a", interval=MINUTE, labels=[UP, LOAD], times=times, values=values
    )
    assert again.samples == found.samples
    assert samples_of(store, 0, NOW, EVERYTHING)[UP][times[2]] == 2.0


@pytest.mark.parametrize(
    ("labels", "ticks"),
    [([UP, UP], 1), ([UP], 2), ([UP, LOAD], MOST_IMPORTED)],
    ids=["a series twice", "another shape", "too much at once"],
)
async def test_an_import_that_makes_no_sense(
    store: SeriesStore, labels: list[Labels], ticks: int
) -> None:
    """It is refused as a whole."""
    values = np.ones((ticks, 2))
    with pytest.raises(InvalidInput):
        await store.import_ticks(
            "i", interval=MINUTE, labels=labels, times=range(ticks), values=values
        )


async def test_caps_hold_for_late_series(tmp_path: Path, clock: SetClock) -> None:
    """Series beyond a cap are refused by name and counted, the others are stored."""
    limits = SeriesLimits(series_per_feed=3, series_kept=4)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    names = [series("m", n=str(n)) for n in range(5)]
    for feed in ("a", "b"):
        await write(store, NOW - DAY, dict.fromkeys(names, 1.0), feed=feed)
    assert store.refused == {Refusal.FEED_FULL: 2, Refusal.STORE_FULL: 4}
    await store.close()


async def test_a_disk_that_refuses(tmp_path: Path, clock: SetClock) -> None:
    """The sender is told to come again, and then nothing is missing or doubled."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await write(store, NOW, {UP: 1.0})
    holder = sqlite3.connect(tmp_path / "series.db", isolation_level=None)
    store._blocks.file.wait_for(milliseconds=1)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await write(store, NOW - DAY, {UP: 2.0})
    holder.execute("ROLLBACK")
    holder.close()
    await write(store, NOW - DAY, {UP: 2.0})
    found = samples_of(store, 0, NOW, (equal(METRIC_NAME, "up"),))
    assert found == {UP: {NOW - DAY: 2.0, NOW: 1.0}}
    await store.close()


async def test_many_small_batches_make_few_chunks(tmp_path: Path, clock: SetClock) -> None:
    """A tick at a time ends in one chunk of its span, not in one for each."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await write(store, NOW, {UP: 1.0})
    begin = NOW - NOW % (2 * HOUR) - 10 * HOUR
    for tick in range(40):
        await write(store, begin + tick * 15 * SECOND, {UP: float(tick)})
    assert parts_in(tmp_path) == [1]
    assert len(samples_of(store, 0, NOW - 1, EVERYTHING)[UP]) == 40
    await store.close()
