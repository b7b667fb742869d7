"""Rows of tickets are made anew from their logs, identically; what differs is told."""

from __future__ import annotations

from sqlalchemy import text

from tests.ticketing.story import Story
from ticketing.rebuild import Difference


async def differences(story: Story, *, only_check: bool = True) -> list[Difference]:
    lines = story.service.rebuild.run(only_check=only_check)
    return [line.difference async for line in lines if line.difference]


async def some_tickets(story: Story) -> None:
    """A fault that runs, one that is answered and late, one that is solved."""
    await story.fire("A")
    await story.call_in(summary="printer")
    await story.call_in(summary="router")
    await story.pass_time(minutes=90)
    await story.acknowledge(2)
    await story.resolve(3)
    await story.pass_time(hours=3)


async def alter(story: Story, statement: str) -> None:
    await story.database.write(lambda connection: connection.execute(text(statement)))


async def test_a_rebuild_finds_rows_as_their_logs_make_them(story: Story) -> None:
    """At any time between two timers, on both engines."""
    await some_tickets(story)
    assert await differences(story) == []


async def test_what_differs_is_told_and_put_right(story: Story) -> None:
    """A check writes nothing; a rebuild makes the row what the log says."""
    await some_tickets(story)
    before = await story.all_tickets()
    await alter(story, "UPDATE ticket SET owner = 'nobody', breaches = 9 WHERE number = 2")
    told = await differences(story)
    assert [(one.ticket, one.column) for one in told] == [(2, "owner"), (2, "breaches")]
    assert await differences(story, only_check=False) == told
    assert await differences(story) == []
    assert await story.all_tickets() == before


async def test_a_row_that_is_gone_is_made_again(story: Story) -> None:
    """The log is the ticket; its row comes back."""
    await some_tickets(story)
    await alter(story, "DELETE FROM ticket WHERE number = 3")
    assert [one.stored for one in await differences(story, only_check=False)] == [None]
    assert {row.number for row in await story.all_tickets()} == {1, 2, 3}
