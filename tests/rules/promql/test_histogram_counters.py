"""Rates of many histograms at once are those of each alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.memory_series import MemorySeries
from rules.promql.evaluate import Evaluator
from rules.promql.histogram.comparing import are_alike
from rules.promql.plan import compile_plan
from rules.promql.values import Matrix, Vector
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    CounterReset,
    Histogram,
    Sample,
    buckets_of,
)

SERIES = 12
STEP = 15 * SECOND
NOW = Instant(1_795_000_000_001)

counts = st.lists(st.integers(0, 5), min_size=3, max_size=3)


@st.composite
def counters(draw: st.DrawFn) -> list[Sample | None]:
    """Draw the samples of one series: they grow, and now and then begin anew, or are missing."""
    schema = draw(st.sampled_from([0, 3, CUSTOM_SCHEMA]))
    offset = draw(st.integers(-5000, 5000)) if schema != CUSTOM_SCHEMA else 0
    bounds = (1.0, 2.0, 5.0) if schema == CUSTOM_SCHEMA else ()
    seen = np.zeros(3)
    found: list[Sample | None] = []
    for _ in range(draw(st.integers(1, 12))):
        what = draw(st.sampled_from(["grow"] * 8 + ["reset", "hinted", "gap", "stale", "float"]))
        seen = draw(counts.map(np.array)) + (0 if what == "reset" else seen)
        hint = CounterReset.RESET if what == "hinted" else CounterReset.UNKNOWN
        histogram = Histogram(
            schema, float(seen.sum()), float(seen @ [1.5, 2.5, 7.0]),
            positive=buckets_of(np.arange(3) + offset, seen), bounds=bounds, reset=hint,
        )  # fmt: skip
        others: dict[str, Sample | None] = {"gap": None, "stale": STALE, "float": 3.0}
        found.append(others.get(what, histogram))
    return found


def name(number: int) -> Labels:
    return labels_of({METRIC_NAME: "m", "n": str(number)})


def filled(series: list[list[Sample | None]]) -> MemorySeries:
    memory = MemorySeries()
    for tick in range(max(map(len, series))):
        at = Instant(NOW - 1 - (11 - tick) * STEP)
        samples = {
            name(number): sample
            for number, ticks in enumerate(series)
            if tick < len(ticks) and (sample := ticks[tick]) is not None
        }
        memory.append_exactly("f", at, samples)
    return memory


def at_once(evaluator: Evaluator, query: str) -> dict[Labels, Histogram | None]:
    found = evaluator.instant(compile_plan(query), NOW)
    assert isinstance(found, Vector)
    return {found.labels(row): found.histogram(row) for row in range(len(found))}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(counters(), min_size=SERIES, max_size=SERIES),
    st.sampled_from(["rate", "increase"]),
    st.sampled_from(["1m", "100s", "3m", "10m"]),
)
def test_together_as_alone(series: list[list[Sample | None]], function: str, length: str) -> None:
    """Whatever the series are: gaps, resets with and without a hint, floats, stale marks."""
    evaluator = Evaluator(filled(series))
    together = at_once(evaluator, f"{function}(m[{length}])")
    alone: dict[Labels, Histogram | None] = {}
    for number in range(SERIES):
        alone |= at_once(evaluator, f'{function}(m{{n="{number}"}}[{length}])')
    assert together.keys() == alone.keys()
    for labels, expected in alone.items():
        found = together[labels]
        assert (found is None) is (expected is None), labels
        if found is not None and expected is not None:
            assert are_alike(found, expected, 1e-12), (found, expected)
            assert found.reset is expected.reset


@settings(max_examples=20, deadline=None)
@given(st.lists(counters(), min_size=SERIES, max_size=SERIES))
def test_steps_as_instants(series: list[list[Sample | None]]) -> None:
    """A range query gives at each step what an instant query gives there."""
    evaluator = Evaluator(filled(series))
    plan = compile_plan("rate(m[1m])")
    start = Instant(NOW - 3 * MINUTE)
    matrix = evaluator.range(plan, start, NOW, Duration(20 * SECOND))
    assert isinstance(matrix, Matrix)
    found = {(one.labels, at): value for one in matrix for at, value in one.histograms}
    expected: dict[tuple[Labels, Instant], Histogram] = {}
    for at in range(start, NOW + 1, 20 * SECOND):
        vector = evaluator.instant(plan, Instant(at))
        assert isinstance(vector, Vector)
        for row in range(len(vector)):
            histogram = vector.histogram(row)
            if histogram is not None:
                expected[vector.labels(row), Instant(at)] = histogram
    assert found.keys() == expected.keys()
    assert all(are_alike(found[key], expected[key], 1e-12) for key in expected)
