"""A ticket whose owner nobody can tell anything: programs, and people who left."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, MANAGER, Story
from watchkeeper.access.model import PersonId
from watchkeeper.core.levels import Level


@pytest.mark.parametrize(
    "owner", ["token:4f5a", "system", "left-us"], ids=["a token", "the shell of root", "who left"]
)
async def test_who_is_on_duty_hears_what_an_owner_cannot(story: Story, owner: str) -> None:
    """Acknowledged by a program, or by somebody who is no longer in people.yml."""
    story.staff.gone.add(PersonId(owner))
    await story.fire(level=Level.II)
    await story.acknowledge(by=PersonId(owner))
    await story.pass_time(minutes=70)
    warned = {row["recipient"] for row in await story.messages(kind="warned")}
    assert warned == {ENGINEER}


async def test_an_owner_who_can_be_told_is_told_alone(story: Story) -> None:
    """The owner hears of half the time gone, not who is on duty."""
    await story.fire(level=Level.II)
    await story.acknowledge(by=MANAGER)
    await story.pass_time(minutes=70)
    warned = {row["recipient"] for row in await story.messages(kind="warned")}
    assert warned == {MANAGER}
