"""A text that somebody hands in, read as what it says it is: a notice, CSV or iCalendar.

Nothing is stored between showing and confirming: who confirms hands in the same text again, with
the mark of what they saw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ticketing.workdays.csv_file import days_from_csv
from ticketing.workdays.ics import days_from_ics
from ticketing.workdays.notice import read_notice
from ticketing.workdays.problems import DaysReading, Problem
from ticketing.workdays.stored import text_of_notice
from ticketing.workdays.years import DayChange, Notice, Region, notices_of_list
from watchkeeper.core.errors import InvalidInput

MAX_NAME_CHARACTERS = 100


class TextKind(Enum):
    """What an offered text is."""

    NOTICE = "notice"
    CSV = "csv"
    ICS = "ics"


@dataclass(frozen=True, slots=True)
class OfferedDays:
    """A text, and what it is; ``name`` is the source that the days of a list are given.

    ``year`` is needed only where the text of a notice names none.
    """

    text: str
    kind: TextKind = TextKind.NOTICE
    name: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDays:
    """What a text says beside the calendar in force.

    ``mark`` names exactly this: it is another one where text or calendar are others.  ``missing``:
    festivals of which a notice for a whole year says nothing.
    """

    notices: tuple[Notice, ...] = ()
    changes: tuple[DayChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    mark: str = ""


def read_offered(offered: OfferedDays, region: Region) -> ReadDays:
    """Read a text and lay it beside *region*.  Raises TooLarge, Conflict, InvalidInput."""
    if offered.kind is TextKind.NOTICE:
        reading = read_notice(offered.text, year=offered.year)
        if reading.notice is None:
            return ReadDays(problems=reading.problems)
        return _beside(region, (reading.notice,), missing=reading.missing)
    days = _days(offered)
    if days.problems:
        return ReadDays(problems=days.problems)
    if not days.days:
        raise InvalidInput("the list holds no day")
    return _beside(region, notices_of_list(days.days, offered.name), notes=days.notes)


def _days(offered: OfferedDays) -> DaysReading:
    if not offered.name.strip() or len(offered.name) > MAX_NAME_CHARACTERS:
        raise InvalidInput(
            "name the source of the list, in at most {most} characters", most=MAX_NAME_CHARACTERS
        )
    read = days_from_csv if offered.kind is TextKind.CSV else days_from_ics
    return read(offered.text.encode("utf-8", "replace"), source=offered.name.strip())


def _beside(
    region: Region,
    notices: tuple[Notice, ...],
    *,
    notes: tuple[Problem, ...] = (),
    missing: tuple[str, ...] = (),
) -> ReadDays:
    changes: list[DayChange] = []
    for notice in notices:
        changes += region.changes_by(notice)
        region = region.with_notice(notice)
    found = tuple(changes)
    return ReadDays(notices, found, notes=notes, missing=missing, mark=_mark(notices, found))


def _mark(notices: Iterable[Notice], changes: Iterable[DayChange]) -> str:
    words = [*map(text_of_notice, notices), *map(repr, changes)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
