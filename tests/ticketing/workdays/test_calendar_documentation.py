"""The manual's page on calendars says what the shipped days are, and its examples are read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ticketing.workdays.csv_file import days_from_csv
from ticketing.workdays.days import DayKind, days_through, is_weekend
from ticketing.workdays.notice import notice_from_text
from ticketing.workdays.region_file import shipped_region

DOCS = Path(__file__).parents[3] / "docs"
LANGUAGES = ["en", "zh"]


def _page(language: str) -> str:
    return (DOCS / language / "calendars.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_years_is_the_shipped_data(language: str) -> None:
    """Working days, make-up days, versions and notices of each year."""
    rows = re.findall(r"^\| (20\d\d) \| (\d+) \| (\d+) \| (\d+) \| (.+) \|$", _page(language), re.M)
    assert [int(row[0]) for row in rows] == list(range(2018, 2027))
    for text, worked, make_up, version, notices in rows:
        year = shipped_region().year(int(text))
        days = days_through(date(year.year, 1, 1), date(year.year, 12, 31))
        counted = 0
        for day in days:
            dated = year.days.get(day)
            counted += not is_weekend(day) if dated is None else dated.kind is DayKind.WORKDAY
        kinds = [dated.kind for dated in year.days.values()]
        assert (int(worked), int(make_up)) == (counted, kinds.count(DayKind.WORKDAY))
        assert (int(version), notices) == (year.version, "; ".join(year.sources))


SHAPES = [
    pytest.param("4月4日（周六）至6日（周一）放假，共3天。", "清明节：", 2026, id="days"),
    pytest.param("1月1日（周三）放假1天，不调休。", "元旦：", 2025, id="one day"),
    pytest.param("6月18日放假，与周末连休。", "端午节：", 2018, id="joined to a weekend"),
    pytest.param(
        "2018年12月30日至2019年1月1日放假调休，共3天。", "元旦：", 2019, id="across years"
    ),
    pytest.param("国庆节、中秋节：10月1日至8日放假调休，共8天。", "", 2020, id="two festivals"),
    pytest.param(
        "9月29日（星期六）、9月30日（星期日）上班。",
        "国庆节：10月1日至7日放假。",
        2018,
        id="make-up days",
    ),
    pytest.param("4月5日放假，4月7日（星期一）补休。", "清明节：", 2025, id="a day in lieu"),
    pytest.param("2019年5月1日至4日放假调休，共4天。", "劳动节：", 2019, id="changed"),
    pytest.param("延长2020年春节假期至2月2日，2月3日起正常上班。", "", 2020, id="prolonged"),
]


@pytest.mark.parametrize(("shape", "before", "year"), SHAPES)
def test_the_shapes_in_the_table_are_read(shape: str, before: str, year: int) -> None:
    """Each example stands in both manuals, and behind its festival it arranges days."""
    assert all(f"`{shape}`" in _page(language) for language in LANGUAGES)
    (arrangement,) = notice_from_text(f"一、{before}{shape}", year=year).arrangements
    assert arrangement.off or arrangement.until


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_list_is_read(language: str) -> None:
    """The CSV of the page gives its three days."""
    (block,) = re.findall(r"```csv\n(.*?)```", _page(language), re.DOTALL)
    reading = days_from_csv(block.encode(), source="page")
    assert reading.problems == ()
    assert [one.kind for one in reading.days] == [DayKind.CLOSED, DayKind.HOURS, DayKind.WORKDAY]
