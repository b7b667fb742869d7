"""How much noise rules make, over tickets that real alerts opened."""

from __future__ import annotations

import pytest

from tests.ticketing.story import Story
from ticketing.noise import RuleNoise, noise
from watchkeeper.core.instants import DAY, MINUTE, Instant
from watchkeeper.storage.database import Database


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


async def noise_of(story: Story, customers: tuple[str, ...] | None = None) -> dict[str, RuleNoise]:
    since = Instant(story.clock.now() - 30 * DAY)
    found = await story.database.read(lambda connection: noise(connection, since, customers))
    return {one.rule: one for one in found}


async def test_what_goes_away_by_itself_should_wait_longer(story: Story) -> None:
    """Three short faults nobody touched: the share is whole, and `for` is to be longer."""
    for host in ("web-1", "web-2", "db-1"):
        await story.fire("Busy", on=host)
        await story.pass_time(minutes=4)
        await story.clear("Busy", on=host)
        await story.pass_time(minutes=10)
    found = (await noise_of(story))["Busy"]
    assert (found.alerts, found.problems, found.tickets) == (3, 3, 3)
    assert (found.recovered_by_itself, found.share_by_itself) == (3, 1.0)
    assert found.median_fault is not None
    assert 3 * MINUTE <= found.median_fault <= 10 * MINUTE
    assert found.remedy is not None
    assert "`for` longer by" in str(found.remedy)
    assert "3 of 3" in str(found.remedy)


async def test_what_comes_back_should_keep_firing(story: Story) -> None:
    """One problem with four spells, which a person took on: its returns are to be joined."""
    await story.fire("Flapping")
    await story.acknowledge()
    for _ in range(3):
        await story.clear("Flapping")
        await story.pass_time(minutes=8)
        await story.fire("Flapping")
        await story.pass_time(minutes=3)
    found = (await noise_of(story))["Flapping"]
    assert (found.alerts, found.problems, found.tickets) == (4, 1, 1)
    assert found.recovered_by_itself == 0
    assert "`keep_firing_for: 10m` would have joined 3 of 3" in str(found.remedy)


async def test_what_people_work_on_is_no_noise(story: Story) -> None:
    """A fault that a person resolved has no remedy, and tickets opened by hand are no rule's."""
    await story.fire("Serious")
    await story.acknowledge()
    await story.call_in()
    found = await noise_of(story)
    assert set(found) == {"Serious"}
    assert (found["Serious"].recovered_by_itself, found["Serious"].remedy) == (0, None)


async def test_only_the_customers_that_are_asked_for(story: Story) -> None:
    """A reader sees the noise of the customers it may see."""
    await story.fire("Busy")
    assert set(await noise_of(story, ("acme",))) == {"Busy"}
    assert await noise_of(story, ("other",)) == {}
