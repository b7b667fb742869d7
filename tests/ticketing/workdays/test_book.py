"""The book of hours: pinned editions, R9's workdays, and an oracle that counts minutes of years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.calendars import (
    AlwaysOpen,
    CalendarSpec,
    ServiceHours,
    Spans,
    office_hours,
)
from ticketing.workdays.book import (
    CalendarEdition,
    HoursBook,
    edition_from_text,
    edition_of,
    plain_book,
    shipped_book,
)
from ticketing.workdays.days import days_through
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.years import Arrangement, Notice
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import (
    HOUR,
    MINUTE,
    Instant,
    TimeOfDay,
    datetime_from_instant,
    instant_from_rfc3339,
)

SHANGHAI = "Asia/Shanghai"
NEW_YORK = "America/New_York"


def _at(text: str) -> Instant:
    return instant_from_rfc3339(text)


def _span(start: float, end: float) -> tuple[TimeOfDay, TimeOfDay]:
    return TimeOfDay(int(start * HOUR)), TimeOfDay(int(end * HOUR))


def _office(book: HoursBook) -> ServiceHours:
    return book.hours("5x8", SHANGHAI, book.current("5x8"))


@pytest.mark.parametrize(
    ("start", "budget", "due"),
    [
        pytest.param(
            "2026-02-13T17:00:00+08:00",
            2 * HOUR,
            "2026-02-14T10:30:00+08:00",
            id="the Saturday before the Spring Festival is worked",
        ),
        pytest.param(
            "2026-02-14T17:00:00+08:00",
            HOUR,
            "2026-02-24T09:30:00+08:00",
            id="nine days off",
        ),
        pytest.param(
            "2025-12-31T17:00:00+08:00",
            HOUR,
            "2026-01-04T09:30:00+08:00",
            id="New Year, and the Sunday worked for it",
        ),
        pytest.param(
            "2020-01-23T17:00:00+08:00",
            HOUR,
            "2020-02-03T09:30:00+08:00",
            id="the festival that was prolonged",
        ),
        pytest.param(
            "2018-12-28T17:00:00+08:00",
            HOUR,
            "2018-12-29T09:30:00+08:00",
            id="a Saturday worked in December for next year's holiday",
        ),
    ],
)
def test_office_hours_know_days_off_and_make_up_days(start: str, budget: int, due: str) -> None:
    """5x8 as the contract means it (R9): China's working days, 09:00-17:30."""
    assert _office(shipped_book()).deadline(_at(start), budget) == _at(due)


def test_the_plain_edition_stays_what_it_was() -> None:
    """A ticket that pinned 5x8 before the days were known keeps its deadlines."""
    plain, shipped = plain_book(), shipped_book()
    pinned = plain.current("5x8")
    assert pinned != shipped.current("5x8")
    for book in (plain, shipped):
        due = book.hours("5x8", SHANGHAI, pinned).deadline(_at("2026-02-13T17:00:00+08:00"), HOUR)
        assert due == _at("2026-02-16T09:30:00+08:00")


def test_around_the_clock_nothing_is_dated() -> None:
    """7x24 is one edition for ever, in every zone, and needs no confirmation (R4)."""
    book = shipped_book()
    assert book.hours("7x24", NEW_YORK, book.current("7x24")) == AlwaysOpen("7x24")
    assert plain_book().current("7x24") == book.current("7x24")
    assert book.is_confirmed(book.current("7x24"), 2040)


def test_years_without_a_notice_are_not_confirmed() -> None:
    """The banner and the ticket of December ask for this."""
    book = shipped_book()
    digest = book.current("5x8")
    assert book.is_confirmed(digest, 2026)
    assert not book.is_confirmed(digest, 2027)
    assert (book.unconfirmed(2026), book.unconfirmed(2027)) == ((), ("5x8",))


def test_a_notice_for_the_next_year_makes_a_new_edition() -> None:
    """The edition before stays; only the new one is confirmed for the year."""
    off = (date(2027, 2, 8), date(2027, 2, 9))
    notice = Notice(2027, (Arrangement(("春节",), off, item=1),), number="next")
    region = shipped_region().with_notice(notice)
    before = shipped_book()
    after = before.with_edition(edition_of(office_hours(SHANGHAI), region))
    assert after.is_confirmed(after.current("5x8"), 2027)
    assert not after.is_confirmed(before.current("5x8"), 2027)
    assert before.current("5x8") == shipped_book().current("5x8")
    friday = _at("2027-02-05T17:00:00+08:00")
    assert _office(after).deadline(friday, HOUR) == _at("2027-02-10T09:30:00+08:00")


def test_a_calendars_own_days_win_over_the_regions() -> None:
    """A customer that works on a public holiday says so, with its hours."""
    own = CalendarSpec(
        "shop", office_hours(SHANGHAI).weekly, SHANGHAI, {date(2026, 10, 1): (_span(10, 12),)}
    )
    edition = edition_of(own, shipped_region())
    assert edition.days[date(2026, 10, 1)] == (_span(10, 12),)
    assert edition.days[date(2026, 10, 2)] == ()


def test_whether_a_day_is_worked_is_the_calendars_word() -> None:
    """Digests on workdays and rotas ask this: a make-up Saturday is one, a holiday is none."""
    book = shipped_book()
    spec = book.edition(book.current("5x8")).spec(SHANGHAI)
    assert spec.is_open_on(date(2026, 2, 14))
    assert not spec.is_open_on(date(2026, 2, 23))


def test_what_the_book_does_not_have_is_told() -> None:
    """A wrong name, a lost edition, and an edition of another calendar."""
    book = shipped_book()
    with pytest.raises(NotFound, match="known are 7x24, 5x8"):
        book.current("6x10")
    with pytest.raises(NotFound, match="no edition 0000"):
        book.hours("5x8", SHANGHAI, "0" * 64)
    with pytest.raises(NotFound, match="not of '7x24'"):
        book.hours("7x24", SHANGHAI, book.current("5x8"))
    book.hours("5x8", SHANGHAI, book.current("5x8"))
    with pytest.raises(NotFound, match="not of '7x24'"):
        book.hours("7x24", SHANGHAI, book.current("5x8"))


NOTICED = st.dates(date(2027, 1, 2), date(2027, 12, 20))


@settings(max_examples=15, deadline=None)
@given(
    first=NOTICED,
    length=st.integers(1, 9),
    start=st.integers(_at("2026-11-01T00:00:00Z"), _at("2027-12-20T00:00:00Z")).map(Instant),
    budget=st.integers(1, 80 * HOUR),
)
def test_what_was_pinned_never_moves(first: date, length: int, start: Instant, budget: int) -> None:
    """P20: whatever notice comes, a pinned deadline stays; days off never make one earlier."""
    off = days_through(first, first + timedelta(days=length - 1))
    unknown = replace(shipped_region(), statutory=())
    known = unknown.with_notice(Notice(2027, (Arrangement(("节",), off),), number="n"))
    before = HoursBook([edition_of(office_hours(SHANGHAI), unknown)])
    after = before.with_edition(edition_of(office_hours(SHANGHAI), known))
    pinned, due = before.current("5x8"), _office(before).deadline(start, budget)
    assert after.hours("5x8", SHANGHAI, pinned).deadline(start, budget) == due
    assert _office(after).deadline(start, budget) >= due


def test_hours_are_compiled_once() -> None:
    """Also for the books made from a book: compiling costs 50 ms, asking 1 us."""
    book = shipped_book()
    digest = book.current("5x8")
    more = book.with_edition(CalendarEdition("other", office_hours(SHANGHAI).weekly))
    assert more.hours("5x8", SHANGHAI, digest) is book.hours("5x8", SHANGHAI, digest)


@pytest.mark.parametrize("name", ["5x8", "7x24"])
def test_an_edition_is_read_as_it_was_written(name: str) -> None:
    """The text in the database gives the same hours and the same digest."""
    edition = shipped_book().edition(shipped_book().current(name))
    assert edition_from_text(edition.text) == edition
    assert edition_from_text(edition.text).digest == edition.digest


QUARTER = 15 * MINUTE
"""The hours of the oracle's calendars begin and end on quarters, so it asks at each of them."""

WORKING_MINUTES = st.integers(0, 1439)
SPANS = st.tuples(WORKING_MINUTES, WORKING_MINUTES).map(
    lambda pair: ((TimeOfDay(min(pair) * MINUTE), TimeOfDay((max(pair) + 1) * MINUTE)),)
)


@given(
    weekly=st.lists(SPANS, min_size=7, max_size=7),
    days=st.dictionaries(st.dates(date(2016, 1, 1), date(2044, 1, 1)), st.just(()) | SPANS),
    provisional=st.sets(st.integers(2015, 2045)),
)
def test_any_edition_is_read_as_it_was_written(
    weekly: list[Spans], days: dict[date, Spans], provisional: set[int]
) -> None:
    """Reading undoes writing, and the order in which days were given does not matter."""
    edition = CalendarEdition("any", tuple(weekly), days, tuple(sorted(provisional)))
    turned = CalendarEdition(
        "any", tuple(weekly), dict(reversed(days.items())), edition.provisional
    )
    assert edition_from_text(edition.text) == edition
    assert turned.digest == edition.digest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param('{"name": "x"}', id="keys missing"),
        pytest.param('{"name":"x","weekly":[],"days":{},"provisional":[]}', id="no week"),
        pytest.param(
            '{"name":"x","weekly":[[[1,1e999]],[],[],[],[],[],[]],"days":{},"provisional":[]}',
            id="no end at all",
        ),
        pytest.param(
            '{"name":"x","weekly":[[[1,2,3]],[],[],[],[],[],[]],"days":{},"provisional":[]}',
            id="three ends",
        ),
        pytest.param(
            '{"name":"x","weekly":[[[1,2]],[],[],[],[],[],[]],"days":{"soon":[]},"provisional":[]}',
            id="no day",
        ),
    ],
)
def test_a_text_that_is_no_edition_is_refused(text: str) -> None:
    """A damaged row of the database is told, not half read."""
    with pytest.raises(InvalidInput):
        edition_from_text(text)


SHORT_MONDAY = CalendarSpec(
    "short",
    ((_span(9, 12),), *((_span(9, 12), _span(13, 18)),) * 3, (_span(9, 16),), (), ()),
    SHANGHAI,
)


DAYS_OF_2025 = shipped_region().year(2025).days


def _office_is_open(wall: datetime) -> bool:
    """Tell by another collection of days whether the office of R9 is open."""
    is_inside = (9, 0) <= (wall.hour, wall.minute) < (17, 30)
    return is_inside and chinese_calendar.is_workday(wall.date())


def _short_is_open(wall: datetime) -> bool:
    """Tell the same of SHORT_MONDAY: a make-up day works like the day it is worked for."""
    day = wall.date()
    if not chinese_calendar.is_workday(day):
        return False
    dated = DAYS_OF_2025.get(day)
    made_up = dated.instead_of if dated else None
    weekday = (made_up or day).weekday()
    if weekday == 0:
        return 9 <= wall.hour < 12
    if weekday == 4:
        return 9 <= wall.hour < 16
    return 9 <= wall.hour < 12 or 13 <= wall.hour < 18


@pytest.mark.parametrize(
    ("spec", "zone", "is_open", "year"),
    [
        pytest.param(
            office_hours(SHANGHAI),
            SHANGHAI,
            _office_is_open,
            2024,
            id="a leap year of eight make-up days",
        ),
        pytest.param(
            office_hours(NEW_YORK), NEW_YORK, _office_is_open, 2026, id="China's days in New York"
        ),
        pytest.param(SHORT_MONDAY, SHANGHAI, _short_is_open, 2025, id="Mondays are short"),
    ],
)
def test_agrees_with_counting_the_minutes_of_a_year(
    spec: CalendarSpec, zone: str, is_open: Callable[[datetime], bool], year: int
) -> None:
    """The oracle steps from minute to minute and asks the wall clock and the other collection."""
    edition = edition_of(spec, shipped_region())
    book = HoursBook([edition])
    hours = book.hours(spec.name, zone, edition.digest)
    begin, end = _at(f"{year}-01-01T12:00:00Z"), _at(f"{year}-12-30T12:00:00Z")
    counted, opened, was_open = 0, [], False
    for at in range(begin, end, MINUTE):
        if (at - begin) % QUARTER == 0:
            was_open = is_open(datetime_from_instant(Instant(at), zone))
        if was_open:
            counted += MINUTE
            opened.append(at)
        if (at - begin) % (6 * HOUR) == 0:
            assert hours.elapsed(begin, Instant(at + MINUTE)) == counted
    for number in range(0, len(opened), 997):
        assert hours.deadline(begin, (number + 1) * MINUTE) == opened[number] + MINUTE
