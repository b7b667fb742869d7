"""Years of a region: notices in order, versions, and a data file that is checked."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.workdays.days import (
    DatedDay,
    DayKind,
    days_through,
    is_weekend,
    made_up_for,
    spans_of_days,
    usual_hours,
)
from ticketing.workdays.region_file import region_from_text, shipped_region
from ticketing.workdays.stored import notice_of_text, text_of_notice
from ticketing.workdays.years import (
    Arrangement,
    Notice,
    Region,
    Standing,
    StatutoryDays,
    changes,
    notices_of_list,
)
from watchkeeper.core.errors import ConfigError, Conflict, InvalidInput
from watchkeeper.core.instants import HOUR, TimeOfDay

SPRING = ("春节",)


def _hours(start: float, end: float) -> tuple[tuple[TimeOfDay, TimeOfDay], ...]:
    return ((TimeOfDay(int(start * HOUR)), TimeOfDay(int(end * HOUR))),)


FULL, SHORT = _hours(9, 17.5), _hours(9, 12)
SHORT_MONDAYS = (SHORT, FULL, FULL, FULL, FULL, (), ())


def _spring_2020() -> Notice:
    off = days_through(date(2020, 1, 24), date(2020, 1, 30))
    worked = ((date(2020, 1, 19), None), (date(2020, 2, 1), None))
    return Notice(2020, (Arrangement(SPRING, off, worked, item=2),), number="first")


def test_a_prolonged_holiday_keeps_what_was_said_and_adds_to_it() -> None:
    """The make-up day that falls into the longer holiday is off; the source of each day stays."""
    longer = Arrangement(SPRING, (), until=date(2020, 2, 2), item=1)
    region = Region("cn", (_spring_2020(),)).with_notice(Notice(2020, (longer,), number="second"))
    year = region.year(2020)
    assert year.version == 2
    assert year.days[date(2020, 2, 1)] == DatedDay(
        date(2020, 2, 1), DayKind.CLOSED, "春节", "second #1"
    )
    assert year.days[date(2020, 1, 30)].source == "first #2"
    assert year.days[date(2020, 1, 19)].kind is DayKind.WORKDAY
    assert max(year.days) == date(2020, 2, 2)


def test_a_holiday_may_be_prolonged_twice() -> None:
    """Each further notice begins where the one before ended."""
    region = Region("cn", (_spring_2020(),))
    for number, last in (("second", date(2020, 2, 2)), ("third", date(2020, 2, 9))):
        longer = Arrangement(SPRING, (), until=last, item=1)
        region = region.with_notice(Notice(2020, (longer,), number=number))
    days = region.year(2020).days
    assert days[date(2020, 1, 24)].source == "first #2"
    assert days[date(2020, 2, 2)].source == "second #1"
    assert days[date(2020, 2, 9)].source == "third #1"


def test_a_changed_festival_replaces_the_earlier_one_whole() -> None:
    """A make-up day that the change does not name is a weekend day again."""
    changed = Arrangement(SPRING, days_through(date(2020, 1, 25), date(2020, 1, 27)), item=1)
    region = Region("cn", (_spring_2020(),)).with_notice(Notice(2020, (changed,), number="second"))
    assert set(region.year(2020).days) == set(changed.off)


def test_changes_name_only_days_on_which_work_differs() -> None:
    """The same day under another festival's name is no change."""
    off = days_through(date(2020, 1, 24), date(2020, 1, 30))
    before = Region("cn", (_spring_2020(),)).year(2020)
    other = Arrangement(("新春",), off, ((date(2020, 1, 19), None),), item=9)
    after = Region("cn", (Notice(2020, (other,), number="other"),)).year(2020)
    assert [change.day for change in changes(before, after)] == [date(2020, 2, 1)]


@pytest.mark.parametrize(
    "longer",
    [
        pytest.param(Arrangement(("端午节",), (), until=date(2020, 2, 2)), id="another festival"),
        pytest.param(Arrangement(SPRING, (), until=date(2020, 1, 30)), id="not later"),
        pytest.param(Arrangement(SPRING, (), until=date(2020, 4, 30)), id="by months"),
    ],
)
def test_a_notice_that_prolongs_nothing_is_refused(longer: Arrangement) -> None:
    """There must be a holiday, and the new last day lies shortly behind it."""
    with pytest.raises(InvalidInput):
        Region("cn", (_spring_2020(),)).with_notice(Notice(2020, (longer,)))


@pytest.mark.parametrize(
    ("off", "worked", "expected"),
    [
        pytest.param(("2018-04-29", "2018-05-01"), ["2018-04-28"], ["2018-04-30"], id="before"),
        pytest.param(("2018-04-05", "2018-04-07"), ["2018-04-08"], ["2018-04-06"], id="behind"),
        pytest.param(
            ("2026-10-01", "2026-10-07"),
            ["2026-10-10", "2026-09-20"],
            ["2026-10-06", "2026-10-07"],
            id="a week, worked for in order of time",
        ),
        pytest.param(("2026-04-04", "2026-04-06"), [], [], id="nothing to make up for"),
        pytest.param(
            ("2026-06-20", "2026-06-21"), ["2026-06-27"], [None], id="a weekend needs no bridge"
        ),
    ],
)
def test_the_day_that_is_made_up_for(
    off: tuple[str, str], worked: list[str], expected: list[str | None]
) -> None:
    """Short holidays bridge to their weekend, long ones give their last weekdays."""
    block = days_through(*(date.fromisoformat(text) for text in off))
    found = made_up_for(block, [date.fromisoformat(text) for text in worked])
    assert [day and day.isoformat() for day in found.values()] == expected


@given(
    first=st.dates(date(2016, 1, 1), date(2040, 1, 1)),
    length=st.integers(1, 31),
    weekends=st.sets(st.integers(0, 30), max_size=6),
)
def test_each_day_is_made_up_for_once(first: date, length: int, weekends: set[int]) -> None:
    """No weekday is worked for twice, and none that was not off."""
    block = days_through(first, date.fromordinal(first.toordinal() + length - 1))
    worked = [date.fromordinal(first.toordinal() - 40 + offset) for offset in weekends]
    found = made_up_for(block, worked)
    given_days = [day for day in found.values() if day is not None]
    assert sorted(found) == sorted(worked)
    assert len(given_days) == len(set(given_days))
    assert all(day in block and not is_weekend(day) for day in given_days)


def test_a_make_up_day_has_the_hours_of_the_day_it_is_worked_for() -> None:
    """Where Monday is short, a Saturday worked for a Thursday is not."""
    worked = DatedDay(
        date(2026, 2, 14), DayKind.WORKDAY, instead_of=date(2026, 2, 19)
    )  # a Thursday
    monday = DatedDay(date(2026, 2, 28), DayKind.WORKDAY, instead_of=date(2026, 2, 23))
    unknown = DatedDay(date(2026, 5, 9), DayKind.WORKDAY)
    spans = spans_of_days([worked, monday, unknown], SHORT_MONDAYS)
    assert spans == {worked.day: FULL, monday.day: SHORT, unknown.day: FULL}


def test_a_day_made_up_for_on_which_nobody_works_gives_the_usual_hours() -> None:
    """A calendar closed on Fridays is still worked on a make-up day."""
    weekly = (FULL, FULL, FULL, FULL, (), (), ())
    friday = DatedDay(date(2026, 2, 14), DayKind.WORKDAY, instead_of=date(2026, 2, 20))
    assert spans_of_days([friday], weekly) == {friday.day: FULL}
    assert usual_hours(((),) * 7) == ()


def test_what_the_week_says_anyway_is_left_out() -> None:
    """A holiday on a Sunday changes nothing, so that it makes no new version."""
    sunday = DatedDay(date(2026, 2, 15), DayKind.CLOSED)
    assert spans_of_days([sunday], SHORT_MONDAYS) == {}


def test_statutory_days_fill_only_years_without_a_notice() -> None:
    """The law of that time counts; a year with a notice takes its days from the notice alone."""
    old = StatutoryDays(2014, ((1, 1),), "old")
    new = StatutoryDays(2025, ((1, 1), (5, 2)), "new")
    region = Region("cn", (_spring_2020(),), (old, new))
    assert date(2020, 1, 1) not in region.year(2020).days
    assert set(region.year(2019).days) == {date(2019, 1, 1)}
    assert region.year(2030).days[date(2030, 5, 2)].source == "new"
    assert region.year(2013).days == {}
    assert region.year(2030).standing is Standing.PROVISIONAL


def test_an_imported_list_holds_the_whole_year() -> None:
    """What notices said of that year before is gone; what is arranged later counts again."""
    day = DatedDay(date(2020, 3, 2), DayKind.CLOSED, "Founders' day", "own.csv #2")
    other = DatedDay(date(2021, 3, 1), DayKind.CLOSED, "Founders' day", "own.csv #3")
    region = Region("cn", (_spring_2020(),))
    for notice in notices_of_list([other, day], "own.csv"):
        region = region.with_notice(notice)
    assert region.year(2020).days == {day.day: day}
    assert region.year(2021).days == {other.day: other}
    assert [region.year(year).version for year in (2020, 2021)] == [2, 1]
    later = Arrangement(("端午节",), (date(2020, 6, 25),), item=1)
    region = region.with_notice(Notice(2020, (later,), number="later"))
    assert list(region.year(2020).days) == [day.day, date(2020, 6, 25)]


def test_what_a_notice_would_change_is_shown_beforehand() -> None:
    """Also in the December before; what the notice before it gave is in the same list."""
    off = days_through(date(2019, 12, 31), date(2020, 1, 2))
    notice = Notice(2020, (Arrangement(("元旦",), off, item=1),), number="second")
    found = Region("cn", (_spring_2020(),)).changes_by(notice)
    assert [(change.day, change.before) for change in found] == [(day, None) for day in off]


def test_the_same_notice_is_not_taken_twice() -> None:
    """A second paste is told instead of making a version."""
    region = Region("cn", (_spring_2020(),))
    with pytest.raises(Conflict, match="first is there already"):
        region.with_notice(_spring_2020())


@pytest.mark.parametrize(
    ("year", "days"),
    [
        pytest.param(2020, (), id="nothing"),
        pytest.param(2020, (DatedDay(date(2021, 1, 1), DayKind.CLOSED),), id="another year"),
    ],
)
def test_a_list_is_of_one_year(year: int, days: tuple[DatedDay, ...]) -> None:
    """An empty list would read like a year without holidays."""
    with pytest.raises(InvalidInput):
        Notice(year, listed=days)


@pytest.mark.parametrize("notice", shipped_region().notices, ids=lambda notice: notice.number)
def test_a_notice_is_read_as_it_was_stored(notice: Notice) -> None:
    """The row of the database gives the same notice."""
    assert notice_of_text(text_of_notice(notice)) == notice


@given(
    days=st.lists(
        st.builds(
            DatedDay,
            st.dates(date(2020, 1, 1), date(2020, 12, 31)),
            st.sampled_from([DayKind.CLOSED, DayKind.WORKDAY]),
            st.text(max_size=9),
            st.text(max_size=9),
        )
        | st.builds(
            lambda day: DatedDay(day, DayKind.HOURS, spans=SHORT),
            st.dates(date(2020, 1, 1), date(2020, 12, 31)),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_list_is_read_as_it_was_stored(days: list[DatedDay]) -> None:
    """Hours, names and sources of an imported list survive."""
    (notice,) = notices_of_list(days, "own.csv")
    assert notice_of_text(text_of_notice(notice)) == notice


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"year": 1e999}', "[" * 9_999])
def test_a_damaged_row_is_told(text: str) -> None:
    """Instead of half a notice."""
    with pytest.raises(InvalidInput):
        notice_of_text(text)


HEAD = "region: cn\nnotices:\n  - {year: 2026, number: x, dated: 2025-11-04, days: ["


@pytest.mark.parametrize(
    ("item", "says"),
    [
        pytest.param("{item: 1, name: 元旦}", "new last day", id="no day"),
        pytest.param("{item: 1, name: 元旦, off: 2026-13-01}", "cannot be read", id="month 13"),
        pytest.param(
            "{item: 1, name: 元旦, off: 2026-01-03..2026-01-01}", "holiday", id="backwards"
        ),
        pytest.param(
            "{item: 1, name: 元旦, off: 2026-01-01..2026-06-01}", "holiday", id="half a year"
        ),
        pytest.param(
            "{item: 1, name: 元旦, off: 2026-01-01, worked: {2026-01-05: 2026-01-01}}",
            "no weekend day",
            id="a Monday made up",
        ),
        pytest.param(
            "{item: 1, name: 元旦, off: 2026-01-01, worked: {2026-01-04: 2026-01-02}}",
            "which is not off",
            id="worked for a day that is not off",
        ),
        pytest.param("{item: 1, name: 元旦, of: 2026-01-01}", "did you mean", id="unknown key"),
        pytest.param(
            "{item: 1, name: 元旦, off: 2026-01-01}, {item: 2, name: 春节, off: 2026-01-01}",
            "twice",
            id="a day twice",
        ),
        pytest.param("{item: 1, name: 元旦, off: 2023-01-01}", "far from", id="another year"),
        pytest.param("{item: 1, name: 元旦, until: 2026-01-04}", "prolongs", id="prolongs nothing"),
    ],
)
def test_a_wrong_data_file_is_told_with_its_line(item: str, says: str) -> None:
    """Every mistake names the file and the line."""
    with pytest.raises(ConfigError, match=says) as caught:
        region_from_text(f"{HEAD}{item}]}}", "own.yml")
    assert caught.value.at is not None
    assert caught.value.at.startswith("own.yml:")


def test_a_notice_twice_in_a_file_is_told() -> None:
    """As by a careless copy."""
    entry = (
        "{year: 2026, number: x, dated: 2025-11-04, days: [{item: 1, name: 元旦, off: 2026-01-01}]}"
    )
    with pytest.raises(ConfigError, match=r"own.yml:1: the notice x is there already"):
        region_from_text(f"region: cn\nnotices: [{entry}, {entry}]", "own.yml")


@given(st.text(st.sampled_from("0123456789-.,:{}[]\n abdefimnortuwy元旦"), max_size=120))
def test_no_data_file_breaks_the_reader(text: str) -> None:
    """A region or an error with its place, whatever the words."""
    for source in (text, f"{HEAD}{text}]}}", f"{HEAD}{{item: 1, name: 元旦, off: {text}}}]}}"):
        with contextlib.suppress(ConfigError):
            region_from_text(source, "own.yml")


def test_february_29_is_no_statutory_day() -> None:
    """A day that does not come every year cannot be named by the law of every year."""
    law = "region: cn\nnotices: []\nstatutory: [{since: 2025, days: [02-29], source: law}]"
    with pytest.raises(ConfigError, match="every year"):
        region_from_text(law, "own.yml")
