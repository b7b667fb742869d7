"""The knowledge base with emergency strategies, in a whole server."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tests.acceptance.harness import REST, TIMEOUT, Watch, build_house, watching
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import HOUR, instant_from_rfc3339, later, rfc3339
from watchkeeper.server.configuration import survey

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
OWN = """\
---
kind: note
title: 商城停机
match:
- {alertname: [HostDown], target: [web-1]}
---
切换到备机。
"""


async def _break(watch: Watch) -> None:
    now = watch.clock.now()
    alert = {
        "labels": {"alertname": "HostDown", "instance": "web-1", "severity": "critical"},
        "startsAt": rfc3339(now),
        "endsAt": rfc3339(later(now, 24 * HOUR)),
    }
    body = json.dumps([alert]).encode()
    await asyncio.to_thread(watch.house.rest.request, "POST", "/api/v2/alerts", body)


async def _page(watch: Watch, path: str) -> str:
    async with watch.session.get(watch.house.url + path, timeout=TIMEOUT) as answer:
        return await answer.text()


async def test_R59_a_fault_opens_with_its_emergency_strategy(tmp_path: Path) -> None:
    """R59: a host fails; the strategy stands on the ticket's page at once and can be read from there."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        await watch.sign_in()
        await _break(watch)
        (row,) = await watch.tickets()
        shown = await _page(watch, f"/tickets/{row.number}")
        assert '<a href="/knowledge/outage">' in shown
        assert "应急策略" in shown
        article = await _page(watch, "/knowledge/outage")
        assert all(title in article for title in ("紧急情况", "预防措施", "应急策略"))


async def test_R59_the_house_adds_its_own_strategies(tmp_path: Path) -> None:
    """R59: a reload takes them on for tickets that are open; one with a mistake changes nothing."""
    house = build_house(tmp_path)
    async with watching(house, MONDAY_NINE) as watch:
        await _break(watch)
        (row,) = await watch.tickets()
        house.write("knowledge/shop.md", OWN)
        await _reload(watch)
        assert await _fitting(watch, row.number) == ["shop", "outage"]

        house.write("knowledge/shop.md", OWN.replace("kind: note", "kind: panic"))
        house.write("knowledge/other.md", OWN.replace("商城停机", "另一篇"))
        with pytest.raises(WatchkeeperError, match=r"knowledge/shop\.md:2: "):
            await _reload(watch)
        assert await _fitting(watch, row.number) == ["shop", "outage"]
        found = await asyncio.to_thread(survey, house.config)
        assert [problem.at for problem in found.problems] == ["knowledge/shop.md:2"]
        assert "other" in [article.slug for article in found.configuration.articles]


async def _reload(watch: Watch) -> None:
    await asyncio.to_thread(watch.house.rest.post, f"{REST}/reload", {})


async def _fitting(watch: Watch, number: int) -> list[str]:
    path = f"{REST}/tickets/{number}/knowledge"
    return [one["name"] for one in await asyncio.to_thread(watch.house.rest.get, path)]
