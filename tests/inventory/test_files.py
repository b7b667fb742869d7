"""targets/*.yml and customers/*.yml: what is read, and what a mistake is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.access.model import Duty
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY, HOUR, SECOND
from watchkeeper.core.levels import Criticality
from watchkeeper.inventory.files import (
    check_name,
    customer_from_node,
    read_customers,
    read_targets,
    targets_from_node,
)
from watchkeeper.inventory.model import BackupKind, ContractMode, SizeBand
from watchkeeper.inventory.registry import inventory_of

SHOP = """\
customer: acme
site: shanghai-1
targets:
- {name: sw-core-1, address: 10.1.0.1, probes: [icmp, {snmp: {profile: auto, credentials: snmp-v3-core}}], criticality: high}
- {name: web-1, address: 10.1.0.11, parent: sw-core-1, agent: true, probes: [icmp, {http: {url: "https://shop.example/health", expect: {status: 200, json: {"$.ok": true}}}}]}
- {name: db-1, address: 10.1.0.21, parent: sw-core-1, probes: [{ssh: {user: watch, credentials: ssh-watch, interval: 1m}}],
   backups: [{name: nightly, tool: pgbackrest, schedule: "0 2 * * *", full: weekly, grace: 2h, restore_test: 30d}]}
"""

ACME = """\
customer: acme
name: 某某公司
contract: {accepted_on: 2026-03-01, mode: patrol, policy: contract-cn, tables: [level, urgency], calendar: cn-5x8, go_live: 2026-03-01}
report: {daily: "08:00", to: [lead, "mail:it@acme.example"], language: zh}
roles: {lead: engineer-a, project_manager: manager-b, technical_director: director-c, deputy_gm: deputy-d, signs: manager-b, fallback: manager-b}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"targets/shop.yml": SHOP, "customers/acme.yml": ACME}.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shapes_of_the_design_are_read(folder: Path) -> None:
    """The example files give targets with probes, backups, parents, and a customer with roles."""
    inventory = inventory_of(read_targets(folder), read_customers(folder))
    core, database = inventory.target("sw-core-1"), inventory.target("db-1")
    assert core.criticality is Criticality.HIGH
    assert [probe.kind for probe in core.probes] == ["icmp", "snmp"]
    assert database.probes[0].interval == 60 * SECOND
    assert "interval" not in str(database.probes[0].settings.plain())
    nightly = database.backups[0]
    assert (nightly.schedule, nightly.full, nightly.grace) == ("0 2 * * *", 7 * DAY, 2 * HOUR)
    customer = inventory.customer_of("web-1")
    assert customer is not None
    assert customer.name == "某某公司"
    assert customer.contract.mode is ContractMode.PATROL
    assert customer.report.daily == 8 * HOUR
    assert customer.roles.holder(Duty.DEPUTY_GM) == "deputy-d"
    assert str(inventory.origin("web-1")) == "managed in targets/shop.yml:5"
    assert inventory.parents("web-1") == ("sw-core-1",)
    assert inventory.children("sw-core-1") == ("db-1", "web-1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("targets:\n- {name: a, adress: x}", r"targets/x.yml:2: .*'adress'.*'address'"),
        ("targets:\n- {address: x}", r"targets/x.yml:2: the key 'name' is missing"),
        ("targets:\n- {name: a/b}", r"targets/x.yml:2: a name must have .*'/'"),
        ("targets:\n- {name: a, zone: Mars/X}", r"targets/x.yml:2: 'Mars/X' is no time zone"),
        ("targets:\n- {name: a, address: 'x y'}", r"targets/x.yml:2: 'x y' is no address"),
        ("targets:\n- {name: a, probes: [{icmp: 3}]}", r"settings of icmp must be keys"),
        ("targets:\n- {name: a, probes: [[icmp]]}", r"a probe is its kind, as icmp or \{http"),
        ("targets:\n- {name: a, probes: [{tcp: {interval: 1ms}}]}", r"at least 1s"),
        ("targets:\n- {name: a, probes: [tcp, tcp]}", r"probe 'tcp' stands here twice"),
        ("targets:\n- {name: a, probes: [{tcp: {name: 'a:b'}}]}", r"must not hold ':'"),
        (
            "targets:\n- {name: a, backups: [{name: n, tool: t, schedule: '61 * * * *'}]}",
            r"'61 \* \* \* \*' is no cron schedule",
        ),
        (
            "targets:\n- {name: a, backups: [{name: n, tool: t, schedule: '1 * * * *', full: x}]}",
            r"full must be daily",
        ),
        (
            "targets:\n- {name: a, backups: [{name: n, tool: t, schedule: '1 * * * *', size: {least: 5 GB}}]}",
            r"'5 GB' is no size",
        ),
        (
            "targets:\n- {name: a, backups: [{name: n, tool: t, schedule: '1 * * * *', size: {least: 2MiB, most: 1MiB}}]}",
            r"the least size is larger",
        ),
        (
            "targets:\n- {name: a, backups: [{name: n, tool: t, schedule: '1 * * * *', keep: 0}]}",
            r"keep must be 1 to",
        ),
    ],
    ids=[
        "a key misspelt names the nearest",
        "no name",
        "a name with a slash",
        "an unknown zone",
        "an address with a space",
        "settings that are a number",
        "a probe that is a list",
        "an interval too short",
        "two probes with one name",
        "a probe's name with a colon",
        "a schedule that never comes",
        "a full backup at no interval",
        "a size in an unknown unit",
        "a band upside down",
        "no copies at all",
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, said: str) -> None:
    """A wrong entry is refused with file, line and what to write."""
    with pytest.raises(ConfigError, match=said):
        targets_from_node(parse_yaml(text, name="targets/x.yml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("customer: a\nreport: {daily: '25:00'}", r"c.yml:2: '25:00' is no time of day"),
        ("customer: a\ncontract: {go_live: tomorrow}", r"c.yml:2: 'tomorrow' is no day"),
        ("customer: a\nroles: {led: x}", r"c.yml:2: .*'led'.*'lead'"),
        ("customer: a\nrules: [a, b]", r"c.yml:2: rules must be a text of at most 10000"),
        ("customer: a\nrules: ' '", r"c.yml:2: rules must be a text of at most 10000"),
        ("name: a", r"the key 'customer' is missing"),
    ],
    ids=[
        "an hour after midnight",
        "a day in words",
        "a role misspelt",
        "rules as a list",
        "rules that say nothing",
        "no customer",
    ],
)
def test_a_mistake_in_a_customers_file_is_named(text: str, said: str) -> None:
    """A wrong key or value of a customer is refused with file, line and what to write."""
    with pytest.raises(ConfigError, match=said):
        customer_from_node(parse_yaml(text, name="c.yml"))


@given(st.text(max_size=300))
def test_a_name_is_accepted_or_refused_never_changed(name: str) -> None:
    """Whatever the name, it is returned as it is, or refused as a configuration error."""
    try:
        assert check_name(name) == name
        assert "\n" not in name
    except ConfigError:
        assert (
            not name
            or not name.isprintable()
            or name != name.strip()
            or "/" in name
            or len(name) > 200
        )


@pytest.mark.parametrize(
    "name", ['say "hi"', "数据库一号", "10.0.0.1:9100"], ids=["quotes", "Chinese", "a port"]
)
def test_odd_names_are_fine(name: str) -> None:
    """Quotes, Chinese and colons may stand in the name of a target."""
    assert check_name(name) == name


def test_a_file_may_name_the_satellite_of_its_targets(tmp_path: Path) -> None:
    """The file's satellite is every target's but its own, and one target may have another or none."""
    path = tmp_path / "targets" / "plant.yml"
    path.parent.mkdir()
    path.write_text(
        "satellite: sat-1\ntargets:\n- {name: sat-1}\n- {name: sat-2, satellite: ''}\n"
        "- {name: plc-1}\n- {name: plc-2, satellite: sat-2}\n"
    )
    inventory = inventory_of(read_targets(tmp_path), ())
    assert {one.name: one.satellite for one in inventory} == {
        "sat-1": None,
        "sat-2": None,
        "plc-1": "sat-1",
        "plc-2": "sat-2",
    }
    assert inventory.satellites == ("sat-1", "sat-2")
    assert inventory.parents("plc-2") == ("sat-2",)
    assert [one.name for one in inventory.behind("sat-1")] == ["plc-1"]


def test_all_that_is_expected_of_a_backup() -> None:
    """Kind, size band, retention, off-site copy, checks and encryption."""
    text = (
        "targets:\n- name: a\n  backups:\n  - {name: n, tool: restic, schedule: '0 2 * * *', kind: incremental, "
        "size: {least: 1GiB, most: 5000000000}, keep: 7, retention: 30d, offsite: 2d, verify: 7d, encrypted: true}"
    )
    ((job,),) = (target.backups for target in targets_from_node(parse_yaml(text, name="x.yml")))
    assert (job.kind, job.size) == (BackupKind.INCREMENTAL, SizeBand(1 << 30, 5_000_000_000))
    assert (job.keep, job.retention, job.offsite, job.verify, job.encrypted) == (
        7, 30 * DAY, 2 * DAY, 7 * DAY, True,
    )  # fmt: skip
