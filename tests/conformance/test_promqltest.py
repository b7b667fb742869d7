"""Prometheus's own acceptance scripts, as far as they are about what is built here."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conformance.promqltest import FAILURES, Verdict, outcomes_of
from tests.shared_data import shared_data

_PASSED = {  # stable, experimental
    "aggregators": (128, 2),
    "at_modifier": (62, 1),
    "collision": (1, 0),
    "duration_expression": (6, 41),
    "extended_vectors": (33, 63),
    "fill-modifier": (1, 33),
    "functions": (266, 60),
    "histograms": (138, 12),
    "limit": (0, 29),
    "literals": (18, 0),
    "name_label_dropping": (24, 0),
    "native_histograms": (302, 88),
    "operators": (166, 0),
    "range_queries": (12, 2),
    "selectors": (24, 0),
    "staleness": (13, 0),
    "subquery": (26, 0),
    "trig_functions": (11, 0),
}


@pytest.mark.parametrize(("name", "passed"), _PASSED.items(), ids=list(_PASSED))
def test_script(name: str, passed: tuple[int, int]) -> None:
    """No case fails, also when it is asked in other ways, and as many pass as are recorded."""
    outcomes = outcomes_of(shared_data("promqltest", f"{name}.test"), again=True)
    failures = [
        f"line {one.case.line}: {one.case.expression}: {one.difference}"
        for one in outcomes
        if one.verdict in FAILURES
    ]
    assert failures == []
    counts = Counter(one.verdict for one in outcomes)
    assert (counts[Verdict.PASSED], counts[Verdict.TRIAL_PASSED]) == passed


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
