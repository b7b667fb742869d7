"""The shipped days of mainland China: complete, and as two other collections have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from ticketing.workdays.days import DayKind, is_weekend, made_up_for
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.years import RegionYear, Standing

YEARS = range(2018, 2027)
FESTIVALS = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _is_worked(region_year: RegionYear, day: date) -> bool:
    dated = region_year.days.get(day)
    return not is_weekend(day) if dated is None else dated.kind is DayKind.WORKDAY


@pytest.mark.parametrize("year", YEARS)
def test_each_day_is_as_chinesecalendar_has_it(year: int) -> None:
    """Working days and days off agree on every day of the year."""
    ours = shipped_region().year(year)
    differing = [
        day for day in _days_of(year) if _is_worked(ours, day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


@pytest.mark.parametrize("year", YEARS)
def test_each_day_is_as_holidays_has_it(year: int) -> None:
    """The second collection agrees, too; it was made by other people."""
    ours, theirs = shipped_region().year(year), holidays.country_holidays("CN", years=year)
    differing = [
        day for day in _days_of(year) if _is_worked(ours, day) != theirs.is_working_day(day)
    ]
    assert differing == []


@pytest.mark.parametrize("year", YEARS)
def test_each_year_arranges_all_seven_festivals(year: int) -> None:
    """A year is confirmed, has every festival, and each day says where it comes from."""
    ours = shipped_region().year(year)
    assert ours.standing is Standing.CONFIRMED
    assert {name for one in ours.days.values() for name in one.name.split("、")} == FESTIVALS
    assert all("国办发明电" in one.source and "#" in one.source for one in ours.days.values())


@pytest.mark.parametrize(
    ("year", "worked", "make_up"),
    [
        pytest.param(2024, 251, 8, id="2024"),
        pytest.param(2025, 248, 5, id="2025"),
        pytest.param(2026, 248, 6, id="2026"),
    ],
)
def test_days_worked_in_a_year(year: int, worked: int, make_up: int) -> None:
    """The totals that everybody's wages are reckoned by."""
    ours = shipped_region().year(year)
    assert sum(_is_worked(ours, day) for day in _days_of(year)) == worked
    assert sum(one.kind is DayKind.WORKDAY for one in ours.days.values()) == make_up


def test_what_a_make_up_day_is_worked_for_follows_the_rule() -> None:
    """No notice says it; the file holds what the rule gives, so that a change of it is seen."""
    for notice in shipped_region().notices:
        for one in notice.arrangements:
            assert dict(one.worked) == made_up_for(one.off, [day for day, _ in one.worked])


def test_the_year_after_the_last_notice_is_provisional() -> None:
    """Only what the law names by date is known, and it is marked."""
    unknown = shipped_region().year(2027)
    assert unknown.standing is Standing.PROVISIONAL
    assert unknown.version == 0
    assert [day.isoformat()[5:] for day in unknown.days] == [
        "01-01",
        "05-01",
        "05-02",
        "10-01",
        "10-02",
        "10-03",
    ]


@pytest.mark.parametrize(
    ("year", "version"),
    [
        pytest.param(2018, 2, id="2018: the next notice has its last days"),
        pytest.param(2019, 2, id="2019: Labour Day was changed in March"),
        pytest.param(2020, 2, id="2020: the Spring Festival was prolonged"),
        pytest.param(2021, 1, id="2021: one notice"),
        pytest.param(2022, 2, id="2022: New Year's Day 2023 begins in it"),
    ],
)
def test_a_year_has_a_version_for_each_notice_that_touched_it(year: int, version: int) -> None:
    """The version tells how often the year was changed."""
    assert shipped_region().year(year).version == version
