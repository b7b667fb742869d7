from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.unit_tests import run_test_file
from rules.values_notation import series_from_text, values_from_text
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS, bits_of

RULES = "groups: [{name: g, rules: [{alert: Low, expr: free, levels: {II: '< 5'}, for: 1m}]}]"
TEST = """
rule_files: [rules.yml]
tests:
- interval: 1m
  input_series: [{series: 'free{instance="a"}', values: "9 4 4 4"}]
  alert_rule_test:
  - {eval_time: 1m, alertname: Low, exp_alerts: []}
  - {eval_time: 2m, alertname: Low, exp_alerts: [{exp_labels: {instance: a, level: II, severity: critical}}]}
  promql_expr_test:
  - {expr: sum(free), eval_time: 0m, exp_samples: [{labels: '{}', value: 9}]}
"""


def run(folder: Path, test: str) -> list[str]:
    (folder / "rules.yml").write_text(RULES)
    (folder / "test.yml").write_text(test)
    return [str(failure) for failure in run_test_file(folder / "test.yml").failures]


def test_a_test_that_holds(tmp_path: Path) -> None:
    """What is expected is what comes out: no failure."""
    assert run(tmp_path, TEST) == []


HISTOGRAM_TEST = """
rule_files: [rules.yml]
tests:
- interval: 1m
  input_series:
  - {series: 'size{a="1"}', values: "{{count:4 sum:5 buckets:[1 2 1]}}+{{count:2 sum:1 buckets:[2]}}x3 _ stale"}
  promql_expr_test:
  - expr: increase(size[2m])
    eval_time: 2m
    exp_samples: [{labels: '{a="1"}', histogram: "{{count:4 sum:2 buckets:[4] counter_reset_hint:gauge}}"}]
  - {expr: histogram_count(size), eval_time: 1m, exp_samples: [{labels: '{a="1"}', value: 6}]}
"""


def test_histograms(tmp_path: Path) -> None:
    """Series and expected samples may be native histograms."""
    assert run(tmp_path, HISTOGRAM_TEST) == []
    (failure,) = run(tmp_path, HISTOGRAM_TEST.replace("buckets:[4]", "buckets:[5]"))
    assert "expected {a=" in failure
    assert 'got {a="1"} {{count:4 sum:2 counter_reset_hint:gauge buckets:[4]}}' in failure


def test_histograms_are_recorded(tmp_path: Path) -> None:
    """A recording rule whose result holds histograms stores them under its name."""
    (tmp_path / "test.yml").write_text(
        HISTOGRAM_TEST.replace("expr: histogram_count(size)", "expr: histogram_count(size:all)")
    )
    rule = "groups: [{name: g, rules: [{record: size:all, expr: size}]}]"
    (tmp_path / "rules.yml").write_text(rule)
    assert [*map(str, run_test_file(tmp_path / "test.yml").failures)] == []


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("level: II,", "level: III,", 'got {alertname="Low", instance="a", level="II"'),
        ("exp_alerts: []", "exp_alerts: [{}]", "got nothing"),
        ("value: 9", "value: 8", "sum(free): expected"),
        ("sum(free)", "sum(free", "expected"),
    ],
    ids=["another level", "an alert that is not", "another value", "a wrong expression"],
)
def test_a_test_that_does_not_hold(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    """Each expectation that is not met is told with its line and with what came out."""
    (failure,) = run(tmp_path, TEST.replace(wrong, right, 1))
    assert "test.yml:" in failure
    assert said in failure


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("rules.yml", "nothing.yml", "there is no rule file 'nothing.yml'"),
        ("9 4 4 4", "9 x", "test.yml:5: 'x' is no value"),
        ("'free{", "'free[5m] {", "test.yml:5"),
        ("eval_time: 1m", "eval_tme: 1m", "did you mean 'eval_time'?"),
    ],
)
def test_a_test_file_that_is_wrong(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    """Mistakes in the test file itself are errors with their line."""
    with pytest.raises(ConfigError) as failure:
        run(tmp_path, TEST.replace(wrong, right, 1))
    assert said in str(failure.value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 -2 3.5e2", [1, -2, 350]),
        ("1+2x3", [1, 3, 5, 7]),
        ("1-2x2", [1, -1, -3]),
        ("5x2", [5, 5, 5]),
        ("0x3", [0, 0, 0, 0]),
        ("-1+-2x1", None),
        ("Inf -Inf", [math.inf, -math.inf]),
        ("", []),
    ],
)
def test_the_notation_of_values(text: str, values: list[float] | None) -> None:
    """As in promtool's documentation; 0x3 is four zeros."""
    if values is None:
        with pytest.raises(InvalidInput):
            values_from_text(text)
    else:
        assert values_from_text(text) == values


def test_gaps_and_ends() -> None:
    """A gap is no sample, ``stale`` is the end of a series."""
    values = values_from_text("_ _x2 stale")
    bits = [bits_of(value) for value in values if isinstance(value, float)]
    assert bits == [ABSENT_BITS] * 3 + [STALE_BITS]


@given(st.text(st.characters(codec="utf-8"), max_size=20) | st.from_regex(r"[-+0-9xe_. ]{0,20}"))
def test_no_text_breaks_the_notation(text: str) -> None:
    """Whatever the text: values, or an error that says what is meant; never without end."""
    with suppress(InvalidInput):
        assert len(values_from_text(text)) <= 200_000
    with suppress(InvalidInput):
        assert isinstance(series_from_text(text), tuple)
