"""What a ticket of one customer shows, and hides, of another's."""

from __future__ import annotations

import pytest

from tests.ticketing.story import Story
from ticketing.directory import TargetFacts
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.levels import Criticality


async def test_similar_tickets_are_of_the_same_customer(story: Story) -> None:
    """Two customers' machines may bear one name: neither sees the other's faults."""
    await story.call_in(customer="acme", target="localhost:9090", summary="ours")
    await story.call_in(customer="other", target="localhost:9090", summary="secret")
    await story.call_in(customer="acme", target="localhost:9090", summary="ours again")
    assert [one.number for one in (await story.view(3)).similar] == [1]


async def test_a_key_opens_no_ticket_of_another_customer(story: Story) -> None:
    """Who guesses a key that another customer used does not get to see their ticket."""
    await story.call_in(customer="acme", key="check-form:acme-20261122")
    with pytest.raises(Conflict, match="key"):
        await story.call_in(customer="other", target="", key="check-form:acme-20261122")


async def test_a_ticket_tells_nothing_of_another_customers_target(story: Story) -> None:
    """A target of another customer cannot be named; one of the house can."""
    story.inventory.facts["sw-1"] = TargetFacts("sw-1", "", "hall", Criticality.HIGH, None)
    assert (await story.call_in(customer="acme", target="sw-1")).row.site == "hall"
    with pytest.raises(InvalidInput, match="web-1"):
        await story.call_in(customer="other", target="web-1")
