"""A watch for stories: real service, real database, a clock that is moved by hand."""

from __future__ import annotations

from tests.ticketing.story.alerts import SOURCE, Alerts
from tests.ticketing.story.people import People
from tests.ticketing.story.record import Record
from tests.ticketing.story.surroundings import (
    DEPUTY,
    DIRECTOR,
    ENGINEER,
    FALLBACK,
    MANAGER,
    START,
    Feeds,
    Inventory,
    Staff,
    target,
)

__all__ = [
    "DEPUTY",
    "DIRECTOR",
    "ENGINEER",
    "FALLBACK",
    "MANAGER",
    "SOURCE",
    "START",
    "Feeds",
    "Inventory",
    "Staff",
    "Story",
    "target",
]


class Story(Alerts, People, Record):
    """What happens to the watch, and what it did."""
