"""A real Prometheus loses a switch and the hundred hosts behind it: one ticket, one call."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.acceptance.harness import REST, House, build_house, free_port, serving
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import running

pytestmark = pytest.mark.timeout(240)

HOSTS = [f"host-{number:03}" for number in range(100)]
TARGETS = (
    "customer: acme\ntargets:\n- {name: sw-core}\n- {name: sw-floor, parent: sw-core}\n"
    + "".join(f"- {{name: {name}, parent: sw-floor}}\n" for name in HOSTS)
)
RULES = """\
groups:
- name: alive
  interval: 1s
  rules:
  - alert: InstanceDown
    expr: up == 0
    labels: {severity: critical}
    annotations: {summary: "{{ $labels.instance }} is down"}
"""


def prometheus(folder: Path, house: House, token: str, port: int) -> list[str]:
    """Write its configuration and return the command."""
    folder.mkdir()
    (folder / "token").write_text(token)
    (folder / "rules.yml").write_text(RULES)
    watched = "".join(
        f'  - {{targets: ["127.0.0.1:{port}"], labels: {{instance: {name}, __metrics_path__: /{name}}}}}\n'
        for name in ("sw-floor", *HOSTS)
    )
    (folder / "prometheus.yml").write_text(
        f"""\
global: {{scrape_interval: 3s, scrape_timeout: 3s, evaluation_interval: 1s}}
rule_files: [rules.yml]
alerting:
  alertmanagers:
  - authorization: {{credentials_file: {folder}/token}}
    static_configs: [{{targets: ["127.0.0.1:{house.port}"]}}]
scrape_configs:
- job_name: hosts
  static_configs:
{watched}"""
    )
    return [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{free_port()}",
    ]


async def test_a_hundred_hosts_behind_a_cut_line_are_one_ticket(tmp_path: Path) -> None:
    """The switch's ticket lists them; nobody is called for a host; when all is back, all ends."""
    house = build_house(tmp_path / "house", targets=TARGETS)
    with serving(house) as server:
        await server.ready()
        wish = {"name": "prometheus", "scopes": "alerts:write"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
        command = prometheus(tmp_path / "prometheus", house, made["secret"], free_port())
        async with running(*command):
            await eventually(lambda: _symptoms(house, 100), within_seconds=120, what="symptoms")
            (row,) = await _tickets(house)
            assert row["target"] == "sw-floor"


async def test_what_answers_is_no_symptom(tmp_path: Path) -> None:
    """The same hosts, all alive: nothing is said of them."""
    application = web.Application()
    asked: set[str] = set()

    async def page(request: web.Request) -> web.Response:
        asked.add(request.path)
        return web.Response(text="shop_up 1\n")

    application.add_routes([web.get("/{path:.*}", page)])
    runner = web.AppRunner(application)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    house = build_house(tmp_path / "house", targets=TARGETS)
    try:
        with serving(house) as server:
            await server.ready()
            wish = {"name": "prometheus", "scopes": "alerts:write"}
            made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
            command = prometheus(tmp_path / "prometheus", house, made["secret"], port)
            async with running(*command):
                await eventually(lambda: len(asked) == 101, within_seconds=60, what="scrapes")
                assert await _tickets(house) == []
    finally:
        await runner.cleanup()


async def _symptoms(house: House, count: int) -> bool:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/findings")
    return [one["symptom_of"] for one in found] == ["sw-floor"] * count


async def _tickets(house: House) -> list[dict[str, Any]]:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/tickets", state="any")
    rows: list[dict[str, Any]] = found["tickets"]
    return rows
