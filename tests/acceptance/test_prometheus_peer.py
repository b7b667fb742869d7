"""Beside a real Prometheus: its alerts become tickets, and it reads our pages."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.acceptance.harness import REST, House, build_house, free_port, serving
from tests.agent.processes import running as running_agent
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import running

OURS = re.compile(r"^((?:watchkeeper|backup)_\S+ .*)$", re.M)

RULES = """\
groups:
- name: shop
  interval: 1s
  rules:
  - alert: QueueLong
    expr: shop_queue_length > 10
    labels: {severity: critical}
    annotations: {summary: "the queue of {{ $labels.instance }} is long"}
"""


class Exporter:
    """A tiny exporter whose one value the test sets."""

    def __init__(self) -> None:
        self.length = 0
        self.port = free_port()

    async def page(self, _request: web.Request) -> web.Response:
        return web.Response(
            text=f"# TYPE shop_queue_length gauge\nshop_queue_length {self.length}\n"
        )

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        application = web.Application()
        application.add_routes([web.get("/metrics", self.page)])
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        try:
            yield
        finally:
            await runner.cleanup()


def write_prometheus(
    folder: Path, house: House, token: str, *, exporter: int, agent: int
) -> list[str]:
    """Write its configuration, as docs/en/alertmanager.md says, and return the command."""
    folder.mkdir()
    (folder / "token").write_text(token)
    (folder / "rules.yml").write_text(RULES)
    (folder / "prometheus.yml").write_text(
        f"""\
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: [rules.yml]
alerting:
  alertmanagers:
  - scheme: http
    authorization: {{credentials_file: {folder}/token}}
    static_configs: [{{targets: ["127.0.0.1:{house.port}"]}}]
scrape_configs:
- job_name: shop
  static_configs: [{{targets: ["127.0.0.1:{exporter}"], labels: {{instance: web-1}}}}]
- job_name: watchkeeper
  authorization: {{credentials_file: {folder}/token}}
  static_configs: [{{targets: ["127.0.0.1:{house.port}"]}}]
- job_name: agent
  static_configs: [{{targets: ["127.0.0.1:{agent}"]}}]
"""
    )
    return [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{free_port()}",
        "--rules.alert.resend-delay=1s",
    ]


async def post_token(house: House) -> str:
    wish = {"name": "prometheus", "scopes": "alerts:write,metrics:read"}
    made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
    return str(made["secret"])


async def get(url: str, token: str = "") -> str:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return await answer.text() if answer.status == 200 else ""


async def tickets(house: House) -> list[dict[str, Any]]:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/tickets", state="any")
    rows: list[dict[str, Any]] = found["tickets"]
    return rows


def check(page: str) -> None:
    """promtool finds no error in a page, and no lint on names that are ours."""
    done = subprocess.run(
        [program("promtool"), "check", "metrics"],
        input=page,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 3}, done.stderr  # 3: lint, of names that are not ours
    assert OURS.findall(done.stderr) == []


@pytest.mark.timeout(180)
async def test_a_real_prometheus_opens_and_ends_a_ticket_and_scrapes_us(tmp_path: Path) -> None:
    """Its alert opens a ticket, its resolve recovers it; both /metrics are up; no lint of ours."""
    house = build_house(tmp_path / "server", divisor=60, packs="['*']")
    exporter, agent_port = Exporter(), free_port()
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "a.dump").write_bytes(b"x")
    agent = tmp_path / "agent.conf"
    agent.write_text(
        f"[agent]\nlisten = 127.0.0.1:{agent_port}\ninterval = 1s\n"
        f'[backup "nightly"]\npath = {tmp_path}/backups\n'
    )
    with serving(house) as server, running_agent(agent):
        await server.ready()
        token = await post_token(house)
        command = write_prometheus(
            tmp_path / "prometheus", house, token, exporter=exporter.port, agent=agent_port
        )
        address = command[3].removeprefix("--web.listen-address=")
        async with exporter.serving(), running(*command):
            await eventually(lambda: _all_up(address), within_seconds=60, what="three targets up")
            exporter.length = 50
            (opened,) = await eventually(lambda: tickets(house), within_seconds=60, what="a ticket")
            assert (opened["level"], opened["target"]) == ("II", "web-1")
            assert opened["title"] == "the queue of web-1 is long"
            exporter.length = 0
            await eventually(lambda: _recovered(house), within_seconds=60, what="recovery")
            assert len(await tickets(house)) == 1
            assert await _all_up(address)
        check(await get(f"{house.url}/metrics", token))
        check(await get(f"http://127.0.0.1:{agent_port}/metrics"))


async def _recovered(house: House) -> bool:
    (ticket,) = await tickets(house)
    return str(ticket["presence"]) == "recovered"


async def _all_up(address: str) -> bool:
    """Ask Prometheus itself what it thinks of its targets."""
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{address}/api/v1/targets") as answer,
        ):
            found = await answer.json()
    except (aiohttp.ClientError, OSError):
        return False
    targets = found["data"]["activeTargets"]
    return len(targets) == 3 and all(
        one["health"] == "up" and not one["lastError"] for one in targets
    )
