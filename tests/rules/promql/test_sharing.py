"""Sub-expressions that rules share are computed once; answers in chunks are those in one go."""

from __future__ import annotations

import pytest

from rules.promql import Annotations, Evaluator, Matrix, Usage, Vector, compile_plan
from rules.promql import evaluate as evaluation
from rules.promql.limits import Asked, Limits
from rules.promql.sharing import Memo
from tests.rules.promql.asking import Ask, plain
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant


@pytest.fixture
def loaded(ask: Ask) -> Ask:
    for host in range(7):
        ask.load("15s", f'seen_total{{host="{host}", le="{host}"}} 0+{host}x80 stale 0+5x30')
        ask.load("15s", f'free{{host="{host}"}} {100 * host}-{host}x60 _x20 1x30', feed=f"h{host}")
    return ask


def _touched(evaluator: Evaluator, expression: str, at: Instant, memo: Memo | None = None) -> int:
    plan, usage = compile_plan(expression), Usage()
    if memo is not None:
        memo.share([plan])
        evaluator = evaluator.sharing(memo)
    evaluator.instant(plan, at, Asked(usage=usage))
    return usage.samples


def test_what_occurs_twice_is_computed_once(loaded: Ask) -> None:
    """The second occurrence touches no samples, also where its range is written differently."""
    at = Instant(600_000)
    once = _touched(loaded.evaluator, "rate(seen_total[5m])", at)
    twice = "rate(seen_total[5m]) / rate(seen_total[300s])"
    apart = _touched(loaded.evaluator, twice.replace("300s", "4m"), at)
    together = _touched(loaded.evaluator, twice, at, Memo())
    assert together < apart - once / 2


def test_rules_that_share_give_what_they_give_apart(loaded: Ask) -> None:
    """Each plan of a group gives the same with the memo as without, at every evaluation."""
    plans = [
        compile_plan(text)
        for text in (
            "free / 100 < 3 and rate(seen_total[5m]) > 0",
            "sum(rate(seen_total[5m]))",
            "free / 100 > 1",
            "sum(rate(seen_total[5m] offset 1m)) - sum(rate(seen_total[5m]))",
            "max_over_time(sum(rate(seen_total[5m]))[5m:1m])",
        )
    ]
    memo = Memo()
    memo.share(plans)
    sharing = loaded.evaluator.sharing(memo)
    for at in range(300_000, 1_500_000, 150_000):
        memo.forget()
        for plan in plans:
            together = plain(sharing.instant(plan, Instant(at)))
            assert together == plain(loaded.evaluator.instant(compile_plan(plan.text), Instant(at)))


def test_what_is_shared_is_forgotten(loaded: Ask) -> None:
    """After the memo forgot, new samples are seen at the same instant."""
    plans = [compile_plan("sum(free)"), compile_plan("sum(free)")]
    memo = Memo()
    memo.share(plans)
    evaluator, at = loaded.evaluator.sharing(memo), Instant(60_000)
    before = evaluator.instant(plans[0], at)
    loaded.source.add({"__name__": "free", "host": "new"}, [(60_000, 1e6)])
    assert plain(evaluator.instant(plans[1], at)) == plain(before)
    memo.forget()
    after = evaluator.instant(plans[1], at)
    assert isinstance(after, Vector)
    assert isinstance(before, Vector)
    assert after.values[0] == before.values[0] + 1e6


def test_each_rule_hears_the_warnings_of_what_it_shares(loaded: Ask) -> None:
    """A sub-expression that gives a warning gives it to every rule that has it."""
    plans = [compile_plan("quantile(7, free)"), compile_plan("1 + quantile(7, free)")]
    memo = Memo()
    memo.share(plans)
    evaluator = loaded.evaluator.sharing(memo)
    for plan in plans:
        said = Annotations()
        evaluator.instant(plan, Instant(60_000), annotations=said)
        assert len(said) == 1


@pytest.mark.parametrize("cells", [1, 30, 10_000])
@pytest.mark.parametrize(
    "expression",
    [
        "rate(seen_total[2m])",
        "free",
        "sum by (le) (free) > 100 or avg_over_time(free[10m])",
        "free @ end() - free @ start()",
        "max_over_time(rate(seen_total[2m])[5m:30s])",
        "topk(2, free)",
        "absent(free > 500)",
        "label_replace(free, 'x', '$1', 'host', '(.)') * on (host) group_left () seen_total",
    ],
)
def test_chunks_of_steps_give_what_all_at_once_gives(
    loaded: Ask, monkeypatch: pytest.MonkeyPatch, expression: str, cells: int
) -> None:
    """How many steps are evaluated together makes no difference."""
    span = (Instant(0), Instant(1_700_000), Duration(17_000))
    whole = loaded.evaluator.range(compile_plan(expression), *span)
    monkeypatch.setattr(evaluation, "_CHUNK_CELLS", cells)
    parts = loaded.evaluator.range(compile_plan(expression), *span)
    assert isinstance(parts, Matrix)
    assert plain(parts) == plain(whole)


def test_memory_is_bounded_by_the_chunk(
    source: MemorySource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A range query may touch more samples in all than it may hold at a time."""
    source.add({"__name__": "m"}, [(step * 1000, 1.0) for step in range(2_000)])
    monkeypatch.setattr(evaluation, "_CHUNK_CELLS", 100)
    limits = Limits(max_samples=1_000)
    plan = compile_plan("sum(sum_over_time(m[100s])) > 1e9")
    evaluator = Evaluator(source, limits)
    usage = Usage()
    span = (Instant(0), Instant(1_999_000), Duration(1_000))
    evaluator.range(plan, *span, Asked(usage=usage))
    assert usage.samples > limits.max_samples
