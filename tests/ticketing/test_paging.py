"""Lists of tickets are read page by page, while they move."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.views import Order, Place, TicketFilter
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.levels import Level

LEVELS = (Level.III, Level.I, Level.IV, Level.II, Level.III, Level.I, Level.III)


async def opened(story: Story) -> None:
    """Open tickets of all levels, some with a rank of the customer's, some without a clock."""
    for number, level in enumerate(LEVELS, start=1):
        await story.call_in(level, summary="printer" if number % 2 else f"smoke {number}")
    for number, rank in ((1, 2), (6, 1)):
        await story.do(c.SetRank(number=number, actor=ENGINEER, rank=rank, requested_by="Ms Li"))
    await story.do(c.Cancel(number=4, actor=ENGINEER, reason="by mistake"))


@pytest.mark.parametrize("order", list(Order), ids=lambda order: order.value)
@pytest.mark.parametrize("limit", [1, 2, 3, 100], ids=lambda limit: f"{limit} a page")
async def test_pages_together_are_the_list(story: Story, order: Order, limit: int) -> None:
    """Each ticket once, in the list's order; the last page says that it is the last."""
    await opened(story)
    wanted = {"states": (), "order": order, "text": "acme" if order is Order.BEST else ""}
    whole = await story.service.rows(TicketFilter(**wanted))  # type: ignore[arg-type]  # fields by name
    found: list[int] = []
    place: Place | None = None
    for _ in range(len(whole)):
        page = await story.service.page(TicketFilter(**wanted, limit=limit, after=place))  # type: ignore[arg-type]  # fields by name
        found += [row.number for row in page.rows]
        place = page.next
        if place is None:
            break
    assert found == [row.number for row in whole]
    assert len(found) == len(LEVELS)
    assert place is None


async def test_a_list_that_moves_repeats_and_loses_nothing(story: Story) -> None:
    """What leaves the front between two pages pulls nothing past the reader."""
    await opened(story)
    first = await story.service.page(TicketFilter(limit=2))
    await story.do(c.Cancel(number=first.rows[0].number, actor=ENGINEER, reason="by mistake"))
    rest = await story.service.page(TicketFilter(after=first.next))
    assert {row.number for row in (*first.rows, *rest.rows)} == {1, 2, 3, 5, 6, 7}
    assert len(rest.rows) == 4


@pytest.mark.parametrize(
    "place",
    [(), (1,), (1, None, None, None), (None, None, None, 1), (1, 2, 3, 4, 5)],
    ids=["nothing", "another list's", "no number", "no level", "too much"],
)
async def test_a_place_of_another_list_is_refused(story: Story, place: Place) -> None:
    """The sentence says to begin again."""
    with pytest.raises(InvalidInput, match="begin again"):
        await story.service.page(TicketFilter(after=place))


async def test_places_far_outside_are_only_places(story: Story) -> None:
    """Numbers that no ticket has are compared, on both engines."""
    await opened(story)
    behind = await story.service.page(TicketFilter(after=(2**62, None, None, 2**62)))
    before = await story.service.page(TicketFilter(after=(-(2**62), 0, 0, -(2**62))))
    assert (len(behind.rows), len(before.rows)) == (0, 6)
