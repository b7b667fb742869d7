"""Feeds, caps, selections, windows: what the store promises to those who use it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, equal, samples_of, series
from watchkeeper.core.errors import InvalidInput, NotFound, Unavailable
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.store import FeedTick, Sequences, SeriesLimits, SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

TICK = Duration(15 * SECOND)


async def write(store: SeriesStore, clock: SetClock, feed: str, **values: float) -> None:
    samples = {series("m", n=name): value for name, value in values.items()}
    await store.write(feed, interval=TICK, at=clock.go(15_000), samples=samples)


async def test_a_selection_lasts_until_a_matching_series_comes_or_goes(
    store: SeriesStore, clock: SetClock
) -> None:
    """New samples and foreign series leave the selection as it is; a new match renews it."""
    await write(store, clock, "f", a=1.0)
    first = store.select((equal("n", "a"),))
    await write(store, clock, "f", a=2.0, b=1.0)
    assert store.select((equal("n", "a"),)) is first
    both = store.select((equal(METRIC_NAME, "m"),))
    assert both.generation != first.generation
    await write(store, clock, "f", a=2.0, b=1.0, c=1.0)
    assert store.select((equal("n", "a"),)) is first
    assert len(store.select((equal(METRIC_NAME, "m"),))) == 3
    assert len(both) == 2


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (MatchKind.EQUAL, "a", {"a"}),
        (MatchKind.EQUAL, "", {""}),
        (MatchKind.NOT_EQUAL, "a", {"b", "c", ""}),
        (MatchKind.MATCHES, "a|b", {"a", "b"}),
        (MatchKind.MATCHES, ".*", {"a", "b", "c", ""}),
        (MatchKind.MATCHES, ".+", {"a", "b", "c"}),
        (MatchKind.NOT_MATCHES, "[ab]", {"c", ""}),
    ],
    ids=["equal", "missing", "not equal", "matches", "matches all", "present", "matches not"],
)
async def test_matchers(
    store: SeriesStore, clock: SetClock, kind: MatchKind, value: str, expected: set[str]
) -> None:
    """All matchers; a missing label has the empty value."""
    labels = [series("m", n=name) for name in ("a", "b", "c", "")]
    samples = dict.fromkeys(labels, 1.0)
    await store.write("f", interval=TICK, at=clock.go(15_000), samples=samples)
    selection = store.select((equal(METRIC_NAME, "m"), Matcher("n", kind, value)))
    assert {dict(selection.labels(row)).get("n", "") for row in range(len(selection))} == expected
    codes, values = selection.column("n")
    assert {values[code] if code >= 0 else "" for code in codes} == expected


async def test_names_and_values_of_labels(store: SeriesStore, clock: SetClock) -> None:
    """Pages ask which labels there are, of all series or of some."""
    await store.write(
        "f",
        interval=TICK,
        at=clock.go(15_000),
        samples={series("cpu", mode="idle"): 1.0, series("disk", device="sda"): 1.0},
    )
    assert store.label_names() == [METRIC_NAME, "device", "mode"]
    assert store.label_names((equal(METRIC_NAME, "cpu"),)) == [METRIC_NAME, "mode"]
    assert store.label_values(METRIC_NAME) == ["cpu", "disk"]
    assert store.label_values("mode", (equal(METRIC_NAME, "disk"),)) == []
    found = store.series(EVERYTHING, Instant(clock.now() - MINUTE), clock.now())
    assert sorted(found) == [series("cpu", mode="idle"), series("disk", device="sda")]


@pytest.mark.parametrize(
    ("interval", "silent", "reports"),
    [
        (1_000, 3_900, True),
        (1_000, 4_100, False),
        (10_000, 30_000, True),
        (15_000, 33_000, True),
        (15_000, 34_000, False),
        (120_000, 270_000, True),
        (120_000, 271_000, False),
    ],
)
async def test_a_feed_reports_for_about_two_intervals(
    store: SeriesStore, clock: SetClock, interval: int, silent: int, reports: bool
) -> None:
    """Two intervals and a grace after its last tick, 30 s at least if it is slow."""
    at = clock.now()
    await store.write("f", interval=Duration(interval), at=at, samples={series("up"): 1.0})
    assert store.reports("f", Instant(at + silent)) is reports
    assert not store.reports("unknown", at)
    status = store.feed_status("f")
    assert status is not None
    assert status.silent_for(Instant(at + silent)) == silent


async def test_feeds_are_known_after_a_restart(tmp_path: Path, clock: SetClock) -> None:
    """Name, interval and last tick of a feed come back from the WAL, also after hours."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await write(store, clock, "f", a=1.0)
    await store.close()
    for waited in (10_000, 5 * HOUR):
        last = clock.now()
        store = await SeriesStore.open(tmp_path, clock=clock)
        assert store.feed_names() == ["f"]
        status = store.feed_status("f")
        assert status is not None
        assert status.last_tick is not None
        assert store.reports("f", last) is (last - status.last_tick < MINUTE)
        await store.close()
        clock.go(waited)


async def test_an_ended_feed_is_forgotten(tmp_path: Path, clock: SetClock) -> None:
    """Its series end at once, its name goes; both stay so after a restart."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await write(store, clock, "f", a=1.0)
    await write(store, clock, "g", b=1.0)
    handle = store.known_feed("f")
    assert handle is not None
    await store.end_feed("f", at=clock.go(1_000))
    for _ in range(2):
        assert store.feed_names() == ["g"]
        assert [one.labels for one in store.latest(EVERYTHING)] == [series("m", n="b")]
        assert len(samples_of(store, 0, clock.now(), EVERYTHING)) == 2
        await store.close()
        store = await SeriesStore.open(tmp_path, clock=clock)
    with pytest.raises(NotFound):
        await store.append(handle, [clock.now()], np.ones((1, 1)))
    await write(store, clock, "f", a=2.0)
    assert samples_of(store, 0, clock.now(), (equal("n", "a"),)) == {
        series("m", n="a"): {clock.now() - 31_000: 1.0, clock.now(): 2.0}
    }
    await store.close()


async def test_caps_refuse_by_name_and_keep_the_rest(tmp_path: Path, clock: SetClock) -> None:
    """Series beyond a cap are refused and counted; those within it go on."""
    limits = SeriesLimits(series_per_feed=3, series_in_all=5)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    for feed in ("f", "g"):
        samples = {series("m", feed=feed, n=str(n)): 1.0 for n in range(4)}
        await store.write(feed, interval=TICK, at=clock.go(15_000), samples=samples)
    assert store.refused == {Refusal.FEED_FULL: 1, Refusal.STORE_FULL: 2}
    status = store.feed_status("g")
    assert status is not None
    assert status.refused_series == (
        series("m", feed="g", n="2"),
        series("m", feed="g", n="3"),
    )
    assert len(samples_of(store, 0, clock.now(), EVERYTHING)) == 5
    await store.close()


@pytest.mark.parametrize(
    ("away", "reason"),
    [
        (-(7 * DAY) - MINUTE, Refusal.TOO_OLD),
        (2 * MINUTE, Refusal.FROM_FUTURE),
    ],
)
async def test_a_tick_too_old_or_from_the_future_is_refused(
    store: SeriesStore, clock: SetClock, away: int, reason: Refusal
) -> None:
    """Older than samples are kept, or from the future: counted, no error."""
    at = Instant(clock.now() + away)
    await store.write("f", interval=TICK, at=at, samples={series("up"): 1.0})
    assert store.refused == {reason: 1}
    assert samples_of(store, 0, at, EVERYTHING) == {}


async def test_ticks_denser_than_the_interval_stand_aside_up_to_a_bound(
    store: SeriesStore, clock: SetClock
) -> None:
    """A burst is kept exactly, up to a quarter of a head; beyond that it is refused."""
    start = clock.now()
    for number in range(400):
        samples = {series("up"): float(number)}
        await store.write("f", interval=TICK, at=clock.go(100), samples=samples)
    found = samples_of(store, start, clock.now(), EVERYTHING)[series("up")]
    assert store.refused == {Refusal.TOO_DENSE: 400 - len(found)}
    assert len(found) > 180
    assert all(found[start + 100 * (int(value) + 1)] == value for value in found.values())


async def test_a_repeat_waits_for_the_first_that_is_under_way(
    store: SeriesStore, clock: SetClock
) -> None:
    """Two copies at once are stored once, and both are acknowledged only when it is durable."""
    feed = store.feed("agent:a", interval=TICK, layout="boot")
    feed.extend((series("m"),))
    at = clock.now()
    copies = [
        store.append(
            feed,
            [at + 15_000 * k, at + 15_000 * (k + 1)],
            np.full((2, 1), k),
            sequence=Sequences("b", 1 + k),
        )
        for k in range(3)
    ]
    await asyncio.gather(*copies)
    clock.go(60_000)
    assert samples_of(store, 0, clock.now(), EVERYTHING)[series("m")] == {
        at: 0.0,
        at + 15_000: 0.0,
        at + 30_000: 2.0,
        at + 45_000: 2.0,
    }


async def test_shapes_must_fit(store: SeriesStore, clock: SetClock) -> None:
    """A vector wider than the layout, or as many times as there are not, is an error."""
    feed = store.feed("f", interval=TICK)
    feed.extend((series("m"),))
    for times, values in (([1], np.ones((1, 2))), ([1, 2], np.ones((1, 1))), ([1], np.ones(1))):
        with pytest.raises(InvalidInput):
            await store.append(feed, times, values)
    await store.append(feed, [clock.now()], np.ones((1, 0)))


async def test_too_much_that_waits_is_refused(tmp_path: Path, clock: SetClock) -> None:
    """What waits for the disk is bounded; beyond that the store is unavailable."""
    limits = SeriesLimits(waiting_bytes=1_000)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    feed = store.feed("f", interval=TICK)
    feed.extend(tuple(series("m", n=str(n)) for n in range(200)))
    with pytest.raises(Unavailable, match="too many samples"):
        await store.append(feed, [clock.now()], np.ones((1, 200)))
    await store.append(feed, [clock.now()], np.ones((1, 20)))
    await store.close()
    with pytest.raises(Unavailable, match="closed"):
        await store.append(feed, [clock.go(15_000)], np.ones((1, 20)))


async def test_an_interval_that_changes_keeps_one_series(
    store: SeriesStore, clock: SetClock
) -> None:
    """Samples before and after the change of a feed's interval are those of one series."""
    one = series("m")
    expected = {}
    for interval in (15_000, 60_000, 15_000):
        for number in range(3):
            at = clock.go(interval)
            expected[int(at)] = float(interval + number)
            await store.write(
                "f", interval=Duration(interval), at=at, samples={one: expected[int(at)]}
            )
    assert len(store.select(EVERYTHING)) == 1
    assert samples_of(store, 0, clock.now(), EVERYTHING) == {one: expected}
    assert [(found.at, found.feed) for found in store.latest(EVERYTHING)] == [(clock.now(), "f")]


async def test_series_that_left_the_head_leave_the_index(
    store: SeriesStore, clock: SetClock
) -> None:
    """Churn: what has no sample for the head's length is gone, its row is used again."""
    for number in range(1_000):
        samples = {series("m", n=str(number // 10)): float(number), series("up"): 1.0}
        await store.write("f", interval=TICK, at=clock.go(15_000), samples=samples)
    selection = store.select((equal(METRIC_NAME, "m"),))
    assert 70 <= len(selection) <= 85
    kept = {dict(selection.labels(row))["n"] for row in range(len(selection))}
    assert {str(number) for number in range(99, 40, -1)} <= kept
    status = store.feed_status("f")
    assert status is not None
    assert status.series == len(selection) + 1
    start = clock.now() - 2 * HOUR
    found = samples_of(store, start, clock.now(), (equal(METRIC_NAME, "m"),))
    assert sum(len(samples) for samples in found.values()) == 2 * 240


async def test_rows_of_a_metric_lie_side_by_side(store: SeriesStore, clock: SetClock) -> None:
    """Many feeds with the same metrics: a metric's window is runs of a cache line at least."""
    for feed in range(20):
        names = [series(f"m{n % 5}", feed=str(feed), n=str(n)) for n in range(50)]
        samples = dict.fromkeys(names, 1.0)
        await store.write(f"f{feed}", interval=TICK, at=clock.now(), samples=samples)
    clock.go(1_000)
    selection = store.select((equal(METRIC_NAME, "m3"),))
    (part,) = selection.parts
    runs = int((np.diff(part.rows) != 1).sum()) + 1
    assert len(part.rows) == 200
    assert runs <= 200 // 8


async def test_a_window_does_not_change_while_it_is_read(
    store: SeriesStore, clock: SetClock
) -> None:
    """Blocks taken before hours of further ticks still show what they showed."""
    await write(store, clock, "f", a=1.0, b=2.0)
    selection = store.select(EVERYTHING)
    blocks = store.window(selection, Instant(clock.now() - MINUTE), clock.now())
    before = [(block.times.copy(), np.array(block.values)) for block in blocks]
    for _ in range(1_600):
        await write(store, clock, "f", a=3.0, b=4.0)
    for block, (times, values) in zip(blocks, before, strict=True):
        assert np.array_equal(block.times, times)
        assert np.array_equal(np.asarray(block.values), values)


def labels_in(store: SeriesStore, matcher: Matcher) -> set[Labels]:
    selection = store.select((matcher,))
    return {selection.labels(row) for row in range(len(selection))}


async def test_an_absent_value_ends_its_series(store: SeriesStore, clock: SetClock) -> None:
    """ABSENT in a vector says that the series has none; it is back with its next value."""
    feed = store.feed("f", interval=TICK)
    feed.extend((series("m"), series("never")))
    for value in (1.0, ABSENT, ABSENT, 2.0):
        await store.append(feed, [clock.go(15_000)], np.array([[value, ABSENT]]))
        found = [one.value for one in store.latest(EVERYTHING)]
        assert found == (
            [] if np.float64(value).tobytes() == np.float64(ABSENT).tobytes() else [value]
        )
    assert labels_in(store, equal(METRIC_NAME, "never")) == set()


async def test_names_that_are_no_utf8_survive_a_restart(tmp_path: Path, clock: SetClock) -> None:
    """A process may have any name; the WAL keeps it."""
    labels = series("namedprocess", groupname='\udcff caf\u00e9 \u503c\u5b88 "x"')
    store = await SeriesStore.open(tmp_path, clock=clock)
    await store.write("f", interval=TICK, at=clock.now(), samples={labels: 1.0})
    await store.close()
    store = await SeriesStore.open(tmp_path, clock=clock)
    clock.go(1_000)
    assert [one.labels for one in store.latest(EVERYTHING)] == [labels]
    await store.close()


async def test_a_feed_without_any_series_is_remembered(tmp_path: Path, clock: SetClock) -> None:
    """A tick that brings no series, as of a rule group without alerts, is read after a restart."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    await store.write("rules:x", interval=TICK, at=clock.go(15_000), samples={})
    await write(store, clock, "rules:x", a=1.0)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    await again.close()
    assert (again.replayed.ticks, again.replayed.unreadable) == (2, 0)


async def test_room_is_left_for_tickets(tmp_path: Path, clock: SetClock) -> None:
    """Where the disk has less free than the reserve, samples are refused, nothing is written."""
    limits = SeriesLimits(reserve_bytes=1 << 60)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    with pytest.raises(Unavailable, match="kept for tickets"):
        await write(store, clock, "f", a=1.0)
    assert "kept for tickets" in (store.refusal or "")
    await store.close()
    assert list((tmp_path / "wal").iterdir()) == []


async def test_a_window_of_ten_thousand_years_costs_what_is_in_it(
    store: SeriesStore, clock: SetClock
) -> None:
    """What is read are the chunks there are, not the time between the window's edges."""
    await write(store, clock, "f", a=1.0)
    selection = store.select((equal("n", "a"),))
    ages = Instant(2**53)
    begun = clock.monotonic()
    (block,) = store.window(selection, Instant(-ages), ages)
    assert clock.monotonic() - begun < 5  # two minutes if it went from chunk to chunk
    assert np.asarray(block.values).tolist() == [[1.0]]
    assert store.window(selection, Instant(-ages), Instant(0)) == []


async def test_ticks_of_many_feeds_together(tmp_path: Path, clock: SetClock) -> None:
    """Each is stored as if it came alone: a late one in blocks, one from the future nowhere."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    feeds = [store.feed(f"f{number}", interval=MINUTE) for number in range(3)]
    for number, feed in enumerate(feeds):
        feed.extend([series("up", n=str(number))])
    times = (NOW, NOW - 5 * HOUR, NOW + HOUR)
    await store.append_all(
        [
            FeedTick(feed, time, np.array([float(number)]))
            for number, (feed, time) in enumerate(zip(feeds, times, strict=True))
        ]
    )
    wanted = {series("up", n="0"): {NOW: 0.0}, series("up", n="1"): {NOW - 5 * HOUR: 1.0}}
    assert samples_of(store, NOW - DAY, NOW + DAY, EVERYTHING) == wanted
    assert store.refused == {Refusal.FROM_FUTURE: 1}
    await store.end_feed("f0")
    with pytest.raises(NotFound):
        await store.append_all([FeedTick(feeds[0], NOW + 1, np.array([1.0]))])
    with pytest.raises(InvalidInput):
        await store.append_all([FeedTick(feeds[1], NOW + 1, np.array([1.0, 2.0]))])
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert samples_of(again, NOW - DAY, NOW, EVERYTHING) == wanted
    await again.close()
