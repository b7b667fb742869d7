"""What a large fleet needs of the store: no second copy of labels, a log that is mostly samples."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np

from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import equal, series
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.storage.series.store import SeriesLimits, SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

TICK = Duration(15 * SECOND)
COLUMNS = 50


def layout_of(count: int) -> tuple[Labels, ...]:
    """Return label sets that are new objects, as those of a request are."""
    return tuple(series("a_metric_of_some_length", part=f"{n}") for n in range(count))


async def append(
    store: SeriesStore, clock: SetClock, name: str, *, boot: str, count: int = COLUMNS
) -> list[Labels]:
    """Append a tick of a layout; return the layout."""
    feed = store.feed(name, interval=TICK, layout=boot)
    feed.extend(layout_of(count)[len(feed.layout) :])
    await store.append(feed, [clock.go(15_000)], np.ones((1, count)))
    return list(feed.layout)


async def test_labels_are_kept_once(store: SeriesStore, clock: SetClock) -> None:
    """All layouts of a feed refer to the labels of the index: a restart of an agent copies none."""
    first = await append(store, clock, "agent:a", boot="1")
    second = await append(store, clock, "agent:a", boot="2")
    assert first == second == list(layout_of(COLUMNS))
    assert all(one is other for one, other in zip(first, second, strict=True))


async def test_pairs_are_shared_among_feeds(store: SeriesStore, clock: SetClock) -> None:
    """Agents that send series of one name share its pair."""
    (one,) = await append(store, clock, "agent:a", boot="1", count=1)
    (other,) = await append(store, clock, "agent:b", boot="1", count=1)
    assert one[0] is other[0]


async def test_the_log_is_mostly_samples(tmp_path: Path, clock: SetClock) -> None:
    """A segment defines layouts anew, so it goes on until they are a quarter of it."""
    store = await SeriesStore.open(tmp_path, clock=clock, limits=SeriesLimits(segment_bytes=300))
    for _ in range(80):
        await append(store, clock, "agent:a", boot="1")
    await store.close()
    segments = sorted((tmp_path / "wal").iterdir())
    assert len(segments) > 2
    written = sum(path.stat().st_size for path in segments)
    assert written < 80 * (COLUMNS + 12) * 8 * 4 / 3


async def test_small_layouts_leave_the_size_of_a_segment_as_it_is(
    tmp_path: Path, clock: SetClock
) -> None:
    """Where layouts are little, a segment ends at the size that is set."""
    limits = SeriesLimits(segment_bytes=20_000)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    for _ in range(150):
        await append(store, clock, "agent:a", boot="1")
    await store.close()
    sizes = [path.stat().st_size for path in sorted((tmp_path / "wal").iterdir())]
    assert len(sizes) > 2
    assert all(20_000 <= size < 21_000 for size in sizes[:-1])


async def test_a_fleet_that_begins_at_once_leaves_the_loop_its_turns(
    store: SeriesStore, clock: SetClock
) -> None:
    """Layouts that became durable together are applied a few at a time, and all in the end."""
    names = [f"agent:{n}" for n in range(300)]

    def applied() -> int:
        found = [store.feed_status(name) for name in names]
        return sum(one is not None and one.last_tick is not None for one in found)

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(append(store, clock, name, boot="1", count=100))
        seen = {0}
        while applied() < len(names):
            await asyncio.sleep(0)
            seen.add(applied())
    assert len(seen) > 3
    assert (
        len(store.series((equal(METRIC_NAME, "a_metric_of_some_length"),), Instant(0), clock.now()))
        == 100
    )


async def test_what_waits_is_applied_before_the_store_is_closed(
    tmp_path: Path, clock: SetClock
) -> None:
    """Who closes the store at once finds in memory what was acknowledged."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for number in range(200):
            group.create_task(append(store, clock, f"agent:{number}", boot="1", count=100))
        await asyncio.sleep(0)
        await store.close()
    statuses = [store.feed_status(f"agent:{number}") for number in range(200)]
    assert all(one is not None and one.last_tick is not None for one in statuses)


async def test_few_rows_of_the_head_are_in_reserve(store: SeriesStore, clock: SetClock) -> None:
    """Each slot of the head has the rows in reserve, too: 9 bytes a sample allow an eighth."""
    for number in range(70):
        names = [series(f"m{n % 60}", feed=str(number), n=str(n)) for n in range(290)]
        await store.write(
            f"f{number}", interval=TICK, at=clock.go(1), samples=dict.fromkeys(names, 1.0)
        )
    clock.go(1_000)
    every = store.select((Matcher(METRIC_NAME, MatchKind.NOT_EQUAL, ""),))
    highest = max(int(part.rows.max()) for part in every.parts)
    assert len(every) == 70 * 290
    assert highest < 70 * 290 * 17 // 16
