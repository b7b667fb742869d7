"""Who sorts, follows and orders tickets, and when something happened, in a whole server."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.harness import CUSTOMER, REST, TIMEOUT, Watch, build_house, watching
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import HOUR, MINUTE, instant_from_rfc3339, later, rfc3339

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
FRIDAY_FIVE = instant_from_rfc3339("2026-02-13T09:00:00Z")  # before a make-up Saturday
OFFICE = """\
policy: office
goals:
- {metric: resolve, anchor: reported, stop: restored, calendar: 5x8, target: {'*': 2h}}
reach: {I: {by: [page]}, II: {by: [page]}, III: {by: [mail]}, IV: {by: [mail]}}
escalate:
- {of: [resolve], at: [100%], to: [owner]}
"""


async def _post(watch: Watch, path: str, **given: object) -> Any:
    return await asyncio.to_thread(watch.house.rest.post, f"{REST}{path}", given)


async def _call(watch: Watch, summary: str, **given: object) -> int:
    made = await _post(
        watch, "/tickets",
        actor="engineer-a", level="II", summary=summary, customer="acme", reporter="王工", **given,
    )  # fmt: skip
    number: int = made["row"]["number"]
    return number


async def _page(watch: Watch, number: int) -> str:
    url = f"{watch.house.url}/tickets/{number}"
    async with watch.session.get(url, timeout=TIMEOUT) as answer:
        return await answer.text()


async def test_R38_the_lead_sorts_a_ticket_and_gives_it_out(tmp_path: Path) -> None:
    """R38: to whom and when is an event, reported by REST and page; that one is told."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        number = await _call(watch, "商城很慢")
        await watch.pass_time(10 * MINUTE)
        given = await _post(
            watch, f"/tickets/{number}/triage", actor="engineer-a", owner="manager-b", note="网络"
        )
        assert given["row"]["owner"] == "manager-b"
        assert given["triaged_at"] == rfc3339(later(MONDAY_NINE, 10 * MINUTE))
        told = [row["recipient"] for row in await watch.messages() if row["kind"] == "assigned"]
        assert set(told) == {"manager-b"}
        await watch.sign_in()
        assert "分类分派时间" in await _page(watch, number)


async def test_R65_others_follow_a_ticket_and_hear_how_it_ends(tmp_path: Path) -> None:
    """R65: a colleague of another unit is looped in, seen on the page, and told of the solution."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        number = await _call(watch, "专线中断")
        await _post(watch, f"/tickets/{number}/acknowledge", actor="engineer-a")
        view = await _post(
            watch, f"/tickets/{number}/watch", actor="engineer-a", person="director-c"
        )
        assert view["watchers"] == ["director-c"]
        await _post(
            watch, f"/tickets/{number}/resolve",
            actor="engineer-a", cause_class="external", cause="运营商", method="已修复",
        )  # fmt: skip
        told = [row["recipient"] for row in await watch.messages() if row["kind"] == "resolved"]
        assert "director-c" in told
        await watch.sign_in()
        assert "关注人" in await _page(watch, number)


async def test_R26_the_customers_order_is_kept_in_the_queue(tmp_path: Path) -> None:
    """R26: among faults of one level the customer's rank goes before the due time."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        first, second = await _call(watch, "first"), await _call(watch, "second")
        await _post(
            watch, f"/tickets/{second}/rank", actor="engineer-a", rank=1, requested_by="王工"
        )
        listed = await asyncio.to_thread(watch.house.rest.get, f"{REST}/tickets")
        assert [row["number"] for row in listed["tickets"]] == [second, first]


async def test_R8_a_call_is_taken_down_on_one_page(tmp_path: Path) -> None:
    """R8: a line, who told it and by which way; the ticket and its log say so."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        await watch.sign_in()
        url = f"{watch.house.url}/tickets/new"
        async with watch.session.get(url, timeout=TIMEOUT) as answer:
            hidden = dict(re.findall(r'name="(csrf|key)" value="([^"]*)"', await answer.text()))
        told = {"summary": "打印机不能用", "level": "III", "customer": "acme", "channel": "walk_in"}
        async with watch.session.post(
            url, data={**hidden, **told, "reporter": "王工"}, timeout=TIMEOUT
        ) as answer:
            assert "打印机不能用" in await answer.text()
        (row,) = await watch.tickets()
        opened = (await watch.server.parts.tickets.view(row.number)).timeline[0]
        assert (opened.channel.value, opened.prose["reporter"]) == ("walk_in", "王工")


async def test_R9_daily_hours_are_monday_to_friday_and_make_up_days(tmp_path: Path) -> None:
    """R9: two hours from Friday 17:00 are half an hour then and the rest on the make-up Saturday."""
    customer = CUSTOMER.replace("policy: contract-cn, tables: [level, urgency]", "policy: office")
    house = build_house(tmp_path, customer=customer)
    house.write("policies/office.yml", OFFICE)
    async with watching(house, FRIDAY_FIVE) as watch:
        number = await _call(watch, "打印机")
        view = await asyncio.to_thread(watch.house.rest.get, f"{REST}/tickets/{number}")
        (goal,) = view["goals"]
        assert goal["due_at"] == "2026-02-14T02:30:00.000Z"


async def test_what_is_written_down_later_takes_a_right_and_is_marked(tmp_path: Path) -> None:
    """Acknowledged by phone, typed an hour later: the administrator may, and everybody sees it."""
    async with watching(build_house(tmp_path), MONDAY_NINE) as watch:
        number = await _call(watch, "商城很慢")
        await watch.pass_time(HOUR)
        at = rfc3339(later(MONDAY_NINE, 5 * MINUTE))
        view = await _post(
            watch, f"/tickets/{number}/acknowledge", actor="engineer-a", occurred_at=at
        )
        assert view["row"]["acknowledged_at"] == rfc3339(later(MONDAY_NINE, 5 * MINUTE))
        await watch.sign_in()
        assert "补记于" in await _page(watch, number)
        paused = await _post(
            watch, f"/tickets/{number}/pause", actor="engineer-a", reason="customer_authorisation"
        )
        assert paused["row"]["state"] == "pending"
        with pytest.raises(WatchkeeperError, match="before it began"):
            await _post(watch, f"/tickets/{number}/resume", actor="engineer-a", occurred_at=at)
