"""The clock against a real chronyd, and against servers that are wrong."""

import os
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.config import config_from_text
from agent.readers import Address
from agent.sources.ntp import NtpSource
from tests.agent.processes import wait_for
from tests.components import missing, program
from watchkeeper.core.errors import ConfigError, Unavailable
from watchkeeper.core.instants import MINUTE
from watchkeeper.host.ntp import EPOCH_OFFSET


def source_of(port: int) -> NtpSource:
    return NtpSource(Address("127.0.0.1", port), MINUTE, SystemClock())


def by_name(source: NtpSource) -> dict[str, float]:
    return {family.name: value for family, _, value in source.read()}


@pytest.fixture
def chrony(tmp_path: Path) -> Iterator[int]:
    """A chronyd that serves this machine's own time and leaves its clock alone."""
    if os.geteuid() != 0:
        missing("chronyd takes root to start")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = tmp_path / "chrony.conf"
    config.write_text(
        f"port {port}\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 5\ncmdport 0\n"
        f"bindcmdaddress /\npidfile {tmp_path}/chronyd.pid\nuser root\n"
    )
    process = subprocess.Popen(
        [program("chronyd"), "-d", "-x", "-f", str(config)], stderr=subprocess.DEVNULL
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


def test_a_real_server_with_our_own_clock_is_not_off(chrony: int) -> None:
    source = source_of(chrony)

    def serves() -> bool:
        try:
            return bool(source.read())
        except (OSError, Unavailable):
            return False

    wait_for(serves, what="chronyd")
    found = by_name(source)
    assert found["node_ntp_stratum"] == 5
    trip = found["node_ntp_rtt_seconds"]
    assert trip >= 0
    assert abs(found["node_ntp_offset_seconds"]) <= trip / 2 + 0.01  # however long it took


@contextmanager
def answering(*, ahead: float = 0.0, stratum: int = 2, leap: int = 0) -> Iterator[int]:
    """A server that says first noise, then this, once."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))

        def serve() -> None:
            asked, sender = listener.recvfrom(1_024)
            seconds = SystemClock().now() / 1000 + ahead + EPOCH_OFFSET
            stamp = struct.pack("!II", int(seconds) % 2**32, int(seconds % 1 * 2**32))
            head = bytes([leap << 6 | 0x24, stratum, 0, 0]) + bytes(8) + b"RATE"
            listener.sendto(b"noise", sender)
            listener.sendto(head + stamp + asked[40:48] + stamp + stamp, sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def test_a_clock_that_is_ahead_is_told() -> None:
    with answering(ahead=5.0) as port:
        assert by_name(source_of(port))["node_ntp_offset_seconds"] == pytest.approx(5, abs=0.5)


@pytest.mark.parametrize(
    ("stratum", "leap", "said"),
    [(0, 0, "refuses to serve: 'RATE'"), (2, 3, "no time itself"), (16, 0, "no time itself")],
    ids=["a refusal", "a warning", "too far from any clock"],
)
def test_a_server_without_time_is_no_measure(stratum: int, leap: int, said: str) -> None:
    with answering(stratum=stratum, leap=leap) as port, pytest.raises(Unavailable, match=said):
        source_of(port).read()


def test_where_nobody_serves_it_fails() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        source_of(port).read()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ntp.example.com", ("ntp.example.com", 123)),
        ("10.0.0.1:1123", ("10.0.0.1", 1123)),
        ("fe80::1", ("fe80::1", 123)),
        ("[fe80::1]:1123", ("fe80::1", 1123)),
    ],
)
def test_a_server_with_and_without_port(text: str, address: tuple[str, int]) -> None:
    assert config_from_text(f"[ntp]\nserver = {text}\n", "x").ntp_server == address


@pytest.mark.parametrize("text", ["a b", "", "x:99999", "https://x"])
def test_what_is_no_server_is_said_with_its_line(text: str) -> None:
    with pytest.raises(ConfigError, match="x:2: server"):
        config_from_text(f"[ntp]\nserver = {text}\n", "x")
