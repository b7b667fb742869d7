"""A story: the same fault three times in a month, and the review that somebody proposes."""

from __future__ import annotations

from tests.ticketing.story import Story
from ticketing.events import EventKind
from watchkeeper.core.levels import Level


async def _comes_and_goes(story: Story) -> None:
    """The fault is there for some minutes; two days later its ticket is closed."""
    await story.fire(level=Level.IV)
    await story.clear()
    await story.pass_time(hours=49)


async def test_the_same_fault_three_times_proposes_a_review(story: Story) -> None:
    """Twice is chance; the third ticket in 30 days names the earlier two, and is told in words."""
    await _comes_and_goes(story)
    await _comes_and_goes(story)
    assert (await story.service.view(2)).review_of == ()
    await _comes_and_goes(story)
    view = await story.service.view(3)
    assert view.review_of == (1, 2)
    (said,) = [one for one in view.timeline if one.kind is EventKind.REVIEW_PROPOSED]
    assert "3 times" in str(said.text)
    assert [link.number for link in view.links] == [2]


async def test_a_review_is_proposed_again_only_after_as_many_new_ones(story: Story) -> None:
    """The fourth and fifth time say nothing new; the sixth does."""
    for _ in range(6):
        await _comes_and_goes(story)
    proposed = [bool((await story.service.view(n)).review_of) for n in range(1, 7)]
    assert proposed == [False, False, True, False, False, True]


async def test_what_comes_once_in_a_month_needs_no_review(story: Story) -> None:
    for _ in range(4):
        await _comes_and_goes(story)
        await story.pass_time(hours=24 * 15)
    assert [(await story.service.view(n)).review_of for n in range(1, 5)] == [()] * 4
