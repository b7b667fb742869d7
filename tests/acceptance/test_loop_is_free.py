from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from blockbuster import BlockBuster, BlockingError

from tests.acceptance.harness import House, build_house
from tests.eventually import eventually
from watchkeeper.core.instants import rfc3339, zone
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.serve import Server, running

T = TypeVar("T")

RULES = """
groups:
- name: all
  interval: 1s
  rules:
  - {record: one, expr: vector(1)}
  - {alert: AlwaysThere, expr: one == 1, level: III}
"""
TARGETS = """
customer: acme
targets:
- {name: web-1, address: 127.0.0.1, probes: [{tcp: {port: %d, interval: 1s}}]}
"""


async def off(work: Callable[..., T], *arguments: object) -> T:
    return await asyncio.to_thread(partial(work, *arguments))


async def use_everything(house: House, server: Server) -> None:
    """Post an alert, wait for both tickets, read pages and API, make a form, reload."""
    rest = house.rest
    now = rfc3339(server.parts.clock.now())
    alert = [{"labels": {"alertname": "Posted", "instance": "web-1"}, "startsAt": now}]
    await off(rest.request, "POST", "/api/v2/alerts", json.dumps(alert).encode())

    async def both() -> bool:
        return int((await off(rest.get, "/api/watch/v1/tickets"))["total"]) >= 2

    await eventually(both)
    await off(rest.post, "/api/watch/v1/tickets/1/acknowledge", {"actor": "engineer-a"})
    await off(rest.post, "/api/watch/v1/reports", {"customer": "acme"})
    for path in ("/hosts", "/targets", "/doctor", "/me"):
        await off(rest.get, f"/api/watch/v1{path}")
    link = await off(rest.post, "/api/watch/v1/links", {"person": "engineer-a"})
    await off(_page, house.url + link["path"])
    await off(rest.post, "/api/watch/v1/reload", {})

    async def probed() -> bool:
        return bool((await off(rest.get, "/api/v1/query?query=probe_success"))["data"]["result"])

    await eventually(probed)


def _page(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        found: bytes = answer.read()
        return found


async def test_nothing_blocks_the_loop_of_a_running_server(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Alerts, rules, probes, pages, forms and a reload leave the event loop free of blocking calls."""
    house = build_house(tmp_path, rules=RULES, targets=TARGETS % 1)
    guard = BlockBuster()
    async with asyncio.timeout(90), running(house.config, SystemClock()) as server:
        for name in ("UTC", "Asia/Shanghai"):
            zone(name)  # read once for each zone of a process, then kept
        guard.activate()
        try:
            await use_everything(house, server)
        finally:
            guard.deactivate()
    assert "Blocking call" not in caplog.text


async def test_the_guard_sees_a_blocking_call(tmp_path: Path) -> None:
    """The guard itself works: asking for a file on the loop raises."""
    guard = BlockBuster()
    guard.activate()
    try:
        with pytest.raises(BlockingError):
            (tmp_path / "x").exists()
    finally:
        guard.deactivate()
