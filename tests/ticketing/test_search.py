"""Tickets are found by what they are called and what people wrote about them."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.search_desk import Indexed, SearchDesk
from ticketing.views import Order, TicketFilter
from watchkeeper.core.levels import Level
from watchkeeper.storage.search.index import EntryKind, drop_entries
from watchkeeper.storage.search.tables import search_entry


async def found(story: Story, words: str, **narrowed: object) -> list[int]:
    wanted = TicketFilter(states=(), text=words, order=Order.BEST, **narrowed)  # type: ignore[arg-type]  # fields by name
    rows = await story.service.rows(wanted)
    assert await story.service.count(wanted) == len(rows) or "limit" in narrowed
    return [row.number for row in rows]


async def test_each_text_of_a_ticket_finds_it(story: Story) -> None:
    """Title, description, target, comment, plan, cause and report find it; a phone number not."""
    await story.call_in(
        summary="收银台很慢", description="Since noon, only in 上海", reporter_contact="555-0199"
    )
    await story.do(c.Comment(number=1, actor=ENGINEER, text="查了慢日志 slow.log"))
    await story.acknowledge()
    await story.submit_plan()
    await story.resolve()
    await story.submit_report()
    for words in ("收银", "noon 上海", "web-1", "慢日志", "slow.log", "restart", "leak", "acme"):
        assert await found(story, words) == [1], words
    assert await found(story, "555") == []
    assert await found(story, "收银 nothing") == []


async def test_alerts_name_their_ticket(story: Story) -> None:
    """A ticket is found by its alert's name, also by a part of it, and by one that joined later."""
    await story.fire("HostDiskFull", on="web-2", description="only 3 % left on /var")
    await story.fire("HostDiskFull", on="web-1")
    assert await found(story, "disk web-2") == [1]
    assert await found(story, "hostdiskfull") == [2, 1]
    assert await found(story, "/var") == [1]


async def test_titles_come_first_then_the_newest(story: Story) -> None:
    """Of three tickets with the word, the one whose title has it is first."""
    await story.call_in(summary="printer on fire")
    await story.call_in(summary="smoke", description="the printer, perhaps")
    await story.call_in(summary="noise", description="printer?")
    assert await found(story, "printer") == [1, 3, 2]
    assert await found(story, "printer", limit=1, offset=1) == [3]


async def test_a_search_is_narrowed_as_a_list_is(story: Story) -> None:
    """Customers that a reader may not see, and levels, are left out."""
    await story.call_in(summary="printer")
    await story.call_in(Level.IV, summary="printer")
    assert await found(story, "printer", customers=("other",)) == []
    assert await found(story, "printer", levels=(Level.IV,)) == [2]


@pytest.mark.parametrize("words", ["---", "，。", '""', "\0"])
async def test_a_search_without_a_word_finds_nothing(story: Story, words: str) -> None:
    """Signs alone are no wish to see everything."""
    await story.call_in()
    assert await found(story, words) == []


async def test_what_failed_is_not_found(story: Story) -> None:
    """The index changes in the ticket's own transaction: a refused command leaves no word."""
    await story.call_in()
    with pytest.raises(Exception, match="missing"):
        await story.do(c.SubmitPlan(number=1, actor=ENGINEER, solution="", implementation="zebra"))
    assert await found(story, "zebra") == []


async def test_the_index_can_be_made_anew(story: Story) -> None:
    """Entries that are missing are counted, and written again from the logs as they were."""
    for number in range(1, 4):
        await story.call_in(summary=f"printer {number}")
    await story.do(c.Comment(number=2, actor=ENGINEER, text="纸卡住了"))
    desk = SearchDesk(story.database)
    before = await entries(story)
    await story.database.write(lambda one: drop_entries(one, EntryKind.TICKET, [1, 2]))
    assert await desk.missing() == 2
    assert await found(story, "纸卡") == []
    assert [step async for step in desk.write_again()][-1] == Indexed(3, 3)
    assert await desk.missing() == 0
    assert await found(story, "纸卡") == [2]
    assert await entries(story) == before


async def test_a_rebuild_without_tickets_is_over_at_once(story: Story) -> None:
    """Nothing to index is no mistake."""
    desk = SearchDesk(story.database)
    assert [step async for step in desk.write_again()] == [Indexed(0, 0)]
    await story.database.write(lambda connection: connection.execute(delete(search_entry)))
    assert await desk.missing() == 0


async def entries(story: Story) -> list[tuple[object, ...]]:
    statement = search_entry.select().order_by(search_entry.c.id)
    rows = await story.database.read(lambda connection: connection.execute(statement).all())
    return [tuple(row) for row in rows]
