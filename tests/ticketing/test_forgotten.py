"""Acknowledged and forgotten: the ticket returns to paging until somebody shows they are on it."""

from __future__ import annotations

import pytest

from tests.ticketing.story import DEPUTY, ENGINEER, Story
from ticketing import commands as c
from ticketing.directory import Role
from ticketing.events import EventKind
from ticketing.policy_file import preset_text
from ticketing.shelf import PolicyText
from watchkeeper.core.instants import HOUR, MINUTE, Instant
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

SOURCE = preset_text("contract-cn").replace(
    "II:  {by: [page], again: 10m, call_after: 10m}",
    "II:  {by: [page], again: 10m, call_after: 10m, forgotten_after: 1h}",
)


@pytest.fixture
def strict(database: Database) -> Story:
    """A house whose policy wants to hear of a ticket of level II every hour."""
    assert "forgotten_after" in SOURCE
    story = Story(database, policies=(PolicyText("contract-cn", SOURCE, "contract-cn.yml"),))
    story.staff.roles[Role.LEAD] = (DEPUTY,)
    return story


async def told(story: Story) -> list[tuple[str, str]]:
    rows = await story.messages(kind="forgotten")
    return [(row["recipient"], row["way"]) for row in rows]


async def test_who_acknowledges_and_falls_asleep_is_paged_again(strict: Story) -> None:
    """After an hour the owner, after two the lead too; a comment gives another hour."""
    await strict.fire(level=Level.II)
    await strict.acknowledge()
    await strict.pass_time(minutes=59)
    assert await told(strict) == []
    await strict.pass_time(minutes=2)
    assert await told(strict) == [(ENGINEER, "page")]
    await strict.pass_time(minutes=60)
    assert {person for person, _ in await told(strict)} == {ENGINEER, DEPUTY}
    before = await told(strict)
    await strict.do(c.Comment(number=1, actor=ENGINEER, text="the disk is on its way"))
    await strict.pass_time(minutes=59)
    assert await told(strict) == before
    await strict.pass_time(minutes=2)
    assert await told(strict) == [*before, (ENGINEER, "page")]


async def test_each_lapse_is_in_the_log_once_and_late_ones_are_one(strict: Story) -> None:
    """After three hours of downtime one page goes out, not three."""
    await strict.fire(level=Level.II)
    await strict.acknowledge()
    policies = (PolicyText("contract-cn", SOURCE, "contract-cn.yml"),)
    later = ManualClock(Instant(strict.clock.now() + 3 * HOUR + MINUTE))
    up = Story(strict.database, policies=policies, clock=later)
    await up.pass_time(seconds=1)
    await up.pass_time(minutes=1)
    assert len(await up.events(1, EventKind.ATTENTION_LAPSED)) == 1


@pytest.mark.parametrize("end", ["recovered", "resolved", "another level"])
async def test_it_ends_with_the_fault_or_the_level(strict: Story, end: str) -> None:
    """Nobody is asked about what is over, or at a level that waits longer."""
    await strict.fire(level=Level.II)
    await strict.acknowledge()
    match end:
        case "recovered":
            await strict.clear()
            await strict.pass_time(minutes=10)
        case "resolved":
            await strict.clear()
            await strict.pass_time(minutes=10)
            await strict.resolve()
        case _:
            change = c.ChangeLevel(
                number=1,
                actor=ENGINEER,
                level=Level.III,
                cause=c.LevelCause.RECLASSIFIED,
                reason="no harm",
            )
            await strict.do(change)
    await strict.pass_time(hours=5)
    assert await told(strict) == []


async def test_the_presets_ask_nobody(story: Story) -> None:
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.pass_time(hours=5)
    assert await told(story) == []
