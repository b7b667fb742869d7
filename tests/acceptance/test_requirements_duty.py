"""The contract's requirements on duty, by their numbers (REQUIREMENTS.md)."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from tests.ticketing.story import Story
from ticketing.directory import Role
from ticketing.events import Channel
from ticketing.oncall.changes import Absence
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.schedule_file import schedule_from_node
from ticketing.workdays.book import shipped_book
from watchkeeper.access.languages import Language
from watchkeeper.access.model import PersonId
from watchkeeper.access.people import people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import DAY, instant_from_rfc3339, later
from watchkeeper.core.levels import Level
from watchkeeper.inventory.registry import EMPTY
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.directory import StaffDirectory
from watchkeeper.storage.database import Database

HOTLINE = """
schedule: hotline
holds: {duty: "*"}
layers:
- {name: office, on: workday, hours: "09:00-17:30", people: [clerk]}
- {name: rest, people: [night]}
"""
PEOPLE = people_from_node(
    parse_yaml("people:\n- {id: clerk, name: C}\n- {id: night, name: N}\n", name="people.yml")
)
NOW = instant_from_rfc3339("2026-09-28T01:00:00Z")


async def _duty(database: Database) -> DutyDesk:
    desk = DutyDesk(
        database,
        ManualClock(NOW),
        is_workday=shipped_book().is_worked,
        is_reachable=PEOPLE.__contains__,
    )
    hotline = schedule_from_node(parse_yaml(HOTLINE, name="schedules/hotline.yml"))
    desk.take_on(MappingProxyType({"hotline": hotline}))
    await desk.load()
    return desk


async def test_R10_a_moment_without_anybody_is_known_fourteen_days_before(
    database: Database,
) -> None:
    """Whoever is away without a deputy leaves a gap, told as soon as it is within fourteen days."""
    desk = await _duty(database)
    assert desk.gaps() == (), "somebody is on duty at every moment, holidays and nights too"
    for days in (15, 13):
        start = later(NOW, days * DAY)
        away = Absence(PersonId("night"), start, later(start, DAY), NOW)
        await desk.away(away, by=PersonId("clerk"))
        assert bool(desk.gaps()) is (days < 14)


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("2026-09-28T01:00:00Z", "clerk"),
        ("2026-09-28T09:29:59Z", "clerk"),
        ("2026-09-28T09:30:00Z", "night"),
        ("2026-10-01T02:00:00Z", "night"),
        ("2026-10-10T02:00:00Z", "clerk"),
        ("2026-10-11T02:00:00Z", "night"),
    ],
    ids=["as it opens", "its last second", "as it closes", "a public holiday", "a Saturday that is worked", "a Sunday"],
)  # fmt: skip
async def test_R11_in_work_hours_one_dedicated_person_has_the_hotline(
    database: Database, at: str, person: str
) -> None:
    """The layer of work days decides whom a ticket's duty role is, by China's work days."""
    desk = await _duty(database)
    directory = StaffDirectory(lambda: PEOPLE, lambda: EMPTY, language=Language.CHINESE, duty=desk)
    assert directory.holders(Role.DUTY, "acme", instant_from_rfc3339(at)) == (person,)


async def test_R11_every_call_becomes_a_record(story: Story) -> None:
    """A call is a ticket with who called and what was said, whatever becomes of it."""
    view = await story.call_in(Level.IV, channel=Channel.PHONE)
    assert (view.reporter, view.row.title) == ("Ms Li", "the shop is slow")
