"""Histograms that an evaluation needs no more are freed a few at a time, those in use never."""

from __future__ import annotations

import numpy as np

from rules.promql import Annotations, Evaluator, compile_plan
from rules.promql.durations import QuerySpan
from rules.promql.histogram.notation import histogram_from_text
from rules.promql.limits import Limits, Options
from rules.promql.run import Kept, Run
from rules.promql.series import ObjectArray
from rules.promql.values import Vector
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.storage.series.histograms import Histogram

SERIES = 700
ONE = histogram_from_text("{{count:4 sum:5 buckets:[1 2 1]}}")


class Told:
    """Tells when it is freed, and how many were freed since the interpreter last took a step."""

    def __init__(self, freed: list[int]) -> None:
        self.freed = freed

    def __del__(self) -> None:
        self.freed[-1] += 1


def run_of() -> Run:
    nothing = QuerySpan(Instant(0), Instant(0))
    return Run(MemorySource(), Limits(), Options(), Kept(), None, Annotations(), nothing)


def cells_of(freed: list[int], count: int) -> ObjectArray:
    cells = np.full((2, count), None, np.object_)
    for place in np.ndindex(cells.shape):
        cells[place] = Told(freed)
    return cells


def test_what_nobody_refers_to_is_freed() -> None:
    """All of it, by the time it is let go; small arrays go by themselves."""
    freed, run = [0], run_of()
    run.own(cells_of(freed, 2_000))
    assert freed == [0]
    run.let_go()
    assert freed == [4_000]
    run.own(cells_of(freed, 10))
    assert freed == [4_020]


def test_what_somebody_refers_to_stays() -> None:
    """An array, or a part of it, until that is gone too."""
    freed, run = [0], run_of()
    part = run.own(cells_of(freed, 2_000))[0]
    run.let_go()
    assert freed == [0]
    assert isinstance(part[0], Told)
    del part
    run.let_go()
    assert freed == [4_000]


def test_results_keep_their_histograms() -> None:
    """Through functions, aggregations, subqueries and operators, in an instant and in a range."""
    source = MemorySource()
    for number in range(SERIES):
        source.add(
            {"__name__": "h", "n": str(number)}, [(tick * 15_000, ONE) for tick in range(20)]
        )
    evaluator, end = Evaluator(source), Instant(19 * 15_000)
    for expression in (
        "last_over_time(h[2m])",
        "last_over_time(h[2m]) * 1",
        "last_over_time(last_over_time(h[2m])[1m:15s])",
        "sum by (n) (last_over_time(h[2m]))",
        "label_replace(last_over_time(h[2m]), 'a', 'b', '', '')",
        "last_over_time(h[2m]) or h",
    ):
        plan = compile_plan(expression)
        found = evaluator.instant(plan, end)
        assert isinstance(found, Vector)
        kept = [found.histogram(row) for row in range(len(found))]
        assert len(kept) == SERIES
        assert {type(one) for one in kept} == {Histogram}
        matrix = evaluator.range(plan, Instant(end - 45_000), end, Duration(15_000))
        assert [len(one.histograms) for one in matrix] == [4] * SERIES
