"""The SNMP probe against a real snmpd, v2c and v3; and walks that do not play fair."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.if_mib import (
    HIGH_CAPACITY,
    InterfaceNames,
    SnmpValue,
    index_of,
    samples_of_interfaces,
    text_from_octets,
)
from collector.probes.once import probe_once, run_probe
from collector.probes.outcome import ProbeFailed, series
from collector.probes.registry import probe_of
from collector.probes.snmp_session import rows_of
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


async def _walk(rows: list[tuple[str, SnmpValue]]) -> AsyncIterator[tuple[str, SnmpValue]]:
    for row in rows:
        yield row


async def test_a_walk_ends_where_the_column_ends() -> None:
    """Rows of another column are not taken."""
    column = HIGH_CAPACITY["ifHCInOctets"]
    answers = _walk([(f"{column}.1", 5), (f"{column}.7", 6), ("1.3.6.1.2.1.31.1.1.1.7.1", 9)])
    assert await rows_of(answers, column, 10) == {1: 5, 7: 6}


async def test_a_walk_in_circles_is_refused() -> None:
    """An agent whose OIDs do not increase would be walked for ever; it is refused."""
    with pytest.raises(ProbeFailed, match=r"walks in circles at 1\.3\.1"):
        await rows_of(_walk([("1.3.1", 1), ("1.3.2", 2), ("1.3.1", 1)]), "1.3", 10)


async def test_a_table_without_end_is_cut() -> None:
    """More rows than allowed are refused, with the number."""
    with pytest.raises(ProbeFailed, match="more than 3 rows"):
        await rows_of(_walk([(f"1.3.{n}", n) for n in range(9)]), "1.3", 3)


@given(st.text(max_size=60), st.sampled_from(["1.3.6", "1"]))
def test_any_oid_is_a_row_or_none(oid: str, column: str) -> None:
    """No OID makes the reader fail."""
    index = index_of(oid, column)
    assert index is None or f"{column}.{index}".rstrip("0123456789") == f"{column}."


@given(st.binary(max_size=600) | st.text(max_size=600) | st.integers() | st.none())
def test_any_octets_become_printable_text(octets: SnmpValue) -> None:
    """Whatever a device calls its interface, the label is short and printable."""
    said = text_from_octets(octets)
    assert len(said) <= 255
    assert said.isprintable()


def test_interfaces_become_series_with_their_names() -> None:
    """Each column gives one series an interface; Chinese aliases stay as they are."""
    names_of = InterfaceNames({1: b"GE0/1"}, {1: b"ge1"}, {1: "上联".encode()})
    samples = samples_of_interfaces({"ifHCInOctets": {1: 2**63, 2: b"?"}}, names_of)
    expected = series("ifHCInOctets", ifIndex="1", ifDescr="GE0/1", ifName="ge1", ifAlias="上联")
    assert samples == {expected: float(2**63)}
