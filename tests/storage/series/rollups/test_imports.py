"""What is imported from before samples are kept is there as roll-ups, however it comes."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.promql import Evaluator, Matrix, Vector, compile_plan
from rules.promql.limits import Options
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import samples_of, series
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.store import Imported, SeriesStore
from watchkeeper.storage.series.words import FloatArray, TimeArray

NAMES: Sequence[Labels] = (series("gauge", kind="gauge"), series("counter", kind="counter"))
TODAY = NOW - NOW % DAY
AGES = {"a month ago": 30, "two years ago": 730}


def vectors(times: TimeArray) -> FloatArray:
    """Return a gauge and a counter that falls back to zero now and then."""
    ticks = times // MINUTE
    return np.stack([ticks * 7_919 % 101 / 10, ticks % 5_000 * 3.0], axis=1)


async def bring(store: SeriesStore, times: TimeArray, columns: slice = slice(None)) -> Imported:
    return await store.import_ticks(
        "import:a",
        interval=MINUTE,
        labels=NAMES[columns],
        times=times,
        values=vectors(times)[:, columns],
    )


async def settle(store: SeriesStore, clock: SetClock) -> None:
    """Let so much time pass that what is older than samples are kept is gone."""
    for _ in range(4):
        clock.go(20 * MINUTE)
        await store.flush()


def asked(store: SeriesStore, text: str, at: int) -> dict[str, float]:
    found = Evaluator(store).instant(compile_plan(text), Instant(at))
    assert isinstance(found, Vector)
    return {dict(labels)["kind"]: value for labels, value in found}


def aggregates(store: SeriesStore, at: int) -> dict[str, dict[str, float]]:
    """Return what is known of a day."""
    return {
        name: asked(store, f'{name}({{kind=~".+"}}[1d])', at)
        for name in ("count_over_time", "sum_over_time", "min_over_time", "max_over_time")
    }


def told(times: TimeArray) -> dict[str, object]:
    values = vectors(times)
    found = {
        "count_over_time": [len(times), len(times)],
        "sum_over_time": values.sum(axis=0),
        "min_over_time": values.min(axis=0),
        "max_over_time": values.max(axis=0),
    }
    return {
        name: pytest.approx(dict(zip(("gauge", "counter"), map(float, row), strict=True)))
        for name, row in found.items()
    }


@pytest.mark.parametrize("days", AGES.values(), ids=AGES.keys())
async def test_old_samples_stay_as_roll_ups(
    store: SeriesStore, clock: SetClock, tmp_path: Path, days: int
) -> None:
    """Aggregates of a day long past are those of its samples; the samples themselves are gone."""
    begin = TODAY - days * DAY
    times = np.arange(begin, begin + DAY, MINUTE) + MINUTE
    done = await bring(store, times)
    assert (done.samples, done.rolled, done.refused) == (2_880, 2_880, {})
    await settle(store, clock)
    assert store.raw_since() > begin
    assert aggregates(store, begin + DAY) == told(times)
    rise = asked(store, 'increase({kind="counter"}[1d])', begin + DAY)
    steps = np.diff(vectors(times)[:, 1])
    lived = float(np.where(steps < 0, vectors(times)[1:, 1], steps).sum())
    assert rise["counter"] == pytest.approx(lived, rel=1e-2)


async def test_old_and_new_samples_in_one_import(store: SeriesStore, clock: SetClock) -> None:
    """Each goes where it belongs, and what is older than everything kept is refused by name."""
    times = np.array([TODAY - days * DAY for days in (900, 400, 30, 2, 0)])
    done = await bring(store, times)
    assert (done.samples, done.rolled) == (8, 4)
    assert done.refused == {Refusal.TOO_OLD: 2}


async def test_a_graph_of_two_years_begins_two_years_ago(
    store: SeriesStore, clock: SetClock
) -> None:
    """A range query over all tiers has a point for every week: nobody starts with empty charts."""
    times = np.arange(TODAY - 728 * DAY, TODAY, 3 * DAY) + HOUR
    await bring(store, times)
    await settle(store, clock)
    plan = compile_plan('max_over_time({kind="gauge"}[1w])')
    found = Evaluator(store, options=Options()).range(
        plan, Instant(TODAY - 721 * DAY), Instant(TODAY), Duration(7 * DAY)
    )
    assert isinstance(found, Matrix)
    assert [len(one.times) for one in found] == [104]


async def test_parts_of_an_import_add_up(store: SeriesStore, clock: SetClock) -> None:
    """Minutes that are cut between two parts, with a flush between, are whole in the end."""
    begin = TODAY - 30 * DAY
    times = np.arange(begin, begin + DAY, MINUTE) + MINUTE
    for part in (times[::2], times[1:700:2], times[701::2], times):
        await bring(store, part)
        clock.go(MINUTE)
        await store.flush()
    await settle(store, clock)
    assert aggregates(store, begin + DAY) == told(times)
    await bring(store, times[5:8])  # samples of which the roll-ups know already
    await settle(store, clock)
    assert aggregates(store, begin + DAY) == told(times)


async def test_while_old_samples_are_rolled_up_others_are_read(tmp_path: Path) -> None:
    """Chunks of an import that wait for their roll-up hide no roll-up of another series."""
    clock = SetClock(TODAY)
    store = await SeriesStore.open(tmp_path, clock=clock)
    begin = TODAY - 30 * DAY
    times = np.arange(begin, begin + 2 * DAY, MINUTE) + MINUTE
    await bring(store, times, slice(0, 1))
    await settle(store, clock)
    await bring(store, times, slice(1, 2))
    assert asked(store, 'count_over_time({kind="gauge"}[1d])', begin + 2 * DAY) == {"gauge": 1_440}
    await store.close()


async def test_old_times_are_told_by_roll_ups_alone(store: SeriesStore, clock: SetClock) -> None:
    """Samples that stand there until they go are read by nobody: one tier answers for a time."""
    begin = TODAY - 30 * DAY
    times = np.arange(begin, begin + DAY, MINUTE) + MINUTE
    await bring(store, times)
    await settle(store, clock)
    await bring(store, times)
    assert samples_of(store, begin - DAY, store.raw_since() - 1, ()) == {}
    assert aggregates(store, begin + DAY) == told(times)
    await store.flush()
    assert aggregates(store, begin + DAY) == told(times)


async def test_an_import_survives_a_restart_before_it_is_rolled_up(tmp_path: Path) -> None:
    """What is durable is rolled up by the next start."""
    clock, begin = SetClock(), TODAY - 30 * DAY
    times = np.arange(begin, begin + DAY, MINUTE) + MINUTE
    store = await SeriesStore.open(tmp_path, clock=clock)
    await bring(store, times)
    await store.close()
    store = await SeriesStore.open(tmp_path, clock=clock)
    await settle(store, clock)
    found = aggregates(store, begin + DAY)
    await store.close()
    assert found == told(times)


@settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=40), min_size=1, max_size=4))
def test_any_parts_of_an_import_give_the_same(parts: list[list[int]]) -> None:
    """Whatever minutes come in whatever parts: the roll-ups are those of all of them."""
    whole = sorted({minute for part in parts for minute in part})
    with tempfile.TemporaryDirectory() as directory:
        found = asyncio.run(in_parts(Path(directory), parts))
    assert found == told(TODAY - 30 * DAY + np.array(whole) * MINUTE)


async def in_parts(directory: Path, parts: list[list[int]]) -> dict[str, dict[str, float]]:
    begin, clock = TODAY - 30 * DAY, SetClock()
    store = await SeriesStore.open(directory, clock=clock)
    for part in parts:
        await bring(store, begin + np.array(part) * MINUTE)
        clock.go(MINUTE)
        await store.flush()
    await settle(store, clock)
    found = aggregates(store, begin + DAY)
    await store.close()
    return found
