"""Series that ended, and have left the head, are found in the range in which they lived."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from prometheus_client import CollectorRegistry

from dashboards.prometheus_api import lookups
from rules.promql import compile_plan
from rules.promql.evaluate import Evaluator
from rules.promql.values import Matrix, Vector
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import EVERYTHING, equal, samples_of, series
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.storage.series.limits import Refusal, SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesStore

UP, GONE = series("up", instance="a"), series("up", instance="gone", site="x")
UPS = (equal(METRIC_NAME, "up"),)


async def live(store: SeriesStore, clock: SetClock, minutes: int, *ended: str) -> None:
    """Let a feed tick every minute, and flush as a server does."""
    for number in range(minutes):
        now = clock.go(MINUTE)
        await store.write("a", interval=MINUTE, at=now, samples={UP: 1.0})
        for name in ended:
            labels = series("up", instance=name, site="x")
            await store.write(f"feed of {name}", interval=MINUTE, at=now, samples={labels: 2.0})
        if number % 20 == 0:
            await store.flush()


@pytest.fixture
async def begin(store: SeriesStore, clock: SetClock) -> Instant:
    """One series lives for an hour, the other for nine."""
    first = clock.now()
    await live(store, clock, 60, "gone")
    await live(store, clock, 8 * 60)
    return first


async def test_live_selections_do_not_have_it(store: SeriesStore, begin: Instant) -> None:
    """What rules select of the last minutes is what the head has, the same object."""
    selection = store.select(UPS)
    assert [selection.labels(row) for row in range(len(selection))] == [UP]
    assert store.select_since(UPS, Instant(NOW + 9 * HOUR - 5 * MINUTE)) is selection


async def test_a_selection_that_reaches_back_has_it(
    store: SeriesStore, clock: SetClock, begin: Instant
) -> None:
    """With its labels, its feed and every sample; the same object until something changes."""
    selection = store.select_since(UPS, begin)
    assert [selection.labels(row) for row in range(len(selection))] == [UP, GONE]
    assert [selection.feed(row) for row in (0, 1)] == ["a", "feed of gone"]
    assert selection.label_names() == {METRIC_NAME, "instance", "site"}
    codes, values = selection.column("site")
    assert [values[code] if code >= 0 else None for code in codes.tolist()] == [None, "x"]
    assert store.select_since(UPS, begin) is selection
    await live(store, clock, 5)
    assert store.select_since(UPS, begin) is selection
    found = samples_of(store, begin, clock.now(), UPS)
    assert len(found[UP]) == 9 * 60 + 5
    assert found[GONE] == {begin + n * MINUTE: 2.0 for n in range(1, 61)}
    assert samples_of(store, begin + 2 * HOUR, clock.now(), UPS).keys() == {UP}


async def test_queries_see_it_in_its_time(
    store: SeriesStore, clock: SetClock, begin: Instant
) -> None:
    """An instant query of then, a range over then, and a window that reaches to then."""
    evaluator = Evaluator(store)
    then, now = Instant(begin + 30 * MINUTE), clock.now()

    def values(expression: str, at: Instant) -> list[float]:
        found = evaluator.instant(compile_plan(expression), at)
        assert isinstance(found, Vector)
        return sorted(found.values.tolist())

    assert values("up", then) == [1.0, 2.0]
    assert values("up", now) == [1.0]
    assert values("count_over_time(up[10h])", now) == [60.0, 540.0]
    assert values("up offset 8h30m", now) == [1.0, 2.0]
    assert values(f"up @ {then / 1_000}", now) == [1.0, 2.0]
    spread = evaluator.range(compile_plan("sum(up)"), begin, now, Duration(30 * MINUTE))
    assert isinstance(spread, Matrix)
    assert [one.values.tolist() for one in spread] == [[3.0] * 2 + [1.0] * 16]


@pytest.mark.parametrize(
    ("stretch", "found"),
    [
        ((0, HOUR), ["a", "gone"]),
        ((2 * HOUR, 3 * HOUR), ["a"]),
        ((8 * HOUR, None), ["a"]),
        ((None, None), ["a", "gone"]),
    ],
    ids=["in its time", "after it", "now", "without times"],
)
async def test_lists_of_labels_have_it(
    store: SeriesStore,
    clock: SetClock,
    begin: Instant,
    stretch: tuple[int | None, int | None],
    found: list[str],
) -> None:
    """The Prometheus API names it where it is asked for its time, or for all time."""
    start, end = (None if one is None else Instant(begin + one) for one in stretch)
    living = lookups.found_of(store, ["up"], lookups.Stretch(start, end), clock.now())
    assert lookups.label_values(living, "instance") == found
    assert ("site" in lookups.label_names(living)) is ("gone" in found)
    assert len(lookups.series(living, None)) == len(found)


async def test_it_is_found_after_a_restart(tmp_path: Path, clock: SetClock) -> None:
    """What the file knows is selected without any tick having come."""
    store = await SeriesStore.open(tmp_path, clock=clock)
    first = clock.now()
    await live(store, clock, 60, "gone")
    await live(store, clock, 5 * 60)
    await store.close()
    again = await SeriesStore.open(tmp_path, clock=clock)
    assert len(samples_of(again, first, clock.now(), EVERYTHING)[GONE]) == 60
    assert again.series(UPS, first, Instant(first + HOUR)) == [UP, GONE]
    assert again.series(UPS, Instant(first + 2 * HOUR), clock.now()) == [UP]
    await again.close()


async def test_one_that_comes_back_is_one_series(
    store: SeriesStore, clock: SetClock, begin: Instant
) -> None:
    """Its samples of then and of now are one row, from another feed, too."""
    await store.write("another", interval=MINUTE, at=clock.now(), samples={GONE: 3.0})
    found = samples_of(store, begin, clock.now(), UPS)
    assert len(found[GONE]) == 61
    assert len(store.select_since(UPS, begin)) == 2


async def test_two_feeds_that_carried_it_are_merged(store: SeriesStore, clock: SetClock) -> None:
    """A series that moved from feed to feed before it ended is one row."""
    first = clock.now()
    await live(store, clock, 30, "gone")
    for number in range(30):
        now = clock.go(MINUTE)
        await store.write("b", interval=MINUTE, at=now, samples={GONE: float(number)})
    await live(store, clock, 6 * 60)
    found = samples_of(store, first, clock.now(), UPS)
    assert list(found[GONE].values()) == [2.0] * 30 + [float(number) for number in range(30)]


async def test_it_is_forgotten_with_its_last_block(tmp_path: Path, clock: SetClock) -> None:
    """When neither samples nor roll-ups are kept any longer, nothing selects it."""
    half = Duration(12 * HOUR)
    limits = SeriesLimits(samples_kept=half, five_minutes_kept=half, hours_kept=half)
    store = await SeriesStore.open(tmp_path, clock=clock, limits=limits)
    await live(store, clock, 30, *(f"gone {number}" for number in range(5)))
    await live(store, clock, 4 * 60)
    assert len(store.select_since(UPS, NOW)) == 6
    await live(store, clock, 40 * 60)
    assert len(store.select_since(UPS, Instant(0))) == 1
    await store.close()


async def test_new_series_are_refused_when_too_many_are_kept(
    tmp_path: Path, clock: SetClock
) -> None:
    """Churn ends at a cap; series that are known still come and go."""
    limits, registry = SeriesLimits(series_kept=4), CollectorRegistry()
    store = await SeriesStore.open(
        tmp_path, clock=clock, limits=limits, metrics=SeriesMetrics(registry)
    )
    await live(store, clock, 30, "one", "two", "three")
    await live(store, clock, 6 * 60)
    await live(store, clock, 1, "one", "new")
    assert store.refused == {Refusal.STORE_FULL: 1}
    assert registry.get_sample_value("watchkeeper_store_kept_series") == 4
    assert len(store.select(UPS)) == 2
    await store.close()


async def test_days_long_past_leave_out_what_came_before(
    store: SeriesStore, clock: SetClock
) -> None:
    """A selection of the last day does not carry the series that ended days ago."""
    await live(store, clock, 30, "gone")
    clock.go(2 * DAY)
    await live(store, clock, 6 * 60)
    assert len(store.select_since(UPS, NOW)) == 2
    assert len(store.select_since(UPS, Instant(clock.now() - 6 * HOUR))) == 1


async def test_what_was_decoded_serves_the_next_windows(
    store: SeriesStore, clock: SetClock, begin: Instant
) -> None:
    """Windows of the same two hours are cut out of it; each has its own samples, no others."""
    selection = store.select_since((equal("instance", "gone"),), begin)
    for minutes in (range(1, 61), range(10, 31), range(60, 61)):
        start = Instant(begin + minutes.start * MINUTE - 1)
        end = Instant(begin + minutes.stop * MINUTE - MINUTE)
        (block,) = store.window(selection, start, end)
        assert block.times[:, 0].tolist() == [begin + n * MINUTE for n in minutes]
        assert isinstance(block.values, np.ndarray)
        assert block.values.shape == (len(minutes), 1)
    assert store.window(selection, Instant(begin + 61 * MINUTE), clock.now()) == []


async def test_what_comes_late_is_seen_at_once(
    store: SeriesStore, clock: SetClock, begin: Instant
) -> None:
    """Samples that were decoded before are not the last word on their time."""
    then = Instant(begin + HOUR)
    before = samples_of(store, begin, then, UPS)
    moment = begin + 30 * MINUTE + 1
    await store.import_ticks(
        "feed of gone", interval=MINUTE, labels=[GONE], times=[moment], values=np.array([[9.0]])
    )
    after = samples_of(store, begin, then, UPS)
    assert after[GONE] == {**before[GONE], moment: 9.0}
