"""Prometheus's own acceptance scripts, as far as they are about what is built here."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conformance.exceptions import exceptions, name_of
from tests.conformance.promqltest import Verdict, outcomes_of
from tests.shared_data import shared_data

_PASSED = {  # stable, experimental
    "aggregators": (128, 2),
    "at_modifier": (62, 1),
    "collision": (1, 0),
    "duration_expression": (6, 41),
    "extended_vectors": (33, 99),
    "fill-modifier": (1, 33),
    "functions": (266, 60),
    "histograms": (138, 12),
    "info": (0, 41),
    "limit": (0, 29),
    "literals": (18, 0),
    "name_label_dropping": (24, 0),
    "native_histograms": (302, 88),
    "operators": (166, 0),
    "range_queries": (12, 2),
    "selectors": (24, 0),
    "staleness": (13, 0),
    "start_timestamps": (0, 0),
    "subquery": (26, 0),
    "trig_functions": (11, 0),
    "type_and_unit": (0, 40),
}


_MOST_EXCEPTIONS = 0.01  # of the cases that use nothing experimental


@pytest.mark.parametrize(("name", "passed"), _PASSED.items(), ids=list(_PASSED))
def test_script(name: str, passed: tuple[int, int]) -> None:
    """Every case passes, also when it is asked in other ways, but those that are listed."""
    outcomes = outcomes_of(shared_data("promqltest", f"{name}.test"), again=True)
    others = {name_of(one.case.expression): one for one in outcomes if not one.verdict.is_passed}
    listed = {expression for script, expression in exceptions() if script == name}
    surprises = [
        f"line {one.case.line}: {expression}: {one.verdict.value} {one.difference}"
        for expression, one in others.items()
        if expression not in listed
    ]
    assert surprises == []
    assert listed - others.keys() == set(), "listed as exceptions, and pass"
    counts = Counter(one.verdict for one in outcomes)
    assert (counts[Verdict.PASSED], counts[Verdict.TRIAL_PASSED]) == passed
    assert counts[Verdict.FAILED] <= _MOST_EXCEPTIONS * len(outcomes)


def test_every_exception_has_a_reason_and_a_script() -> None:
    """A line without a reason or of an unknown script would hide something."""
    assert all(reason for reason in exceptions().values())
    assert {script for script, _ in exceptions()} <= _PASSED.keys()


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
