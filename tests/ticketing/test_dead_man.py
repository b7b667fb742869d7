"""The dead man's switch: heard as long as the watch keeps its promises, silent otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from tests.counted_database import CountedDatabase
from tests.fakes.outside import Outside
from tests.fakes.service import Mood
from tests.ticketing.story import START, Story
from ticketing.dead_man import Call, DeadManSwitch, Pulse, withheld
from ticketing.ledger.day_keeper import DayKeeper
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.levels import Level


@dataclass
class Watched:
    """A story, and a switch that calls outside once a minute."""

    story: Story
    outside: Outside
    switch: DeadManSwitch
    database: CountedDatabase

    def counted(self, call: Call) -> float:
        return (
            self.story.registry.get_sample_value(
                "watchkeeper_deadman_calls_total", {"result": call.value}
            )
            or 0
        )


@pytest.fixture
async def watched(story: Story) -> AsyncIterator[Watched]:
    database = CountedDatabase(story.database)
    async with Outside(story.clock) as outside, aiohttp.ClientSession() as session:
        switch = DeadManSwitch(
            database,
            story.clock,
            session,
            url=outside.address,
            every=Duration(MINUTE),
            registry=story.registry,
        )
        yield Watched(story, outside, switch, database)


async def test_it_calls_each_minute(watched: Watched) -> None:
    """At the start and at each minute, with or without tickets."""
    watched.story.clock.add(watched.switch)
    await watched.story.fire(level=Level.II)
    await watched.story.pass_time(minutes=5)
    assert watched.outside.heard == ["alive"] * 6
    heard_at = watched.story.registry.get_sample_value(
        "watchkeeper_deadman_last_heard_timestamp_seconds"
    )
    assert heard_at == watched.story.clock.now() / 1000


async def test_the_head_of_the_newest_day_is_taken_along(watched: Watched) -> None:
    """Who listens outside keeps the head of all logs: a log cannot be rewritten unseen."""
    story = watched.story
    keeper = DayKeeper(story.database, story.clock, zone="Asia/Shanghai", registry=story.registry)
    await story.fire(level=Level.III)
    await story.clear()
    story.clock.add(keeper)
    await story.pass_time(hours=16)
    await watched.switch.run_due()
    assert watched.outside.heard[-1].startswith("alive; head of 2026-11-23: ")


async def test_a_listener_that_fails_is_told_of_once(watched: Watched) -> None:
    watched.story.clock.add(watched.switch)
    watched.outside.mood = Mood.DOWN
    await watched.story.pass_time(minutes=3)
    assert watched.counted(Call.FAILED) == 4
    watched.outside.mood = Mood.WELL
    await watched.story.pass_time(minutes=1)
    assert watched.outside.heard == ["alive"]


async def test_it_is_silent_while_the_database_does_not_answer(watched: Watched) -> None:
    """Whoever cannot read the tickets keeps no promise: the silence is the alarm."""
    watched.database.is_gone = True
    await watched.switch.run_due()
    assert watched.outside.heard == []
    assert watched.counted(Call.NO_DATABASE) == 1
    watched.database.is_gone = False
    await watched.switch.run_due()
    assert watched.outside.heard == ["alive"]


@pytest.mark.parametrize(
    ("first_timer", "call"),
    [
        (None, None),
        (START, None),
        (START - 2 * MINUTE, None),
        (START - 2 * MINUTE - 1, Call.TIMERS_LATE),
        (START + MINUTE, None),
    ],
    ids=["no timer", "due now", "late as allowed", "too late", "due later"],
)
def test_it_is_silent_while_timers_are_behind(first_timer: int | None, call: Call | None) -> None:
    timer = None if first_timer is None else Instant(first_timer)
    assert withheld(Pulse(timer, None), START) is call


def test_without_a_database_nothing_is_called() -> None:
    assert withheld(None, START) is Call.NO_DATABASE
