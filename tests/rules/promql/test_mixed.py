"""Series that hold histograms beside floats."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.promql import (
    Annotations,
    EvaluationError,
    Evaluator,
    Matrix,
    Options,
    Vector,
    compile_plan,
)
from rules.promql.frames import NameRemoval
from rules.promql.histogram.notation import histogram_from_text, text_of_histogram
from tests.rules.promql.expressions import METRICS, expressions
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.histograms import Histogram

_STEP = 30_000
_HISTOGRAMS = [
    histogram_from_text(text)
    for text in (
        "{{count:4 sum:5 buckets:[1 2 1]}}",
        "{{count:9 sum:12 z_bucket:1 z_bucket_w:0.001 buckets:[2 3 2] n_buckets:[1]}}",
        "{{schema:2 count:3 sum:1.5 buckets:[1 1 1] offset:-1}}",
        "{{count:2 sum:1 buckets:[2] counter_reset_hint:gauge}}",
        "{{schema:-53 count:6 sum:30 custom_values:[2 5 10] buckets:[1 2 3]}}",
        "{{schema:-53 count:3 sum:9 custom_values:[5] buckets:[2 1]}}",
        "{{}}",
    )
]
_SAMPLES = st.one_of(
    st.sampled_from(_HISTOGRAMS),
    st.sampled_from(_HISTOGRAMS),
    st.integers(-3, 50).map(float),
    st.sampled_from((STALE, math.nan, math.inf)),
)
_OVER_HISTOGRAMS = st.sampled_from(
    [
        "histogram_count({0})",
        "histogram_avg(rate({0}[2m]))",
        "histogram_stddev(sum by (instance) ({0}))",
        "histogram_quantile(0.7, {0})",
        "histogram_fraction(0, 2, increase({0}[90s]))",
        "{0} * 2 - {0}",
        "-{0} == {0} / -1",
        "count_values('text', {0})",
        "avg_over_time(({0} or up)[2m:30s])",
        "topk(2, {0})",
    ]
)


@st.composite
def _sources(draw: st.DrawFn) -> MemorySource:
    source = MemorySource()
    for number in range(draw(st.integers(1, 4))):
        labels = {
            "__name__": draw(st.sampled_from(METRICS)),
            "instance": draw(st.sampled_from("ab")),
            "mode": str(number),
        }
        samples = draw(st.lists(st.none() | _SAMPLES, min_size=1, max_size=20))
        timed = [(slot * 15_000, one) for slot, one in enumerate(samples) if one is not None]
        source.add(labels, timed)
    return source


_EXPRESSIONS = st.one_of(
    expressions(),
    st.builds(str.format, _OVER_HISTOGRAMS, st.sampled_from(METRICS)),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_sources(), _EXPRESSIONS, st.sampled_from(list(NameRemoval)))
def test_a_range_is_its_instants(
    source: MemorySource, expression: str, removal: NameRemoval
) -> None:
    """At each step a range query gives what an instant query gives at that time."""
    plan = compile_plan(expression.replace("end()", "240"))
    evaluator = Evaluator(source, options=Options(name_removal=removal))
    times = range(0, 360_000, _STEP)
    try:
        matrix = evaluator.range(plan, Instant(0), Instant(times[-1]), Duration(_STEP))
    except EvaluationError:
        with pytest.raises(EvaluationError):
            [evaluator.instant(plan, Instant(at)) for at in times]
        return
    points = _points_of(matrix)
    for at in times:
        vector = evaluator.instant(plan, Instant(at))
        assert isinstance(vector, Vector)
        found = _cells_of(vector)
        assert found.keys() == {labels for labels, when in points if when == at}
        for labels, sample in found.items():
            assert _is_same(sample, points[labels, at])


Sample = float | Histogram


def _points_of(matrix: Matrix) -> dict[tuple[Labels, int], Sample]:
    points: dict[tuple[Labels, int], Sample] = {}
    for one in matrix:
        for at, value in zip(one.times.tolist(), one.values.tolist(), strict=True):
            points[one.labels, at] = value
        for at, histogram in one.histograms:
            assert (one.labels, at) not in points
            points[one.labels, at] = histogram
    return points


def _cells_of(vector: Vector) -> dict[Labels, Sample]:
    cells: dict[Labels, Sample] = {}
    for row, (labels, value) in enumerate(vector):
        histogram = vector.histogram(row)
        cells[labels] = value if histogram is None else histogram
    return cells


def _is_same(one: Sample, other: Sample) -> bool:
    if isinstance(one, Histogram) and isinstance(other, Histogram):
        return text_of_histogram(one) == text_of_histogram(other)
    return other == pytest.approx(one, rel=1e-9, nan_ok=True)


@pytest.fixture
def mixed() -> MemorySource:
    """A float that became a histogram, and a histogram that became a float."""
    source = MemorySource()
    four, nine = _HISTOGRAMS[0], _HISTOGRAMS[1]
    source.add({"__name__": "m", "to": "histogram"}, [(0, 1.0), (15_000, 2.0), (30_000, four)])
    source.add({"__name__": "m", "to": "float"}, [(0, four), (15_000, nine), (30_000, 3.0)])
    source.add({"__name__": "m", "to": "end"}, [(0, four), (15_000, STALE)])
    return source


@pytest.mark.parametrize(
    ("expression", "at", "wanted"),
    [
        ("m", 30_000, {"histogram": "4", "float": 3.0}),
        ("m", 20_000, {"histogram": 2.0, "float": "9"}),
        ("m", 0, {"histogram": 1.0, "float": "4", "end": "4"}),
        ("last_over_time(m[1m])", 30_000, {"histogram": "4", "float": 3.0, "end": "4"}),
        ("first_over_time(m[20s])", 30_000, {"histogram": 2.0, "float": "9"}),
        ("count_over_time(m[1m])", 30_000, {"histogram": 3.0, "float": 3.0, "end": 1.0}),
        ("changes(m[1m])", 30_000, {"histogram": 2.0, "float": 2.0, "end": 0.0}),
        ("max_over_time(m[1m])", 30_000, {"histogram": 2.0, "float": 3.0}),
        ("sum_over_time(m[1m])", 30_000, {"end": "4"}),
        ("timestamp(m)", 30_000, {"histogram": 30.0, "float": 30.0}),
        ("abs(m)", 30_000, {"float": 3.0}),
        ("m * 2", 30_000, {"histogram": "8", "float": 6.0}),
        ("m > 0", 30_000, {"float": 3.0}),
        ("m == m", 30_000, {"histogram": "4", "float": 3.0}),
        ("m and m", 30_000, {"histogram": "4", "float": 3.0}),
        ("histogram_sum(m)", 30_000, {"histogram": 5.0}),
    ],
)
def test_mixed_series(
    mixed: MemorySource, expression: str, at: int, wanted: dict[str, float | str]
) -> None:
    """The newest sample counts, whichever kind it is; functions of one kind leave the other out.

    A histogram is shown by its count, as text.
    """
    vector = Evaluator(mixed).instant(compile_plan(expression), Instant(at))
    assert isinstance(vector, Vector)
    found = {
        dict(labels)["to"]: f"{one.count:g}" if isinstance(one, Histogram) else one
        for labels, one in _cells_of(vector).items()
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("rate(m[1m])", 'warning: encountered a mix of histograms and floats for metric name "m"'),
        ("sum(m)", "warning: encountered a mix of histograms and floats for aggregation"),
        ("min(m)", "info: ignored histogram in min aggregation"),
        ("m + 1", 'info: incompatible sample types encountered for binary operator "+"'),
        ("min_over_time(m[1m])", "info: ignored histograms in a range containing both"),
    ],
)
def test_what_is_left_out_is_told(mixed: MemorySource, expression: str, said: str) -> None:
    """Who asks learns that samples were left out."""
    annotations = Annotations()
    Evaluator(mixed).instant(compile_plan(expression), Instant(30_000), annotations=annotations)
    assert any(said in one.text() for one in annotations)
