"""Days from CSV: both languages, spreadsheets' encodings, and every wrong row told at once."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.workdays.csv_file import MAX_BYTES, MAX_ROWS, days_from_csv
from ticketing.workdays.days import DatedDay, DayKind
from watchkeeper.core.instants import DAY, HOUR, MINUTE, TimeOfDay

ENGLISH = """date,what,name,instead of
2027-01-01,closed,New Year,
2027-02-20,workday,Spring Festival,2027-02-11
2027-02-05,09:00-12:00 13:00-24:00,Eve of the eve,
"""
CHINESE = """日期,安排,名称,补哪天
2027年1月1日,放假,New Year,
2027/2/20,上班,Spring Festival,2027/2/11
2027-02-05,09:00-12:00、13:00-24:00,Eve of the eve,
"""
EXPECTED = (
    DatedDay(date(2027, 1, 1), DayKind.CLOSED, "New Year", "own.csv #2"),
    DatedDay(
        date(2027, 2, 5),
        DayKind.HOURS,
        "Eve of the eve",
        "own.csv #4",
        spans=(
            (TimeOfDay(9 * HOUR), TimeOfDay(12 * HOUR)),
            (TimeOfDay(13 * HOUR), TimeOfDay(DAY)),
        ),
    ),
    DatedDay(
        date(2027, 2, 20),
        DayKind.WORKDAY,
        "Spring Festival",
        "own.csv #3",
        instead_of=date(2027, 2, 11),
    ),
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ENGLISH.encode(), id="English"),
        pytest.param(CHINESE.encode(), id="Chinese"),
        pytest.param(CHINESE.encode("gb18030"), id="as Excel in China saves it"),
        pytest.param(CHINESE.encode("utf-8-sig"), id="with a byte order mark"),
        pytest.param(ENGLISH.replace(",", ";").encode(), id="semicolons"),
        pytest.param(ENGLISH.replace("\n", "\r\n").encode(), id="lines of Windows"),
    ],
)
def test_a_file_gives_its_days_in_order(data: bytes) -> None:
    """Each row is a date, what it is, why, and for which day it is worked."""
    reading = days_from_csv(data, source="own.csv")
    assert reading.problems == ()
    assert reading.days == EXPECTED


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param("2027-02-30,closed", "no day", id="no such day"),
        pytest.param("1999-01-01,closed", "years of calendars", id="long ago"),
        pytest.param("2027-01-01,", "not said what", id="no word"),
        pytest.param("2027-01-01,perhaps", "neither closed nor workday", id="another word"),
        pytest.param("2027-01-01,12:00-09:00", "end before they start", id="backwards"),
        pytest.param("2027-01-01,09:00-12:00 11:00-13:00", "overlap", id="overlapping"),
        pytest.param("2027-01-01,20:00-25:00", "no time of day", id="hour 25"),
        pytest.param("2027-01-01,closed,x,2027-01-02", "makes up for none", id="a day off made up"),
        pytest.param("2027-01-03,closed\n2027-01-03,workday", "two ways", id="two ways"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row: str, says: str) -> None:
    """No day is taken where one row is wrong."""
    reading = days_from_csv(f"date,what,name,instead of\n{row}\n".encode(), source="own.csv")
    assert reading.days == ()
    assert reading.problems[0].line == 1 + len(row.split("\n"))
    assert says in str(reading.problems[0])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "headings", id="nothing"),
        pytest.param(b"2027-01-01,closed\n", "headings", id="no headings"),
        pytest.param(b"date,day,what\n", "headings", id="a heading twice"),
        pytest.param(b"\xff\xff", "neither UTF-8", id="no text"),
        pytest.param(b"x" * (MAX_BYTES + 1), "bytes", id="too large"),
        pytest.param(b'date,what\n"' + b"x" * 200_000, "no CSV", id="a cell without end"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, says: str) -> None:
    """The reason says what a file must be like."""
    reading = days_from_csv(data, source="own.csv")
    assert says in str(reading.problems[0])


def test_too_many_rows_are_refused() -> None:
    """A calendar of thirty years has fewer."""
    rows = "2027-01-01,closed\n" * (MAX_ROWS + 1)
    reading = days_from_csv(f"date,what\n{rows}".encode(), source="own.csv")
    assert "rows" in str(reading.problems[-1])


@settings(max_examples=60)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Behind headings, too, every file gives days or problems."""
    for content in (data, b"date,what,name,instead of\n" + data):
        reading = days_from_csv(content, source="own.csv")
        assert not (reading.days and reading.problems)


DAYS = st.builds(
    DatedDay,
    day=st.dates(date(2016, 1, 1), date(2044, 12, 31)),
    kind=st.just(DayKind.WORKDAY),
    name=st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=20),
    source=st.just(""),
    instead_of=st.none() | st.dates(date(2016, 1, 1), date(2044, 12, 31)),
) | st.builds(
    lambda day, opens, length: DatedDay(
        day,
        DayKind.HOURS,
        spans=((TimeOfDay(opens * MINUTE), TimeOfDay((opens + length) * MINUTE)),),
    ),
    st.dates(date(2016, 1, 1), date(2044, 12, 31)),
    st.integers(0, 719),
    st.integers(1, 720),
)


def _clock(at: int) -> str:
    return f"{at // HOUR:02}:{at % HOUR // MINUTE:02}"


def _row(dated: DatedDay) -> list[str]:
    spans = " ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in dated.spans)
    made_up = dated.instead_of.isoformat() if dated.instead_of else ""
    return [dated.day.isoformat(), spans or dated.kind.value, dated.name, made_up]


@settings(max_examples=60)
@given(days=st.lists(DAYS, max_size=8, unique_by=lambda dated: dated.day))
def test_days_that_are_written_are_read_again(days: list[DatedDay]) -> None:
    """Reading undoes writing, but for the source."""
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerows([["date", "what", "name", "instead of"], *(_row(one) for one in days)])
    reading = days_from_csv(content.getvalue().encode(), source="x")
    assert reading.problems == ()
    assert [_row(one) for one in reading.days] == sorted(_row(one) for one in days)
