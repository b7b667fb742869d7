"""Ticks that come in parts: what a part does not name has not ended by it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, samples_of, series
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.store import Feed, SeriesStore

FIRST, SECOND_ONE = series("a"), series("b")
INTERVAL = Duration(15 * SECOND)


async def append(store: SeriesStore, feed: Feed, at: int, first: float, second: float) -> None:
    await store.append(feed, (at,), np.array([[first, second]]))


def sparse(store: SeriesStore) -> Feed:
    feed = store.feed("foreign", interval=INTERVAL, layout=SPARSE)
    feed.places_of([FIRST, SECOND_ONE])
    return feed


async def test_a_part_of_a_tick_ends_no_other_series(store: SeriesStore) -> None:
    """Between the two parts of a tick the series of the second part still has its last value."""
    feed = sparse(store)
    await append(store, feed, NOW - INTERVAL, 1, 2)
    await append(store, feed, NOW, 3, ABSENT)
    assert {one.labels: one.value for one in store.latest(EVERYTHING)} == {FIRST: 3, SECOND_ONE: 2}
    await append(store, feed, NOW, ABSENT, 4)
    assert {one.labels: one.value for one in store.latest(EVERYTHING)} == {FIRST: 3, SECOND_ONE: 4}


async def test_a_stale_mark_ends_a_series(store: SeriesStore) -> None:
    """What the sender says has ended has no value any more."""
    feed = sparse(store)
    await append(store, feed, NOW - INTERVAL, 1, 2)
    await append(store, feed, NOW, STALE, ABSENT)
    assert [one.labels for one in store.latest(EVERYTHING)] == [SECOND_ONE]


async def test_late_parts_end_nothing(store: SeriesStore) -> None:
    """A tick between two others, that names one series, leaves all other samples as they are."""
    feed = sparse(store)
    for at, first, second in ((-30, 1.0, 2.0), (0, 5.0, 6.0), (-15, 3.0, ABSENT)):
        await append(store, feed, NOW + at * SECOND, first, second)
    found = samples_of(store, NOW - 60 * SECOND, NOW, EVERYTHING)
    assert found == {
        FIRST: {NOW - 30 * SECOND: 1, NOW - 15 * SECOND: 3, NOW: 5},
        SECOND_ONE: {NOW - 30 * SECOND: 2, NOW: 6},
    }


async def test_parts_come_back_after_a_restart(tmp_path: Path) -> None:
    """What the log replays is what was there before."""
    clock = SetClock()
    store = await SeriesStore.open(tmp_path, clock=clock)
    feed = sparse(store)
    await append(store, feed, NOW - INTERVAL, 1, 2)
    await append(store, feed, NOW, 3, ABSENT)
    before = samples_of(store, NOW - 60 * SECOND, NOW, EVERYTHING)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert samples_of(again, NOW - 60 * SECOND, NOW, EVERYTHING) == before
    assert {one.labels: one.value for one in again.latest(EVERYTHING)} == {FIRST: 3, SECOND_ONE: 2}
    await again.close()
