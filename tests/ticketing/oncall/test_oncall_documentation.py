"""The manual's page on call says what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from tests.ticketing.oncall.rotas import at
from ticketing.oncall.expand import expand
from ticketing.oncall.schedule_file import _LayerEntry, _ScheduleEntry, schedule_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant

DOCS = Path(__file__).parents[3] / "docs"
GOLDEN_WEEK = {date(2026, 10, day) for day in range(1, 8)}
MADE_UP = {date(2026, 9, 20), date(2026, 10, 10)}

pytestmark = pytest.mark.parametrize("language", ["en", "zh"])


def _page(language: str) -> str:
    return (DOCS / language / "oncall.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", _page(language), re.DOTALL)


def _is_workday(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in GOLDEN_WEEK)


def test_who_is_on_duty_in_the_table_is_who_the_file_names(language: str) -> None:
    schedule = schedule_from_node(parse_yaml(_blocks(language)[0], name="hotline.yml"))
    rows = re.findall(r"^\| (2026-\S+ \d\d:\d\d) \| (\S+) \|", _page(language), re.MULTILINE)
    assert len(rows) == 6
    for written, person in rows:
        now = at(written)
        (shift,) = expand(schedule, now, Instant(now + 1), _is_workday)
        assert shift.people == (person,), written


def test_every_key_has_its_row(language: str) -> None:
    """Each key that a schedule or a layer may have is in the tables, and no other."""
    keys = {
        field.metadata.get("key", field.name)
        for entry in (_ScheduleEntry, _LayerEntry)
        for field in fields(entry)
        if field.name != "at"
    }
    tables = _page(language).split("## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", tables, re.MULTILINE)) == keys
