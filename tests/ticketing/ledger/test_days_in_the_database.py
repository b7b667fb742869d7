"""Heads of days in a real database: stored once, told, and what was altered is found (P17)."""

from __future__ import annotations

import logging

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import text

from tests.ticketing.story import Story
from ticketing.ledger.day_keeper import DayKeeper
from ticketing.ledger.desk import LogDesk
from watchkeeper.core.instants import local_day

ZONE = "Asia/Shanghai"
CLOSED = "watchkeeper_ticket_day_closed_timestamp_seconds"


def keeper_of(story: Story, registry: CollectorRegistry | None = None) -> DayKeeper:
    return DayKeeper(
        story.database, story.clock, zone=ZONE, registry=registry or CollectorRegistry()
    )


async def findings(story: Story, *published: str) -> list[str]:
    return [
        str(line.finding.said)
        async for line in LogDesk(story.database).verify(published)
        if line.finding
    ]


async def two_days(story: Story) -> None:
    """Three tickets on two days, both of them closed; ticket 3 goes on today."""
    story.clock.add(keeper_of(story))
    for number in (1, 2):
        await story.call_in(summary=f"printer {number}")
    await story.pass_time(hours=24)
    await story.call_in(summary="printer 3")
    await story.acknowledge(2)
    await story.pass_time(hours=24)
    await story.acknowledge(3)


async def alter(story: Story, statement: str) -> None:
    """Do what nobody who keeps to the rules does."""
    await story.database.write(lambda connection: connection.execute(text(statement)))


async def test_every_day_that_is_over_has_its_head(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    """One head each, the days without an event too; log and metric tell the newest."""
    registry = CollectorRegistry()
    await story.call_in(summary="printer")
    first = local_day(story.clock.now(), ZONE)
    await story.pass_time(hours=72)
    keeper = keeper_of(story, registry)
    with caplog.at_level(logging.INFO):
        await keeper.run_due()
        await keeper.run_due()
    heads = await LogDesk(story.database).heads(before=None, most=9)
    assert [(head.day - first).days for head in heads] == [2, 1, 0]
    assert caplog.text.count("day closed") == 3
    assert registry.get_sample_value(CLOSED) == heads[0].ends_at / 1000
    labels = {"day": heads[0].day.isoformat(), "head": heads[0].head}
    assert registry.get_sample_value("watchkeeper_ticket_day_head_info", labels) == 1
    assert await LogDesk(story.database).heads(before=heads[1].day, most=9) == heads[2:]
    due = await keeper.next_due()
    assert due is not None
    assert due > story.clock.now()


async def test_two_nodes_close_a_day_once(story: Story) -> None:
    """Who comes second changes nothing."""
    await story.call_in()
    await story.pass_time(hours=24)
    one, other = keeper_of(story), keeper_of(story)
    await one.run_due()
    before = await LogDesk(story.database).heads(before=None, most=9)
    await other.run_due()
    assert await LogDesk(story.database).heads(before=None, most=9) == before


async def test_nothing_is_found_where_nothing_was_altered(story: Story) -> None:
    """Also with a head that was kept, and events of today that no day covers."""
    await two_days(story)
    (newest, *_) = await LogDesk(story.database).heads(before=None, most=1)
    assert await findings(story, newest.head) == []


ALTERATIONS = {
    "a flipped byte of a fact": (
        "UPDATE ticket_event SET actor = 'engineer-b' WHERE ticket = 1 AND seq = 1",
        "event 1 of ticket 1",
    ),
    "a flipped byte of a text": (
        "UPDATE ticket_prose SET body = 'printer 9' WHERE ticket = 2 AND name = 'summary'",
        "text 'summary' of event 1 of ticket 2 is not as it was written",
    ),
    "a text taken away": (
        "DELETE FROM ticket_prose WHERE ticket = 2 AND name = 'summary'",
        "text 'summary' of event 1 of ticket 2 is gone, and nobody erased it",
    ),
    "a cut tail": (
        "DELETE FROM ticket_event WHERE ticket = 2 AND seq > 1",
        "the log of ticket 2 ends before event 2",
    ),
    "a removed ticket": ("DELETE FROM ticket_event WHERE ticket = 1", "ticket 1, which"),
    "an event of today": (
        "UPDATE ticket_event SET actor = 'nobody' WHERE ticket = 3 AND kind = 'acknowledged'",
        "of ticket 3 does not follow from the one before",
    ),
    "a word that nobody knows": (
        "UPDATE ticket_event SET kind = 'blessed' WHERE ticket = 1 AND seq = 1",
        "the log of ticket 1 cannot be read",
    ),
    "a removed day": (
        "DELETE FROM ticket_day WHERE day = (SELECT MIN(day) FROM ticket_day)",
        "does not follow from the day before it",
    ),
    "a forged head": (
        "UPDATE ticket_day SET events = events + 1",
        "does not follow from its facts",
    ),
    "a removed leaf": (
        "DELETE FROM ticket_day_leaf WHERE ticket = 1",
        "are not those of its head",
    ),
}


@pytest.mark.parametrize("name", ALTERATIONS)
async def test_what_was_altered_is_found(story: Story, name: str) -> None:
    """Whoever reaches the tables themselves is found out, and told which entry it is."""
    statement, said = ALTERATIONS[name]
    await two_days(story)
    await alter(story, statement)
    assert any(said in one for one in await findings(story)), await findings(story)


async def test_days_cut_off_at_the_end_are_found_by_a_head_that_was_kept(story: Story) -> None:
    """Without it a row of days that ends early looks whole."""
    await two_days(story)
    (newest, *_) = await LogDesk(story.database).heads(before=None, most=1)
    day = newest.day.isoformat()
    await alter(story, f"DELETE FROM ticket_day WHERE day = '{day}'")
    await alter(story, f"DELETE FROM ticket_day_leaf WHERE day = '{day}'")
    assert await findings(story) == []
    assert await findings(story, newest.head) == [f"no day has the head {newest.head} any more"]
