"""The examples of docs/*/traffic.md are read by what they are for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent.config import config_from_text
from rules.files import parse_rule_file
from rules.model import AlertRule
from rules.packs import shipped_rules
from rules.promql import compile_plan

pytestmark = pytest.mark.tree  # it reads the documents

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_examples_of_traffic_work(language: str) -> None:
    """The rule loads and asks, the query compiles, the agent's section is understood."""
    page = (DOCS / language / "traffic.md").read_text()
    (yaml,) = re.findall(r"```yaml\n(.*?)```", page, re.S)
    (rule,) = parse_rule_file(yaml, name="own.yml").groups[0].rules
    assert isinstance(rule, AlertRule)
    assert rule.annotations["attach"] == "connections"
    (query,) = re.findall(r"```promql\n(.*?)```", page, re.S)
    compile_plan(query)
    (section,) = re.findall(r"```\n(\[requests\].*?)```", page, re.S)
    config = config_from_text(section, "agent.conf")
    assert (config.allowed, config.masks_addresses) == (("connections",), True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_traffic_names_is_shipped(language: str) -> None:
    """Each recorded series is one that a pack records; each rule that asks is named."""
    page = (DOCS / language / "traffic.md").read_text()
    rules = [rule for file in shipped_rules() for group in file.groups for rule in group.rules]
    recorded = {rule.name for rule in rules if not isinstance(rule, AlertRule)}
    assert set(re.findall(r"`(watchkeeper:\w+:\w+)`", page)) <= recorded
    asking = {
        one.name for one in rules if isinstance(one, AlertRule) and "attach" in one.annotations
    }
    assert asking == {"TrafficTooLow", "TrafficTooHigh", "LinkFull"}
    assert all(f"`{name}`" in page for name in asking)
