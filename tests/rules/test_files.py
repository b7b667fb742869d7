from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules.expand import plain_text
from rules.files import parse_rule_file, read_rule_file
from rules.model import AlertRule, LevelTable, RecordingRule, Relation, Shift
from tests.shared_data import shared_data
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import HOUR, MINUTE
from watchkeeper.core.levels import Level

WHOLE = """
groups:
- name: filesystems
  interval: 30s
  limit: 10
  query_offset: 5s
  labels: {team: ops}
  rules:
  - record: job:up:sum
    expr: sum by (job) (up)
    labels: {kind: sum}
  - alert: Filling
    expr: |
      avail
        / size
    levels: {III: "< 0.15", II: "<0.03"}
    shift: none
    max_level: {low: III}
    recover_expr: avail / size > 0.2
    cooldown: 10m
    min_history: 6h
    for: 30m
    keep_firing_for: 1h
    labels: {severity: warning, team: storage}
    annotations: {summary: "{{ $value }}"}
"""


def test_a_whole_file() -> None:
    """Prometheus's keys and ours stand in one rule; a rule's label wins over its group's."""
    group = parse_rule_file(WHOLE, name="disk.yml").groups[0]
    assert (group.source, group.interval, group.limit, group.query_offset) == (
        "disk.yml;filesystems", 30_000, 10, 5_000,
    )  # fmt: skip
    record, alert = group.rules
    assert isinstance(record, RecordingRule)
    assert isinstance(alert, AlertRule)
    assert dict(record.labels) == {"kind": "sum", "team": "ops"}
    assert (alert.hold, alert.keep_firing, alert.cooldown, alert.min_history) == (
        30 * MINUTE, HOUR, 10 * MINUTE, 6 * HOUR,
    )  # fmt: skip
    assert [(rung.level, rung.relation, rung.threshold) for rung in alert.ladder] == [
        (Level.II, Relation.LESS, 0.03),
        (Level.III, Relation.LESS, 0.15),
    ]
    assert (alert.shift, alert.max_level) == (Shift.NONE, LevelTable(low=Level.III))
    assert dict(alert.labels) == {"severity": "warning", "team": "storage"}


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("levels:", "levls:", "f.yml:16: there is no key 'levls'; did you mean 'levels'?"),
        ("keep_firing_for", "keep_fireing_for", "did you mean 'keep_firing_for'?"),
        ("/ size", "/ siz(e)", "2:5: there is no function siz"),
        ("avail\n", "avail[5m]\n", "1:1"),
        ("for: 30m", "for: 30 minutes", "f.yml:22: '30 minutes' is no duration"),
        ('"< 0.15"', '"below 0.15"', "f.yml:16: 'below 0.15' is no rung"),
        ("III: ", "VI: ", "f.yml:16: 'VI' is no level"),
        ("{low: III}", "{lowest: III}", "f.yml:18: there is no key 'lowest'"),
        ("record: job", "alert: x\n    record: job", "either 'alert' or 'record'"),
        ("labels: {kind: sum}", "for: 5m", "a recording rule has only expr and labels"),
        ("job:up:sum", "job-up", "'job-up' cannot be a metric name"),
        ("{kind: sum}", "{1kind: sum}", "'1kind' cannot be a label"),
        ("{{ $value }}", "{{ $valu }}", "undefined variable '$valu'"),
        ("interval: 30s", "interval: 0s", "interval must be above 0"),
        ("interval: 30s", "offset: 2m", "offset must be shorter"),
        ("shift: none", "shift: maybe", "shift cannot be 'maybe'"),
        ("levels:", "level: II\n    levels:", "either 'level' or 'levels'"),
        ("recover_expr: avail / size > 0.2", "recover_expr: avail >", "f.yml:19"),
        ("- name: filesystems", "- name: ''", "a group needs a name"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(wrong: str, right: str, said: str) -> None:
    """Every mistake names file and line, and what is near to it or right."""
    assert wrong in WHOLE
    with pytest.raises(ConfigError) as failure:
        parse_rule_file(WHOLE.replace(wrong, right, 1), name="f.yml")
    assert said in str(failure.value)
    assert str(failure.value).startswith("f.yml:")


def test_an_expression_that_is_wrong_shows_a_caret() -> None:
    """The line of the expression stands under the error with a caret at the column."""
    with pytest.raises(ConfigError) as failure:
        parse_rule_file(WHOLE.replace("/ size", "/ siz(e)"), name="f.yml")
    assert "    / siz(e)\n      ^" in str(failure.value)


def test_a_level_by_criticality() -> None:
    """``level`` is a word or a table of three."""
    text = "groups: [{name: g, rules: [{alert: A, expr: up, level: %s}]}]"
    rule = parse_rule_file(text % "{high: I, normal: II, low: record}", name="f").groups[0].rules[0]
    assert isinstance(rule, AlertRule)
    assert rule.level == LevelTable(Level.I, Level.II, Level.RECORD)
    with pytest.raises(ConfigError, match="each of high, normal and low"):
        parse_rule_file(text % "{high: I}", name="f")


def test_two_groups_of_one_name_are_refused() -> None:
    """The name of a group is how tickets know it."""
    with pytest.raises(ConfigError, match="stands in this file twice"):
        parse_rule_file("groups: [{name: g}, {name: g}]", name="f")


def test_the_rule_corpus_loads() -> None:
    """Every published rule file loads unchanged, its plain form too, and says the same."""
    paths = sorted(shared_data("rules-corpus").rglob("*.y*ml"))
    rules = 0
    for path in paths:
        file = read_rule_file(path)
        again = parse_rule_file(plain_text(file), name=path.name)
        assert plain_text(again) == plain_text(file)
        rules += sum(len(group.rules) for group in file.groups)
    assert (len(paths), rules) == (68, 652)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["up", "alert", "A", "5m", "< 1", "II", "{{ $value }}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["groups", "name", "rules", "alert", "record", "expr", "for", "labels",
                         "levels", "level", "III", "annotations", "interval", "max_level"]),
        inner, max_size=5),
    max_leaves=25,
))  # fmt: skip
def test_no_yaml_breaks_the_reader(data: object) -> None:
    """Whatever stands in a rule file, reading it gives a file or an error with its place."""
    try:
        parse_rule_file(yaml.safe_dump(data, allow_unicode=True), name="f.yml")
    except ConfigError as error:
        place = error.at or ""
    else:
        place = "f.yml"
    assert place.startswith("f.yml")
