"""anchored and smoothed windows over native histograms."""

from __future__ import annotations

import pytest

from rules.promql import Evaluator, Options, Vector, compile_plan
from rules.promql.histogram.notation import histograms_from_text
from rules.promql.limits import Experimental
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Instant


def _counts(values: str, expression: str, at: int) -> list[float]:
    source = MemorySource()
    histograms = [one for item in values.split(";") for one in histograms_from_text(item)]
    source.add({"__name__": "m"}, [(slot * 10_000, one) for slot, one in enumerate(histograms)])
    plan = compile_plan(f"histogram_count({expression})")
    vector = Evaluator(source, options=Options(experimental=Experimental.ALLOWED)).instant(
        plan, Instant(at)
    )
    assert isinstance(vector, Vector)
    return [float(value) for value in vector.values]


@pytest.mark.parametrize(
    ("values", "expression", "at", "wanted"),
    [
        ("{{count:2}}+{{count:1}}x5", "increase(m[20s] anchored)", 35_000, [2]),
        ("{{count:2}}+{{count:1}}x5", "increase(m[20s] smoothed)", 35_000, [2]),
        ("{{count:2}}+{{count:1}}x5", "rate(m[20s] smoothed)", 35_000, [0.1]),
        ("{{count:2}}+{{count:1}}x5", "m smoothed", 35_000, [5.5]),
        ("{{count:2}}+{{count:1}}x2", "m smoothed", 35_000, [4]),
        ("{{count:9}};{{count:4}};{{count:6}}", "increase(m[20s] anchored)", 20_000, [6]),
        ("{{count:9}};{{count:4}};{{count:6}}", "m smoothed", 5_000, [2]),
        ("{{count:9}};{{count:4}};{{count:6}}", "increase(m[15s] smoothed)", 20_000, [4]),
        ("{{count:5}}x1", "increase(m[5s] anchored)", 30_000, []),
        ("{{count:1}};{{schema:-53 count:2 custom_values:[1]}}", "m smoothed", 5_000, []),
    ],
    ids=[
        "from the sample before the start",
        "on the line at both edges",
        "per second",
        "between two samples",
        "after the last sample",
        "across a reset",
        "a counter that restarts, from zero",
        "a reset that the left edge crosses, once",
        "nothing in the window",
        "kinds of buckets that do not mix",
    ],
)
def test_extended(values: str, expression: str, at: int, wanted: list[float]) -> None:
    """Edges are the samples around them, or points on the line between."""
    assert _counts(values, expression, at) == pytest.approx(wanted)
