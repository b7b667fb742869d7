"""Dated days from CSV, as spreadsheets write it: a date a row, in English or Chinese words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ticketing.calendars import FIRST_YEAR, LAST_YEAR, Spans
from ticketing.workdays.days import DatedDay, DayKind
from ticketing.workdays.problems import (
    MAX_PROBLEMS,
    DaysReading,
    Problem,
    days_reading,
    reason_of,
    refused,
)
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import TimeOfDay, time_of_day_from_text
from watchkeeper.core.messages import text
from watchkeeper.core.texts import storable
from watchkeeper.inventory.imports.words import date_in

MAX_BYTES = 1024 * 1024
MAX_ROWS = 5_000
MAX_NAME_CHARACTERS = 60
_EXCERPT = 60

_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("date", "day", "日期"), "day"),
        **dict.fromkeys(("what", "kind", "hours", "安排", "类型", "时间"), "what"),
        **dict.fromkeys(("name", "holiday", "名称", "节日"), "name"),
        **dict.fromkeys(("instead of", "instead_of", "补班", "补哪天", "代替"), "instead_of"),
    }
)
_KINDS: Mapping[str, DayKind] = MappingProxyType(
    {
        **dict.fromkeys(("closed", "off", "holiday", "休", "休息", "放假", "假"), DayKind.CLOSED),
        **dict.fromkeys(("workday", "work", "班", "上班", "补班"), DayKind.WORKDAY),
    }
)
_BETWEEN = re.compile(r"[\s;；、/]+")

Cells = Sequence[str]


def days_from_csv(data: bytes, *, source: str) -> DaysReading:
    """Read a file with the columns date, what, name and instead of; the last two may be absent.

    ``what``: ``closed``, ``workday``, or hours as ``09:00-12:00 13:00-17:30``.
    """
    if len(data) > MAX_BYTES:
        return refused(text("the file has more than {most} bytes", most=MAX_BYTES))
    try:
        rows = _rows(_decoded(data))
        keys = _keys(next(rows, (1, ()))[1])
    except InvalidInput as error:
        return refused(reason_of(error))
    except csv.Error as error:
        return refused(text("this is no CSV: {reason}", reason=error))
    return _reading(rows, keys, source)


def _reading(
    rows: Iterator[tuple[int, Cells]], keys: Mapping[int, str], source: str
) -> DaysReading:
    days: list[tuple[int, DatedDay]] = []
    problems: list[Problem] = []
    try:
        for line, cells in rows:
            if len(problems) >= MAX_PROBLEMS or len(days) >= MAX_ROWS:
                problems.append(Problem(line, "", text("more than {most} rows", most=MAX_ROWS)))
                break
            try:
                days.append((line, _day(_given(keys, cells), f"{source} #{line}")))
            except InvalidInput as error:
                excerpt = storable(",".join(cells)[:_EXCERPT])
                problems.append(Problem(line, excerpt, reason_of(error)))
    except csv.Error as error:
        return refused(text("this is no CSV: {reason}", reason=error))
    return days_reading(days, problems)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("the file is neither UTF-8 nor GB 18030")


def _rows(content: str) -> Iterator[tuple[int, Cells]]:
    head = content.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _keys(head: Cells) -> Mapping[int, str]:
    known = {
        place: _HEADINGS[cell.strip().casefold()]
        for place, cell in enumerate(head)
        if cell.strip().casefold() in _HEADINGS
    }
    if not {"day", "what"} <= set(known.values()) or len(set(known.values())) != len(known):
        raise InvalidInput("the first line must hold the headings date, what, name, instead of")
    return known


def _given(keys: Mapping[int, str], cells: Cells) -> Mapping[str, str]:
    return {key: cells[place].strip() for place, key in keys.items() if place < len(cells)}


def _day(given: Mapping[str, str], source: str) -> DatedDay:
    what = given.get("what", "")
    kind = _KINDS.get(what.casefold(), DayKind.HOURS)
    instead_of = given.get("instead_of", "")
    return DatedDay(
        day=_date(given.get("day", "")),
        kind=kind,
        name=storable(given.get("name", "")[:MAX_NAME_CHARACTERS]),
        source=source,
        instead_of=_date(instead_of) if instead_of else None,
        spans=_spans(what) if kind is DayKind.HOURS else (),
    )


def _date(words: str) -> date:
    day = date.fromisoformat(date_in(words))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput("{year} is not among the years of calendars", year=day.year)
    return day


def _spans(words: str) -> Spans:
    spans = tuple(_span(part) for part in _BETWEEN.split(words) if part)
    if not spans:
        raise InvalidInput("it is not said what the day is: closed, workday or hours")
    return spans


def _span(words: str) -> tuple[TimeOfDay, TimeOfDay]:
    opens, dash, closes = words.partition("-")
    if not dash:
        raise InvalidInput(
            "{text!r} is neither closed nor workday nor hours as 09:00-17:30", text=words[:40]
        )
    return time_of_day_from_text(opens), time_of_day_from_text(closes)
