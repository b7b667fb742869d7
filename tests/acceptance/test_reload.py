"""Files change: by a reload or across a restart, what they say counts from then on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import BasicAuth, web
from aiohttp.test_utils import TestServer

from tests.acceptance.harness import CUSTOMER, PEOPLE, House, Watch, build_house, watching
from tests.acceptance.hook import hook
from tests.eventually import eventually
from ticketing.commands import OpenTicket
from ticketing.lifecycle import Presence
from ticketing.policy_file import preset_text
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339, later
from watchkeeper.core.levels import Level

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
SHOP = CUSTOMER.replace("policy: contract-cn, tables: [level, urgency]", "policy: shop")
RULES = """\
groups:
- name: ours
  interval: 15s
  rules:
  - {alert: Broken, expr: absent(nothing), labels: {instance: web-1, level: II}}
"""


async def test_a_reload_takes_on_policies(tmp_path: Path) -> None:
    """A policy that is new, and one that changed, bind the tickets opened after the reload."""
    house = build_house(tmp_path)
    async with watching(house, AT) as watch:
        due = []
        house.write("customers/acme.yml", SHOP)
        for target in ("7m", "9m"):
            text = preset_text("team").replace("policy: team", "policy: shop")
            house.write("policies/shop.yml", text.replace("III: 2h", f"III: {target}"))
            await watch.server.reload()
            opened = OpenTicket(
                actor=PersonId("engineer-a"), level=Level.III, summary="x", customer="acme"
            )
            view = await watch.server.parts.tickets.carry_out(opened)
            goal = view.goal("respond")
            due.append(goal and goal.due_at)
        assert due == [AT + 7 * MINUTE, AT + 9 * MINUTE]


async def test_a_reload_refuses_a_policy_that_does_not_exist(tmp_path: Path) -> None:
    """A customer whose policy is misspelt is a mistake of the files, told with its place."""
    house = build_house(tmp_path)
    async with watching(house, AT) as watch:
        house.write("customers/acme.yml", SHOP)
        with pytest.raises(ConfigError, match="there is no policy 'shop'"):
            await watch.server.reload()


async def test_alerts_of_a_rule_that_is_gone_after_a_restart_fire_no_more(tmp_path: Path) -> None:
    """Nobody judges it any more, so its ticket does not go on as failing for ever."""
    house = build_house(tmp_path, rules=RULES)
    async with watching(house, AT) as watch:
        await watch.pass_time(2 * MINUTE)
        assert [row.presence for row in await watch.tickets()] == [Presence.FAILING]
    (house.folder / "rules/own.yml").unlink()
    async with watching(house, later(AT, 5 * MINUTE)) as watch:
        await watch.pass_time(30 * MINUTE)
        assert [row.presence for row in await watch.tickets()] == [Presence.NO_DATA]


def _write_policy(house: House, minutes: int) -> None:
    text = preset_text("team").replace("policy: team", "policy: shop")
    house.write("policies/shop.yml", text.replace("III: 2h", f"III: {minutes}m"))


async def _due_after(watch: Watch) -> int:
    """Open a ticket and return after how many minutes its answer is due."""
    opened = OpenTicket(actor=PersonId("engineer-a"), level=Level.III, summary="x", customer="acme")
    goal = (await watch.server.parts.tickets.carry_out(opened)).goal("respond")
    assert goal is not None
    assert goal.due_at is not None
    return (goal.due_at - watch.clock.now()) // MINUTE


_METRIC = "watchkeeper_config_last_reload_successful"

_FAULTS = {
    "a rule that cannot be parsed": ("rules/own.yml", RULES.replace("absent(", "absent((")),
    "two groups of one name": ("rules/own.yml", RULES + RULES.removeprefix("groups:\n")),
    "an unknown key of a target": ("targets/acme.yml", "targets: [{nmae: x}]"),
    "a target that the database has": ("targets/acme.yml", "targets: [{name: by-hand}]"),
    "a person without a name": ("people.yml", "people: [{id: x}]"),
    "a channel of no kind": ("watchkeeper.yml", "channels: {x: {kind: pigeon}}"),
    "secrets that are no mapping": ("secrets.yml", "credentials: 5"),
}


@pytest.mark.parametrize(("name", "content"), _FAULTS.values(), ids=_FAULTS)
async def test_one_wrong_file_leaves_everything_as_it_was(
    tmp_path: Path, name: str, content: str
) -> None:
    """Policy, people, targets, rules and secrets stay; one error with its place says why."""
    house = build_house(tmp_path, rules=RULES)
    _write_policy(house, 7)
    house.write("customers/acme.yml", SHOP)
    async with watching(house, AT) as watch:
        parts = watch.server.parts
        await parts.inventory.add({"name": "by-hand"}, by="engineer-a")
        before = (parts.inventory.current, parts.gate.people, parts.tools.secrets)
        groups = [status.group for status in parts.rules.statuses]
        _write_policy(house, 9)
        house.write("people.yml", PEOPLE + "- {id: new, name: 新}\n")
        house.write("targets/more.yml", "targets: [{name: web-2}]")
        house.write("rules/more.yml", RULES.replace("ours", "more"))
        house.write("secrets.yml", "credentials: {web: {user: u}}").chmod(0o600)
        house.write(name, content)
        with pytest.raises(ConfigError, match=r"^.*(yml|'by-hand')") as refused:
            await watch.server.reload()
        assert (parts.inventory.current, parts.gate.people, parts.tools.secrets) == before
        assert [status.group for status in parts.rules.statuses] == groups
        assert await _due_after(watch) == 7
        assert watch.server.reloads.failure is refused.value
        assert parts.metrics.registry.get_sample_value(_METRIC) == 0


async def test_a_refused_reload_is_seen_until_one_succeeds(tmp_path: Path) -> None:
    """Doctor repeats the reason and the place; after a good reload it is quiet."""
    house = build_house(tmp_path, rules=RULES)
    async with watching(house, AT) as watch:
        house.write("rules/own.yml", "groups: 5")
        with pytest.raises(InvalidInput):
            await watch.server.reload()
        assert ["rules/own.yml:1" in one for one in await _told_by_doctor(watch)] == [True]
        house.write("rules/own.yml", RULES)
        await watch.server.reload()
        assert await _told_by_doctor(watch) == []
        assert watch.server.parts.metrics.registry.get_sample_value(_METRIC) == 1


async def test_settings_that_need_a_restart_are_named(tmp_path: Path) -> None:
    """A changed key of the server itself is not in force by a reload, and is told."""
    house = build_house(tmp_path)
    async with watching(house, AT) as watch:
        house.config.write_text("\n\n" + house.config.read_text())
        await watch.server.reload()
        assert _awaits_restart(watch) == ()
        house.config.write_text(house.config.read_text() + "zone: UTC\nlanguage: en\n")
        await watch.server.reload()
        assert _awaits_restart(watch) == ("language", "zone")
        assert ["language, zone" in one for one in await _told_by_doctor(watch)] == [True]


def _awaits_restart(watch: Watch) -> tuple[str, ...]:
    return watch.server.reloads.awaits_restart


async def _told_by_doctor(watch: Watch) -> list[str]:
    found = await asyncio.to_thread(watch.house.rest.get, "/api/watch/v1/doctor")
    return [one["finding"] for one in found if one["name"] == "reload"]


async def test_a_target_added_by_hand_takes_on_no_other_file(tmp_path: Path) -> None:
    """Files that changed since the last reload count from the next one, whatever else is done."""
    house = build_house(tmp_path)
    async with watching(house, AT) as watch:
        inventory = watch.server.parts.inventory
        house.write("targets/more.yml", "targets: [{name: web-2}]")
        await inventory.add({"name": "by-hand"}, by="engineer-a")
        assert set(inventory.current.targets) == {"web-1", "by-hand"}
        await watch.server.reload()
        assert set(inventory.current.targets) == {"web-1", "web-2", "by-hand"}


_ASKING = "targets: [{name: web-1, address: 127.0.0.1, probes: [{http: {url: 'URL', credentials: web, interval: 1s}}]}]"


async def test_a_changed_secret_is_used_after_a_reload(tmp_path: Path) -> None:
    """The probe signs in by the password that secrets.yml holds now."""
    passwords: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        passwords.append(BasicAuth.decode(request.headers["Authorization"]).password)
        return web.Response()

    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app) as service:
        house = build_house(tmp_path, targets=_ASKING.replace("URL", str(service.make_url("/"))))
        house.write("secrets.yml", "credentials: {web: {user: u, password: old}}").chmod(0o600)
        async with watching(house, AT) as watch, asyncio.TaskGroup() as group:
            probing = group.create_task(watch.server.parts.probes.run())
            await eventually(lambda: "old" in passwords)
            house.write("secrets.yml", "credentials: {web: {user: u, password: new}}")
            await watch.server.reload()
            await eventually(lambda: "new" in passwords)
            probing.cancel()


async def test_a_channel_that_is_new_is_used_after_a_reload(tmp_path: Path) -> None:
    """A message that waits for a way out goes by the channel that was added, without a restart."""
    async with hook() as (address, told):
        house = build_house(tmp_path)
        channel = f"{{hook: {{kind: webhook, url: '{address}'}}}}"
        people = PEOPLE.replace("{mail: a@x.example}", f"{{webhook: '{address}'}}")
        house.write("people.yml", people)
        async with watching(house, AT) as watch:
            house.config.write_text(
                house.config.read_text().replace("channels: {}", f"channels: {channel}")
            )
            await watch.server.reload()
            made = await asyncio.to_thread(
                watch.house.rest.post, "/api/watch/v1/test-messages", {"person": "engineer-a"}
            )
            assert [one["is_delivered"] for one in made] == [True]
            await watch.server.parts.tickets.carry_out(
                OpenTicket(
                    actor=PersonId("engineer-a"), level=Level.I, summary="dark", customer="acme"
                )
            )
            await watch.pass_time(MINUTE)
    assert any("dark" in one for one in told)
