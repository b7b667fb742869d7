"""The SNMP probe against a real snmpd, v2c and v3; and walks that do not play fair."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.probes.once import probe_once, run_probe
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.collector.probes.snmp_daemon import (
    AUTH_PASSWORD,
    COMMUNITY,
    PRIVACY_PASSWORD,
    USER,
    SnmpDaemon,
    snmp_daemon,
)
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import (
    Credential,
    Secrets,
    SnmpAuthentication,
    SnmpPrivacy,
)

TARGET = Target("sw-1", "127.0.0.1")
V3 = Credential(
    user=USER,
    auth=SnmpAuthentication.SHA256,
    auth_password=AUTH_PASSWORD,
    privacy=SnmpPrivacy.AES128,
    privacy_password=PRIVACY_PASSWORD,
)
SECRETS = Secrets(
    {
        "v2c": Credential(community=COMMUNITY),
        "v3": V3,
        "wrong": Credential(
            user=USER,
            auth=SnmpAuthentication.SHA256,
            auth_password="another-pass-phrase",
            privacy=SnmpPrivacy.AES128,
            privacy_password=PRIVACY_PASSWORD,
        ),
    }
)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnmpDaemon]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with snmp_daemon(tmp_path_factory.mktemp("snmpd"), port) as running:
        yield running


@pytest.fixture
async def daemon(started: SnmpDaemon, tools: Tools, spec: MakeSpec) -> SnmpDaemon:
    tools.secrets = SECRETS
    waiting = spec(
        f"{{snmp: {{port: {started.port}, credentials: v2c, profile: system, reply: 200ms}}}}"
    )

    async with asyncio.timeout(15):
        while not (await probe_once(TARGET, waiting, tools)).is_success:
            pass
    return started


async def test_a_device_of_v1_shows_what_v1_can(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """v1 has no 64-bit counters: the 32-bit ones stand in for them."""
    settings = spec(f"{{snmp: {{port: {daemon.port}, credentials: v2c, version: v1}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert report.problem is None
    assert value(report, "ifInOctets", ifName="lo") >= 0
    assert value(report, "laLoad", laNames="Load-1") >= 0
    assert "ifHCInOctets" not in names(report)


@pytest.mark.parametrize("credentials", ["v2c", "v3"])
async def test_a_device_shows_its_system_and_interfaces(
    credentials: str, daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """System group and interfaces come back under if_mib's names, by v2c and by v3."""
    report = await probe_once(
        TARGET, spec(f"{{snmp: {{port: {daemon.port}, credentials: {credentials}}}}}"), tools
    )
    assert report.problem is None
    assert credentials in str(report.notes[0])
    assert value(report, "ifType_info", ifName="lo", ifType="softwareLoopback") == 1
    assert value(report, "hrSystemProcesses") > 1
    assert value(report, "memTotalReal") > 1
    assert value(report, "sysUpTime") >= 0
    assert value(report, "sysName", sysName="lab-switch") == 1
    assert value(report, "ifOperStatus", ifDescr="lo", ifName="lo", ifIndex="1") == 1
    assert value(report, "ifHCInOctets", ifName="lo", instance="sw-1", job="snmp") >= 0
    assert {
        "ifAdminStatus",
        "ifHighSpeed",
        "ifHCOutOctets",
        "ifInErrors",
        "ifOutDiscards",
    } <= names(report)
    assert "ifInOctets" not in names(report)


async def test_a_wrong_v3_password_is_said(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """A refused user is no success; the sentence says what to check."""
    settings = spec(f"{{snmp: {{port: {daemon.port}, credentials: wrong, reply: 200ms}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert value(report, "probe_success") == 0
    assert "SNMP" in str(report.problem)


async def test_a_wrong_community_is_silence(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """snmpd says nothing to a stranger; the sentence says that this may be the reason."""
    settings = spec(f"{{snmp: {{port: {daemon.port}, community: guess, reply: 100ms}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert "a wrong community looks the same" in str(report.problem)


async def test_a_held_session_serves_the_next_round_and_recovers(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """One probe measures again on its session, and after a failure opens a new one."""
    settings = spec(f"{{snmp: {{port: {daemon.port}, credentials: v3}}}}")
    probe = probe_of(TARGET, settings, tools)
    first = await run_probe(probe, TARGET, settings, tools)
    second = await run_probe(probe, TARGET, settings, tools)
    await probe.close()
    third = await run_probe(probe, TARGET, settings, tools)
    assert [first.problem, second.problem, third.problem] == [None, None, None]
    assert set(first.samples) == set(second.samples)


async def test_own_speeds_and_steady_names(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec
) -> None:
    """The speed of a line that a device tells wrong is set by a pattern of its name."""
    settings = spec(
        f"{{snmp: {{port: {daemon.port}, credentials: v2c, profile: if, speeds: {{'l*': 250}}}}}}"
    )
    report = await probe_once(TARGET, settings, tools)
    assert value(report, "ifHighSpeed", ifName="lo") == 250
    assert value(report, "snmp_rows_renumbered_total") == 0
    assert value(report, "snmp_profile_info", profile="if") == 1


async def test_names_are_asked_for_seldom(daemon: SnmpDaemon, tools: Tools, spec: MakeSpec) -> None:
    """Rounds between two readings of names ask less than half of what the first asks."""
    settings = spec(f"{{snmp: {{port: {daemon.port}, credentials: v2c, names_every: 3}}}}")
    probe = probe_of(TARGET, settings, tools)
    reports = [await run_probe(probe, TARGET, settings, tools) for _ in range(4)]
    await probe.close()
    questions = [value(report, "snmp_questions") for report in reports]
    assert questions[1] == questions[2] < questions[0] / 2
    assert questions[3] > questions[2]
    assert set(reports[0].samples) == set(reports[3].samples)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("{profile: nosuch, community: a}", "there is no SNMP profile 'nosuch'; known are"),
        ("{profile: if}", "name credentials"),
        ("{community: a, version: v4}", "known are v1, v2c, v3"),
        ("{community: a, in_flight: 9}", "in_flight 1 to 8"),
        ("{community: a, names_every: 0}", "names_every must be at least 1"),
    ],
    ids=["an unknown profile", "nobody", "an unknown version", "too much at once", "never"],
)
async def test_wrong_settings_are_named(
    settings: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """A probe that cannot run says why when it is made."""
    with pytest.raises(ConfigError, match=said):
        probe_of(TARGET, spec(f"{{snmp: {settings}}}"), tools)


async def test_an_interface_keeps_its_number_over_a_restart(
    daemon: SnmpDaemon, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """What a name went by is read from the file that the run before left, and a torn one is begun anew."""
    tools.snmp_rows = tmp_path / "snmp"
    settings = spec(f"{{snmp: {{port: {daemon.port}, credentials: v2c, profile: if}}}}")
    await probe_once(TARGET, settings, tools)
    (file,) = tools.snmp_rows.glob("*.json")
    kept = json.loads(file.read_text())
    assert kept["interfaces"]["lo"] == "1"
    kept["interfaces"]["lo"] = "77"
    file.write_text(json.dumps(kept))
    report = await probe_once(TARGET, settings, tools)
    assert value(report, "ifOperStatus", ifName="lo", ifIndex="77") == 1
    file.write_text("[torn")
    report = await probe_once(TARGET, settings, tools)
    assert value(report, "ifOperStatus", ifName="lo", ifIndex="1") == 1
