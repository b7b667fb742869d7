"""How far back an expression reads, so that series that ended meanwhile are selected for it."""

from __future__ import annotations

import pytest

from rules.promql import compile_plan
from rules.promql.reach import reach_of
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, Instant

START = Instant(1_795_000_000_000)
LOOKBACK = Duration(5 * MINUTE)


@pytest.mark.parametrize(
    ("expression", "before"),
    [
        ("x", LOOKBACK),
        ("1 + 1", LOOKBACK),
        ("rate(x[1h])", HOUR + LOOKBACK),
        ("x offset 1d", DAY + LOOKBACK),
        ("x offset -1h", LOOKBACK - HOUR),
        ("sum by (a) (rate(x[5m])) / rate(y[2h] offset 1h)", 3 * HOUR + LOOKBACK),
        ("max_over_time(rate(x[10m])[1h:1m])", HOUR + 10 * MINUTE + LOOKBACK),
        ("max_over_time(x[1h:1m] offset 1d)", DAY + HOUR + LOOKBACK),
        ("rate(x[1h] @ start())", HOUR + LOOKBACK),
        ("x @ end()", LOOKBACK),
    ],
)
def test_the_oldest_sample_that_matters(expression: str, before: int) -> None:
    """It lies so long before the start of the query."""
    found = reach_of(compile_plan(expression).tree, LOOKBACK).since(START)
    assert START - found == before


@pytest.mark.parametrize(
    ("expression", "since"),
    [
        ("x @ 1000", 1_000 * SECOND - LOOKBACK),
        ("x + rate(x[1h] @ 1000)", 1_000 * SECOND - HOUR - LOOKBACK),
        ("max_over_time(x[1h:1m] @ 9000)", 9_000 * SECOND - HOUR - LOOKBACK),
        ("max_over_time((x @ 9000)[1h:1m])", 9_000 * SECOND - LOOKBACK),
        ("x @ 1795000000 + y @ 1900000000", START - LOOKBACK),
    ],
)
def test_a_fixed_time_counts_as_such(expression: str, since: int) -> None:
    """What ``@`` fixes does not move with the query."""
    assert reach_of(compile_plan(expression).tree, LOOKBACK).since(START) == since
