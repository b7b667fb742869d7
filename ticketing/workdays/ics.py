"""Dated days from an iCalendar file: the whole-day events of RFC 5545, one by one.

Feeds of days off tell by words what a day is (``春节（休）``, ``补班``).  Where none is found the day
counts as closed, and a note asks for a look at it: feeds contain feasts on which people work.
Recurring events are refused rather than read in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ticketing.calendars import FIRST_YEAR, LAST_YEAR
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
from watchkeeper.core.messages import text
from watchkeeper.core.texts import storable

MAX_BYTES = 1024 * 1024
MAX_EVENTS = 5_000
MAX_EVENT_DAYS = 31
MAX_NAME_CHARACTERS = 60
_EXCERPT = 60

_WORKED = re.compile(r"班|\bwork(?:ing)?[- ]?day\b|\bmake-?up\b", re.IGNORECASE)
_CLOSED = re.compile(r"(?<!调)休|放假|\bholiday\b|\bclosed\b|\bday off\b", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WHOLE_DAYS = re.compile(r"P(?:([0-9]{1,3})W|([0-9]{1,3})D)")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_IN_QUOTES = re.compile(r'"[^"]*"')


@dataclass(slots=True)
class _Event:
    line: int
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    name: str
    value: str


def days_from_ics(data: bytes, *, source: str) -> DaysReading:
    """Read the whole-day events of a file; events with a time of day are told and left out."""
    if len(data) > MAX_BYTES:
        return refused(text("the file has more than {most} bytes", most=MAX_BYTES))
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return refused(text("an iCalendar file is UTF-8; this one is not"))
    if not content.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return refused(text("this is no iCalendar file; it begins with BEGIN:VCALENDAR"))
    return _reading(_events(_lines(content)), source)


def _reading(events: Iterator[_Event], source: str) -> DaysReading:
    days: list[tuple[int, DatedDay]] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for count, event in enumerate(events, start=1):
        if len(problems) >= MAX_PROBLEMS or count > MAX_EVENTS:
            problems.append(
                Problem(event.line, "", text("more than {most} events", most=MAX_EVENTS))
            )
            break
        try:
            days.extend((event.line, dated) for dated in _days(event, source, notes))
        except InvalidInput as error:
            problems.append(Problem(event.line, _name(event)[:_EXCERPT], reason_of(error)))
    return days_reading(days, problems, notes)


def _lines(content: str) -> Iterator[_Line]:
    """Yield content lines unfolded: one that begins with a space continues the one before."""
    begun, parts = 0, [""]
    for number, line in enumerate(content.replace("\r\n", "\n").split("\n"), start=1):
        if line[:1] in {" ", "\t"}:
            parts.append(line[1:])
            continue
        yield _line(begun, "".join(parts))
        begun, parts = number, [line]
    yield _line(begun, "".join(parts))


def _line(number: int, content: str) -> _Line:
    """Return name and value; parameters (``DTSTART;VALUE=DATE:``) are not needed."""
    bare = _IN_QUOTES.sub(lambda quoted: "_" * len(quoted[0]), content)
    colon = bare.find(":")
    head = content[:colon] if colon >= 0 else ""
    return _Line(number, head.partition(";")[0].strip().upper(), content[colon + 1 :].strip())


def _events(lines: Iterator[_Line]) -> Iterator[_Event]:
    """Yield the VEVENTs; what stands in an alarm within one is not the event's."""
    event: _Event | None = None
    inside: list[str] = []
    for line in lines:
        if line.name == "BEGIN":
            inside = [*inside, line.value.upper()][:20]
            event = _Event(line.number) if inside[-1] == "VEVENT" else event
        elif line.name == "END":
            if event is not None and line.value.upper() == "VEVENT":
                yield event
                event = None
            inside = inside[:-1]
        elif event is not None and inside[-1:] == ["VEVENT"]:
            event.properties.setdefault(line.name, line.value)


def _days(event: _Event, source: str, notes: list[Problem]) -> tuple[DatedDay, ...]:
    name = _name(event)
    if event.properties.get("STATUS", "").upper() == "CANCELLED":
        return ()
    if {"RRULE", "RDATE"} & event.properties.keys():
        raise InvalidInput("events that recur are not read; export each year's days one by one")
    begins = event.properties.get("DTSTART", "")
    if "T" in begins:
        notes.append(Problem(event.line, name, text("left out: it does not last whole days")))
        return ()
    kind = _kind(name)
    if kind is None:
        notes.append(Problem(event.line, name, text("taken as closed; its words do not say it")))
    first = _date(begins)
    return tuple(
        DatedDay(
            first + timedelta(days=offset), kind or DayKind.CLOSED, name, f"{source} #{event.line}"
        )
        for offset in range(_length(event, first))
    )


def _name(event: _Event) -> str:
    escaped = event.properties.get("SUMMARY", "")[: 2 * MAX_NAME_CHARACTERS]
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], escaped)
    return storable(plain.strip()[:MAX_NAME_CHARACTERS])


def _kind(name: str) -> DayKind | None:
    if _WORKED.search(name):
        return DayKind.WORKDAY
    return DayKind.CLOSED if _CLOSED.search(name) else None


def _date(words: str) -> date:
    found = _DATE.fullmatch(words)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidInput("{text!r} is no day of an event", text=words[:40])
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput("{year} is not among the years of calendars", year=day.year)
    return day


def _length(event: _Event, first: date) -> int:
    """Return how many days an event lasts: its end is the day after the last one."""
    if "DTEND" in event.properties:
        count = (_date(event.properties["DTEND"]) - first).days
    elif "DURATION" in event.properties:
        found = _WHOLE_DAYS.fullmatch(event.properties["DURATION"].upper())
        count = int(found[1] or 0) * 7 + int(found[2] or 0) if found else 0
    else:
        count = 1
    if not 0 < count <= MAX_EVENT_DAYS:
        raise InvalidInput("an event lasts 1 to {most} days", most=MAX_EVENT_DAYS)
    return count
