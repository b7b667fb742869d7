"""A rule fires, the host is asked on its next push, and its answer stands on the ticket."""

from __future__ import annotations

import asyncio
import io
import re
from html import unescape
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.acceptance.harness import (
    TIMEOUT,
    PushingAgent,
    Watch,
    build_house,
    enrolled,
    free_port,
    labelled,
    watching,
)
from tests.collector.probes.ssh_daemon import ssh_daemon
from tests.eventually import eventually
from watchkeeper.access.audit import AuditRow, latest_audit_rows
from watchkeeper.core.instants import MINUTE, SECOND, Duration, instant_from_rfc3339
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH, encode
from watchkeeper.wire.connections import Connection, ConnectionReport
from watchkeeper.wire.requests import (
    ANSWERS_HEADER,
    RESULTS_PATH,
    Request,
    Result,
    bytes_from_results,
    requests_from_bytes,
)

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
TARGETS = """\
customer: acme
targets:
- {name: sw-1}
- {name: web-1, parent: sw-1}
"""
RULES = """\
groups:
- name: own
  interval: 15s
  rules:
  - alert: Busy
    expr: node_load1 > 5
    level: III
    annotations: {summary: "busy", attach: connections}
  - alert: Plain
    expr: node_load1 > 5
    level: III
    annotations: {summary: "plain"}
"""
OF_THE_DEVICE = RULES.replace(
    "node_load1 > 5", 'label_replace(node_load1 > 5, "instance", "sw-1", "", "")'
)
REPORT = ConnectionReport(
    seconds=15.0,
    connections=(
        Connection(
            process="<script>backup",
            pid=812,
            unit="backup.service",
            user="backup",
            local="10.0.0.11:50222",
            remote="198.51.100.0/24:443",
            sent=12_500_000.0,
            received=125.0,
        ),
    ),
    others=3,
    others_sent=125.0,
    others_received=0.0,
)


async def pushed(watch: Watch, agent: PushingAgent, load: float) -> tuple[Request, ...]:
    """Push one tick as an agent that reads requests; return what it is asked."""
    now = watch.clock.now()
    body = encode(agent.push_of([agent.tick(now, load)], now))
    headers = {
        "Content-Type": CONTENT_TYPE,
        "Authorization": f"Bearer {agent.token}",
        ANSWERS_HEADER: "1",
    }
    async with watch.session.post(
        agent.url + PUSH_PATH, data=io.BytesIO(body), headers=headers, timeout=TIMEOUT
    ) as answer:
        assert answer.status in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}
        agent.is_layout_sent = True
        content = await answer.read()
    return requests_from_bytes(content) if content else ()


async def answered(watch: Watch, agent: PushingAgent, *results: Result) -> int:
    async with watch.session.post(
        agent.url + RESULTS_PATH,
        data=io.BytesIO(bytes_from_results(agent.id, results)),
        headers={"Authorization": f"Bearer {agent.token}"},
        timeout=TIMEOUT,
    ) as answer:
        return answer.status


async def asked_after_the_rule_fired(watch: Watch) -> tuple[PushingAgent, tuple[Request, ...]]:
    """Let a host become busy until its ticket is open, and push once more."""
    series = (labelled("node_load1"),)
    agent = await enrolled(watch.house, watch.session, "web-1", series, Duration(15 * SECOND))
    for _ in range(4):
        assert await pushed(watch, agent, 9.0) == ()
        await watch.pass_time(15 * SECOND)
        if await watch.tickets():
            break
    return agent, await pushed(watch, agent, 9.0)


async def page(watch: Watch, path: str) -> str:
    async with watch.session.get(watch.house.url + path, timeout=TIMEOUT) as answer:
        assert answer.status == HTTPStatus.OK, path
        return await answer.text()


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


async def audit_of(watch: Watch) -> list[AuditRow]:
    rows = await watch.server.parts.database.read(latest_audit_rows)
    return [row for row in rows if row.action in {"agent_asked", "agent_refused"}]


@pytest.mark.parametrize("rules", [RULES, OF_THE_DEVICE], ids=["host", "the device before it"])
async def test_the_ticket_shows_who_talked(tmp_path: Path, rules: str) -> None:
    """One ticket asks, the other does not; what a hostile host names is shown as text."""
    house = build_house(tmp_path, targets=TARGETS, rules=rules)
    async with watching(house, AT) as watch:
        agent, asked = await asked_after_the_rule_fired(watch)
        (request,) = asked
        assert request.name == "connections"
        assert await answered(watch, agent, Result(request.id, "done", report=REPORT)) == 204
        await watch.sign_in()
        texts = [await page(watch, f"/tickets/{row.number}") for row in await watch.tickets()]
        (shown,) = [text for text in texts if "backup.service" in text]
        assert "<script>backup" not in shown
        for part in ("<script>backup", "198.51.100.0/24:443", "100 Mbit/s", "1 kbit/s"):
            assert part in words(shown)
        (row,) = await audit_of(watch)
        assert (row.actor, row.action, row.subject) == ("rule", "agent_asked", "web-1")
        traffic = await page(watch, "/hosts/web-1/traffic")
        assert "198.51.100.0/24:443" in words(traffic)


async def test_a_host_that_refuses_is_shown_and_written_down(tmp_path: Path) -> None:
    """The ticket says what to write on the host; the trail that it was refused."""
    house = build_house(tmp_path, targets=TARGETS, rules=RULES)
    async with watching(house, AT) as watch:
        agent, (request,) = await asked_after_the_rule_fired(watch)
        assert await answered(watch, agent, Result(request.id, "not_allowed")) == 204
        await watch.sign_in()
        texts = [await page(watch, f"/tickets/{row.number}") for row in await watch.tickets()]
        assert sum("allow = connections" in text for text in texts) == 1
        (row,) = await audit_of(watch)
        assert (row.action, row.facts["result"]) == ("agent_refused", "not_allowed")


async def test_an_agent_that_says_nothing_is_told_as_silent(tmp_path: Path) -> None:
    """After five minutes the ticket says so, and a late answer is not taken."""
    house = build_house(tmp_path, targets=TARGETS, rules=RULES)
    async with watching(house, AT) as watch:
        agent, (request,) = await asked_after_the_rule_fired(watch)
        await watch.pass_time(6 * MINUTE)
        assert await answered(watch, agent, Result(request.id, "done", report=REPORT)) == 204
        (row,) = await audit_of(watch)
        assert row.facts["result"] == "silent"
        await watch.sign_in()
        texts = [await page(watch, f"/tickets/{row.number}") for row in await watch.tickets()]
        assert not any("backup.service" in text for text in texts)


@pytest.mark.parametrize("is_silent", [False, True], ids=["answers", "says nothing"])
async def test_an_agent_behind_a_satellite_speaks_for_itself(
    tmp_path: Path, is_silent: bool
) -> None:
    """What it pushes by its own way is answered by requests as ever; the satellite passes nothing
    on, and where the agent stays silent the ticket says so and what to do.
    """
    behind = TARGETS.replace("{name: web-1, ", "{name: sat-1}\n- {name: web-1, satellite: sat-1, ")
    house = build_house(tmp_path, targets=behind, rules=RULES)
    async with watching(house, AT) as watch:
        agent, (request,) = await asked_after_the_rule_fired(watch)
        if is_silent:
            await watch.pass_time(6 * MINUTE)
        else:
            assert await answered(watch, agent, Result(request.id, "done", report=REPORT)) == 204
        await watch.sign_in()
        texts = [await page(watch, f"/tickets/{row.number}") for row in await watch.tickets()]
        wanted = "卫星不为其转发" if is_silent else "backup.service"
        assert sum(wanted in words(text) for text in texts) == 1


async def test_a_host_without_an_agent_is_asked_over_ssh(tmp_path: Path) -> None:
    """The same page, the same question, the same answer; nothing is installed on the host."""
    (tmp_path / "host").mkdir()
    with ssh_daemon(tmp_path / "host", free_port()) as daemon:
        probe = (
            f"{{ssh: {{port: {daemon.port}, credentials: watch, interval: 1h, timeout: 30s, "
            f"host_key: '{daemon.fingerprint}', allow: [connections]}}}}"
        )
        house = build_house(
            tmp_path / "house",
            targets="customer: acme\ntargets:\n"
            f"- {{name: db-1, address: 127.0.0.1, probes: [{probe}]}}\n- {{name: sw-1}}\n",
        )
        house.write(
            "secrets.yml",
            f"credentials:\n  watch: {{user: {daemon.user}, key_file: {daemon.client_key}}}\n",
        )
        (house.folder / "secrets.yml").chmod(0o600)
        async with watching(house, AT) as watch:
            await watch.sign_in()
            assert 'id="connections"' not in await page(watch, "/hosts/sw-1/traffic")
            assert await ask_on_the_page(watch, "db-1") == HTTPStatus.SEE_OTHER
            assert "回答将在半分钟内到达" in await page(watch, "/hosts/db-1/traffic")
            requests, works = watch.server.parts.agent_requests, dict(watch.server.work())
            asking = works.pop("requests over SSH")
            for other in works.values():
                other.close()
            async with asyncio.TaskGroup() as group:
                task = group.create_task(asking)
                await eventually(lambda: requests.latest("db-1"), within_seconds=90)
                (row,) = await eventually(lambda: audit_of(watch))
                task.cancel()
            text = words(await page(watch, "/hosts/db-1/traffic"))
            assert re.search(r"\d+ 秒内", text), text
            assert (row.actor, row.action, row.subject) == ("engineer-a", "agent_asked", "db-1")


async def ask_on_the_page(watch: Watch, name: str) -> int:
    url = f"/hosts/{name}/traffic"
    csrf = re.search(r'name="csrf" value="([^"]*)"', await page(watch, url))
    assert csrf is not None
    async with watch.session.post(
        watch.house.url + url,
        data={"csrf": csrf[1]},
        headers={"Origin": watch.house.url},
        timeout=TIMEOUT,
        allow_redirects=False,
    ) as answer:
        return answer.status


async def test_a_person_asks_on_the_page(tmp_path: Path) -> None:
    """Whoever may change targets asks a host once; the trail says who."""
    house = build_house(tmp_path, targets=TARGETS)
    async with watching(house, AT) as watch:
        series = (labelled("node_load1"),)
        agent = await enrolled(watch.house, watch.session, "web-1", series, Duration(15 * SECOND))
        assert await pushed(watch, agent, 0.1) == ()
        await watch.sign_in()
        statuses = [await ask_on_the_page(watch, "web-1"), await ask_on_the_page(watch, "web-1")]
        assert statuses == [HTTPStatus.SEE_OTHER, HTTPStatus.CONFLICT]
        await watch.pass_time(15 * SECOND)
        (request,) = await pushed(watch, agent, 0.1)
        await answered(watch, agent, Result(request.id, "done", report=REPORT))
        (row,) = await audit_of(watch)
        assert (row.actor, row.facts["ticket"]) == ("engineer-a", None)
        assert "backup.service" in await page(watch, "/hosts/web-1/traffic")
