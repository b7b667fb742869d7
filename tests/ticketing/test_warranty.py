"""Until when a warranty lasts, to the millisecond, and when its end is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.directory import CustomerTerms
from ticketing.warranty import Warranty, next_reminder_at, reminders_due, warranty_of
from ticketing.workdays.book import shipped_book
from watchkeeper.core.instants import DAY, Instant, instant_from_rfc3339, later

BOOK = shipped_book()


def until(
    accepted_on: str = "", *, named: str = "", zone: str = "Asia/Shanghai"
) -> Warranty | None:
    terms = CustomerTerms(
        "acme",
        "contract-cn",
        zone=zone,
        accepted_on=date.fromisoformat(accepted_on) if accepted_on else None,
        warranty_until=date.fromisoformat(named) if named else None,
    )
    return warranty_of(terms, lambda day: BOOK.is_worked(day, zone))


@pytest.mark.parametrize(
    ("accepted_on", "last_day"),
    [
        pytest.param("2024-03-04", "2026-03-04", id="the same date two years later"),
        pytest.param("2028-02-29", "2030-02-28", id="29 February"),
        pytest.param("2024-10-01", "2026-10-08", id="the National Day's week off"),
        pytest.param("2024-05-16", "2026-05-18", id="a Saturday"),
        pytest.param("2024-02-14", "2026-02-14", id="a Saturday that is made up"),
    ],
)
def test_the_last_day(accepted_on: str, last_day: str) -> None:
    """Two years from the acceptance; a last day off moves to the next work day."""
    found = until(accepted_on)
    assert found is not None
    assert found.last_day.isoformat() == last_day


def test_a_day_that_the_contract_names_stands() -> None:
    found = until("2024-10-01", named="2026-10-01")
    assert found is not None
    assert found.last_day == date(2026, 10, 1)
    assert until() is None


@pytest.mark.parametrize(
    ("zone", "ends_at"),
    [
        ("Asia/Shanghai", "2026-03-04T16:00:00Z"),
        ("America/New_York", "2026-03-05T05:00:00Z"),
    ],
)
def test_it_ends_at_midnight_in_the_contracts_zone(zone: str, ends_at: str) -> None:
    """The last millisecond of the last day is covered, the first of the next one is not."""
    found = until("2024-03-04", zone=zone)
    assert found is not None
    end = instant_from_rfc3339(ends_at)
    assert found.ends_at == end
    assert found.covers(Instant(end - 1))
    assert not found.covers(end)


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_two_years_are_never_cut_short(accepted_on: date) -> None:
    """Whatever the date, the warranty lasts two years at least, and two weeks longer at most."""
    found = until(accepted_on.isoformat())
    assert found is not None
    lasted = found.last_day - accepted_on
    assert timedelta(days=729) <= lasted <= timedelta(days=731 + 14)


def test_each_reminder_comes_once_in_its_time() -> None:
    """90, 60 and 30 days before; of what was missed only the newest, and nothing after the end."""
    found = until("2024-03-04")
    assert found is not None
    told = []
    at: Instant | None = later(found.ends_at, -200 * DAY)
    while at is not None:
        told += [one.days_before for one in reminders_due([found], at)]
        at = next_reminder_at([found], at)
    assert told == [90, 60, 30]
    assert [one.days_before for one in reminders_due([found], later(found.ends_at, -DAY))] == [30]
    assert reminders_due([found], found.ends_at) == ()
