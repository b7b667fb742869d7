"""A ticket as it was known at an instant, and as it is known now to have been then."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, START, Story
from ticketing import commands as c
from ticketing.events import EventKind
from ticketing.goal_state import Verdict
from ticketing.log.as_of import Reading
from ticketing.past_views import Past
from ticketing.views import TicketView
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import MINUTE, Instant


async def seen(story: Story, minutes: float, reading: Reading) -> TicketView:
    return await story.service.past_view(1, Past(Instant(START + int(minutes * MINUTE)), reading))


async def acknowledged_late(story: Story) -> None:
    """Level II, acknowledged after 60 min; corrected at 90 min: it was after 10."""
    await story.call_in(summary="printer")
    await story.pass_time(minutes=60)
    await story.acknowledge()
    seq = (await story.events(1, EventKind.ACKNOWLEDGED))[0].seq
    await story.pass_time(minutes=30)
    at = Instant(START + 10 * MINUTE)
    await story.do(c.Correct(number=1, actor=ENGINEER, seq=seq, happened_at=at, reason="phone"))


def verdict(view: TicketView) -> Verdict:
    goal = view.goal("respond@level")
    assert goal is not None
    return goal.verdict


async def test_what_was_known_then_and_what_is_known_of_then(story: Story) -> None:
    """At 45 min it was late and nobody was on it; now it is known to have been met at 10."""
    await acknowledged_late(story)
    known = await seen(story, 45, Reading.KNOWN)
    assert (known.row.acknowledged_at, verdict(known)) == (None, Verdict.BREACHED)
    assert {entry.kind for entry in known.timeline} >= {EventKind.OPENED, EventKind.BREACHED}
    corrected = await seen(story, 45, Reading.CORRECTED)
    assert corrected.row.acknowledged_at == START + 10 * MINUTE
    assert verdict(corrected) is Verdict.MET
    assert verdict(await seen(story, 90, Reading.KNOWN)) is Verdict.MET
    assert verdict(await seen(story, 5, Reading.CORRECTED)) is Verdict.PENDING


async def test_nothing_can_be_done_to_what_is_over(story: Story) -> None:
    """It offers no command and no next step, and lists the messages of until then."""
    await acknowledged_late(story)
    known = await seen(story, 20, Reading.KNOWN)
    assert (known.allowed, known.next_steps, known.row.acknowledged_at) == ((), (), None)
    assert all(one.created_at <= START + 20 * MINUTE for one in known.notifications)


async def test_there_is_no_ticket_before_it_was_reported_nor_in_the_future(story: Story) -> None:
    """Who asks for a time without the ticket is told so."""
    await acknowledged_late(story)
    for reading in Reading:
        with pytest.raises(NotFound):
            await seen(story, -1, reading)
        with pytest.raises(InvalidInput, match="future"):
            await seen(story, 500, reading)
    with pytest.raises(NotFound):
        await story.service.past_view(9, Past(START, Reading.KNOWN))
