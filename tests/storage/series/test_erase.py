"""Series that are erased are gone: from memory, from the log and from blocks, for good."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, equal, samples_of, series
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.storage.series.blocks.block import head_from
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.records import EraseRecord
from watchkeeper.storage.series.store import Extent, SeriesStore
from watchkeeper.storage.series.wal import Entry
from watchkeeper.storage.series.words import Matcher, MatchKind

UP, LOAD = series("up", instance="a"), series("load", instance="a")
OTHER = series("up", instance="b")
OF_A = (equal("instance", "a"),)


async def live(store: SeriesStore, clock: SetClock, minutes: int) -> None:
    for number in range(minutes):
        now = clock.go(MINUTE)
        samples = {UP: 1.0, LOAD: number / 8, OTHER: float(number)}
        await store.write("f", interval=MINUTE, at=now, samples=samples)
        if number % 20 == 19:
            await store.flush()


def columns_in(directory: Path) -> list[int]:
    """Return how many columns each block has."""
    file = sqlite3.connect(directory / "series.db")
    found = [len(head_from(head).series) for (head,) in file.execute("SELECT head FROM blocks")]
    file.close()
    return found


@pytest.mark.parametrize("minutes", [50, 10 * 60], ids=["in the head", "in blocks, too"])
async def test_what_is_erased_is_gone(tmp_path: Path, clock: SetClock, minutes: int) -> None:
    """At once, after flushes, and after a restart; the others are as they were."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, minutes)
    assert store.extent(OF_A) == Extent(2, 2 * minutes)
    before = samples_of(store, 0, clock.now(), EVERYTHING)[OTHER]
    await store.erase(OF_A)
    assert store.extent(OF_A) == Extent(0, 0)
    assert samples_of(store, 0, clock.now(), EVERYTHING) == {OTHER: before}
    assert set(columns_in(tmp_path)) <= {1}
    clock.go(4 * HOUR)
    await store.flush()
    assert samples_of(store, 0, clock.now(), EVERYTHING) == {OTHER: before}
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert samples_of(again, 0, clock.now(), EVERYTHING) == {OTHER: before}
    await again.close()


async def test_a_restart_right_after_it(tmp_path: Path, clock: SetClock) -> None:
    """The log holds the samples and, behind them, that they are erased."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, 30)
    await store.erase(OF_A)
    await live(store, clock, 5)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    found = samples_of(again, 0, clock.now(), EVERYTHING)
    assert {one: len(samples) for one, samples in found.items()} == {UP: 5, LOAD: 5, OTHER: 35}
    await again.close()


async def test_a_series_that_goes_on_begins_anew(tmp_path: Path, clock: SetClock) -> None:
    """Its sender sends on; of before nothing comes back, in blocks either."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, 5 * 60)
    erased_at = clock.now()
    await store.erase(OF_A)
    await live(store, clock, 5 * 60)
    found = samples_of(store, 0, clock.now(), OF_A)
    assert [len(samples) for samples in found.values()] == [300, 300]
    assert min(found[UP]) > erased_at
    assert list(found[LOAD].values()) == [number / 8 for number in range(300)]
    await store.close()


async def test_rows_that_are_used_again_hold_nothing_old(
    store: SeriesStore, clock: SetClock
) -> None:
    """The next series in its place does not find the samples of the erased one."""
    await live(store, clock, 20)
    await store.erase(OF_A)
    for number in range(90):
        now = clock.go(MINUTE)
        fresh = {series("up", instance=f"new {n}"): 7.0 for n in range(number // 10)}
        await store.write("g", interval=MINUTE, at=now, samples=fresh)
    found = samples_of(store, 0, clock.now(), (equal(METRIC_NAME, "up"),))
    assert all(set(samples.values()) == {7.0} for one, samples in found.items() if one != OTHER)


async def test_ticks_beside_the_grid_and_histograms_go_with_it(
    store: SeriesStore, clock: SetClock
) -> None:
    """Whatever form a sample has in memory, it is counted and erased."""
    feed = store.feed("f", interval=MINUTE)
    feed.extend([UP, OTHER])
    for n in range(4):
        await store.append(feed, [clock.now() - n * 1_000], np.array([[1.0, 2.0]]))
    mixed = {(0, 0): Histogram(count=3.0, sum=4.0)}
    await store.append(feed, [clock.go(MINUTE)], np.array([[np.nan, 1.0]]), histograms=mixed)
    assert store.extent(OF_A) == Extent(1, 5)
    await store.erase(OF_A)
    assert store.extent(OF_A) == Extent(0, 0)
    assert [len(one) for one in samples_of(store, 0, clock.now(), EVERYTHING).values()] == [5]


async def test_late_chunks_go_with_it(tmp_path: Path, clock: SetClock) -> None:
    """Also what came too late for the head and is not one block with the others yet."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, 5 * 60)
    late = Instant(NOW + 7)
    await store.write("f", interval=MINUTE, at=late, samples={UP: 9.0, OTHER: 9.0})
    await store.write("f", interval=MINUTE, at=Instant(NOW - DAY), samples={UP: 9.0})
    await store.erase(OF_A)
    clock.go(20 * MINUTE)
    await store.flush()
    assert store.extent(OF_A) == Extent(0, 0)
    assert samples_of(store, 0, clock.now(), EVERYTHING)[OTHER][late] == 9.0
    await store.close()


async def test_a_crash_in_the_midst_is_gone_on_with(tmp_path: Path, clock: SetClock) -> None:
    """When names are gone and some columns are not, the next flush erases the rest."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, 8 * 60)
    entry = Entry((EraseRecord(OF_A),), layout=None, columns=0, size_bytes=64)
    await store._journal.durable(store._journal.hand_in(entry, store._settle))
    store._blocks.flusher._eraser.begin(OF_A)
    assert set(columns_in(tmp_path)) == {3}
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert not set(samples_of(again, NOW, NOW + 4 * HOUR, EVERYTHING)) - {OTHER}
    await again.flush()
    file = sqlite3.connect(tmp_path / "series.db")
    assert file.execute("SELECT count(*) FROM erased").fetchone() == (0,)
    file.close()
    assert set(columns_in(tmp_path)) == {1}
    await again.close()


async def test_a_disk_that_refuses(tmp_path: Path, clock: SetClock) -> None:
    """Who asked is told, and asks again."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await live(store, clock, 6 * 60)
    holder = sqlite3.connect(tmp_path / "series.db", isolation_level=None)
    store._blocks.file.wait_for(milliseconds=1)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await store.erase(OF_A)
    holder.execute("ROLLBACK")
    holder.close()
    await store.erase(OF_A)
    assert store.extent(OF_A) == Extent(0, 0)
    await store.close()


@pytest.mark.parametrize(
    "matchers",
    [
        (),
        (Matcher("site", MatchKind.NOT_EQUAL, "x"),),
        (Matcher("site", MatchKind.MATCHES, ".*"), Matcher("site", MatchKind.EQUAL, "")),
    ],
    ids=["none", "what is not there", "anything"],
)
async def test_everything_is_not_erased_by_mistake(
    store: SeriesStore, matchers: tuple[Matcher, ...]
) -> None:
    """A selector that any series fulfils is refused, counted or erased."""
    with pytest.raises(InvalidInput, match="not everything"):
        store.extent(matchers)
    with pytest.raises(InvalidInput, match="not everything"):
        await store.erase(matchers)
