"""The contract's requirements on its warranty, by their numbers (REQUIREMENTS.md)."""

from __future__ import annotations

from datetime import date

import pytest
from prometheus_client import CollectorRegistry

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.types.model import Kind
from ticketing.warranty_keeper import WarrantyKeeper
from watchkeeper.core.instants import SECOND, Instant, instant_from_rfc3339

LAST_DAY = date(2026, 11, 23)  # the day on which the stories begin
MIDNIGHT = instant_from_rfc3339("2026-11-23T16:00:00Z")  # in Shanghai


async def test_R1_what_is_reported_after_the_last_day_is_out_of_warranty(story: Story) -> None:
    """The last second of the day two years later is covered; an alert and a call are flagged alike."""
    story.inventory.accepted_on = date(2024, 11, 23)
    await story.clock.advance(Instant(MIDNIGHT - SECOND))
    await story.call_in()
    await story.clock.advance(MIDNIGHT)
    await story.call_in()
    await story.fire()
    late = await story.call_in(reported_at=Instant(MIDNIGHT - SECOND))

    flags = [(await story.view(number)).course for number in (1, 2, 3)]
    assert [flag and flag.in_warranty for flag in flags] == [True, False, False]
    assert late.course is not None
    assert late.course.in_warranty


async def test_R1_the_end_is_told_ninety_sixty_and_thirty_days_before(story: Story) -> None:
    """Each reminder opens one ticket for the customer, however often the server starts."""
    story.inventory.warranty_until = date(2027, 3, 1)
    for days in (("2026-12-01", "2027-01-01"), ("2027-01-31", "2027-02-10")):
        keeper = WarrantyKeeper(
            story.clock,
            contracts=story.inventory,
            desk=story.service,
            translate=lambda sentence: sentence,
            registry=CollectorRegistry(),
        )
        await keeper.run_due()
        for day in days:
            await story.clock.advance(instant_from_rfc3339(f"{day}T02:00:00Z"))
            due = await keeper.next_due()
            assert due is not None
            assert due <= story.clock.now()
            await keeper.run_due()

    titles = [row.title for row in await story.open_tickets()]
    assert titles == ["The warranty of acme ends on 2027-03-01"] * 3


@pytest.mark.parametrize("subtype", ["upgrade", "enhancement"])
async def test_R7_upgrades_and_improvements_are_free_inside_the_warranty(
    story: Story, subtype: str
) -> None:
    """Not chargeable until the last day, chargeable after it; a fault is neither."""
    story.inventory.accepted_on = date(2024, 11, 23)
    wish = c.OpenTicket(
        actor=ENGINEER, type=Kind.SERVICE_REQUEST, subtype=subtype, summary="6.2", customer="acme"
    )
    inside = await story.do(wish)
    await story.clock.advance(MIDNIGHT)
    outside = await story.do(wish)
    fault = await story.call_in()

    found = [view.course and view.course.is_chargeable for view in (inside, outside, fault)]
    assert found == [False, True, None]
    assert inside.course is not None
    assert str(inside.course.subtype_title) in {"Upgrade", "Enhancement"}
