"""Tickets that are merged into others and leave them again, through the log, rows and alerts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.events import Channel, EventKind
from ticketing.fold import fold
from ticketing.lifecycle import TicketState
from ticketing.notices import MessageKind
from ticketing.ticket import Ticket
from watchkeeper.core.errors import Conflict
from watchkeeper.core.levels import Level

MERGED, UNMERGED = EventKind.MERGED, EventKind.UNMERGED
TOOK_IN, LET_GO = EventKind.TOOK_IN, EventKind.LET_GO
Steps = list[tuple[EventKind, dict[str, Any]]]
STEPS: st.SearchStrategy[Steps] = st.lists(
    st.sampled_from(
        [
            (EventKind.ACKNOWLEDGED, {}),
            (EventKind.PLAN_SUBMITTED, {}),
            (EventKind.PAUSED, {"reason": "customer_authorisation"}),
            (EventKind.RESUMED, {}),
            (EventKind.LEVEL_CHANGED, {"level": "I", "cause": "worsened"}),
            (EventKind.LEVEL_CHANGED, {"level": "III", "cause": "reclassified"}),
            (EventKind.RECOVERED, {}),
            (EventKind.RELAPSED, {}),
            (EventKind.RESOLVED, {}),
            (EventKind.REOPENED, {}),
        ]
    ),
    max_size=8,
)
GONE: dict[str, Any] = {"from": 2}
HELD: dict[str, Any] = {
    **GONE,
    "reported_at": at(-3),
    "detected_at": None,
    "occurred_at": at(-4),
    "level": "I",
}


def log_of(steps: Steps) -> Log:
    log, state = Log("II"), TicketState.NEW
    for hour, (kind, data) in enumerate(steps, start=1):
        if state is TicketState.RESOLVED and kind is not EventKind.REOPENED:
            continue
        if state is not TicketState.RESOLVED and kind is EventKind.REOPENED:
            continue
        log.add(kind, hour, **data)
        state = log.ticket(hour).state
    return log


def clocks(ticket: Ticket) -> tuple[object, ...]:
    return ticket.state, ticket.cycles, ticket.goals, ticket.level, ticket.closed_at


@settings(max_examples=50)
@given(steps=STEPS, more=st.integers(0, 60))
def test_p14_to_unmerge_restores_both_clocks(steps: Steps, more: int) -> None:
    """P14: after any history, source and target are as if the two had never been one."""
    never = log_of(steps).ticket(30 + more)
    source = log_of(steps).add(MERGED, 20, into=9).add(UNMERGED, 25, out_of=9)
    assert clocks(source.ticket(30 + more)) == clocks(never)
    target = log_of(steps).add(TOOK_IN, 20, **HELD).add(LET_GO, 25, **GONE)
    assert clocks(target.ticket(30 + more)) == clocks(never)


@settings(max_examples=50)
@given(steps=STEPS)
def test_a_merge_never_gives_more_time(steps: Steps) -> None:
    """What was reported earlier, and is worse, is not due later; nor is it milder."""
    alone, log = log_of(steps).ticket(30), log_of(steps)
    joint = log.add(TOOK_IN, 20, **HELD).ticket(30)
    assert not alone.level.is_worse_than(joint.level)
    assert joint.cycle.reported_at == at(-3)
    dues = {goal.goal.name: goal.due_at for goal in alone.goals if goal.due_at is not None}
    for goal in joint.goals:
        if goal.goal.name in dues and goal.due_at is not None and len(joint.cycle.levels) == 1:
            assert goal.due_at <= dues[goal.goal.name]


def test_the_target_counts_from_the_earliest_report() -> None:
    """At the worse level, too; the log of the target itself names what it took in."""
    log = Log("III").add(TOOK_IN, 1, **HELD)
    ticket = fold(log.events, contract(), at(2))
    assert (ticket.cycle.reported_at, ticket.cycle.occurred_at) == (at(-3), at(-4))
    assert ticket.level is Level.I
    assert list(ticket.ties.held) == [2]


def merge(a: int, b: int, *, into_closed: bool = False) -> c.Merge:
    return c.Merge(number=a, actor=ENGINEER, into=b, into_closed=into_closed)


def unmerge(number: int) -> c.Unmerge:
    return c.Unmerge(number=number, actor=ENGINEER, reason="another fault")


async def test_two_reports_of_one_fault_become_one_ticket(story: Story) -> None:
    """The later one ends in the earlier's place; both say so, and undoing it restores both."""
    await story.call_in(level=Level.II)
    await story.pass_time(minutes=20)
    await story.call_in(level=Level.III)
    before = await story.service.view(2)
    await story.do(merge(1, 2))
    target, source = await story.service.view(2), await story.service.view(1)
    assert (source.row.state, source.merged_into) == (TicketState.MERGED, 2)
    assert (target.took_in, target.row.level) == ((1,), Level.II)
    assert target.reported_at == source.reported_at < before.reported_at
    await story.do(unmerge(1))
    target, source = await story.service.view(2), await story.service.view(1)
    assert (source.row.state, source.merged_into) == (TicketState.NEW, None)
    assert (target.took_in, target.row.level) == ((), Level.III)
    assert target.reported_at == before.reported_at


async def test_an_owner_hears_that_a_worse_ticket_was_merged_into_his(story: Story) -> None:
    await story.call_in(level=Level.III)
    await story.acknowledge()
    await story.call_in(level=Level.II)
    await story.do(c.Merge(number=2, actor=story.staff.fallback("acme"), into=1))
    told = await story.messages(kind=MessageKind.WORSENED.value, ticket=1)
    assert {row["recipient"] for row in told} == {ENGINEER}


async def test_answers_to_a_merged_ticket_follow_it(story: Story) -> None:
    """Who answers an old message speaks of the ticket that goes on; a page is told where it is."""
    await story.call_in()
    await story.call_in()
    await story.do(merge(1, 2))
    by_chat = c.Acknowledge(number=1, actor=ENGINEER, channel=Channel.CHAT)
    assert (await story.do(by_chat)).number == 2
    assert (await story.service.view(2)).row.acknowledged_by == ENGINEER
    with pytest.raises(Conflict, match="merged into another"):
        await story.acknowledge(1)


async def test_a_merge_into_what_is_done_asks_first(story: Story) -> None:
    """What is merged into a resolved ticket counts as done: only who says so gets that."""
    await story.call_in()
    await story.call_in()
    await story.resolve(2)
    with pytest.raises(Conflict, match="say so if that is meant"):
        await story.do(merge(1, 2))
    assert (await story.do(merge(1, 2, into_closed=True))).row.state is TicketState.MERGED


async def test_the_alerts_of_a_merged_ticket_are_heard_by_the_other(story: Story) -> None:
    """They open nothing new; what gets worse worsens the other; its own fault stays its own."""
    await story.fire("A", level=Level.III)
    await story.fire("B", on="web-2", level=Level.III)
    await story.do(merge(2, 1))
    await story.clear("B", on="web-2")
    await story.pass_time(minutes=10)
    await story.fire("B", on="web-2", level=Level.II)
    assert len(await story.all_tickets()) == 2
    assert (await story.service.view(1)).row.level is Level.II
    assert await story.events(1, EventKind.RECOVERED) == ()
    assert len((await story.service.view(1)).alerts) == 2
    await story.clear("A")
    await story.pass_time(minutes=10)
    assert len(await story.events(1, EventKind.RECOVERED)) == 1


async def test_what_recovered_meanwhile_is_known_when_it_is_parted(story: Story) -> None:
    await story.fire("A", level=Level.III)
    await story.fire("B", on="web-2", level=Level.III)
    await story.do(merge(2, 1))
    await story.clear("B", on="web-2")
    await story.pass_time(minutes=10)
    await story.do(unmerge(2))
    assert len(await story.events(2, EventKind.RECOVERED)) == 1


async def test_no_fault_has_two_open_tickets_after_a_merge_is_undone(story: Story) -> None:
    """P18: the fault came back after its merged ticket's stand-in was over; that one stays."""
    await story.fire("A", level=Level.IV)
    await story.call_in()
    await story.do(merge(1, 2))
    await story.do(c.Cancel(number=2, actor=ENGINEER, reason="no fault"))
    await story.clear("A")
    await story.pass_time(minutes=10)
    await story.fire("A", level=Level.IV)
    assert sorted(row.number for row in await story.all_tickets()) == [1, 2, 3]
    with pytest.raises(Conflict, match="open ticket 3"):
        await story.do(unmerge(1))
