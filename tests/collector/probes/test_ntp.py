"""The NTP probe against a real chronyd, and against packets of all kinds."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.ntp_packet import reply_from
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.processes import running
from tests.collector.probes.readings import value
from tests.components import missing, program
from tests.eventually import eventually
from watchkeeper.host.ntp import EPOCH_OFFSET, offset_and_delay, request
from watchkeeper.inventory.model import Target
from watchkeeper.server.clock import SystemClock

TARGET = Target("time-1", "127.0.0.1")


def free_udp_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@pytest.fixture
def chrony(tmp_path: Path) -> Iterator[int]:
    """A chronyd that serves this machine's own time and leaves its clock alone."""
    if os.geteuid() != 0:
        missing("chronyd takes root to start")
    port = free_udp_port()
    config = tmp_path / "chrony.conf"
    config.write_text(
        f"port {port}\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 5\ncmdport 0\n"
        f"bindcmdaddress /\npidfile {tmp_path}/chronyd.pid\nuser root\n"
    )
    with running([program("chronyd"), "-d", "-x", "-f", config], [], folder=tmp_path):
        yield port


async def test_a_real_server_tells_the_time(chrony: int, tools: Tools, spec: MakeSpec) -> None:
    """Offset, delay and stratum are series; a server that has our own clock is not off."""
    settings = spec(f"{{ntp: {{port: {chrony}, max_offset: 100ms, timeout: 3s}}}}")

    reports = []

    async def served() -> bool:
        reports.append(await probe_once(TARGET, settings, tools))
        return reports[-1].problem is None

    await eventually(served)
    report = reports[-1]
    assert value(report, "probe_ntp_stratum") == 5
    assert abs(value(report, "probe_ntp_offset_seconds")) < 0.1
    assert 0 <= value(report, "probe_ntp_delay_seconds") < 3


class _Clock(asyncio.DatagramProtocol):
    """A server whose clock is ahead by so many seconds."""

    def __init__(self, ahead: float, stratum: int, leap: int) -> None:
        self.ahead, self.stratum, self.leap = ahead, stratum, leap

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        seconds = SystemClock().now() / 1000 + self.ahead + EPOCH_OFFSET
        stamp = struct.pack("!II", int(seconds) % 2**32, int(seconds % 1 * 2**32))
        head = bytes([self.leap << 6 | 0x24, self.stratum, 0, 0]) + bytes(8) + b"DENY"
        self.transport.sendto(b"noise", addr)
        self.transport.sendto(head + stamp + data[40:48] + stamp + stamp, addr)


@pytest.mark.parametrize(
    ("ahead", "stratum", "leap", "said"),
    [
        (5.0, 2, 0, "its clock and ours are +5.0"),
        (0.0, 0, 0, "the time server refuses to serve: 'DENY'"),
        (0.0, 2, 3, "the time server has no time itself"),
        (0.0, 16, 0, "the time server has no time itself"),
    ],
    ids=["a clock that is ahead", "a refusal", "a warning", "too far from any clock"],
)
async def test_a_server_that_is_wrong_is_said(
    ahead: float, stratum: int, leap: int, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """A clock that is off, a refusal and a server without time are failures in words."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _Clock(ahead, stratum, leap), local_addr=("127.0.0.1", 0)
    )
    port = transport.get_extra_info("sockname")[1]
    try:
        report = await probe_once(TARGET, spec(f"{{ntp: {{port: {port}, timeout: 3s}}}}"), tools)
    finally:
        transport.close()
    assert said in str(report.problem)
    if ahead:
        assert value(report, "probe_ntp_offset_seconds") == pytest.approx(ahead, abs=0.5)


async def test_nobody_there_is_said(tools: Tools, spec: MakeSpec) -> None:
    """A closed port answers with a refusal."""
    settings = spec(f"{{ntp: {{port: {free_udp_port()}, timeout: 3s}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert "127.0.0.1 does not answer NTP: Connection refused" in str(report.problem)


@given(st.binary(max_size=80))
def test_any_packet_is_read_or_refused(packet: bytes) -> None:
    """Whatever comes, it is an answer to the cookie, nothing, or a sentence."""
    for cookie in (b"12345678", packet[24:32]):
        try:
            reply = reply_from(packet, cookie, 1.8e9)
        except ProbeFailed:
            continue
        assert reply is None or 0 < reply.stratum < 16


@given(st.floats(-1e6, 1e6), st.floats(0, 10), st.floats(0, 10), st.floats(1e9, 5e9))
def test_the_offset_is_found_where_both_ways_are_alike(
    ahead: float, way: float, work: float, asked: float
) -> None:
    """With the same time there and back, offset and delay are exact; also past 2036."""
    received, sent = asked + way + ahead, asked + way + work + ahead
    packet = bytearray(48)
    packet[0:2] = bytes([0x24, 1])
    packet[24:32] = request(b"abcdefgh")[40:48]
    for place, moment in ((32, received), (40, sent)):
        seconds = moment + EPOCH_OFFSET
        packet[place : place + 8] = struct.pack(
            "!II", int(seconds) % 2**32, int(seconds % 1 * 2**32)
        )
    reply = reply_from(bytes(packet), b"abcdefgh", asked)
    assert reply is not None
    offset, delay = offset_and_delay(reply, asked, asked + 2 * way + work)
    assert offset == pytest.approx(ahead, abs=1e-4)
    assert delay == pytest.approx(2 * way, abs=1e-4)
