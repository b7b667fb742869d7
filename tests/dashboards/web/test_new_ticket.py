"""A ticket that a person opens on a page."""

from __future__ import annotations

from tests.dashboards.web.site import Client, Site
from ticketing.events import Channel, EventKind
from watchkeeper.core.levels import Level

ENGLISH = {"Accept-Language": "en"}
CALL = {
    "summary": "the shop is slow",
    "level": "II",
    "customer": "acme",
    "target": "web-1",
    "reporter": "Ms Li",
    "channel": "phone",
    "type": "incident",
}


async def _key(client: Client) -> str:
    await client.get("/tickets/new", **ENGLISH)
    return client.text.partition('name="key" value="')[2].partition('"')[0]


async def test_a_call_becomes_a_ticket_from_one_page(site: Site, client: Client) -> None:
    """One page, one button; who told it and by which way stand in the log."""
    await client.sign_in("engineer-a")
    key = await _key(client)
    await client.submit("/tickets/new", key=key, **CALL)
    assert client.path == "/tickets/1"
    (opened,) = await site.story.events(1, EventKind.OPENED)
    assert (opened.channel, opened.prose["reporter"]) == (Channel.PHONE, "Ms Li")
    assert (await site.story.view(1)).row.level is Level.II


async def test_sending_the_form_twice_opens_one_ticket(site: Site, client: Client) -> None:
    await client.sign_in("engineer-a")
    key = await _key(client)
    for _ in range(2):
        await client.get("/tickets/new")
        await client.submit("/tickets/new", key=key, **CALL)
        assert client.path == "/tickets/1"
    assert len(await site.story.all_tickets()) == 1


async def test_what_is_refused_is_shown_with_what_was_typed(site: Site, client: Client) -> None:
    """A missing line, a way that does not exist: said on the form, and nothing is lost."""
    await client.sign_in("engineer-a")
    key = await _key(client)
    for wrong in ({"summary": " "}, {"channel": "pigeon"}, {"level": "V"}):
        await client.get("/tickets/new", **ENGLISH)
        await client.submit("/tickets/new", key=key, **{**CALL, **wrong})
        assert client.status == 400
        assert 'value="Ms Li"' in client.text
    assert await site.story.all_tickets() == ()
