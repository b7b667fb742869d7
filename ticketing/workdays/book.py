"""The book of hours: calendars by name in editions that stay as they were when they were pinned.

An edition is what a ticket pins: a week, the hours of dated days, and the years whose days nobody
has confirmed yet.  The same hours are the same edition, whatever the notices say beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ticketing.calendars import (
    CalendarSpec,
    ServiceHours,
    Spans,
    compile_hours,
    office_hours,
)
from ticketing.workdays.days import spans_of_days
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.years import Region, Standing
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import DAY, TimeOfDay

OFFICE_HOURS = "5x8"
"""The calendar whose open days are the work days of the house."""

CHINA = frozenset(
    {"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin",
     "Asia/Kashgar", "PRC"}
)  # fmt: skip
"""The zones in which the days of the mainland hold; Hong Kong and Macau have days of their own."""

_NO_DAYS: Mapping[date, Spans] = MappingProxyType({})
_ANY_ZONE = "UTC"
_DAMAGED = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)
_WHOLE_WEEK: tuple[Spans, ...] = (((TimeOfDay(0), TimeOfDay(DAY)),),) * 7


@dataclass(frozen=True, slots=True)
class CalendarEdition:
    """One version of a calendar, without its zone; ``digest`` names it for ever.

    ``provisional``: the years whose days are only known in part.
    """

    name: str
    weekly: tuple[Spans, ...]
    days: Mapping[date, Spans] = field(default_factory=lambda: _NO_DAYS)
    provisional: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.spec(_ANY_ZONE)

    @property
    def text(self) -> str:
        """Return the canonical JSON that is stored, and that ``edition_from_text`` reads."""
        return canonical_json(
            {
                "days": {day.isoformat(): spans for day, spans in self.days.items()},
                "name": self.name,
                "provisional": self.provisional,
                "weekly": self.weekly,
            }
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def is_open_on(self, day: date) -> bool:
        return bool(self.days.get(day, self.weekly[day.weekday()]))

    def spec(self, zone: str) -> CalendarSpec:
        """Return the calendar in a zone.  Raises InvalidInput for hours that cannot be."""
        return CalendarSpec(self.name, self.weekly, zone, self.days)


def edition_of(spec: CalendarSpec, region: Region | None = None) -> CalendarEdition:
    """Return the edition of a calendar that follows a region's days, if any; its own days win."""
    if region is None:
        return CalendarEdition(spec.name, spec.weekly, spec.days)
    years = region.years()
    dated = (one for year in years for one in year.days.values())
    days = {**spans_of_days(dated, spec.weekly), **spec.days}
    return CalendarEdition(
        spec.name,
        spec.weekly,
        MappingProxyType(dict(sorted(days.items()))),
        tuple(year.year for year in years if year.standing is Standing.PROVISIONAL),
    )


def edition_from_text(text: str) -> CalendarEdition:
    """Read what ``CalendarEdition.text`` wrote.  Raises InvalidInput."""
    try:
        values = json.loads(text)
        return CalendarEdition(
            str(values["name"]),
            tuple(_spans(spans) for spans in values["weekly"]),
            MappingProxyType(
                {date.fromisoformat(day): _spans(spans) for day, spans in values["days"].items()}
            ),
            tuple(int(year) for year in values["provisional"]),
        )
    except _DAMAGED as error:
        raise InvalidInput("this is no edition of a calendar: {reason}", reason=error) from error


def _spans(values: Any) -> Spans:
    return tuple((TimeOfDay(int(opens)), TimeOfDay(int(closes))) for opens, closes in values)


class HoursBook:
    """All editions that tickets may have pinned, and the one that new tickets pin.

    A book does not change; what it compiles it remembers, for the books made from it, too.
    """

    def __init__(self, editions: Iterable[CalendarEdition]) -> None:
        """Take editions in the order in which they were made: a name's last one is current."""
        self._by_digest: dict[str, CalendarEdition] = {}
        self._current: dict[str, str] = {}
        self._regional: dict[str, tuple[frozenset[str], str]] = {}
        self._compiled: dict[tuple[str, str], ServiceHours] = {}
        for edition in editions:
            self._add(edition)

    def with_editions(self, editions: Iterable[CalendarEdition]) -> HoursBook:
        """Return the book with more editions; of each calendar the last one is current."""
        book = HoursBook(())
        book._by_digest = dict(self._by_digest)
        book._current = dict(self._current)
        book._regional = dict(self._regional)
        book._compiled = self._compiled
        for edition in editions:
            book._add(edition)
        return book

    def in_zones(self, name: str, zones: frozenset[str]) -> HoursBook:
        """Return the book whose later editions of *name* are for *zones*; elsewhere it stays so."""
        book = self.with_editions(())
        book._regional[name] = (zones, self.current(name))
        return book

    def with_edition(self, edition: CalendarEdition) -> HoursBook:
        """Return the book with one more edition, which is its calendar's current one."""
        return self.with_editions((edition,))

    def __contains__(self, digest: str) -> bool:
        return digest in self._by_digest

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._current)

    @property
    def current_editions(self) -> tuple[CalendarEdition, ...]:
        return tuple(self._by_digest[digest] for digest in self._current.values())

    def current(self, name: str, zone: str | None = None) -> str:
        """Return the digest that a new ticket pins, in *zone* where one is named.

        Raises NotFound.
        """
        zones, elsewhere = self._regional.get(name, (None, ""))
        if zone is not None and zones is not None and zone not in zones:
            return elsewhere
        digest = self._current.get(name)
        if digest is None:
            raise NotFound(
                "there is no calendar {name!r}; known are {known}",
                name=name,
                known=", ".join(self._current),
            )
        return digest

    def edition(self, digest: str) -> CalendarEdition:
        """Return an edition, current or not.  Raises NotFound."""
        edition = self._by_digest.get(digest)
        if edition is None:
            raise NotFound("there is no edition {digest} of a calendar", digest=digest[:12])
        return edition

    def hours(self, name: str, zone: str, digest: str) -> ServiceHours:
        """Return the hours of an edition in a zone, compiled once.  Raises NotFound."""
        known = self._compiled.get((digest, zone))
        if known is not None and known.name == name:
            return known
        edition = self.edition(digest)
        if edition.name != name:
            raise NotFound(
                "the edition {digest} is of the calendar {found!r}, not of {name!r}",
                digest=digest[:12],
                found=edition.name,
                name=name,
            )
        hours = self._compiled[digest, zone] = compile_hours(edition.spec(zone))
        return hours

    def is_confirmed(self, digest: str, year: int) -> bool:
        """Tell whether all days of a year are known in an edition.  Raises NotFound."""
        return year not in self.edition(digest).provisional

    def is_worked(self, day: date, zone: str | None = None) -> bool:
        """Tell whether the current ``5x8`` has any hours on a day.  Raises NotFound without one."""
        return self.edition(self.current(OFFICE_HOURS, zone)).is_open_on(day)

    def unconfirmed(self, year: int) -> tuple[str, ...]:
        """Return the calendars whose current editions know a year's days only in part."""
        return tuple(
            name for name, digest in self._current.items() if not self.is_confirmed(digest, year)
        )

    def _add(self, edition: CalendarEdition) -> None:
        digest = edition.digest
        self._by_digest[digest] = edition
        self._current[edition.name] = digest


def plain_book() -> HoursBook:
    """Return 7x24 and 5x8 without any dated day: the first editions, and outside China the only."""
    first = HoursBook((_round_the_clock(), edition_of(office_hours(_ANY_ZONE))))
    return first.in_zones(OFFICE_HOURS, CHINA)


@lru_cache(maxsize=1)
def shipped_book() -> HoursBook:
    """Return 7x24 and 5x8; the latter follows China's days in China, its plain edition is kept."""
    return plain_book().with_edition(edition_of(office_hours(_ANY_ZONE), shipped_region()))


def _round_the_clock() -> CalendarEdition:
    return CalendarEdition("7x24", _WHOLE_WEEK)
