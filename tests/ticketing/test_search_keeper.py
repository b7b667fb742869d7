"""The first start after an upgrade indexes the tickets that no search finds."""

from __future__ import annotations

import logging

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import delete, text

from tests.ticketing.story import Story
from tests.ticketing.test_search import entries, found
from ticketing.search_desk import SearchDesk
from ticketing.search_keeper import SearchKeeper
from watchkeeper.storage.search.index import EntryKind, drop_entries
from watchkeeper.storage.search.tables import search_entry

WAITING = "watchkeeper_search_unindexed_tickets"


async def run(keeper: SearchKeeper, *, rounds: int = 50) -> int:
    """Let it do all that is due; return in how many rounds that was."""
    for number in range(rounds):
        if await keeper.next_due() is None:
            return number
        await keeper.run_due()
    raise AssertionError("it never comes to an end")


async def test_tickets_without_an_entry_are_indexed(
    story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In small parts, the others untouched; log and metric say how far it is."""
    monkeypatch.setattr("ticketing.search_keeper._AT_ONCE", 3)
    for number in range(1, 9):
        await story.call_in(summary=f"printer {number}")
    before = await entries(story)
    await story.database.write(lambda one: drop_entries(one, EntryKind.TICKET, [1, 2, 4, 5, 6, 8]))
    registry = CollectorRegistry()
    keeper = SearchKeeper(story.database, story.clock, registry)
    await keeper.run_due()
    assert registry.get_sample_value(WAITING) == 3
    assert len(await found(story, "printer")) == 5
    with caplog.at_level(logging.INFO):
        assert await run(keeper) == 2
    assert registry.get_sample_value(WAITING) == 0
    assert await SearchDesk(story.database).missing() == 0
    assert await entries(story) == before
    assert "tickets can be found by their words again" in caplog.text


async def test_a_database_without_an_index_gets_one(story: Story) -> None:
    """As one that was upgraded from before there was a search."""
    for number in range(1, 4):
        await story.call_in(summary=f"打印机 {number}")
    await story.database.write(lambda connection: connection.execute(delete(search_entry)))
    await run(SearchKeeper(story.database, story.clock, CollectorRegistry()))
    assert await found(story, "打印机") == [3, 2, 1]


async def test_where_nothing_is_missing_it_is_over_at_once(story: Story) -> None:
    """A start looks once, and never again."""
    await story.call_in()
    assert await run(SearchKeeper(story.database, story.clock, CollectorRegistry())) == 1


async def test_a_ticket_that_cannot_be_read_keeps_no_other_from_its_words(story: Story) -> None:
    """It is told as a failure of the worker; it stays missing, and doctor says so."""
    for number in range(1, 6):
        await story.call_in(summary=f"printer {number}")
    broken = text("UPDATE ticket_event SET data = 'x' WHERE ticket = 3 AND seq = 1")
    await story.database.write(lambda connection: connection.execute(broken))
    await story.database.write(lambda one: drop_entries(one, EntryKind.TICKET, range(1, 6)))
    keeper = SearchKeeper(story.database, story.clock, CollectorRegistry())
    failures = 0
    while await keeper.next_due() is not None:
        try:
            await keeper.run_due()
        except ValueError:
            failures += 1
        assert failures <= 1
    assert await SearchDesk(story.database).missing() == 1
    assert await found(story, "printer") == [5, 4, 2, 1]
