"""The page of days off: a notice is pasted, shown beside the year, and confirmed by plain forms."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.dashboards.web.site import Client, Site
from tests.ticketing.workdays.notice_2027 import NOTICE_2027
from ticketing.workdays.years import Standing
from watchkeeper.core.instants import instant_from_rfc3339


def hidden(client: Client) -> dict[str, str]:
    """Return what the form that confirms sends."""
    form = re.search(r'action="/calendar/confirm">(.*?)</form>', client.text, re.DOTALL)
    assert form, client.words
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1])
    return {name: unescape(value) for name, value in fields if name != "csrf"}


async def test_a_notice_is_pasted_seen_and_confirmed(site: Site, client: Client) -> None:
    """Each changed day is listed and framed; only the second form puts it in force."""
    await client.sign_in("admin-x")
    await client.get("/calendar")
    assert "2027 · provisional" in client.words
    await client.submit("/calendar/read", text=NOTICE_2027, kind="notice", name="", year="")
    assert client.status == 200, client.words
    assert "国办发明电" in client.text
    assert 'class="day day-off day-changed" title="春节">5<' in client.text
    assert site.pages.calendars.region.year(2027).standing is Standing.PROVISIONAL
    await client.submit("/calendar/confirm", **hidden(client))
    assert (client.status, client.path) == (200, "/calendar?year=2027"), client.words
    assert "2027 · confirmed" in client.words
    assert 'class="day day-made-up" title="春节">31<' in client.text
    assert site.pages.calendars.region.year(2027).standing is Standing.CONFIRMED


async def test_what_is_not_understood_is_told_by_line(site: Site, client: Client) -> None:
    """The text stands in its form again, and there is nothing to confirm."""
    await client.sign_in("admin-x")
    await client.get("/calendar")
    wrong = NOTICE_2027.replace("放假，共3天。\n二", "放假，共4天。\n二")
    await client.submit("/calendar/read", text=wrong, kind="notice")
    assert "line 4" in client.words
    assert "4 days are announced, but these are 3" in client.words
    assert "/calendar/confirm" not in client.text
    assert "关于2027年部分节假日安排的通知" in unescape(client.text)


async def test_markup_in_a_list_stays_text(site: Site, client: Client) -> None:
    """Names of days and of the source are shown as they are, never as markup."""
    await client.sign_in("admin-x")
    await client.get("/calendar")
    rows = "date,what,name\n2027-03-01,closed,<b>x</b>\n"
    await client.submit("/calendar/read", text=rows, kind="csv", name="<i>works</i> council")
    assert client.status == 200, client.words
    assert "<b>x</b>" not in client.text
    assert "<i>works</i>" not in client.text
    assert "<b>x</b>" in unescape(client.text)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "poem"}, "a text is a notice, csv or ics"),
        ({"year": "next"}, "'next' is no year"),
        ({"year": "1999"}, "1999 is not among the years of calendars"),
        ({"kind": "csv"}, "name the source of the list"),
        ({"mark": "0" * 16}, "look at it again"),
    ],
    ids=["an unknown kind", "no year", "a year without calendars", "no source", "another mark"],
)
async def test_what_is_refused_is_said(
    site: Site, client: Client, fields: dict[str, str], said: str
) -> None:
    """A wrong wish is answered on the page with what was typed."""
    await client.sign_in("admin-x")
    await client.get("/calendar")
    path = "/calendar/confirm" if "mark" in fields else "/calendar/read"
    await client.submit(path, **{"text": NOTICE_2027, "kind": "notice", **fields})
    assert said in client.words
    assert site.pages.calendars.confirmed == ()


async def test_engineers_look_and_administrators_confirm(site: Site, client: Client) -> None:
    """The year in the reader's language for everybody; the forms for administrators alone."""
    await client.sign_in("engineer-a")
    await client.get("/calendar?year=2026")
    assert "2026 · 已确认" in client.words
    assert "国办发明电" in client.words
    assert "/calendar/read" not in client.text
    await client.submit("/calendar/read", text=NOTICE_2027, kind="notice")
    assert client.status == 403


@pytest.mark.parametrize("year", ["2014", "99999", "\uff12\uff10\uff12\uff16", "x", ""])
async def test_an_odd_year_shows_the_one_to_confirm(site: Site, client: Client, year: str) -> None:
    """A year without calendars, or none, is the first that nobody has confirmed."""
    await client.sign_in("admin-x")
    await client.get(f"/calendar?year={year}")
    assert client.status == 200
    assert "2027 · provisional" in client.words


async def test_every_page_reminds_from_the_first_of_december(site: Site, client: Client) -> None:
    """Not before, and until the notice is confirmed."""
    await client.sign_in("admin-x")
    sentence = "Nobody has confirmed the days off of 2027"
    await client.get("/hosts")
    assert sentence not in client.words
    await site.clock.advance(instant_from_rfc3339("2026-11-30T16:00:00Z"))
    await client.sign_in("admin-x")
    await client.get("/hosts")
    assert sentence in client.words
    await client.get("/calendar")
    await client.submit("/calendar/read", text=NOTICE_2027, kind="notice", name="", year="")
    await client.submit("/calendar/confirm", **hidden(client))
    await client.get("/hosts")
    assert sentence not in client.words
