"""A level I fault that nobody answers: the story of the contract's clocks."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from tests.ticketing.story import DEPUTY, DIRECTOR, ENGINEER, MANAGER, Story
from ticketing.events import EventKind, first_broken_link
from ticketing.views import ClockState, Verdict
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database


def _hours(moments: Sequence[float]) -> list[float]:
    return [round(moment, 3) for moment in moments]


async def test_nobody_answers_a_level_one_fault(database: Database) -> None:
    """Every goal breaks at its time, the chain climbs at 2 h, 2.5 h, 3 h and hourly, in < 5 s."""
    started = time.perf_counter()
    story = Story(database)
    await story.fire(level=Level.I)
    await story.pass_time(hours=17)

    assert _hours(await story.when(EventKind.BREACHED, goal="respond@urgency")) == [0.25]
    assert _hours(await story.when(EventKind.BREACHED, goal="respond@level")) == [0.5]
    assert _hours(await story.when(EventKind.BREACHED, goal="plan@level")) == [2]
    assert _hours(await story.when(EventKind.ESCALATED, step=1)) == [2]
    assert _hours(await story.when(EventKind.ESCALATED, step=2)) == [2.5]
    assert _hours(await story.when(EventKind.ESCALATED, step=3)) == [*range(3, 18)]
    assert _hours(await story.when(EventKind.BREACHED, goal="onsite@level")) == [3]
    assert _hours(await story.when(EventKind.BREACHED, goal="resolve@level")) == [12]
    assert _hours(await story.when(EventKind.BREACHED, goal="emergency_plan@level")) == [16]

    for person, hours in ((MANAGER, 2), (DIRECTOR, 2.5), (DEPUTY, 3)):
        calls = await story.messages(kind="escalated", recipient=person, way="call")
        first = (calls[0]["created_at"] - (await story.view()).row.opened_at) / 3_600_000
        assert first == pytest.approx(hours)
    assert time.perf_counter() - started < 5


async def test_a_fault_that_is_dealt_with_in_time(story: Story) -> None:
    """Acknowledged, planned, resolved, reported, agreed and closed in time: every goal is met."""
    await story.fire(level=Level.II)
    await story.pass_time(minutes=10)
    await story.acknowledge()
    await story.pass_time(minutes=50)
    await story.submit_plan()
    await story.clear()
    await story.pass_time(minutes=6)
    await story.resolve()
    await story.pass_time(hours=3)
    view = await story.submit_report()

    verdicts = {goal.goal: goal.verdict for goal in view.goals}
    assert verdicts.pop("onsite@level") is Verdict.NONE
    assert set(verdicts.values()) == {Verdict.MET}
    assert await story.when(EventKind.BREACHED) == []
    assert await story.when(EventKind.ESCALATED) == []
    assert view.row.owner == ENGINEER
    assert first_broken_link(await story.events()) is None


async def test_pages_stop_with_the_acknowledgement(story: Story) -> None:
    """After an acknowledgement nothing that waits for an answer is sent any more (P19)."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    waiting = [row["kind"] for row in await story.messages(state="queued")]
    await story.pass_time(hours=1, minutes=50)
    later = await story.messages(kind="still_unanswered")

    assert waiting == []
    assert later == []


async def test_solved_at_one_hour_fifty_nine_never_arms_the_visit(story: Story) -> None:
    """Solved one minute before two hours: nobody has to be on site (R5)."""
    await story.fire(level=Level.I)
    await story.acknowledge()
    await story.pass_time(hours=1, minutes=59)
    await story.clear()
    await story.resolve()
    await story.pass_time(hours=3)

    goal = (await story.view()).goal("onsite")
    assert goal is not None
    assert goal.state is ClockState.WAITING
    assert goal.started_at is None
