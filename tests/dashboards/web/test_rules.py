"""The pages of rules: health and its reason, levels, alerts and tickets; to whom they are shown."""

from __future__ import annotations

import re

import pytest

from dashboards.web.audience import audience_of
from dashboards.web.fragments import fragment
from dashboards.web.rule_views import key_of
from tests.dashboards.web.site import Client, Site
from watchkeeper.access.languages import Language
from watchkeeper.access.model import principal_of_person
from watchkeeper.core.errors import Forbidden

RULES = """
groups:
- name: filesystems
  interval: 1m
  rules:
  - alert: FilesystemFilling
    expr: |
      node_filesystem_avail_bytes
        / node_filesystem_size_bytes
    levels: {III: "< 0.15", II: "< 0.03"}
    for: 2m
    keep_firing_for: 30m
    cooldown: 10m
    min_history: 0s
    recover_expr: node_filesystem_avail_bytes / node_filesystem_size_bytes > 0.2
    labels: {team: storage}
    annotations:
      summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} fills"
      summary_zh: "{{ $labels.instance }} 的 {{ $labels.mountpoint }} 将满"
      runbook: https://wiki.example/disk
- name: broken
  interval: 1m
  rules:
  - alert: ManyToMany
    expr: |
      node_load1
        + on () node_cpu_seconds_total
  - record: instance:load
    expr: node_load1
  - alert: RateOfAGauge
    expr: rate(node_load1[5m]) > 100
"""


async def loaded(site: Site, *, disk: float = 0.9) -> None:
    """Rules over a host whose disk is nearly full, evaluated for some minutes."""
    await site.measure("web-1", disk=disk)
    await site.load_rules(RULES)
    for _ in range(4):
        await site.story.pass_time(minutes=1)
        await site.measure("web-1", seconds=45, disk=disk)


def rule_links(client: Client) -> dict[str, str]:
    """Return the address of each rule of the list by its name."""
    found = re.findall(r'href="(/rules/[0-9a-f]{16})">([^<]*)</a>', client.text)
    return {name: path for path, name in found}


@pytest.mark.parametrize(
    ("language", "said", "unhealthy", "healthy"),
    [
        ("en", "many-to-many matching not allowed", "unhealthy: 1 of 3 rules fail", "healthy"),
        ("zh", "不允许多对多匹配", "不健康", "正常"),
    ],
)
async def test_a_rule_that_fails_marks_its_group_and_says_why(
    site: Site, client: Client, language: str, said: str, unhealthy: str, healthy: str
) -> None:
    """Line, column and caret are shown in the reader's language; the others of the group run."""
    await loaded(site)
    await client.sign_in("engineer-a")
    await client.get("/rules")
    await client.submit("/language", language=language, next="/rules")
    assert unhealthy in client.words
    assert said in client.words
    assert "2:3: " in client.words
    assert re.search(r"<pre>    \+ on \(\) node_cpu_seconds_total\n    \^</pre>", client.text)
    first, second = client.text.split("<section", 2)[1:]
    assert ">broken <" in first
    assert ">filesystems <" in second
    assert first.count(f'health-ok">{healthy}') == 2, "the other rules of the group go on"


async def test_a_rule_s_page_shows_what_it_says_and_what_fires(site: Site, client: Client) -> None:
    """Expression, times, ladder, both languages, the alert with its value and its ticket, a chart."""
    await loaded(site)
    (ticket,) = await site.story.open_tickets()
    await client.sign_in("admin-x")
    await client.get("/rules")
    assert f'href="/tickets/{ticket.number}">#{ticket.number}' in client.text
    await client.get(rule_links(client)["FilesystemFilling"])
    for said in (
        "for 2m", "keep_firing_for 30m", "cooldown 10m", "III < 0.15", "II < 0.03", "team= storage",
        "firing 10 %", "将满", "on {{ $labels.instance }} fills", f"#{ticket.number}",
        "rules/shop.yml:6", "recover_expr node_filesystem_avail_bytes",
    ):  # fmt: skip
        assert said in client.words, (said, client.words)
    assert "node_filesystem_avail_bytes\n  / node_filesystem_size_bytes" in client.text
    assert '<a href="https://wiki.example/disk"' in client.text
    drawn = client.text.split("The last six hours")[1]
    assert "line-0" in drawn, "the value"
    assert "&lt; 0.15" in drawn, "the threshold"


async def test_the_list_can_be_narrowed_to_what_fails_or_fires(site: Site, client: Client) -> None:
    await loaded(site)
    await client.sign_in("engineer-a")
    await client.get("/rules")
    assert set(rule_links(client)) == {
        "FilesystemFilling", "ManyToMany", "instance:load", "RateOfAGauge",
    }  # fmt: skip
    await client.get("/rules?show=failing")
    assert set(rule_links(client)) == {"ManyToMany"}
    await client.get("/rules?show=active")
    assert set(rule_links(client)) == {"FilesystemFilling"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "metric might not be a counter"), ("zh", "指标可能不是计数器")],
)
async def test_warnings_and_infos_of_an_expression_are_shown(
    site: Site, client: Client, language: str, said: str
) -> None:
    """In the reader's language; the Prometheus API says them in Prometheus's words."""
    await loaded(site)
    await client.sign_in("admin-x")
    await client.get("/rules")
    await client.submit("/language", language=language, next="/rules")
    await client.get(rule_links(client)["RateOfAGauge"])
    assert said in client.words


@pytest.mark.parametrize("person", ["reader-r", "stranger-s"])
async def test_who_sees_some_customers_only_sees_no_rules(
    site: Site, client: Client, person: str
) -> None:
    """As ``/api/v1/rules``: the alerts of a rule are of all customers.  The menu has no line."""
    await loaded(site)
    await client.sign_in("engineer-a")
    await client.get("/rules")
    address = rule_links(client)["FilesystemFilling"]
    await client.sign_in(person)
    for path in ("/rules", address):
        await client.get(path)
        assert client.status == 403
        assert "FilesystemFilling" not in client.text
    await client.get("/")
    assert 'href="/rules"' not in client.text


async def test_a_rule_that_is_gone_is_said_so(site: Site, client: Client) -> None:
    await loaded(site)
    await client.sign_in("engineer-a")
    await client.get("/rules")
    address = rule_links(client)["FilesystemFilling"]
    await site.load_rules("groups: []")
    await client.get(address)
    assert client.status == 404
    await client.get("/rules")
    assert client.status == 200


async def test_a_rule_that_cannot_be_drawn_says_why(site: Site, client: Client) -> None:
    """Its page is whole all the same."""
    await loaded(site)
    await client.sign_in("admin-x")
    await client.get("/rules")
    await client.get(rule_links(client)["ManyToMany"])
    assert client.status == 200
    assert "<svg class=" not in client.text.split("The last six hours")[1]
    assert "many-to-many" in client.words.split("The last six hours")[1]


async def test_the_list_is_live_for_whom_it_is_shown_to(site: Site) -> None:
    """A stream gives the fragment to whoever sees the rules, and nobody else."""
    await loaded(site)
    admin = audience_of(principal_of_person(site.people.get("admin-x")), Language.ENGLISH)
    reader = audience_of(principal_of_person(site.people.get("reader-r")), Language.ENGLISH)
    key = key_of("rules/shop.yml;filesystems", "FilesystemFilling")
    for topic in ("rules-all", f"rule-{key}"):
        assert "node_filesystem_avail_bytes" in await fragment(site.pages, topic, admin)
        with pytest.raises(Forbidden):
            await fragment(site.pages, topic, reader)
