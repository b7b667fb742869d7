"""The manual's page on clocks says what the preset does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ticketing.policy_file import policy_from_text, preset_text
from ticketing.words import length
from watchkeeper.core.levels import LEVELS

DOCS = Path(__file__).parents[2] / "docs"
UNITS = {" m": "m", " h": "h", " d": "d", " 分": "m", " 小时": "h", " 天": "d"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_of_goals_is_the_preset(language: str) -> None:
    """Every target of contract-cn stands in both manuals as it is in force."""
    page = (DOCS / language / "sla.md").read_text("utf-8")
    policy = policy_from_text(preset_text("contract-cn"), "contract-cn")
    for goal in policy.goals:
        row = re.search(rf"^\| `{goal.metric}(@{goal.table})?` \|(.*)\|$", page, re.MULTILINE)
        assert row is not None, goal.name
        cells = [cell.strip() for cell in row[2].split("|")][-4:]
        for level, cell in zip(LEVELS, cells, strict=True):
            written = cell
            for unit, short in UNITS.items():
                written = written.replace(unit, short)
            target = goal.targets.get(level)
            applies = not goal.when.source or goal.when.holds({"severity": str(level)})
            expected = length(target) if target is not None and applies else "-"
            assert written == expected, (goal.name, level)
