"""What a plan keeps between evaluations, and that it notices when series come and go."""

from __future__ import annotations

import pytest

from rules.promql import (
    Evaluator,
    Limits,
    QueryLimitExceeded,
    Vector,
    compile_plan,
    feeds_of,
)
from tests.rules.promql.asking import Ask, plain
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import labels_of

_EXPRESSIONS = (
    "sum by (host) (m)",
    "m / on (host, disk) m",
    "m and on (host) (m > 1)",
    'label_replace(m, "x", "$1", "host", "(.*)")',
    "topk(5, m)",
    "m * on (host) group_left () count by (host) (m)",
    "-m or vector(1)",
    "count(histogram_quantile(0.5, m))",
)


@pytest.mark.parametrize("expression", _EXPRESSIONS)
def test_new_series_are_seen(ask: Ask, expression: str) -> None:
    """A kept plan gives what a fresh one gives, also after series were added."""
    kept = compile_plan(expression)
    for number in range(4):
        ask.load("1m", f'm{{host="{number % 2}", disk="{number}", le="{number}"}} {number + 1}x5')
        fresh = Evaluator(ask.source).instant(compile_plan(expression), Instant(60_000))
        assert plain(ask.evaluator.instant(kept, Instant(60_000))) == plain(fresh)


def test_labels_are_built_only_for_rows_that_are_left(ask: Ask) -> None:
    """A vector gives the labels of a row when asked."""
    ask.load("1m", 'm{host="a"} 1', 'm{host="b"} 2')
    vector = ask.evaluator.instant(compile_plan("m > 1"), Instant(0))
    assert isinstance(vector, Vector)
    assert len(vector) == 1
    assert vector.labels(0) == labels_of({"__name__": "m", "host": "b"})


def test_feeds_of_a_result(ask: Ask) -> None:
    """The feeds of those selected series that agree with the labels on what both have."""
    ask.load("1m", 'm{host="a", disk="1"} 1', feed="agent:a")
    ask.load("1m", 'm{host="b", disk="1"} 1', feed="agent:b")
    ask.load("1m", 'limit{disk="1"} 1', feed="rules:limits")
    plan = compile_plan("m > on (disk) group_left () limit")
    labels = labels_of({"alertname": "X", "host": "a", "disk": "1"})
    assert feeds_of(plan, ask.source, labels) == ("agent:a", "rules:limits")
    assert feeds_of(plan, ask.source, labels_of({"host": "none"})) == ("rules:limits",)
    assert feeds_of(plan, ask.source, ()) == ("agent:a", "agent:b", "rules:limits")


@pytest.mark.parametrize(
    ("limits", "expression", "words"),
    [
        (Limits(max_samples=50), "m[10m]", "hold more than 50 samples"),
        (Limits(max_touched=50), "rate(m[10m])", "touch more than 50 samples"),
        (Limits(max_samples=50), "sum_over_time(vector(1)[10h:1s])", "more than 50 samples"),
        (Limits(), "sum_over_time(vector(1)[1000y:1ms])", "steps, 1000000 are allowed"),
        (
            Limits(max_samples=9_000),
            "count_over_time(count_values('v', m)[9m:1s])",
            "hold more than 9000",
        ),
        (Limits(max_samples=90), "m * on () group_left () m offset 1h", "100 pairs of series"),
    ],
    ids=[
        "samples of a range",
        "samples under a rate",
        "steps of a subquery",
        "too many steps",
        "steps times values",
        "pairs of a join",
    ],
)
def test_samples_are_bounded(
    source: MemorySource, limits: Limits, expression: str, words: str
) -> None:
    """A query that would touch too much is refused before it takes the memory."""
    for number in range(10):
        samples = [(step * 60_000, float(step)) for step in range(10)]
        source.add({"__name__": "m", "n": str(number)}, samples)
    with pytest.raises(Exception, match=words):
        Evaluator(source, limits).instant(compile_plan(expression), Instant(540_000))


def _nested(call: str, times: int) -> str:
    """Return a label of 16 characters, given *times* to a call."""
    found = 'label_replace(vector(1), "a", "0123456789abcdef", "", "")'
    for _ in range(times):
        found = call.replace("inner", found)
    return found


@pytest.mark.parametrize(
    "call",
    ['label_replace(inner, "a", "$1$1", "a", "(.*)")', 'label_join(inner, "a", "", "a", "a")'],
    ids=["label_replace", "label_join"],
)
def test_labels_that_double_are_bounded(source: MemorySource, call: str) -> None:
    """A label has 16,384 characters at most: forty doublings would be terabytes."""
    evaluator = Evaluator(source)
    evaluator.instant(compile_plan(_nested(call, 10)), Instant(0))
    with pytest.raises(QueryLimitExceeded, match="16384 characters"):
        evaluator.instant(compile_plan(_nested(call, 11)), Instant(0))


def test_points_are_bounded(source: MemorySource) -> None:
    """A range query has at most 11,000 steps."""
    evaluator = Evaluator(source)
    end = Instant(11_001 * 1000)
    with pytest.raises(QueryLimitExceeded, match="11002 points"):
        evaluator.range(compile_plan("m"), Instant(0), end, Duration(1000))


def test_time_is_bounded(source: MemorySource) -> None:
    """An evaluation stops when its time is over."""
    ticks = iter(range(1000))
    evaluator = Evaluator(source, Limits(max_seconds=3), monotonic=lambda: next(ticks))
    with pytest.raises(QueryLimitExceeded, match="longer than 3 seconds"):
        evaluator.instant(compile_plan("1 + vector(1) + vector(2) + vector(3)"), Instant(0))


def test_unusable_ranges_are_refused(source: MemorySource) -> None:
    """A step of zero, an end before its start, a type without points."""
    evaluator = Evaluator(source)
    for expression, start, end, step in [
        ("m", 0, 10, 0),
        ("m", 10, 0, 1),
        ("m[5m]", 0, 10, 1),
        ("'text'", 0, 10, 1),
    ]:
        with pytest.raises(Exception, match=r"must be greater|lies before|needs a scalar"):
            evaluator.range(compile_plan(expression), Instant(start), Instant(end), Duration(step))
