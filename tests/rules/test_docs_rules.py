from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from rules import templates
from rules.levels import MATRIX
from rules.metrics import RuleMetrics
from rules.model import AlertRule, LevelTable
from rules.packs import shipped_rules
from rules.templates.functions import FUNCTIONS
from watchkeeper.core.levels import Criticality, Level

DOCS = Path(__file__).parents[2] / "docs"
SHIPPED = [
    rule
    for file in shipped_rules()
    for group in file.groups
    for rule in group.rules
    if isinstance(rule, AlertRule)
]
OWN_KEYS = ("level", "levels", "shift", "max_level", "recover_expr", "cooldown", "min_history")
LANGUAGES = ("en", "zh")


def page(language: str, name: str = "rules.md") -> str:
    return (DOCS / language / name).read_text()


def row_of(language: str, name: str) -> list[str]:
    (row,) = re.findall(rf"^\| `{name}` \|.*$", page(language), re.MULTILINE)
    return [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.name)
def test_every_shipped_alert_is_in_the_table(language: str, rule: AlertRule) -> None:
    """Each has one row, and where its level is a table the row says that table."""
    _, pack, _, levels = row_of(language, rule.name)
    assert f"/packs/{pack.strip('`')}.yml:" in rule.at
    if isinstance(rule.level, LevelTable):
        table = (rule.level.high, rule.level.normal, rule.level.low)
        assert levels == " / ".join("-" if one is Level.RECORD else str(one) for one in table)
    elif rule.level is not None:
        assert levels == ("-" if rule.level is Level.RECORD else str(rule.level))
    else:
        assert {str(rung.level) for rung in rule.ladder} <= set(re.findall(r"[IV]+", levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_names_no_alert_that_is_not_there(language: str) -> None:
    """Every alert of the table is shipped."""
    named = re.findall(r"^\| `([A-Z]\w+)` \|", page(language), re.MULTILINE)
    assert sorted(named) == sorted(rule.name for rule in SHIPPED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_ours_is_documented(language: str) -> None:
    """Each extra key has its row, and they are fields of a rule."""
    fields = {field.name for field in dataclasses.fields(AlertRule)} | {"levels", "recover_expr"}
    assert set(OWN_KEYS) <= fields
    assert all(f"| `{key}` |" in page(language) for key in OWN_KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_the_one_in_the_page(language: str) -> None:
    """Level by criticality, row by row."""
    for level in Level:
        shifted = " | ".join(str(MATRIX[level][criticality]) for criticality in Criticality)
        assert f"| {level} | {shifted} |" in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_functions_of_templates_are_named(language: str) -> None:
    """Prometheus's own functions, as far as they are built."""
    go = {"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "print", "println",
          "urlquery", "safeHtml", "strvalue"}  # fmt: skip
    assert [
        name for name in FUNCTIONS if name not in go and f"`{name}`" not in page(language)
    ] == []
    assert templates.__doc__


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_is_documented(language: str) -> None:
    """Names as /metrics shows them."""
    registry = CollectorRegistry()
    RuleMetrics(registry)
    for family in registry.collect():
        suffix = "_total" if family.type == "counter" else ""
        assert f"`{family.name}{suffix}`" in page(language, "metrics/rules.md")
