"""What a ticket pinned of a calendar stays, whatever is learned of the days later."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.ticketing.story import Story
from ticketing.calendars import office_hours
from ticketing.directory import CustomerTerms
from ticketing.shelf import PolicyText
from ticketing.tables import ticket_terms
from ticketing.workdays.book import HoursBook, edition_of, plain_book, shipped_book
from ticketing.workdays.region_file import shipped_region
from ticketing.workdays.tables import calendar_edition
from ticketing.workdays.zone_data import zone_data_version
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import instant_from_rfc3339, rfc3339
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database

SHOP = PolicyText(
    "shop",
    """
policy: shop
goals:
- {metric: resolve, anchor: reported, stop: restored, calendar: 5x8, target: {'*': 2h}}
reach:
  I: {by: [page]}
  II: {by: [page]}
  III: {by: [mail]}
  IV: {by: [mail]}
escalate:
- {of: [resolve], at: [100%], to: [owner]}
""",
    "shop.yml",
)
BEFORE_SPRING = instant_from_rfc3339("2026-02-13T09:00:00Z")  # Friday 17:00 in Shanghai
SATURDAY = "2026-02-14T02:30:00.000Z"  # made up for a day of the Spring Festival
MONDAY = "2026-02-16T02:30:00.000Z"


async def shop_on(database: Database, book: HoursBook, zone: str = "Asia/Shanghai") -> Story:
    story = Story(database, policies=(SHOP,), start=BEFORE_SPRING, book=book)
    story.inventory.policy, story.inventory.tables, story.inventory.zone = "shop", (), zone
    return story


async def due_of(story: Story, number: int = 1) -> str:
    goal = (await story.view(number)).goal("resolve")
    assert goal is not None
    assert goal.due_at is not None
    return rfc3339(goal.due_at)


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Shanghai", SATURDAY),
        ("PRC", SATURDAY),
        ("Asia/Singapore", MONDAY),
        ("Asia/Hong_Kong", MONDAY),
    ],
)
async def test_office_hours_follow_china_in_china_alone(
    database: Database, zone: str, due: str
) -> None:
    """Half an hour on Friday, the rest on the make-up Saturday; elsewhere on Monday."""
    story = await shop_on(database, shipped_book(), zone)
    await story.call_in(Level.III)
    assert await due_of(story) == due


async def test_open_tickets_keep_the_days_they_were_opened_by(database: Database) -> None:
    """New days are for new tickets: they run by another version of the same policy."""
    story = await shop_on(database, plain_book())
    await story.call_in(Level.III)
    story.shelf.book = shipped_book()
    await story.call_in(Level.III)
    assert [await due_of(story, number) for number in (1, 2)] == [MONDAY, SATURDAY]
    assert [(await story.view(number)).policy for number in (1, 2)] == ["shop v1", "shop v2"]
    await story.acknowledge(1)
    await story.pass_time(hours=1)
    assert [await due_of(story, number) for number in (1, 2)] == [MONDAY, SATURDAY]


async def test_pinned_days_outlive_the_program_that_knew_them(database: Database) -> None:
    """A later version ships other days: what was pinned is read from the database."""
    worked = edition_of(office_hours("UTC"), shipped_region())
    story = await shop_on(database, HoursBook((worked,)))
    await story.call_in(Level.III)
    later = await shop_on(database, HoursBook((edition_of(office_hours("UTC")),)))
    with pytest.raises(NotFound):
        later.shelf.book.edition(worked.digest)
    assert await due_of(later) == SATURDAY
    await later.acknowledge(1)
    assert await due_of(later) == SATURDAY


async def test_an_edition_is_stored_once_with_the_rules_of_zones(database: Database) -> None:
    """Two versions of terms name one row; each says by which rules of zones it was made."""
    story = await shop_on(database, shipped_book())
    await story.call_in(Level.III)
    story.inventory.zone = "Asia/Urumqi"
    await story.call_in(Level.III)
    digests = await database.read(
        lambda c: c.execute(select(calendar_edition.c.digest)).scalars().all()
    )
    zones = await database.read(
        lambda c: c.execute(select(ticket_terms.c.zone_data)).scalars().all()
    )
    assert digests == [shipped_book().current("5x8")]
    assert zones == [zone_data_version()] * 2
    assert zone_data_version()[:4].isdigit()


def test_later_days_of_china_change_nothing_elsewhere() -> None:
    """A confirmed year is another edition in China's zones, and no news in others."""
    shipped = shipped_book()
    spec = office_hours("UTC")
    confirmed = edition_of(spec, None)
    after = shipped.with_edition(
        type(confirmed)(confirmed.name, confirmed.weekly, {date(2027, 5, 3): ()})
    )
    assert after.current("5x8", "Asia/Shanghai") != shipped.current("5x8", "Asia/Shanghai")
    assert after.current("5x8", "Europe/Berlin") == plain_book().current("5x8")
    assert CustomerTerms("acme", "shop").zone == "Asia/Shanghai"
