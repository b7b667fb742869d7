"""What is confidential stays so, in a whole server (R62)."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp

from tests.acceptance.harness import CUSTOMER, PEOPLE, REST, TIMEOUT, Watch, build_house, watching
from tests.acceptance.hook import hook
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
BETA = CUSTOMER.replace("customer: acme", "customer: beta").replace("某某公司", "另一公司")


async def _opened(watch: Watch, customer: str, summary: str) -> int:
    given = {"actor": "engineer-a", "level": "II", "summary": summary, "customer": customer}
    made = await asyncio.to_thread(watch.house.rest.post, f"{REST}/tickets", given)
    number: int = made["row"]["number"]
    return number


async def test_R62_passwords_that_people_write_leave_by_no_message(tmp_path: Path) -> None:
    """Whoever pastes a password into a summary tells it to nobody but those who may read the log."""
    async with hook() as (address, told):
        house = build_house(tmp_path, channels=f"{{hook: {{kind: webhook, url: '{address}'}}}}")
        house.write(
            "people.yml", PEOPLE.replace("{mail: b@x.example}", f"{{webhook: '{address}'}}")
        )
        async with watching(house, AT) as watch:
            await _opened(watch, "acme", "登录失败 password: hunter2-x 口令：天王盖地虎")
            await watch.pass_time(MINUTE)
    assert any("登录失败 password: ***" in one for one in told)
    assert all("hunter2-x" not in one and "天王盖地虎" not in one for one in told)


async def test_R62_who_serves_one_customer_sees_nothing_of_another(tmp_path: Path) -> None:
    """Lists, pages of tickets and search answer as if the other's tickets were not there."""
    house = build_house(tmp_path)
    house.write("customers/beta.yml", BETA)
    async with watching(house, AT) as watch:
        own = await _opened(watch, "acme", "商城很慢")
        other = await _opened(watch, "beta", "结算失败")
        wish = {"name": "of acme", "scopes": "tickets:*", "customers": ["acme"]}
        made = await asyncio.to_thread(watch.house.rest.post, f"{REST}/tokens", wish)
        headers = {"Authorization": f"Bearer {made['secret']}"}

        async def ask(path: str) -> tuple[int, Any]:
            url = f"{house.url}{REST}{path}"
            async with watch.session.get(url, headers=headers, timeout=TIMEOUT) as answer:
                return answer.status, await answer.json()

        _, listed = await ask("/tickets?state=any")
        assert [row["number"] for row in listed["tickets"]] == [own]
        _, found = await ask("/tickets?state=any&text=结算")
        assert found["tickets"] == []
        assert (await ask(f"/tickets/{other}"))[0] == HTTPStatus.NOT_FOUND
        assert (await ask(f"/tickets/{own}"))[0] == HTTPStatus.OK
        async with watch.session.post(
            f"{house.url}{REST}/tickets/{other}/comment",
            json={"text": "我在看"},
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=30),
        ) as answer:
            assert answer.status == HTTPStatus.NOT_FOUND
