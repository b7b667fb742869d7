"""Shifts as an iCalendar text (RFC 5545) that calendar programs subscribe to.

Times are UTC: the reader's program shows them in its own zone.  Give it whole shifts
(``expand_whole``): an event keeps its UID as long as the beginning of its shift is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from ticketing.oncall.shifts import Cause, Shift
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.messages import Text, text

MEDIA_TYPE = "text/calendar; charset=utf-8"
_LINE_OCTETS = 75
_ASK_AGAIN = "PT1H"

NameOf = Callable[[PersonId], str]


def schedule_calendar(
    schedule: str,
    shifts: Iterable[Shift],
    *,
    made_at: Instant,
    name_of: NameOf,
    translate: Translate,
) -> str:
    """Return the calendar of one schedule: every shift, vacant ones too."""
    title = text("on duty: {schedule}", schedule=schedule).render(translate)
    events = (
        _event(shift, made_at=made_at, name_of=name_of, translate=translate, owner="")
        for shift in shifts
    )
    return _calendar(title, events)


def person_calendar(
    person: PersonId,
    shifts: Iterable[Shift],
    *,
    made_at: Instant,
    name_of: NameOf,
    translate: Translate,
) -> str:
    """Return the calendar of one person: what they are on duty for, of all schedules given."""
    title = text("{person} on duty", person=name_of(person)).render(translate)
    events = (
        _event(shift, made_at=made_at, name_of=name_of, translate=translate, owner=person)
        for shift in sorted(shifts, key=lambda shift: (shift.start, shift.schedule))
        if person in shift.people
    )
    return _calendar(title, events)


def uid_of(shift: Shift, owner: str = "") -> str:
    """Return the name by which calendar programs know a shift again; *owner*: whose calendar."""
    words = "\n".join((shift.schedule, shift.layer, str(shift.start), owner))
    return f"{hashlib.sha256(words.encode()).hexdigest()[:32]}@watchkeeper"


def _calendar(title: str, events: Iterable[Iterable[str]]) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Watchkeeper//On call//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(title)}",
        f"X-WR-CALNAME:{_escaped(title)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_ASK_AGAIN}",
        f"X-PUBLISHED-TTL:{_ASK_AGAIN}",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(
    shift: Shift, *, made_at: Instant, name_of: NameOf, translate: Translate, owner: str
) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(shift, owner)}"
    yield f"DTSTAMP:{_utc(made_at)}"
    yield f"DTSTART:{_utc(shift.start)}"
    yield f"DTEND:{_utc(shift.end)}"
    yield f"SUMMARY:{_escaped(_summary(shift, name_of).render(translate))}"
    yield f"DESCRIPTION:{_escaped(_description(shift, name_of).render(translate))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(shift: Shift, name_of: NameOf) -> Text:
    if not shift.people:
        return text("NOBODY on duty: {schedule}", schedule=shift.schedule)
    return text(
        "{people} on duty: {schedule}",
        people=_names(shift.people, name_of),
        schedule=shift.schedule,
    )


def _description(shift: Shift, name_of: NameOf) -> Text:
    planned = _names(shift.planned, name_of) or "-"
    match shift.cause:
        case Cause.PLANNED:
            return text("as planned, layer {layer}", layer=shift.layer)
        case Cause.OVERRIDE:
            return text("by an override; planned: {planned}", planned=planned)
        case Cause.SWAP:
            return text("by a swap; planned: {planned}", planned=planned)
        case Cause.DEPUTY:
            return text("as deputy; planned: {planned}", planned=planned)
        case Cause.VACANT:
            return text("absent: {planned}; nobody stands in", planned=planned)


def _names(people: Iterable[PersonId], name_of: NameOf) -> str:
    return ", ".join(name_of(person) for person in people)


def _utc(instant: Instant) -> str:
    return datetime_from_instant(instant).strftime("%Y%m%dT%H%M%SZ")


def _escaped(words: str) -> str:
    """Return a TEXT value; control characters but line breaks, which it cannot hold, are gone.

    A lone surrogate, which YAML's escapes can write, is a question mark.
    """
    lines = words.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(one for one in lines if one == "\n" or (one >= " " and one != "\x7f"))
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield *line* in pieces of at most 75 octets; no character is cut (RFC 5545, 3.1)."""
    if len(line) <= _LINE_OCTETS and line.isascii():
        yield line
        return
    piece, octets = "", 0
    for one in line:
        width = len(one.encode())
        if octets + width > _LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += one
        octets += width
    yield piece
