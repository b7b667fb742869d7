"""Files change: by a reload or across a restart, what they say counts from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.harness import CUSTOMER, build_house, watching
from ticketing.commands import OpenTicket
from ticketing.lifecycle import Presence
from ticketing.policy_file import preset_text
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import ConfigError
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
        assert [row.presence for row in await watch.tickets()] != [Presence.FAILING]
