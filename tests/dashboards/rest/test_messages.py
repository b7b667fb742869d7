"""REST of messages that have not arrived."""

from __future__ import annotations

from sqlalchemy import Connection, update

from tests.dashboards.rest.caller import Caller
from tests.dashboards.web.site import Site
from ticketing.outbox_rows import outbox
from watchkeeper.core.levels import Level


async def test_undelivered_messages_are_listed_sent_and_discarded(site: Site, call: Caller) -> None:
    """Two faults, each told by chat and by mail: one is discarded by its number, the others sent again."""
    await site.story.fire(on="web-1", level=Level.III)
    await site.story.fire(on="db-1", level=Level.III)
    await _refuse_all(site)
    status, found = await call("GET", "/messages/undelivered")
    assert (status, [one["said"] for one in found]) == (200, ["550 gone"] * 4)
    last, *others = (one["id"] for one in found)
    assert await call("POST", f"/messages/{last}/discard") == (200, {"discarded": [last]})
    assert (await call("POST", f"/messages/{last}/discard"))[0] == 404
    assert await call("POST", "/messages/send-anew") == (200, {"queued": others, "overtaken": []})
    assert await call("GET", "/messages/undelivered") == (200, [])
    assert await call("GET", "/channels") == (200, [])
    assert (await call("POST", "/messages/999999999999/send-anew"))[0] == 404


async def _refuse_all(site: Site) -> None:
    def unit(connection: Connection) -> None:
        connection.execute(update(outbox).values(state="failed", attempts=1, error="550 gone"))

    await site.story.database.write(unit)
