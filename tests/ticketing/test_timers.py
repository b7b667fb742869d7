"""Durable timers: restarts, downtime, two nodes, a poisoned ticket."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from tests.ticketing.story import DEPUTY, DIRECTOR, MANAGER, Story
from ticketing import commands as c
from ticketing.events import EventKind
from ticketing.lifecycle import TicketState
from ticketing.tables import ticket_event
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database


def _restarted(story: Story) -> Story:
    """Return the same watch after a restart: a new service on the same database."""
    fresh = Story(story.database, clock=ManualClock(story.clock.now()))
    fresh.firing = story.firing
    return fresh


async def test_a_restart_repeats_nothing_and_loses_nothing(story: Story) -> None:
    """P10: restarting each half hour gives the decisions of a watch that never stopped."""
    await story.fire(level=Level.I)
    watch = story
    for _ in range(9):
        await watch.pass_time(minutes=30)
        watch = _restarted(watch)
    stopped = [(e.decision, e.occurred_at) for e in await watch.events() if e.decision]
    keys = [row["dedup_key"] for row in await watch.messages()]
    assert len(stopped) == len(set(stopped))
    assert len(keys) == len(set(keys))
    assert len(await watch.when(EventKind.ESCALATED)) == 4  # 2 h, 2.5 h, 3 h, 4 h


async def test_what_fell_due_while_it_was_down_is_done_late_and_once(story: Story) -> None:
    """Down from 1 h to 3.2 h: three steps late, in order, each once, one message a person."""
    await story.fire(level=Level.I)
    await story.pass_time(hours=1)
    down = Story(story.database, clock=ManualClock(Instant(story.clock.now() + 22 * HOUR // 10)))
    before = len(await story.messages())
    await down.pass_time(seconds=1)

    steps = await down.events(1, EventKind.ESCALATED)
    assert [step.data["to"] for step in steps] == [[MANAGER], [DIRECTOR], [DEPUTY]]
    assert all(step.data["late_by"] for step in steps)
    late = (await down.messages())[before:]
    per_person = {(row["recipient"], row["way"]) for row in late}
    assert len(late) == len(per_person)
    manager = next(row for row in late if row["recipient"] == MANAGER)
    assert manager["payload"]["also"]


async def test_ten_minutes_down_open_and_recover_nothing(story: Story) -> None:
    """The server was away: no new ticket, no recovery, no message."""
    await story.fire(level=Level.II)
    await story.acknowledge()
    await story.post("Foreign", on="db-1")
    await story.acknowledge(2)
    await story.pass_time(minutes=1)
    messages = len(await story.messages())
    up = Story(story.database, clock=ManualClock(Instant(story.clock.now() + HOUR // 6)))
    up.firing = story.firing
    await up.pass_time(seconds=5)
    await up.evaluate()

    assert len(await up.all_tickets()) == 2
    assert await up.events(1, EventKind.RECOVERED, EventKind.WENT_SILENT) == ()
    assert await up.events(2, EventKind.RECOVERED, EventKind.WENT_SILENT) == ()
    assert len(await up.messages()) == messages


async def test_two_nodes_decide_once(database: Database) -> None:
    """P11: two services with timers on one database take each decision once."""
    one = Story(database)
    for index in range(12):
        await one.fire(f"Fault{index}", level=Level.I)
    two = Story(database, clock=one.clock)
    for _ in range(10):
        target = Instant(one.clock.now() + HOUR // 3)
        await one.clock.advance(Instant(target - 1))
        one.clock._now = target
        await asyncio.gather(one.timers.run_due(), two.timers.run_due())

    keys = [row["dedup_key"] for row in await one.messages()]
    assert len(keys) == len(set(keys))
    for number in range(1, 13):
        decisions = [event.decision for event in await one.events(number) if event.decision]
        assert len(decisions) == len(set(decisions))
        assert len(await one.when(EventKind.ESCALATED, number)) == 3


async def test_a_poisoned_ticket_is_set_aside(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    """A ticket whose log cannot be read does not stop the others."""
    await story.fire("Broken", level=Level.I)
    await story.fire("Healthy", level=Level.I)
    broken = update(ticket_event).where(ticket_event.c.ticket == 1).values(kind="nonsense")
    await story.database.write(lambda connection: connection.execute(broken).rowcount)
    await story.pass_time(minutes=20)

    assert len(await story.when(EventKind.BREACHED, 2)) == 1
    assert "ticket set aside for a minute" in caplog.text
    assert (story.registry.get_sample_value("watchkeeper_ticket_failures_total") or 0) > 0


async def _poison(story: Story, number: int) -> None:
    """Make the log of a ticket unreadable."""
    broken = update(ticket_event).where(ticket_event.c.ticket == number).values(kind="nonsense")
    await story.database.write(lambda connection: connection.execute(broken).rowcount)


async def test_an_alert_of_a_poisoned_ticket_stops_no_escalation(story: Story) -> None:
    """An alert whose timer rings, and whose ticket cannot be read, is put off; others go on."""
    await story.post("Foreign", on="db-1")
    await story.fire("Healthy", level=Level.I)
    await _poison(story, 1)
    await story.pass_time(minutes=20)

    assert len(await story.when(EventKind.BREACHED, 2)) == 1
    assert (story.registry.get_sample_value("watchkeeper_ticket_failures_total") or 0) > 0


async def test_a_poisoned_ticket_keeps_no_other_alert_of_its_group_back(story: Story) -> None:
    """What can be ticketed is, though the group is told that not all of it was taken."""
    await story.fire("Broken")
    await _poison(story, 1)
    with pytest.raises(ValueError, match="nonsense"):
        await story.fire("Broken", level=Level.I)
    with pytest.raises(ValueError, match="nonsense"):
        await story.fire("Fresh", on="web-2")
    assert [row.target for row in await story.open_tickets() if row.number != 1] == ["web-2"]


async def test_a_pause_ends_by_itself(story: Story) -> None:
    """After five days a clock runs again, and the owner hears of it."""
    await story.fire(level=Level.II)
    view = await story.acknowledge()
    assert view.row.owner is not None
    pause = c.Pause(number=1, actor=view.row.owner, reason=c.PauseReason.APPOINTMENT)
    await story.do(pause)
    await story.pass_time(hours=121)
    assert (await story.view()).row.state is TicketState.OPEN
    assert await story.messages(kind="pause_ended")


async def test_metrics_tell_what_happened(story: Story) -> None:
    """Open tickets by level, opened, escalated and missed goals."""
    await story.fire(level=Level.I)
    await story.pass_time(hours=2)
    value = story.registry.get_sample_value
    assert value("watchkeeper_tickets_open", {"level": "I"}) == 1
    assert value("watchkeeper_tickets_opened_total", {"level": "I", "source": "monitor"}) == 1
    assert value("watchkeeper_escalations_total", {"by": "time"}) == 1
    missed = {"goal": "respond@level", "level": "I"}
    assert value("watchkeeper_sla_breaches_total", missed) == 1
    assert value("watchkeeper_timers_overdue_seconds") == 0
