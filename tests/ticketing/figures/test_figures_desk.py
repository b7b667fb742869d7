"""Figures from the logs of a real database: the same that a hand would count."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, START, Story
from ticketing import commands as c
from ticketing.figures.interface import FiguresView, FiguresWish
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor
from watchkeeper.core.instants import DAY, MINUTE, Instant


async def figures(story: Story, customer: str | None = "acme", *, days: int = 3) -> FiguresView:
    wish = FiguresWish(start=START, end=Instant(START + days * DAY), customer=customer)
    return await story.service.figures.of(wish)


async def two_faults(story: Story) -> None:
    """One answered in time and solved, one answered after an hour, and told why."""
    await story.call_in(summary="printer")
    await story.pass_time(minutes=5)
    await story.acknowledge(1)
    await story.resolve(1)
    await story.call_in(summary="router")
    await story.pass_time(minutes=60)
    await story.acknowledge(2)
    await story.do(
        c.ExplainBreach(number=2, actor=ENGINEER, goal="respond@level", reason="a storm")
    )


async def test_what_was_kept_and_what_was_not(story: Story) -> None:
    """Of two answers one was in time; the reason of the other stands beside it."""
    await two_faults(story)
    view = await figures(story)
    assert view.tickets == 2
    (row,) = [one for one in view.compliance if (one.metric, one.table) == ("respond", "level")]
    assert (row.met, row.breached, row.gross_met, row.gross_breached) == (1, 1, 1, 1)
    breach = next(one for one in view.breaches if one.goal == "respond@level")
    assert (breach.ticket, breach.reason) == (2, "a storm")
    times = next(
        one
        for one in view.times
        if (one.customer, one.level, one.milestone, one.anchor)
        == (None, None, Milestone.ACKED, Anchor.REPORTED)
    )
    assert (times.wall.count, times.wall.mean) == (2, 65 * MINUTE // 2)
    assert {load.person for load in view.loads}


@pytest.mark.parametrize("customer", ["other", "nobody"])
async def test_another_customer_has_figures_of_its_own(story: Story, customer: str) -> None:
    """Nothing of acme's counts for others; without a name all count."""
    await two_faults(story)
    assert (await figures(story, customer)).tickets == 0
    assert (await figures(story, None)).tickets == 2


async def test_a_period_before_the_tickets_holds_nothing(story: Story) -> None:
    """Nor does one after they were over."""
    await two_faults(story)
    wish = FiguresWish(start=Instant(START - 9 * DAY), end=Instant(START - DAY), customer="acme")
    assert (await story.service.figures.of(wish)).tickets == 0
