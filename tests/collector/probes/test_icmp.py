"""The ICMP probe: real packets to loopback, loss and jitter, and any bytes on the socket."""

from __future__ import annotations

import asyncio
import json
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.addresses import Resolved, address_of_literal
from collector.probes.echo import checksum, echo_reply, echo_request
from collector.probes.fping import Fping, trips_from_output
from collector.probes.icmp import jitter, samples_of_trips, why_dead
from collector.probes.once import probe_once
from collector.probes.outcome import series
from collector.probes.ping import PingSocket, PingSockets, Transport
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.components import missing, program
from watchkeeper.inventory.model import Target
from watchkeeper.server.clock import SystemClock

ROOT = Path(__file__).parents[3]


async def _allowed(tools: Tools) -> Transport:
    transport, _ = tools.pings.socket(4)
    if transport is Transport.TCP:
        missing("this process may not send ICMP")
    return transport


async def test_a_host_that_is_there(tools: Tools, spec: MakeSpec) -> None:
    """Five packets come back: no loss, a round trip, jitter, and by what it was asked."""
    transport = await _allowed(tools)
    report = await probe_once(Target("lo", "127.0.0.1"), spec("{icmp: {gap: 5ms}}"), tools)
    assert report.problem is None
    assert value(report, "probe_icmp_packet_loss_ratio") == 0
    assert 0 < value(report, "probe_icmp_duration_seconds", phase="rtt") < 1
    assert value(report, "probe_icmp_rtt_min_seconds") <= value(
        report, "probe_icmp_rtt_max_seconds"
    )
    assert value(report, "probe_icmp_jitter_seconds") >= 0
    assert value(report, "probe_icmp_transport_info", transport=transport.value) == 1
    assert "ICMP" in str(report.notes[0])


async def test_a_host_that_is_gone(tools: Tools, spec: MakeSpec) -> None:
    """Nothing comes back from an address nobody has: full loss, told in words."""
    await _allowed(tools)
    settings = spec("{icmp: {gap: 5ms, wait: 100ms}}")
    report = await probe_once(Target("gone", "240.0.0.1"), settings, tools)
    assert str(report.problem) == "240.0.0.1 answered none of 5 echo requests"
    assert value(report, "probe_icmp_packet_loss_ratio") == 1
    assert "probe_icmp_rtt_min_seconds" not in names(report)


async def test_bad_lines_are_told_as_they_are() -> None:
    """Each fifth reply dropped by the kernel is a loss of 0.2; a relay that answers after 30 and 90 ms
    by turns gives these round trips and the jitter between them.
    """
    unshare = program("unshare")
    for needed in ("nft", "ip"):
        program(needed)
    command = (sys.executable, "-m", "tests.collector.probes.far_line")
    process = await asyncio.create_subprocess_exec(
        unshare, "--net", *command, cwd=ROOT, stdout=-1, stderr=-1
    )
    async with asyncio.timeout(60):
        said, error = await process.communicate()
    if b"unshare failed" in error:
        missing("no network namespace may be made here: run the tests as root")
    found = json.loads(said)
    late, lossy = found["late"], found["lossy"]
    assert lossy["probe_icmp_packet_loss_ratio"] == pytest.approx(0.2)
    assert (lossy["probe_success"], late["probe_success"]) == (1, 1)
    assert late["probe_icmp_packet_loss_ratio"] == 0
    assert 0.03 <= late["probe_icmp_rtt_min_seconds"] < late["probe_icmp_rtt_max_seconds"]
    assert 0.09 <= late["probe_icmp_rtt_max_seconds"] < 1
    assert 0.06 <= late["probe_icmp_duration_seconds rtt"] < 1
    assert 0.03 < late["probe_icmp_jitter_seconds"] < 1


async def test_a_burst_to_a_thousand_hosts_loses_nothing(tools: Tools) -> None:
    """With the large receive buffer, 1,000 loopback addresses asked at once all answer."""
    await _allowed(tools)
    _, opened = tools.pings.socket(4)
    assert opened is not None
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        trips = [
            group.create_task(opened.ping(f"127.0.{n // 250}.{n % 250 + 1}", 56))
            for n in range(1000)
        ]
    assert all(trip.result() > 0 for trip in trips)


@pytest.mark.parametrize("transport", [Transport.RAW, Transport.DATAGRAM])
async def test_both_sockets_work_where_they_are_allowed(transport: Transport) -> None:
    """Raw and datagram sockets both read their replies."""
    try:
        opened = PingSocket(SystemClock(), 4, transport)
    except OSError:
        pytest.skip(f"by design: this system does not allow a {transport.value} ICMP socket")
    async with asyncio.timeout(5):
        assert await opened.ping("127.0.0.1", 56) > 0
    opened.close()


class _Closed(PingSockets):
    """A system that allows no ICMP at all."""

    def socket(self, version: int) -> tuple[Transport, PingSocket | None]:
        return Transport.TCP, None

    async def fping(self, version: int) -> Fping | None:
        return None


class _NoSockets(PingSockets):
    """A system that lets a program send ICMP, but not us."""

    def socket(self, version: int) -> tuple[Transport, PingSocket | None]:
        return Transport.TCP, None


async def test_without_a_socket_fping_is_asked(tools: Tools, spec: MakeSpec) -> None:
    """Where a program may send and we may not, it sends; loss and round trips are the same series."""
    program("fping")
    tools.pings = _NoSockets(SystemClock())
    if await tools.pings.fping(4) is None:
        missing("fping may not send here")
    report = await probe_once(Target("lo", "127.0.0.1"), spec("{icmp: {gap: 10ms}}"), tools)
    assert report.problem is None
    assert value(report, "probe_icmp_transport_info", transport="fping") == 1
    assert value(report, "probe_icmp_packet_loss_ratio") == 0
    assert 0 < value(report, "probe_icmp_duration_seconds", phase="rtt") < 1
    gone = await probe_once(
        Target("gone", "240.0.0.1"), spec("{icmp: {gap: 10ms, wait: 100ms, count: 2}}"), tools
    )
    assert value(gone, "probe_icmp_packet_loss_ratio") == 1
    slow = spec("{icmp: {gap: 1s, count: 10, timeout: 300ms}}")
    assert "no answer within" in str(
        (await probe_once(Target("lo", "127.0.0.1"), slow, tools)).problem
    )


@pytest.mark.parametrize(
    ("output", "trips"),
    [
        ("10.0.0.1 : 0.52 - 0.48\n", (0.00052, None, 0.00048)),
        ("noise\n10.0.0.1 : 1\n", (0.001, None, None)),
        ("10.0.0.1 : - - - 9 9\n", (None, None, None)),
        ("10.0.0.1 : nan inf x\n", (None, None, None)),
    ],
    ids=["one lost", "cut short", "more than asked", "no numbers"],
)
def test_the_words_of_fping(output: str, trips: tuple[float | None, ...]) -> None:
    """Round trips stand behind the address, a hyphen for each that was lost."""
    assert trips_from_output(output, "10.0.0.1", 3) == pytest.approx(trips)


@given(st.text(max_size=200))
def test_any_words_of_fping_are_read_or_refused(output: str) -> None:
    """Whatever it prints, it becomes as many trips as were asked for, or an error."""
    try:
        assert len(trips_from_output(output, "10.0.0.1", 4)) == 4
    except OSError:
        return


async def test_without_icmp_a_refused_port_is_life(
    tools: Tools, spec: MakeSpec, free_port: int
) -> None:
    """Where ICMP is not allowed TCP is asked: a refusal comes from a living host, and it is said."""
    tools.pings = _Closed(SystemClock())
    settings = spec(f"{{icmp: {{gap: 1ms, tcp_ports: [{free_port}]}}}}")
    report = await probe_once(Target("lo", "127.0.0.1"), settings, tools)
    assert report.problem is None
    assert value(report, "probe_icmp_transport_info", transport="tcp") == 1
    assert "asked by TCP" in str(report.notes[0])


@pytest.mark.parametrize(
    ("trips", "loss", "mean_jitter"),
    [
        ([0.010, 0.010, 0.010], 0.0, 0.0),
        ([0.010, None, 0.030, 0.020], 0.25, 0.015),
        ([None, None], 1.0, None),
        ([0.010], 0.0, 0.0),
    ],
    ids=["steady", "one of four lost", "all lost", "one packet"],
)
def test_loss_and_jitter(trips: list[float | None], loss: float, mean_jitter: float | None) -> None:
    """Loss counts what is missing; jitter is the mean step between neighbours that came back."""
    samples = samples_of_trips(trips)
    assert samples[series("probe_icmp_packet_loss_ratio")] == loss
    found = samples.get(series("probe_icmp_jitter_seconds"))
    assert found == (pytest.approx(mean_jitter) if mean_jitter is not None else None)
    assert (why_dead(trips, "h") is None) is (loss < 1)


@given(st.lists(st.floats(0, 10), min_size=2, max_size=20))
def test_jitter_is_never_more_than_the_spread(trips: list[float]) -> None:
    """The mean step is at most the largest difference."""
    assert 0 <= jitter(trips) <= max(trips) - min(trips) + 1e-9


@given(st.binary(max_size=100), st.sampled_from([4, 6]), st.booleans())
def test_any_packet_is_a_reply_or_nothing(packet: bytes, version: int, has_ip_header: bool) -> None:
    """Whatever arrives on the socket is read or ignored, never an exception."""
    reply = echo_reply(version, packet, has_ip_header=has_ip_header)
    assert reply is None or len(reply.payload) <= len(packet)


@given(st.integers(0, 65_535), st.integers(0, 65_535), st.binary(max_size=64))
def test_a_request_turned_round_is_its_reply(
    identifier: int, sequence: int, payload: bytes
) -> None:
    """Request and reply agree, the checksum of a whole packet is zero."""
    request = echo_request(4, identifier, sequence, payload)
    assert checksum(request) in {0, 0xFFFF}
    header = struct.pack("!BBHHHBBHII", 0x45, 0, 0, 0, 0, 64, 1, 0, 0, 0)
    reply = echo_reply(4, header + b"\0\0" + request[2:], has_ip_header=True)
    assert reply is not None
    assert (reply.identifier, reply.sequence, reply.payload) == (identifier, sequence, payload)


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("10.0.0.1", Resolved("10.0.0.1", 4)),
        ("0:0:0:0:0:0:0:1", Resolved("::1", 6)),
        ("db-1.example", None),
    ],
    ids=["IPv4", "IPv6 in its long form", "a name"],
)
def test_an_address_is_taken_as_it_stands(host: str, found: Resolved | None) -> None:
    """Only names are asked of a name server."""
    assert address_of_literal(host) == found
