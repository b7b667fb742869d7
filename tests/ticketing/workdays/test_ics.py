"""Days from iCalendar files: whole-day events, in the words of feeds, bounded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.workdays.days import DatedDay, DayKind, days_through
from ticketing.workdays.ics import MAX_BYTES, MAX_EVENT_DAYS, days_from_ics
from ticketing.workdays.problems import DaysReading


def _file(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def _read(*events: str) -> DaysReading:
    return days_from_ics(_file(*events), source="own.ics")


@pytest.mark.parametrize(
    ("event", "kind", "days"),
    [
        pytest.param(
            "DTSTART;VALUE=DATE:20260215\nDTEND;VALUE=DATE:20260224\nSUMMARY:春节（休）",
            DayKind.CLOSED,
            days_through(date(2026, 2, 15), date(2026, 2, 23)),
            id="an end is the day after",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20260214\nSUMMARY:春节（班）",
            DayKind.WORKDAY,
            (date(2026, 2, 14),),
            id="a day that is worked",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20260501\nDURATION:P5D\nSUMMARY:Labour Day holiday",
            DayKind.CLOSED,
            days_through(date(2026, 5, 1), date(2026, 5, 5)),
            id="a duration",
        ),
        pytest.param(
            "DTSTART:20261001\nDURATION:P1W\nSUMMARY:国庆节\\, 放假\nDESCRIPTION:要上班的除外",
            DayKind.CLOSED,
            days_through(date(2026, 10, 1), date(2026, 10, 7)),
            id="a week, escaped signs",
        ),
        pytest.param(
            'DTSTART;X-NOTE="a:b;c";VALUE=DATE:20261010\nSUMMARY:国庆节 补\n 班',
            DayKind.WORKDAY,
            (date(2026, 10, 10),),
            id="quoted parameters, a folded line",
        ),
        pytest.param(
            "BEGIN:VALARM\nDTSTART:20200101\nSUMMARY:班\nEND:VALARM\n"
            "DTSTART;VALUE=DATE:20260101\nSUMMARY:元旦 休",
            DayKind.CLOSED,
            (date(2026, 1, 1),),
            id="an alarm within",
        ),
    ],
)
def test_a_whole_day_event_gives_its_days(
    event: str, kind: DayKind, days: tuple[date, ...]
) -> None:
    """The days of an event, and whether they are worked, from what feeds write."""
    reading = _read(event)
    assert (reading.problems, reading.notes) == ((), ())
    assert [(one.day, one.kind) for one in reading.days] == [(day, kind) for day in days]


def test_a_day_knows_its_event() -> None:
    """The source is the file and the line on which the event begins."""
    reading = _read("DTSTART:20260101\nSUMMARY:元旦 休")
    assert reading.days == (DatedDay(date(2026, 1, 1), DayKind.CLOSED, "元旦 休", "own.ics #3"),)


@pytest.mark.parametrize(
    ("event", "count", "says"),
    [
        pytest.param("DTSTART:20260214\nSUMMARY:情人节", 1, "do not say", id="a feast only"),
        pytest.param(
            "DTSTART:20260501\nSUMMARY:劳动节调休", 1, "do not say", id="moved, but which way"
        ),
        pytest.param(
            "DTSTART;TZID=Asia/Shanghai:20260214T090000\nSUMMARY:休", 0, "whole days", id="hours"
        ),
    ],
)
def test_what_a_person_should_look_at_is_noted(event: str, count: int, says: str) -> None:
    """A feed of feasts would else close the office on days that are worked."""
    reading = _read(event)
    assert len(reading.days) == count
    assert says in str(reading.notes[0])


def test_a_cancelled_event_gives_no_day() -> None:
    """Feeds keep what they took back."""
    assert _read("DTSTART:20260101\nSTATUS:CANCELLED\nSUMMARY:休") == DaysReading(())


@pytest.mark.parametrize(
    ("event", "says"),
    [
        pytest.param("DTSTART:20260101\nRRULE:FREQ=YEARLY\nSUMMARY:休", "recur", id="recurring"),
        pytest.param("DTSTART:20260101\nDTEND:20260101\nSUMMARY:休", "lasts 1", id="no length"),
        pytest.param("DTSTART:20260101\nDTEND:20261231\nSUMMARY:休", "lasts 1", id="a year long"),
        pytest.param("DTSTART:20260101\nDURATION:PT8H\nSUMMARY:休", "lasts 1", id="hours long"),
        pytest.param("DTSTART:20260230\nSUMMARY:休", "no day", id="no such day"),
        pytest.param("SUMMARY:休", "no day", id="no day at all"),
        pytest.param("DTSTART:18990101\nSUMMARY:休", "years of calendars", id="long ago"),
    ],
)
def test_a_wrong_event_is_told_with_its_line(event: str, says: str) -> None:
    """No day is taken where one event is wrong."""
    reading = _read("DTSTART:20260101\nSUMMARY:休", event)
    assert reading.days == ()
    assert reading.problems[0].line == 7
    assert says in str(reading.problems[0])


def test_a_day_in_two_ways_is_a_problem() -> None:
    """Off in one event and worked in another: a person must say which."""
    reading = _read("DTSTART:20260104\nSUMMARY:休", "DTSTART:20260104\nSUMMARY:班")
    assert "two ways" in str(reading.problems[0])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "no iCalendar", id="nothing"),
        pytest.param(b"<html>", "no iCalendar", id="a page"),
        pytest.param("BEGIN:VCALENDAR\n休".encode("gb18030"), "UTF-8", id="another encoding"),
        pytest.param(b"x" * (MAX_BYTES + 1), "bytes", id="too large"),
        pytest.param(_file(*["DTSTART:20260101\nSUMMARY:休"] * 5_001), "events", id="too many"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, says: str) -> None:
    """The reason says what is wrong with it."""
    reading = days_from_ics(data, source="own.ics")
    assert reading.days == ()
    assert says in str(reading.problems[0])


LINES = st.lists(
    st.sampled_from(
        [
            *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:", "DTSTART:20260101", "DTEND:20260103"),
            *(
                "SUMMARY:班",
                "DURATION:P9D",
                " folded",
                ":",
                'X;Y=":',
                "RRULE:x",
                "STATUS:CANCELLED",
            ),
        ]
    )
    | st.text(max_size=20),
    max_size=30,
)


@settings(max_examples=60)
@given(lines=LINES)
def test_no_lines_break_the_reader(lines: list[str]) -> None:
    """Lines of calendars in any order give days or problems."""
    data = "\n".join(["BEGIN:VCALENDAR", *lines]).encode("utf-8", "replace")
    reading = days_from_ics(data, source="own.ics")
    assert not (reading.days and reading.problems)


@settings(max_examples=40)
@given(
    first=st.dates(date(2016, 1, 1), date(2044, 1, 1)),
    length=st.integers(1, MAX_EVENT_DAYS),
    kind=st.sampled_from([DayKind.CLOSED, DayKind.WORKDAY]),
)
def test_an_event_that_is_written_is_read_again(first: date, length: int, kind: DayKind) -> None:
    """Reading undoes writing."""
    end = first + timedelta(days=length)
    word = "班" if kind is DayKind.WORKDAY else "休"
    reading = _read(f"DTSTART:{first:%Y%m%d}\nDTEND:{end:%Y%m%d}\nSUMMARY:{word}")
    assert [one.day for one in reading.days] == list(days_through(first, end - timedelta(days=1)))
    assert {one.kind for one in reading.days} == {kind}
