"""Maintenance windows in a story: nobody is called, no ticket opens, and clocks rest."""

from __future__ import annotations

from datetime import date

from tests.ticketing.story import START, Story
from ticketing.events import EventKind
from ticketing.figures.compliance import pauses
from ticketing.figures.verdicts import judged
from ticketing.fold import fold
from ticketing.mutes.desk import MuteDesk
from ticketing.mutes.windows import Once, OnWeekdays, Window
from watchkeeper.core.instants import HOUR, MINUTE, TimeOfDay, later
from watchkeeper.core.levels import Level

PATCHES = Window(
    "patches",
    Once(date(2026, 11, 23)),
    opens=TimeOfDay(12 * HOUR),  # three hours after the story begins
    closes=TimeOfDay(14 * HOUR),
    targets=frozenset({"web-1"}),
    reason="kernel",
)


async def test_a_fault_within_a_window_is_held_until_it_closes(story: Story) -> None:
    """What still fires then opens its ticket; another target's opens at once."""
    story.mutes.take_on([PATCHES])
    await story.pass_time(hours=3, minutes=1)
    await story.fire()
    await story.fire(on="web-2")
    assert [row.target for row in await story.open_tickets()] == ["web-2"]
    await story.pass_time(hours=2)
    opened = [row.opened_at for row in await story.open_tickets() if row.target == "web-1"]
    assert opened == [later(START, 5 * HOUR)]


async def test_the_clocks_of_an_open_ticket_rest(story: Story) -> None:
    """Net leaves the window out, gross does not; nobody is told anything meanwhile."""
    story.mutes.take_on([PATCHES])
    await story.pass_time(hours=1, minutes=59)
    await story.fire(level=Level.II)
    await story.pass_time(hours=1, minutes=1)
    (began,) = await story.events(1, EventKind.MAINTENANCE_BEGAN)
    assert began.occurred_at == later(START, 3 * HOUR)
    assert began.data["window"] == "patches"
    before = len(await story.messages())
    await story.pass_time(minutes=119)
    assert len(await story.messages()) == before
    await story.pass_time(minutes=2)
    (ended,) = await story.events(1, EventKind.MAINTENANCE_ENDED)
    assert ended.occurred_at == later(START, 5 * HOUR)
    assert len(await story.messages()) > before

    goal = (await story.view()).goal("plan@level")
    assert goal is not None
    assert goal.elapsed == 62 * MINUTE
    (rest,) = pauses(await story.service.events(1))
    assert (rest.asked_by, rest.is_evidenced, rest.end) == ("patches", True, ended.occurred_at)


async def test_gross_figures_do_not_know_of_the_window(story: Story) -> None:
    """The same goal by both counts."""
    story.mutes.take_on([PATCHES])
    await story.pass_time(hours=2)
    await story.fire(level=Level.II)
    await story.pass_time(hours=4)
    events = await story.service.events(1)
    terms = story.service._terms_named
    ticket = await story.database.read(
        lambda c: fold(events, lambda digest: terms(c, digest), story.clock.now())
    )
    found = {one.goal: one for one in judged(ticket, ticket.terms[-1], story.clock.now(), {})}
    assert found["plan@level"].elapsed == 2 * HOUR
    assert found["plan@level"].gross_elapsed == 4 * HOUR


async def test_a_window_that_was_planned_too_late_rests_no_clock(story: Story) -> None:
    """Less than an hour ahead it holds new alerts only; it is known across a restart."""
    await story.pass_time(hours=2, minutes=30)
    story.mutes.take_on([PATCHES])
    await story.fire()
    story.maintenance.look_again()
    await story.maintenance.run_due()
    await story.pass_time(hours=1)
    assert await story.events(1, EventKind.MAINTENANCE_BEGAN) == ()
    again = MuteDesk(story.database, story.clock)
    again.take_on([PATCHES])
    await again.load()
    assert again.windows == story.mutes.windows


async def test_a_window_that_is_taken_away_lets_go_at_once(story: Story) -> None:
    """A reload without it opens what it held, and lets clocks run again."""
    daily = Window(
        "nights",
        OnWeekdays(frozenset(range(7))),
        opens=TimeOfDay(12 * HOUR),
        closes=TimeOfDay(20 * HOUR),
        customer="acme",
    )
    await story.fire(on="web-2")
    story.mutes.take_on([daily])
    story.maintenance.look_again()
    await story.pass_time(hours=4)
    await story.fire()
    assert len(await story.open_tickets()) == 1
    assert len(await story.events(1, EventKind.MAINTENANCE_BEGAN)) == 1
    story.mutes.take_on([])
    story.maintenance.look_again()
    await story.pass_time(seconds=1)
    assert len(await story.open_tickets()) == 2
    assert len(await story.events(1, EventKind.MAINTENANCE_ENDED)) == 1
