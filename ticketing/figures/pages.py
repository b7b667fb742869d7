"""Who was called, how often, and how often outside working hours and at night.  Pure.

A page is one person being told by one decision of the machine: an opening, a reminder, a warning,
a step of a chain.  What people did themselves pages nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ticketing.calendars import ServiceHours
from ticketing.events import Event
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Instant, TimeOfDay, datetime_from_instant

NIGHT_BEGINS = TimeOfDay(22 * HOUR)
NIGHT_ENDS = TimeOfDay(7 * HOUR)


@dataclass(frozen=True, slots=True)
class Page:
    """A person was told of a ticket."""

    person: PersonId
    ticket: int
    at: Instant


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What the watch cost one person."""

    person: PersonId
    pages: int
    tickets: int
    off_hours: int
    at_night: int
    nights: int  # in which there was at least one page
    busiest_day: date
    busiest_pages: int


@dataclass(slots=True)
class _Counted:
    """A person's pages while they are counted."""

    days: Counter[date] = field(default_factory=Counter)
    tickets: set[int] = field(default_factory=set)
    nights: set[date] = field(default_factory=set)
    off_hours: int = 0
    at_night: int = 0


class PageCount:
    """Counts pages one by one; *hours* are a person's working hours, *zone* where they live."""

    def __init__(
        self, hours: Callable[[PersonId], ServiceHours], zone: Callable[[PersonId], str]
    ) -> None:
        self._hours = hours
        self._zone = zone
        self._people: defaultdict[PersonId, _Counted] = defaultdict(_Counted)

    def add(self, page: Page) -> None:
        counted = self._people[page.person]
        zone = self._zone(page.person)
        counted.days[datetime_from_instant(page.at, zone).date()] += 1
        counted.tickets.add(page.ticket)
        if not is_open(self._hours(page.person), page.at):
            counted.off_hours += 1
        night = night_of(page.at, zone)
        if night is not None:
            counted.at_night += 1
            counted.nights.add(night)

    def loads(self) -> tuple[PersonLoad, ...]:
        """Return each person's load, the heaviest first."""
        found = [_load(person, counted) for person, counted in self._people.items()]
        return tuple(sorted(found, key=lambda load: (-load.pages, load.person)))


def pages_of(events: Iterable[Event]) -> Iterator[Page]:
    """Yield who was told by the decisions of a log; a person once by one decision."""
    for event in events:
        to = event.data.get("to") if event.decision else None
        for person in dict.fromkeys(str(name) for name in to) if isinstance(to, list) else ():
            yield Page(PersonId(person), event.ticket, event.recorded_at)


def is_open(hours: ServiceHours, at: Instant) -> bool:
    """Tell whether the calendar is open at that instant."""
    return hours.elapsed(at, Instant(at + 1)) > 0


def night_of(at: Instant, zone: str) -> date | None:
    """Return the evening's date of the night (22:00-07:00) that *at* lies in, None by day."""
    moment = datetime_from_instant(at, zone)
    if moment.hour * HOUR >= NIGHT_BEGINS:
        return moment.date()
    return moment.date() - timedelta(days=1) if moment.hour * HOUR < NIGHT_ENDS else None


def _load(person: PersonId, counted: _Counted) -> PersonLoad:
    day, pages = min(counted.days.items(), key=lambda item: (-item[1], item[0]))
    return PersonLoad(
        person=person,
        pages=counted.days.total(),
        tickets=len(counted.tickets),
        off_hours=counted.off_hours,
        at_night=counted.at_night,
        nights=len(counted.nights),
        busiest_day=day,
        busiest_pages=pages,
    )
