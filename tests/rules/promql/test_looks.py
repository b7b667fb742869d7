"""However long an evaluation is, it looks often whether it may go on: lanes and clients need that."""

from __future__ import annotations

import pytest

from rules.promql import Asked, Evaluator, QueryLimitExceeded, QueryTimedOut, compile_plan
from rules.promql.histogram.notation import histogram_from_text
from rules.promql.limits import Limits
from rules.promql.values import Vector
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import MINUTE, Duration, Instant

STEPS = 2_560
END = Instant(60 * MINUTE)


@pytest.fixture
def source() -> MemorySource:
    source = MemorySource()
    ask = Ask(source, Evaluator(source))
    ask.load("15s", 'x{n="1"} 0+1x240', 'x{n="2"} 5+2x240', 'b_bucket{le="1"} 0+1x240')
    ask.load("15s", 'b_bucket{le="+Inf"} 0+2x240', 'free{n="1",of="a"} 1x240')
    ask.load("15s", 'free{n="1",of="b"} 1 stale')
    one = histogram_from_text("{{count:4 sum:5 buckets:[1 2 1]}}")
    source.add({"__name__": "h"}, [(number * 15_000, one) for number in range(241)])
    return source


@pytest.mark.parametrize(
    "expression",
    [
        "topk(1, x)",
        "quantile(0.5, x)",
        "histogram_quantile(0.9, b_bucket)",
        "histogram_quantile(0.9, h)",
        "histogram_sum(h)",
        "sum(h)",
        "h * 2",
        "rate(h[1m])",
        "x + on (n) group_left () free",
    ],
)
def test_every_few_steps_it_looks(source: MemorySource, expression: str) -> None:
    """At least once in 256 steps, beyond what a single step would look."""
    looks = 0

    def look(_samples: int, _wanted: object) -> float:
        nonlocal looks
        looks += 1
        return 0.0

    evaluator, plan = Evaluator(source, checkpoint=look), compile_plan(expression)
    evaluator.instant(plan, END)
    once = looks
    step = Duration(1_000)
    evaluator.range(plan, Instant(END - (STEPS - 1) * step), END, step)
    assert looks - once >= once + STEPS // 256 - 1


def test_while_values_become_labels_it_looks(source: MemorySource) -> None:
    """Writing a million values takes seconds."""
    for number in range(STEPS):
        source.add({"__name__": "m", "n": str(number)}, [(END, number / 3)])
    looks = 0

    def look(_samples: int, _wanted: object) -> float:
        nonlocal looks
        looks += 1
        return 0.0

    evaluator = Evaluator(source, checkpoint=look)
    evaluator.instant(compile_plan("count(m)"), END)
    without, looks = looks, 0
    found = evaluator.instant(compile_plan('count_values("v", m)'), END)
    assert isinstance(found, Vector)
    assert len(found) == STEPS
    assert looks >= without + STEPS // 256


def test_nobody_waits_for_what_is_not_wanted(source: MemorySource) -> None:
    """The next look ends an evaluation whose client has left."""
    looks = iter([True] * 5)
    with pytest.raises(QueryTimedOut, match="has left"):
        Evaluator(source).range(
            compile_plan("topk(1, x)"),
            Instant(0),
            END,
            Duration(2_000),
            Asked(is_wanted=lambda: next(looks, False)),
        )


def test_a_wait_at_a_checkpoint_does_not_count(source: MemorySource) -> None:
    """An evaluation has its whole time, however long it waited for its turn."""
    now = 0.0

    def wait(_samples: int, _look: object) -> float:
        nonlocal now
        now += 100.0
        return 100.0

    def monotonic() -> float:
        return now

    evaluator = Evaluator(source, Limits(max_seconds=1.0), monotonic=monotonic, checkpoint=wait)
    assert evaluator.instant(compile_plan("sum(x)"), END)


def test_a_subquery_of_very_many_steps_is_refused(source: MemorySource) -> None:
    """Before anything is read, with its place: a step costs much more than a sample."""
    evaluator = Evaluator(source)
    plan = compile_plan("1 + max_over_time(x[10000s:1ms])")
    with pytest.raises(QueryLimitExceeded, match=r"1:19: .*10000001 steps, 1000000 are allowed"):
        evaluator.instant(plan, END)
    assert evaluator.instant(compile_plan("max_over_time(x[10000s:1s])"), END)
