from __future__ import annotations

from pathlib import Path

import pytest

from rules.check import Weight, check_file, check_paths
from rules.files import parse_rule_file
from rules.memory_series import MemorySeries
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import labels_of

CHINESE = read_catalogues().translate(Language.CHINESE)


def said(rules: str, series: MemorySeries | None = None) -> list[str]:
    text = "groups:\n- name: g\n  rules:\n" + rules
    return [str(finding) for finding in check_file(parse_rule_file(text, name="f.yml"), series)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("  - {alert: A, expr: up == 0, labels: {severity: warning}}", []),
        ("  - {alert: A, expr: up == 0, level: II}", []),
        (
            "  - {alert: A, expr: up == 0}",
            ["f.yml:4: A says no level and has no severity label; it opens tickets of level III"],
        ),
        (
            "  - {alert: A, expr: up, level: II}\n  - {alert: A, expr: up, level: II}",
            ["f.yml:5: there is another rule 'A' with the same labels"],
        ),
        (
            "  - {record: a, expr: up}\n  - {record: a, expr: down}",
            ["f.yml:5: there is another rule 'a' with the same labels"],
        ),
        ("  - {record: a, expr: up, labels: {x: a}}\n  - {record: a, expr: up}", []),
        (
            "  - {alert: A, expr: up, levels: {II: '< 9', III: '< 3'}}",
            ["f.yml:4: A: level II (< 9) is reached before level III (< 3)"],
        ),
        ("  - {alert: A, expr: up, levels: {II: '> 9', III: '> 3', IV: '>= 1'}}", []),
        (
            "  - {record: a, expr: 'limitk(2, up)'}",
            [
                "f.yml:4: a: limitk is experimental in PromQL "
                "and needs rules.experimental_promql: true"
            ],
        ),
    ],
    ids=["a severity will do", "a level", "no level", "an alert twice", "a record twice",
         "other labels", "a ladder upside down", "a ladder", "experimental"],
)  # fmt: skip
def test_what_the_check_finds(rules: str, expected: list[str]) -> None:
    """Doubts about rules that can be read, each with its line."""
    assert said(rules) == expected


@pytest.mark.parametrize(
    ("expression", "english", "chinese", "column"),
    [
        (
            'label_replace(up, "a", "$1", "b", "(x")',
            "is no regular expression (RE2 syntax)",
            "不是正则表达式",
            35,
        ),
        (
            'sum(label_replace(up, "", "$1", "b", "x"))',
            "invalid label name '' in label_replace()",
            "标签名 '' 无效",
            5,
        ),
        (
            'label_join(up, "a", "-", "")',
            "invalid label name '' in label_join()",
            "标签名 '' 无效",
            1,
        ),
        ('count_values("", up)', 'invalid label name ""', '标签名 "" 无效', 14),
    ],
    ids=["a pattern", "a target", "a source", "a counted label"],
)
def test_texts_that_every_evaluation_would_refuse(
    expression: str, english: str, chinese: str, column: int
) -> None:
    """They are errors with line, column and caret, in both languages; the file still loads."""
    rules = f"groups:\n- name: g\n  rules:\n  - record: a\n    expr: '{expression}'\n"
    (found,) = check_file(parse_rule_file(rules, name="f.yml"))
    assert (found.weight, found.at) == (Weight.ERROR, "f.yml:5")
    assert found.cause is not None
    for told, sentence in ((str(found), english), (found.cause.text(CHINESE), chinese)):
        assert f"1:{column}: " in told
        assert sentence in told
        assert told.endswith(f"  {expression}\n  {' ' * (column - 1)}^")


@pytest.fixture
def series() -> MemorySeries:
    live = MemorySeries()
    up = labels_of({"__name__": "node_load5", "job": "node", "instance": "a"})
    live.append("f", Instant(0), {up: 1.0})
    return live


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("node_load5", []),
        ("node_load5{job='node'}", []),
        ("absent(nothing)", []),
        ("ALERTS", []),
        ("node_laod5", ["f.yml:4: A: node_laod5 matches no series; there is node_load5"]),
        ("zzz", ["f.yml:4: A: zzz matches no series; no series has that name"]),
        (
            "node_load5{job='nodes'}",
            ['f.yml:4: A: node_load5{job="nodes"} matches no series; '
             'no series of that name has job="nodes"'],
        ),
    ],
    ids=["there", "there with labels", "asked for absence", "our own", "misspelt", "unknown",
         "a wrong label"],
)  # fmt: skip
def test_selectors_that_match_nothing(
    series: MemorySeries, expression: str, expected: list[str]
) -> None:
    """Against a live store a name or a label that nothing has is told with what is near."""
    assert said(f'  - {{alert: A, expr: "{expression}", level: II}}', series) == expected


def test_what_a_rule_records_is_not_missed(series: MemorySeries) -> None:
    """A series that another rule of the file records need not be there yet."""
    rules = "  - {record: a:b, expr: node_load5}\n  - {alert: A, expr: a:b, level: II}"
    assert said(rules, series) == []


def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    """The error keeps its caret; the other files are checked all the same."""
    (tmp_path / "a.yml").write_text("groups: [{name: g, rules: [{alert: A, expr: 'sum('}]}]")
    (tmp_path / "b.yml").write_text("groups: [{name: g, rules: [{alert: B, expr: up}]}]")
    first, second = check_paths([tmp_path / "a.yml", tmp_path / "b.yml"])
    assert (first.weight, second.weight) == (Weight.ERROR, Weight.WARNING)
    assert "a.yml:1" in str(first)
    assert "^" in str(first)
