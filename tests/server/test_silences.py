"""A whole server with silences: amtool makes and ends them, and no ticket opens meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

from tests.amtool import amtool
from tests.eventually import eventually
from tests.server.test_events import post, serving, tickets, token
from watchkeeper.access.model import Scope
from watchkeeper.server.serve import Server

ALERT = {"labels": {"alertname": "DiskFull", "instance": "web-1", "severity": "critical"}}


async def test_amtool_keeps_an_alert_from_a_ticket_until_it_ends_the_silence(
    tmp_path: Path,
) -> None:
    """Add, query, see the alert suppressed; expire, and the ticket is there; another alert opens."""
    async with serving(tmp_path) as (server, house):
        secret = await token(server, "amtool", Scope.TICKETS_READ, Scope.TICKETS_WRITE)
        sender = await token(server, "prometheus", Scope.ALERTS_WRITE)
        url = f"--alertmanager.url=http://any:{secret}@127.0.0.1:{house.port}"
        made = await amtool(
            "silence", "add", url, "-d", "2h", "-a", "li", "-c", "disk swap", "alertname=DiskFull"
        )
        id = made.strip()
        other = {"labels": {**ALERT["labels"], "alertname": "Other"}}
        assert (await post(house, "/api/v2/alerts", [ALERT, other], sender))[0] == 200
        assert [one.row.title for one in await tickets(server)] == ["Other: web-1"]

        assert id in await amtool("silence", "query", url, "-q")
        hidden = json.loads(await amtool("alert", "query", url, "-o", "json", "--silenced"))
        assert [one["status"]["silencedBy"] for one in hidden] == [[id]]
        seen = json.loads(await amtool("alert", "query", url, "-o", "json"))
        assert [one["labels"]["alertname"] for one in seen] == ["Other"]
        (finding,) = await server.parts.tickets.findings()
        assert finding.quiet_until is not None

        await amtool("silence", "expire", url, id)
        await eventually(lambda: _has_two(server))
        assert await server.parts.tickets.findings() == ()


async def _has_two(server: Server) -> bool:
    return len(await tickets(server)) == 2


async def test_only_who_may_write_tickets_silences(tmp_path: Path) -> None:
    """A token that posts alerts cannot keep others' alerts quiet, nor can one that reads."""
    async with serving(tmp_path) as (server, house):
        for scope in (Scope.ALERTS_WRITE, Scope.TICKETS_READ):
            secret = await token(server, "x", scope)
            assert (await post(house, "/api/v2/silences", {}, secret))[0] == 403
        writer = await token(server, "w", Scope.TICKETS_WRITE)
        assert (await post(house, "/api/v2/silences", {}, writer))[0] == 400
