"""Tickets that are not over are timed anew when somebody confirms days of their calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from tests.ticketing.story import ENGINEER, Story
from tests.ticketing.test_pinned_calendars import MONDAY, SATURDAY, due_of, shop_on
from ticketing import commands as c
from ticketing.calendars import office_hours
from ticketing.events import EventKind
from ticketing.verdicts import verdicts_of
from ticketing.workdays.book import HoursBook, edition_of, shipped_book
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database


def without_saturday(book: HoursBook) -> HoursBook:
    """The book after somebody said that the make-up Saturday is none."""
    plain = edition_of(office_hours("UTC"), None)
    return book.with_edition(type(plain)(plain.name, plain.weekly, {date(2026, 2, 14): ()}))


@pytest.fixture
async def shop(database: Database) -> Story:
    story = await shop_on(database, shipped_book())
    story.service.take_on_book(shipped_book())
    await story.call_in(Level.III)
    await story.call_in(Level.III)
    return story


async def test_open_tickets_are_timed_anew_and_say_what_moved(shop: Story) -> None:
    """The event holds both due times; the timer rings at the new one; a restart adds nothing."""
    assert await due_of(shop) == SATURDAY
    shop.service.take_on_book(without_saturday(shipped_book()))
    await shop.pass_time(minutes=1)
    assert await due_of(shop) == await due_of(shop, 2) == MONDAY
    (event,) = await shop.events(1, EventKind.TERMS_CHANGED)
    before, after = (instant_from_rfc3339(text) for text in (SATURDAY, MONDAY))
    assert event.data["moved"] == [{"goal": "resolve@level", "from": before, "to": after}]
    await shop.pass_time(hours=24)
    assert await shop.events(1, EventKind.BREACHED) == ()
    await shop.service.retime()
    assert len(await shop.events(1, EventKind.TERMS_CHANGED)) == 1


async def test_p20_a_closed_ticket_keeps_its_verdicts(shop: Story) -> None:
    """What is over is not timed anew."""
    await shop.do(c.Acknowledge(number=1, actor=ENGINEER))
    await shop.resolve(1)
    await shop.do(c.Close(number=1, actor=ENGINEER))
    judged = (await shop.view(1)).goals
    shop.service.take_on_book(without_saturday(shipped_book()))
    await shop.pass_time(minutes=1)
    assert await shop.events(1, EventKind.TERMS_CHANGED) == ()
    assert (await shop.view(1)).goals == judged
    assert await due_of(shop, 2) == MONDAY


@settings(max_examples=50)
@given(closed=st.integers(1, 40), changed=st.integers(1, 40), later=st.integers(41, 400))
def test_p20_no_later_event_of_a_calendar_moves_a_closed_verdict(
    closed: int, changed: int, later: int
) -> None:
    """Whenever it changes, what the closing event says of a goal is what is shown."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 0.2)
    if changed < closed:
        log.add(EventKind.TERMS_CHANGED, changed, terms="x", cause="calendar")
    log.add(EventKind.RESOLVED, closed)
    verdicts = verdicts_of(log.ticket(closed))
    log.add(EventKind.CLOSED, closed, verdicts=verdicts)
    log.add(EventKind.TERMS_CHANGED, max(closed, changed), terms="x", cause="calendar")
    assert verdicts_of(log.ticket(later, contract())) == verdicts
    assert at(later) > at(closed)
