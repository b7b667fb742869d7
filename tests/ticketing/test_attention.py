"""Who has a ticket, to whom it is offered, and who follows it."""

from __future__ import annotations

import pytest

from tests.ticketing.story import DEPUTY, DIRECTOR, ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.notices import MessageKind
from watchkeeper.core.errors import Conflict


async def told(story: Story, kind: MessageKind) -> set[object]:
    return {row["recipient"] for row in await story.messages(kind=kind.value)}


async def test_the_lead_sorts_a_ticket_and_gives_it_out(story: Story) -> None:
    """R38: sorted and given to somebody is one act, in the log with its time; that one is told."""
    await story.fire()
    view = await story.do(c.Triage(number=1, actor=ENGINEER, owner=DIRECTOR, note="network"))
    assert view.row.owner == DIRECTOR
    assert view.row.acknowledged_at is None  # sorting is not working on it
    assert await told(story, MessageKind.ASSIGNED) == {DIRECTOR}


async def test_what_is_offered_stays_its_owners_until_it_is_accepted(story: Story) -> None:
    """Handing over leaves no moment in which nobody has it."""
    await story.fire()
    await story.acknowledge()
    view = await story.do(c.HandOver(number=1, actor=ENGINEER, to=DIRECTOR))
    assert view.row.owner == ENGINEER
    assert await told(story, MessageKind.OFFERED) == {DIRECTOR}
    assert (await story.acknowledge(by=MANAGER)).row.owner == ENGINEER
    assert (await story.acknowledge(by=DIRECTOR)).row.owner == DIRECTOR


async def test_who_acknowledged_before_accepts_by_acknowledging_again(story: Story) -> None:
    """Acknowledging twice changes nothing, unless it is offered to oneself meanwhile."""
    await story.fire()
    await story.acknowledge(by=DIRECTOR)
    await story.do(c.Assign(number=1, actor=DIRECTOR, owner=ENGINEER))
    assert (await story.acknowledge(by=DIRECTOR)).row.owner == ENGINEER
    await story.do(c.HandOver(number=1, actor=ENGINEER, to=DIRECTOR))
    assert (await story.acknowledge(by=DIRECTOR)).row.owner == DIRECTOR


async def test_an_offer_ends_with_another_assignment(story: Story) -> None:
    """Who was offered a ticket that went to somebody else takes it from nobody."""
    await story.fire()
    await story.acknowledge()
    await story.do(c.HandOver(number=1, actor=ENGINEER, to=DIRECTOR))
    await story.do(c.Assign(number=1, actor=ENGINEER, owner=DEPUTY))
    assert (await story.acknowledge(by=DIRECTOR)).row.owner == DEPUTY


async def test_nobody_is_offered_what_is_theirs(story: Story) -> None:
    await story.fire()
    await story.acknowledge()
    with pytest.raises(Conflict, match="theirs already"):
        await story.do(c.HandOver(number=1, actor=MANAGER, to=ENGINEER))


async def test_who_follows_a_ticket_hears_how_it_ends(story: Story) -> None:
    """R65: followers hear of the recovery and of the solution; who stopped following does not."""
    await story.fire()
    await story.acknowledge()
    await story.do(c.Watch(number=1, actor=ENGINEER, person=DIRECTOR))
    await story.do(c.Watch(number=1, actor=ENGINEER, person=DEPUTY))
    await story.do(c.Watch(number=1, actor=ENGINEER, person=DEPUTY))
    await story.do(c.Unwatch(number=1, actor=DEPUTY, person=DEPUTY))
    await story.resolve()
    assert await told(story, MessageKind.RESOLVED) == {DIRECTOR}


async def test_following_twice_leaves_one_event(story: Story) -> None:
    """A second click changes nothing."""
    await story.fire()
    first = await story.do(c.Watch(number=1, actor=ENGINEER, person=DIRECTOR))
    second = await story.do(c.Watch(number=1, actor=ENGINEER, person=DIRECTOR))
    assert second.row.version == first.row.version
