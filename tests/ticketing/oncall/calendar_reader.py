"""A reader of iCalendar texts for tests: strict in what RFC 5545 asks of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from watchkeeper.core.instants import Instant, instant_from_datetime


@dataclass(frozen=True)
class Event:
    uid: str
    start: Instant
    end: Instant
    summary: str
    description: str


@dataclass(frozen=True)
class Calendar:
    name: str
    properties: dict[str, str]
    events: tuple[Event, ...]


def read_calendar(document: str) -> Calendar:
    """Return what a calendar program would see; fail where a line breaks the rules."""
    lines = list(unfolded(document))
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    properties: dict[str, str] = {}
    events: list[Event] = []
    current: dict[str, str] | None = None
    for name, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert current is None
            current = {}
        elif (name, value) == ("END", "VEVENT"):
            assert current is not None
            events.append(_event(current))
            current = None
        else:
            held = properties if current is None else current
            assert name not in held, f"{name} stands twice"
            held[name] = value
    assert current is None
    return Calendar(_text(properties["X-WR-CALNAME"]), properties, tuple(events))


def unfolded(document: str) -> Iterator[tuple[str, str]]:
    """Yield name and raw value of each line; parameters are dropped."""
    assert document.endswith("\r\n")
    physical = document.encode().split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical), "a line is longer than 75 octets"
    assert all(physical), "an empty line"
    for line in physical:
        line.decode()  # a fold within a character fails here
        assert b"\n" not in line
        assert b"\r" not in line
    logical = b"\r\n".join(physical).replace(b"\r\n ", b"").decode().split("\r\n")
    for whole in logical:
        head, colon, value = whole.partition(":")
        assert colon
        name = head.partition(";")[0]
        assert name.replace("-", "").isalnum()
        yield name, value


def _event(fields: dict[str, str]) -> Event:
    assert fields["DTSTAMP"]
    return Event(
        uid=fields["UID"],
        start=_instant(fields["DTSTART"]),
        end=_instant(fields["DTEND"]),
        summary=_text(fields["SUMMARY"]),
        description=_text(fields["DESCRIPTION"]),
    )


def _instant(value: str) -> Instant:
    moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return instant_from_datetime(moment)


def _text(value: str) -> str:
    """Undo the escapes; a bare comma, semicolon or an unknown escape fails."""
    found: list[str] = []
    characters = iter(value)
    for one in characters:
        assert one not in ",;", f"a bare {one!r}"
        if one == "\\":
            escaped = next(characters)
            assert escaped in "\\;,nN"
            found.append("\n" if escaped in "nN" else escaped)
        else:
            found.append(one)
    return "".join(found)
