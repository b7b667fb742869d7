"""Somebody leaves, in a whole server: one step, and nothing waits for who is gone."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.harness import PEOPLE, REST, TIMEOUT, House, Watch, build_house, watching
from ticketing.directory import Role
from ticketing.events import EventKind
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import Unauthenticated, WatchkeeperError
from watchkeeper.core.instants import DAY, HOUR, instant_from_rfc3339, later

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
LEAVER, STAYER = PersonId("manager-b"), PersonId("deputy-d")
SCHEDULE = """\
schedule: hotline
holds: {duty: [acme]}
layers:
- {name: all, people: [engineer-a, manager-b], every: 1w, from: 2026-11-23}
"""


def _house(folder: Path, database_url: str) -> House:
    house = build_house(folder, database_url=database_url)
    house.write("schedules/hotline.yml", SCHEDULE)
    return house


async def _post(watch: Watch, path: str, **given: object) -> Any:
    return await asyncio.to_thread(watch.house.rest.post, f"{REST}{path}", given)


async def _retire(watch: Watch, **given: object) -> Any:
    return await _post(watch, f"/people/{LEAVER}/retire", to=STAYER, **given)


async def _call(watch: Watch, summary: str) -> int:
    given = {"level": "II", "summary": summary, "customer": "acme", "reporter": "王工"}
    made = await _post(watch, "/tickets", actor="engineer-a", **given)
    number: int = made["row"]["number"]
    return number


async def _is_signed_in(watch: Watch) -> bool:
    async with watch.session.get(
        f"{watch.house.url}/tickets", timeout=TIMEOUT, allow_redirects=False
    ) as answer:
        return answer.status == HTTPStatus.OK


async def test_all_of_it_passes_on_in_one_step(tmp_path: Path, database_url: str) -> None:
    """A dry run lists it and changes nothing; then tickets, shifts, roles, tokens and sessions."""
    house = _house(tmp_path, database_url)
    async with watching(house, MONDAY_NINE) as watch:
        gate = watch.server.parts.gate
        mine, closed = await _call(watch, "商城很慢"), await _call(watch, "误报")
        for number in (mine, closed):
            await _post(watch, f"/tickets/{number}/assign", actor="engineer-a", owner=LEAVER)
        await _post(watch, f"/tickets/{closed}/cancel", actor="engineer-a", reason="误报")
        await watch.sign_in(LEAVER)
        token = await gate.make_token("grafana", [Scope.QUERY_READ], by=LEAVER)
        looked = await _retire(watch, dry_run=True)
        assert looked == {**await _retire(watch, dry_run=True), "is_done": False}
        assert await _is_signed_in(watch)
        _check_held(looked["held"], mine)

        done = await _retire(watch)
        assert done == {**looked, "is_done": True}
        assert not await _is_signed_in(watch)
        with pytest.raises(Unauthenticated):
            await gate.bearer(token.secret)
        rows = {row.number: row for row in await watch.tickets()}
        assert (rows[mine].owner, rows[closed].owner) == (STAYER, LEAVER)
        last = (await watch.server.parts.tickets.events(mine))[-1]
        assert (last.kind, last.data["owner"]) == (EventKind.ASSIGNED, STAYER)
        _check_duty(watch)
        assert gate.people.name_of(LEAVER) == "乙"
        await _check_audit(watch)
        with pytest.raises(WatchkeeperError, match="took over"):
            await _retire(watch)

    async with watching(house, later(MONDAY_NINE, HOUR)) as again:
        _check_duty(again)
        await _check_nobody_tells_them(again)


def _check_held(held: Any, mine: int) -> None:
    assert [one["number"] for one in held["tickets"]] == [mine], "what is over stays theirs"
    assert {one["schedule"] for one in held["shifts"]} == {"hotline"}
    assert len(held["shifts"]) == 2, "two weeks of the coming four"
    assert [one["duty"] for one in held["roles"]] == ["project_manager", "fallback"]
    assert [one["name"] for one in held["tokens"]] == ["grafana"]
    assert len(held["sessions"]) == 1
    files = [edit.split(":")[0] for edit in held["edits"]]
    acme, own = "edit customers/acme.yml", "edit people.yml"
    assert files == ["edit schedules/hotline.yml", acme, acme, own]


def _check_duty(watch: Watch) -> None:
    """Their weeks and roles are the successor's, also beyond what overrides reach."""
    staff, duty = watch.server.parts.staff(), watch.server.parts.duty
    next_week = later(MONDAY_NINE, 8 * DAY)
    assert staff.holders(Role.DUTY, "acme", next_week) == (STAYER,)
    assert staff.holders(Role.PROJECT_MANAGER, "acme", next_week) == (STAYER,)
    assert staff.fallback("acme") == STAYER
    assert not duty.shifts_of(LEAVER, watch.clock.now(), later(MONDAY_NINE, 300 * DAY))


async def _check_audit(watch: Watch) -> None:
    rows = await watch.server.parts.database.read(lambda c: latest_audit_rows(c, limit=4))
    assert [row.action for row in rows] == ["person_retired", "duty_changed", "token_revoked", "token_made"]  # fmt: skip
    assert (rows[0].subject, rows[0].facts["to"]) == (LEAVER, STAYER)


async def _check_nobody_tells_them(watch: Watch) -> None:
    """A new fault goes up the whole chain, and no message of it is for who left."""
    known = len(await watch.messages())
    await _call(watch, "数据库停了")
    await watch.pass_time(4 * HOUR)
    told = {row["recipient"] for row in (await watch.messages())[known:]}
    assert STAYER in told
    assert LEAVER not in told


async def test_it_takes_an_administrator_of_all_customers(tmp_path: Path) -> None:
    """Who takes over must see what passes on; a token of one customer may not even ask."""
    house = _house(tmp_path, "")
    house.write("people.yml", PEOPLE + "- {id: guest, name: 戊, customers: [other]}\n")
    async with watching(house, MONDAY_NINE) as watch:
        with pytest.raises(WatchkeeperError, match="does not see"):
            await _post(watch, f"/people/{LEAVER}/retire", to="guest")
        with pytest.raises(WatchkeeperError, match="only administrator"):
            await _post(watch, "/people/engineer-a/retire", to=STAYER)
        limited = await _post(watch, "/tokens", name="for acme", scopes="admin", customers=["acme"])
        async with watch.session.post(
            f"{house.url}{REST}/people/{LEAVER}/retire",
            json={"to": STAYER, "dry_run": True},
            headers={"Authorization": f"Bearer {limited['secret']}"},
            timeout=TIMEOUT,
        ) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN
        assert LEAVER in watch.server.parts.gate.people
