"""The digest goes out on work days: make-up Saturdays are among them, public holidays are not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.ticketing.story import Story
from ticketing.directory import CustomerTerms
from ticketing.outbox_rows import outbox
from ticketing.policy_file import preset_text
from ticketing.shelf import PolicyText, Shelf, shipped_policies
from ticketing.workdays.book import plain_book
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.core.levels import Level
from watchkeeper.storage.database import Database

DAYS = [
    pytest.param(
        "2026-09-30T02:00:00Z", "2026-10-08T00:30:00Z", id="over the seven days of October"
    ),
    pytest.param("2026-10-09T02:00:00Z", "2026-10-10T00:30:00Z", id="to a Saturday that is worked"),
    pytest.param("2026-11-20T02:00:00Z", "2026-11-23T00:30:00Z", id="over a plain weekend"),
    pytest.param("2026-11-23T00:29:00Z", "2026-11-23T00:30:00Z", id="of the same morning"),
]


@pytest.mark.parametrize(("opened", "goes_out"), DAYS)
async def test_the_digest_waits_for_a_work_day(
    database: Database, opened: str, goes_out: str
) -> None:
    """A ticket of level IV is told at 08:30 of the next day on which China works."""
    story = Story(database, start=instant_from_rfc3339(opened))
    await story.fire("CertificateExpires", on="web-1", level=Level.IV)
    rows = await database.read(lambda c: c.execute(select(outbox.c.not_before)).scalars().all())
    assert set(rows) == {instant_from_rfc3339(goes_out)}


OWN_HOURS = (
    preset_text("team").replace("policy: team", "policy: shop")
    + """
calendars: {5x8: {mon-sun: "09:00-17:30"}}
"""
)


def test_a_policy_s_own_office_hours_win() -> None:
    """The preset asks the book that is in force then; a policy with hours of its own asks nobody."""
    shelf = Shelf((*shipped_policies(), PolicyText("shop", OWN_HOURS, "shop.yml")))
    preset = shelf.policy_of(CustomerTerms("acme", "contract-cn"))
    own = shelf.policy_of(CustomerTerms("acme", "shop", tables=()))
    national_day = date(2026, 10, 1)
    assert not shelf.is_workday(preset, "Asia/Shanghai")(national_day)
    assert shelf.is_workday(own, "Asia/Shanghai")(national_day)
    assert shelf.is_workday(preset, "Asia/Singapore")(national_day)
    shelf.book = plain_book()
    assert shelf.is_workday(preset, "Asia/Shanghai")(national_day)
