"""The commissioning page: accept a finding, take it back, make a ticket of it, find its rule."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.dashboards.web.site import Client, Site
from tests.ticketing.story import target
from watchkeeper.core.instants import DAY, later
from watchkeeper.core.levels import Level

RULES = """
groups:
- name: services
  rules:
  - alert: CpuBusy
    expr: node_load1 > 1
    level: III
"""


async def on_trial(site: Site, *, level: Level = Level.III) -> None:
    """A finding on web-1, which goes into service in a week."""
    go_live = later(site.clock.now(), 7 * DAY)
    site.story.inventory.facts["web-1"] = target("web-1", go_live=go_live)
    await site.story.fire("CpuBusy", on="web-1", level=level)


def form(client: Client, name: str) -> str:
    """Return where the form of that name is sent."""
    found = re.search(rf'action="(/commissioning/[0-9a-f]+/{name})"', client.text)
    assert found, client.words
    return found[1]


def typed_until(client: Client) -> str:
    found = re.search(r'name="until" type="datetime-local" required value="([^"]*)"', client.text)
    assert found
    return found[1]


async def test_a_finding_is_accepted_and_taken_back_by_plain_forms(
    site: Site, client: Client
) -> None:
    """The form offers thirty days; the page then says who accepted it, why, and until when."""
    await on_trial(site)
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    assert typed_until(client) == "2026-12-23T09:00"
    note = "测试机，<换盘> 前可接受"
    await client.submit(form(client, "accept"), note=note, until=typed_until(client))
    assert (client.status, client.path) == (200, "/commissioning"), client.words
    assert note in unescape(client.text)
    assert "<换盘>" not in client.text
    assert "至 2026-12-23 09:00:00" in client.words
    assert "王建国 于 2026-11-23 09:00:00 接受" in client.words
    assert "/accept" not in client.text, "it stands in one list only"
    await site.story.pass_time(hours=24 * 8)
    assert await site.story.all_tickets() == ()
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    await client.submit(form(client, "take-back"))
    assert (client.status, client.path) == (200, "/commissioning")
    await site.story.pass_time(seconds=1)
    assert len(await site.story.open_tickets()) == 1


@pytest.mark.parametrize(
    ("note", "until", "said"),
    [
        ("  ", "2026-12-23T09:00", "说明接受此发现的原因"),
        ("known", "2026-11-22T09:00", "须在将来"),
        ("known", "2028-01-01T00:00", "不超过 366 天"),
        ("known", "soon", "soon"),
        ("known", "2026-13-45T09:00", "2026-13-45T09:00"),
    ],
    ids=["no reason", "yesterday", "too far ahead", "no time", "no such day"],
)
async def test_what_is_refused_stands_in_the_form_again(
    site: Site, client: Client, note: str, until: str, said: str
) -> None:
    """With the sentence why, the form open, and what was typed."""
    await on_trial(site)
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    await client.submit(form(client, "accept"), note=note, until=until)
    assert client.status == 400
    assert said in client.words
    assert re.search(r"<details class=\"accept\"[^>]* open>", client.text)
    assert typed_until(client) == until
    assert await site.story.service.acceptances() == ()


async def test_who_only_reads_has_no_buttons(site: Site, client: Client) -> None:
    """A customer's reader sees what was accepted and why; nobody else's."""
    await on_trial(site)
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    accept = form(client, "accept")
    await client.submit(accept, note="known", until=typed_until(client))
    take_back = form(client, "take-back")
    await client.sign_in("reader-r")
    await client.get("/commissioning")
    assert "known" in client.words
    assert "/take-back" not in client.text
    for path in (accept, take_back):
        await client.submit(path, note="x", until="2026-12-23T09:00")
        assert client.status == 403
    await client.sign_in("stranger-s")
    await client.get("/commissioning")
    assert "known" not in client.words
    (kept,) = await site.story.service.acceptances()
    assert kept.note == "known"


async def test_a_finding_leads_to_its_rule(site: Site, client: Client) -> None:
    """For whom the rules are shown: a customer's reader gets no link."""
    await site.measure("web-1")
    go_live = later(site.clock.now(), 7 * DAY)
    site.story.inventory.facts["web-1"] = target("web-1", go_live=go_live)
    await site.load_rules(RULES)
    await site.story.pass_time(minutes=2)
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    found = re.search(r'<a href="(/rules/[0-9a-f]{16})">调整规则</a>', client.text)
    assert found, client.words
    await client.get(found[1])
    assert "CpuBusy" in client.words
    await client.sign_in("reader-r")
    await client.get("/commissioning")
    assert "web-1" in client.words
    assert "/rules/" not in client.text


async def test_what_recovered_meanwhile_is_said_so(site: Site, client: Client) -> None:
    await on_trial(site)
    await client.sign_in("engineer-a")
    await client.get("/commissioning")
    accept = form(client, "accept")
    await site.story.clear("CpuBusy", on="web-1")
    await site.story.pass_time(minutes=10)
    await client.submit(accept, note="known", until="2026-12-23T09:00")
    assert client.status == 404
