"""The store is what the evaluator of PromQL reads from."""

from __future__ import annotations

import pytest

from rules.promql.evaluate import Evaluator
from rules.promql.plan import compile_plan
from rules.promql.series import SeriesSource
from rules.promql.values import Vector
from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import series
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.storage.series.store import SeriesStore


def as_source(store: SeriesStore) -> SeriesSource:
    """The type checker proves that the store fulfils the evaluator's Protocol."""
    return store


async def test_a_rate_over_the_store(store: SeriesStore, clock: SetClock) -> None:
    """A counter that grows by 30 every 15 s has a rate of 2 per second on every instance."""
    names = [series("requests_total", instance=f"web-{n}") for n in range(3)]
    for tick in range(40):
        samples = {labels: 30.0 * tick + place for place, labels in enumerate(names)}
        await store.write(
            "probe:web", interval=Duration(15 * SECOND), at=clock.go(15_000), samples=samples
        )
    evaluator = Evaluator(as_source(store))
    found = evaluator.instant(compile_plan("rate(requests_total[5m])"), clock.now())
    assert isinstance(found, Vector)
    assert len(found) == len(names)
    for row in range(len(names)):
        assert found.values[row] == pytest.approx(2.0)


async def test_a_series_that_left_its_feed_has_no_value(
    store: SeriesStore, clock: SetClock
) -> None:
    """A series that a tick of its feed does not name is gone at once, not after five minutes."""
    here, gone = series("up", instance="here"), series("up", instance="gone")
    await store.write("f", interval=MINUTE, at=clock.go(60_000), samples={here: 1.0, gone: 1.0})
    await store.write("f", interval=MINUTE, at=clock.go(60_000), samples={here: 1.0})
    found = Evaluator(as_source(store)).instant(compile_plan("up"), clock.now())
    assert isinstance(found, Vector)
    assert len(found) == 1
