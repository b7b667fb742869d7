"""What holds for every expression over every data."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.promql import EvaluationError, Evaluator, Matrix, Series, Vector, compile_plan
from rules.promql.frames import NameRemoval
from rules.promql.limits import Options
from tests.rules.promql.expressions import METRICS, expressions
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, without
from watchkeeper.core.samples import STALE

_STEP = 30_000
_VALUES = st.one_of(
    st.integers(-3, 50).map(float),
    st.floats(-1e6, 1e6),
    st.sampled_from((STALE, math.nan, math.inf, 0.0)),
)


@st.composite
def sources(draw: st.DrawFn) -> MemorySource:
    """A few series with their own phases, gaps, stale marks and odd values."""
    source = MemorySource()
    names = st.sampled_from(METRICS)
    for number in range(draw(st.integers(1, 5))):
        labels = {"__name__": draw(names), "instance": draw(st.sampled_from("ab"))}
        labels["mode"] = str(number)
        phase = draw(st.integers(0, 14_999))
        values = draw(st.lists(st.none() | _VALUES, min_size=1, max_size=25))
        samples = [
            (phase + slot * 15_000, value) for slot, value in enumerate(values) if value is not None
        ]
        source.add(labels, samples)
    return source


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sources(), expressions(), st.sampled_from(list(NameRemoval)))
def test_a_range_is_its_instants(
    source: MemorySource, expression: str, removal: NameRemoval
) -> None:
    """At each step a range query gives what an instant query gives at that time."""
    if "end()" in expression:
        expression = expression.replace("end()", "240")
    plan = compile_plan(expression)
    evaluator = Evaluator(source, options=Options(name_removal=removal))
    times = range(0, 360_000, _STEP)
    try:
        matrix = evaluator.range(plan, Instant(0), Instant(times[-1]), Duration(_STEP))
    except EvaluationError:
        with pytest.raises(EvaluationError):
            [evaluator.instant(plan, Instant(at)) for at in times]
        return
    points = {(one.labels, at): value for one in matrix for at, value in _samples(one)}
    for at in times:
        vector = evaluator.instant(plan, Instant(at))
        assert isinstance(vector, Vector)
        found = {(labels, at): value for labels, value in vector}
        wanted = {key: value for key, value in points.items() if key[1] == at}
        assert found.keys() == wanted.keys()
        for key, value in found.items():
            assert value == pytest.approx(wanted[key], rel=1e-9, nan_ok=True)


def _samples(one: Series) -> list[tuple[int, float]]:
    return list(zip(one.times.tolist(), one.values.tolist(), strict=True))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sources(), st.integers(1, 300), st.integers(0, 400))
def test_kernels_agree_with_plain_loops(source: MemorySource, seconds: int, at: int) -> None:
    """The array kernels give what loops over the samples of the window give."""
    evaluator = Evaluator(source)
    instant = Instant(at * 1000)
    raw = evaluator.instant(compile_plan(f'{{mode=~".+"}}[{seconds}s]'), instant)
    assert isinstance(raw, Matrix)
    windows = {one.labels[1:]: _samples(one) for one in raw}
    for name, loop in _LOOPS.items():
        given = evaluator.instant(compile_plan(f'{name}({{mode=~".+"}}[{seconds}s])'), instant)
        wanted = {labels: loop(samples) for labels, samples in windows.items()}
        assert isinstance(given, Vector)
        assert {without(labels, METRIC_NAME): value for labels, value in given} == {
            labels: pytest.approx(value, rel=1e-9, abs=1e-9, nan_ok=True)
            for labels, value in wanted.items()
            if value is not None
        }


def _increase(samples: list[tuple[int, float]]) -> float | None:
    if len(samples) < 2:
        return None
    values = [value for _, value in samples]
    lost = sum(a for a, b in pairwise(values) if b < a)
    return values[-1] - values[0] + lost


def _changes(samples: list[tuple[int, float]]) -> float:
    values = [value for _, value in samples]
    return float(sum(a != b and not (math.isnan(a) and math.isnan(b)) for a, b in pairwise(values)))


def _idelta(samples: list[tuple[int, float]]) -> float | None:
    return samples[-1][1] - samples[-2][1] if len(samples) > 1 else None


def _smallest(samples: list[tuple[int, float]]) -> float:
    return min((value for _, value in samples if not math.isnan(value)), default=math.nan)


_LOOPS = {
    "count_over_time": lambda samples: float(len(samples)),
    "last_over_time": lambda samples: samples[-1][1],
    "first_over_time": lambda samples: samples[0][1],
    "changes": _changes,
    "idelta": _idelta,
    "min_over_time": _smallest,
}


@given(st.lists(st.floats(0, 1e9) | st.just(0.0), min_size=2, max_size=20))
def test_increase_over_samples_at_both_edges(values: list[float]) -> None:
    """With samples at both edges of the window nothing is extrapolated: the sum of rises."""
    source = MemorySource()
    samples = [(slot * 1000, value) for slot, value in enumerate(values, start=1)]
    source.add({"__name__": "m"}, samples)
    length = len(values) - 1
    plan = compile_plan(f"increase(m[{length}s1ms])")
    vector = Evaluator(source).instant(plan, Instant(len(values) * 1000))
    assert isinstance(vector, Vector)
    assert vector.values.tolist() == [pytest.approx(_increase(samples), rel=0.01, abs=1e-9)]
