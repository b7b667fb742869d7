"""A house of several tickets over some days, made by hand, with the heads of its days."""

from __future__ import annotations

from datetime import date, timedelta

from ticketing.events import Event, EventKind, Fact, NewEvent, record
from ticketing.log.days import ClosedDay, DayHead, close_day, end_of, tails
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, HOUR, Instant, instant_from_rfc3339

ZONE = "Asia/Shanghai"
FIRST_DAY = date(2026, 11, 23)
MORNING = instant_from_rfc3339("2026-11-23T00:00:00Z")

Logs = dict[int, list[Event]]


def opened(number: int, at: Instant) -> Event:
    """Return the first event of a ticket of level II."""
    data: dict[str, Fact] = {
        "level": "II",
        "source": "monitor",
        "customer": "acme",
        "target": f"web-{number}",
        "reported_at": at,
        "occurred_at": at,
        "detected_at": at,
    }
    new = NewEvent(EventKind.OPENED, at, data=data, prose={"summary": f"web-{number} 打不开"})
    return record(
        new, ticket=number, after=None, recorded_at=at, salts={"summary": f"salt{number}"}
    )


def noted(after: Event, at: Instant, note: str = "换了电源") -> Event:
    """Return a comment that follows *after*."""
    new = NewEvent(
        EventKind.COMMENTED,
        at,
        actor=PersonId("engineer-a"),
        data={"is_public": False},
        prose={"text": note},
    )
    return record(new, ticket=after.ticket, after=after, recorded_at=at, salts={"text": "grain"})


def house(days: int = 3) -> Logs:
    """Return the logs: each day opens a ticket, and all earlier odd ones get a note."""
    logs: Logs = {}
    for day in range(days):
        at = Instant(MORNING + day * DAY)
        for number, events in logs.items():
            if number % 2:
                events.append(noted(events[-1], Instant(at + HOUR)))
        logs[day + 1] = [opened(day + 1, at)]
    return logs


def closed_days(logs: Logs, days: int = 3) -> list[ClosedDay]:
    """Return the heads of the house's days."""
    found: list[ClosedDay] = []
    covered: dict[int, int] = {}
    previous: DayHead | None = None
    for offset in range(days):
        day = FIRST_DAY + timedelta(days=offset)
        closed = close_day(
            day,
            zone=ZONE,
            tails=tails(logs.values(), end_of(day, ZONE)),
            covered=covered,
            last_number=max(logs),
            previous=previous,
        )
        covered |= {leaf.ticket: leaf.seq for leaf in closed.leaves}
        previous = closed.head
        found.append(closed)
    return found
