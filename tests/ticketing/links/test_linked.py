"""Tickets that are tied to others, through the real log, rows and both engines."""

from __future__ import annotations

import pytest

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.events import EventKind
from ticketing.lifecycle import FINAL
from ticketing.links.model import LinkKind
from ticketing.views import LinkSide
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.levels import Level


def link(a: int, b: int, kind: LinkKind = LinkKind.DUPLICATE) -> c.Link:
    return c.Link(number=a, actor=ENGINEER, to=b, kind=kind)


def unlink(a: int, b: int, kind: LinkKind = LinkKind.DUPLICATE) -> c.Unlink:
    return c.Unlink(number=a, actor=ENGINEER, to=b, kind=kind)


async def ties(story: Story, number: int) -> list[tuple[int, LinkKind, LinkSide]]:
    view = await story.service.view(number)
    return [(one.number, one.kind, one.side) for one in view.links]


@pytest.fixture
async def three(story: Story) -> Story:
    for target in ("web-1", "web-2", "db-1"):
        await story.call_in(target=target)
    return story


async def test_a_link_is_seen_from_both_sides_and_taken_back(three: Story) -> None:
    """The log of the one that names holds it; the row lets the other show it."""
    await three.do(link(2, 1))
    assert await ties(three, 2) == [(1, LinkKind.DUPLICATE, LinkSide.TO)]
    assert await ties(three, 1) == [(2, LinkKind.DUPLICATE, LinkSide.FROM)]
    assert await three.events(1, EventKind.LINKED) == ()
    await three.do(unlink(2, 1))
    assert await ties(three, 1) == await ties(three, 2) == []
    await three.do(link(2, 1))
    assert len(await ties(three, 1)) == 1


async def test_a_link_says_what_the_tickets_are_to_each_other(three: Story) -> None:
    await three.do(link(1, 3, LinkKind.CAUSED_BY))
    assert [str(one.text) for one in (await three.service.view(1)).links] == ["caused by"]
    (told,) = (await three.service.view(3)).links
    assert (str(told.text), told.title) == ("is the cause of", "the shop is slow")


async def test_tickets_are_not_linked_in_a_circle_however_long(three: Story) -> None:
    """What leads back is refused, also over tickets that neither of the two names."""
    await three.do(link(1, 2, LinkKind.PARENT))
    await three.do(link(2, 3, LinkKind.PARENT))
    with pytest.raises(Conflict, match="a circle"):
        await three.do(link(3, 1, LinkKind.PARENT))
    await three.do(link(3, 1, LinkKind.CAUSED_BY))


async def test_what_cannot_be_linked_is_refused_with_its_reason(three: Story) -> None:
    """Twice, to itself, to another customer's, to one that is not there; nothing is written."""
    await three.call_in(target="", customer="bank")
    await three.do(link(1, 2))
    with pytest.raises(Conflict, match="linked so already"):
        await three.do(link(1, 2))
    with pytest.raises(Conflict, match="itself"):
        await three.do(link(1, 1))
    with pytest.raises(Conflict, match="two customers"):
        await three.do(link(1, 4))
    with pytest.raises(NotFound, match="no ticket 99"):
        await three.do(link(1, 99))
    with pytest.raises(InvalidInput, match="splitting"):
        await three.do(link(1, 3, LinkKind.SPLIT))
    assert len(await ties(three, 1)) == 1


async def test_unlinking_is_offered_only_where_there_is_a_link(three: Story) -> None:
    """Where nothing is to be undone the page hides it; another link is not touched."""
    assert not (await three.service.view(1)).allows("Unlink")
    with pytest.raises(Conflict, match="linked to no other"):
        await three.do(unlink(1, 2))
    await three.do(link(1, 2))
    assert (await three.service.view(1)).allows("Unlink")
    with pytest.raises(Conflict, match="not linked so"):
        await three.do(unlink(1, 2, LinkKind.CHANGE))
    assert not (await three.service.view(2)).allows("Unlink")  # it is the other's to take back


async def test_a_fault_that_comes_back_is_linked_by_itself(story: Story) -> None:
    """A new ticket of the same fault, after the time for reopening, names the earlier one."""
    await story.fire(level=Level.IV)
    await story.clear()
    await story.pass_time(hours=49)
    assert (await story.service.view(1)).row.state in FINAL
    await story.fire(level=Level.IV)
    assert await ties(story, 2) == [(1, LinkKind.RECURRENCE, LinkSide.TO)]
    assert await ties(story, 1) == [(2, LinkKind.RECURRENCE, LinkSide.FROM)]
