"""The page of messages that have not arrived."""

from __future__ import annotations

from sqlalchemy import Connection, update

from tests.dashboards.web.site import Client, Site
from ticketing.outbox_rows import outbox
from watchkeeper.core.levels import Level


async def test_what_was_not_delivered_is_told_and_sent_again(site: Site, client: Client) -> None:
    """The first page counts them; the page shows the service's answer, and a button sends again."""
    await _failing(site)
    await client.sign_in("admin-x")
    await client.get("/")
    assert "2 messages not delivered" in client.words
    await client.get("/messages")
    assert "550 5.1.1 no such user" in client.words
    for message in await site.story.messages():
        await client.submit(f"/messages/{message['id']}/send-anew")
        assert (client.status, client.path) == (200, "/messages")
    assert "Every message has arrived" in client.words
    assert {row["state"] for row in await site.story.messages()} == {"queued"}


async def test_all_are_discarded_at_once(site: Site, client: Client) -> None:
    await _failing(site)
    await client.sign_in("admin-x")
    await client.get("/messages")
    await client.submit("/messages/discard")
    assert {row["state"] for row in await site.story.messages()} == {"dropped"}


async def test_a_reader_presses_nothing_and_a_stranger_sees_nothing(
    site: Site, client: Client
) -> None:
    await _failing(site)
    await client.sign_in("reader-r")
    await client.get("/messages")
    assert "550" in client.words
    assert "send-anew" not in client.text
    await client.submit("/messages/send-anew")
    assert client.status == 403
    await client.sign_in("stranger-s")
    await client.get("/messages")
    assert "550" not in client.words


async def _failing(site: Site) -> None:
    """Open a ticket whose messages, by chat and by mail, are refused."""
    await site.story.fire(on="web-1", level=Level.III)

    def unit(connection: Connection) -> None:
        said = "the mail server refused (550 5.1.1 no such user)"
        connection.execute(update(outbox).values(state="failed", attempts=1, error=said))

    await site.story.database.write(unit)
