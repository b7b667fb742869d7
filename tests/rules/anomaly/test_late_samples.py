"""Bands notice what came late: kept windows give what a fresh reading of the store gives."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.anomaly.rolling import RollingSamples
from rules.promql import Asked, Evaluator, Usage, Vector, compile_plan
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.series.store import SeriesKeeper, SeriesStore

START = Instant(1_700_000_040_000)
EXPRESSION = "band_score_over_time(m[6h])"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
async def store(tmp_path: Path, clock: ManualClock) -> AsyncIterator[SeriesStore]:
    store = await SeriesStore.open(tmp_path, clock=clock)
    clock.add(SeriesKeeper(store, clock))
    yield store
    await store.close()


def _series(host: str) -> Labels:
    return labels_of({METRIC_NAME: "m", "instance": host})


async def _tell(store: SeriesStore, host: str, at: int, value: float) -> None:
    samples = {_series(host): value}
    await store.write(f"agent:{host}", interval=Duration(MINUTE), at=Instant(at), samples=samples)


def _scores(evaluator: Evaluator, at: int, asked: Asked | None = None) -> dict[Labels, float]:
    result = evaluator.instant(_PLAN, Instant(at), asked or Asked())
    assert isinstance(result, Vector)
    return dict(result)


_PLAN = compile_plan(EXPRESSION)


async def _hours(
    store: SeriesStore, clock: ManualClock, evaluator: Evaluator, hours: int, *hosts: str
) -> None:
    """Tell a value each minute, and evaluate as a rule does."""
    for _ in range(hours * 60):
        now = Instant(clock.now() + MINUTE)
        await clock.advance(now)
        for host in hosts:
            await _tell(store, host, now, math.sin(now / 7e5) * 10 + len(host))
        _scores(evaluator, now)


@pytest.mark.parametrize("ago", [HOUR, 5 * HOUR], ids=["in the head", "older than the head"])
async def test_a_backlog_is_in_the_band_at_the_next_evaluation(
    store: SeriesStore, clock: ManualClock, ago: int
) -> None:
    """A host that was cut off sends what it measured meanwhile; its band is as if it had come."""
    evaluator = Evaluator(store)
    await _hours(store, clock, evaluator, 1, "a", "bb")
    away = clock.now()
    await _hours(store, clock, evaluator, ago // HOUR, "a")
    before = _scores(evaluator, clock.now())
    await _tell(store, "bb", clock.now(), 3.0)
    for at in range(away + MINUTE, clock.now() - MINUTE, MINUTE):
        await _tell(store, "bb", at, 50.0 + at % 7)
    after = _scores(evaluator, clock.now())
    assert _series("bb") not in before
    assert after == _scores(Evaluator(store), clock.now())


async def test_an_import_is_in_the_band(store: SeriesStore, clock: ManualClock) -> None:
    """Samples that another feed brings for the same series count for it."""
    evaluator = Evaluator(store)
    await _hours(store, clock, evaluator, 1, "a")
    times = np.arange(clock.now() - 4 * HOUR, clock.now() - 2 * HOUR, MINUTE)
    values = np.where(times % (3 * MINUTE), 20.0, 90.0)[:, None]
    imported = await store.import_ticks(
        "import:a", interval=Duration(MINUTE), labels=(_series("a"),), times=times, values=values
    )
    assert imported.samples == len(times)
    after = _scores(evaluator, clock.now())
    assert after == _scores(Evaluator(store), clock.now())


async def test_what_comes_in_order_is_not_read_again(
    store: SeriesStore, clock: ManualClock
) -> None:
    """Without late samples an evaluation reads some minutes, not the window."""
    evaluator, usage = Evaluator(store), Usage()
    await _hours(store, clock, evaluator, 2, "a")
    _scores(evaluator, clock.now(), Asked(usage=usage))
    assert usage.samples < 60
    usage.samples = 0
    await _tell(store, "a", clock.now() - 90 * MINUTE + 1, 1e6)
    _scores(evaluator, clock.now(), Asked(usage=usage))
    assert usage.samples > 60
    assert _scores(evaluator, clock.now()) == _scores(Evaluator(store), clock.now())


@given(
    st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60), st.booleans()), max_size=12),
    st.integers(0, 30),
)
def test_samples_may_come_in_any_order_and_again(
    values: list[float], parts: list[tuple[int, int, bool]], edge: int
) -> None:
    """What is known at last is what came, each once, but for NaN and what left the window."""
    rolling, came = RollingSamples(), set[int]()
    rolling.forget_until(edge)
    for begin, length, every_other in parts:
        places = [
            place
            for place in range(begin, min(begin + length, len(values)), 2 if every_other else 1)
            if place > edge
        ]
        rolling.extend(places, [values[place] for place in places])
        came.update(places)
    kept = np.array([values[place] for place in sorted(came) if not math.isnan(values[place])])
    assert len(rolling) == len(kept)
    if len(kept):
        for share in (0.0, 0.3, 1.0):
            assert rolling.quantile(share) == pytest.approx(np.quantile(kept, share))
    rolling.forget_until(60)
    assert len(rolling) == 0
