"""What Prometheus calls experimental: refused until it is switched on."""

from __future__ import annotations

import re

import pytest

from rules.promql import (
    Evaluator,
    Experimental,
    Options,
    PromqlError,
    Vector,
    compile_plan,
    format_expression,
    parse,
)
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import MINUTE, Duration, Instant

_EXPRESSIONS = {
    "a function": ("sum(mad_over_time(m[5m]))", "1:5: mad_over_time()"),
    "a scalar function": ("vector(max_of(1, 2))", "1:8: max_of()"),
    "an aggregator": ("limitk(1, m)", "1:1: limitk"),
    "a fill": ("m + fill(0) m", "1:1: fill"),
    "a computed range": ("sum_over_time(m[2 * 5m])", "1:15: a computed duration"),
    "a computed step": ("sum_over_time(m[5m:2 * 30s])", "1:15: a computed duration"),
    "a computed offset": ("m offset (1m - 1m)", "1:1: a computed duration"),
    "labels of others": ("sum(info(m))", "1:5: info()"),
    "anchored": ("increase(m[5m] anchored)", "1:10: anchored"),
    "smoothed": ("m smoothed", "1:1: smoothed"),
}


@pytest.mark.parametrize(("expression", "said"), _EXPRESSIONS.values(), ids=list(_EXPRESSIONS))
def test_refused_until_it_is_switched_on(expression: str, said: str) -> None:
    """The error has the place and the setting; with the setting there is a result."""
    source = MemorySource()
    source.add({"__name__": "m"}, [(MINUTE, 1.0)])
    plan = compile_plan(expression)
    with pytest.raises(PromqlError) as caught:
        Evaluator(source).instant(plan, Instant(MINUTE))
    assert caught.value.summary() == (
        f"{said}: experimental in PromQL; to switch it on, set rules.experimental_promql: true"
    )
    options = Options(experimental=Experimental.ALLOWED)
    found = Evaluator(source, options=options).instant(plan, Instant(MINUTE))
    assert isinstance(found, Vector)
    assert len(found) == 1


_WRITTEN = [
    "a + fill (0) b",
    "a / on (x) group_left () fill_left (-1) fill_right (NaN) b",
    "a </ 5",
    "rate(a[2 * (5m + step())] smoothed)",
    "increase(a[5m] anchored offset -min_of(range(), 1h))",
    "max_over_time(a[1h:5m % 2m] offset (step() ^ 2))",
    'sort_by_label_desc(a, "b")',
]


@pytest.mark.parametrize("expression", _WRITTEN)
def test_written_as_it_was_read(expression: str) -> None:
    """What is experimental is written so that reading it gives the same tree."""
    assert format_expression(parse(expression)) == expression


_CHECKED = {
    "sum_over_time(m[5m] anchored)": "anchored modifier can only be used with: changes, delta",
    "resets(m[5m] smoothed)": "smoothed modifier can only be used with: delta",
    "m anchored": "anchored belongs to a range",
    "m and fill(0) m": "fill belongs to",
    "m + fill(0) 1": "fill belongs to",
    "1 </ m": "on its left is a scalar",
    "start_timestamp(m)": "not built here",
    "info(m, n)": "takes matchers of labels here",
    "info(m, 1)": "takes matchers of labels here",
    "info(1)": "needs a vector here",
    "info(m, {}, {})": "takes 1-2 argument(s)",
}


@pytest.mark.parametrize(("expression", "said"), _CHECKED.items(), ids=list(_CHECKED))
def test_what_does_not_fit_is_refused(expression: str, said: str) -> None:
    """Modifiers where they have no meaning are refused, also where all is switched on."""
    with pytest.raises(PromqlError, match=re.escape(said)):
        compile_plan(expression)


def test_a_duration_of_the_query_is_computed_for_each_query() -> None:
    """One plan counts the samples of one step, whatever the step of the query is."""
    source = MemorySource()
    source.add({"__name__": "m"}, [(second * 1000, 1.0) for second in range(3600)])
    evaluator = Evaluator(source, options=Options(experimental=Experimental.ALLOWED))
    plan = compile_plan("count_over_time(m[step()])")
    for step in (10_000, 30_000, 10_000):
        matrix = evaluator.range(plan, Instant(600_000), Instant(660_000), Duration(step))
        assert set(matrix.values(0).tolist()) == {step / 1000}
    with pytest.raises(PromqlError, match="greater than zero"):
        evaluator.instant(plan, Instant(600_000))
