"""What Prometheus calls experimental: refused until it is switched on."""

from __future__ import annotations

import pytest

from rules.promql import Evaluator, Experimental, Options, PromqlError, Vector, compile_plan
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import MINUTE, Instant

_EXPRESSIONS = {
    "a function": ("sum(mad_over_time(m[5m]))", "1:5: mad_over_time()"),
    "a scalar function": ("vector(max_of(1, 2))", "1:8: max_of()"),
    "an aggregator": ("limitk(1, m)", "1:1: limitk"),
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
