"""Queries over histograms are bounded as those over numbers are."""

from __future__ import annotations

import pytest

from rules.promql import Evaluator, Limits, QueryLimitExceeded, QueryTimedOut, compile_plan
from rules.promql.histogram.notation import histogram_from_text
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant


@pytest.fixture
def source() -> MemorySource:
    """Ten series of twenty histograms with eight buckets."""
    source = MemorySource()
    one = histogram_from_text("{{count:8 sum:9 buckets:[1 1 1 1 1 1 1 1]}}")
    for number in range(10):
        labels = {"__name__": "m", "number": str(number)}
        source.add(labels, [(slot * 15_000, one) for slot in range(20)])
    return source


@pytest.mark.parametrize("expression", ["last_over_time(m[1m])", "m * 2"])
def test_buckets_count_as_samples(source: MemorySource, expression: str) -> None:
    """A histogram counts by its buckets: few of them can be too much."""
    plan = compile_plan(expression)
    evaluator = Evaluator(source, Limits(max_samples=2_000))
    evaluator.instant(plan, Instant(285_000))
    with pytest.raises(QueryLimitExceeded):
        evaluator.range(plan, Instant(0), Instant(285_000), Duration(15_000))


def test_time_is_bounded_within_a_step(source: MemorySource) -> None:
    """The time is looked at between series, not only between steps."""
    looks = iter(range(10_000))
    evaluator = Evaluator(source, Limits(max_seconds=12.0), monotonic=lambda: float(next(looks)))
    with pytest.raises(QueryTimedOut):
        evaluator.instant(compile_plan("last_over_time(m[5m])"), Instant(285_000))
