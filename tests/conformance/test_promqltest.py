"""Prometheus's own acceptance scripts, as far as they are about what is built here."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conformance.promqltest import Verdict, outcomes_of
from tests.shared_data import shared_data

_PASSED = {
    "aggregators": 128,
    "at_modifier": 62,
    "collision": 1,
    "duration_expression": 6,
    "extended_vectors": 28,
    "fill-modifier": 1,
    "functions": 266,
    "histograms": 138,
    "literals": 18,
    "name_label_dropping": 24,
    "native_histograms": 302,
    "operators": 166,
    "range_queries": 12,
    "selectors": 24,
    "staleness": 13,
    "subquery": 26,
    "trig_functions": 11,
}


@pytest.mark.parametrize(("name", "passed"), _PASSED.items(), ids=list(_PASSED))
def test_script(name: str, passed: int) -> None:
    """No case fails, also when it is asked in other ways, and as many pass as are recorded."""
    outcomes = outcomes_of(shared_data("promqltest", f"{name}.test"), again=True)
    failures = [
        f"line {one.case.line}: {one.case.expression}: {one.difference}"
        for one in outcomes
        if one.verdict is Verdict.FAILED
    ]
    assert failures == []
    assert Counter(one.verdict for one in outcomes)[Verdict.PASSED] == passed


def test_a_wrong_result_is_a_failure(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The runner can fail: wrong value, missing series, missing error, wrong order."""
    script = """
load 1m
  m{a="1"} 1
  m{a="2"} 2

eval instant at 0 m
  m{a="1"} 1

eval instant at 0 sum(m)
  {} 4

eval instant at 0 m
  expect fail

eval instant at 0 sort(m)
  expect ordered
  m{a="2"} 2
  m{a="1"} 1

eval instant at 0 1
2

eval range from 0 to 1m step 1m m{a="1"}
  m{a="1"} 1 _

eval instant at 0 sum(m)
  {} 3
"""
    path = tmp_path_factory.mktemp("scripts") / "wrong.test"
    path.write_text(script)
    verdicts = [one.verdict for one in outcomes_of(path)]
    assert verdicts == [Verdict.FAILED] * 6 + [Verdict.PASSED]
