"""What ``ss`` prints of connections, of several releases, of this machine's, and anything else."""

from __future__ import annotations

import os
import socket
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.components import program
from watchkeeper.host.flows import Flow
from watchkeeper.host.ss import Held, held_flows

_COUNTED = "\t ts sack cubic rto:204 bytes_sent:9 bytes_acked:1000 bytes_received:2000 segs_out:4\n"
ONE = Flow(
    0x5F, bytes([10, 0, 0, 1]), 443, bytes([10, 0, 0, 2]), 55_000, 33, 4_711, 0, 1_000, 2_000
)


@pytest.mark.parametrize(
    ("line", "held"),
    [
        (
            "ESTAB 0 0 10.0.0.1:443 10.0.0.2:55000 "
            'users:(("nginx: worker",pid=812,fd=9),("nginx",pid=1,fd=9)) timer:(keepalive,9sec,0) '
            "uid:33 ino:4711 sk:5f cgroup:/system.slice/nginx.service <->",
            Held(ONE, "nginx: worker", 812, "nginx.service"),
        ),
        (
            "ESTAB      0      0      10.0.0.1:443      10.0.0.2:55000    uid:33 ino:4711 sk:5f <->",
            Held(ONE, "", 0, ""),
        ),
        (
            "0 0 [::ffff:10.0.0.1]:443 [::ffff:10.0.0.2]:55000 uid:33 ino:4711 sk:5f <->",
            Held(ONE, "", 0, ""),
        ),
        (
            "ESTAB 0 0 10.0.0.1%eth0:443 10.0.0.2:55000 ino:4711 sk:5f -->",
            Held(ONE._replace(uid=0), "", 0, ""),
        ),
        (
            "ESTAB 0 0 [fe80::1%eth0]:443 [2001:db8::2]:55000 uid:33 ino:4711 sk:5f",
            Held(
                ONE._replace(
                    local=socket.inet_pton(socket.AF_INET6, "fe80::1"),
                    remote=socket.inet_pton(socket.AF_INET6, "2001:db8::2"),
                ),
                "",
                0,
                "",
            ),
        ),
    ],
    ids=["iproute2 6.1", "an older one", "one state, mapped", "bound to a device, root", "IPv6"],
)
def test_a_connection_is_read(line: str, held: Held) -> None:
    """Ends, owner, program, unit and bytes, whatever the release leaves out or adds."""
    header = "State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n"
    assert list(held_flows(f"{header}{line}\n{_COUNTED}")) == [held]


@pytest.mark.parametrize(
    "text",
    [
        f"ESTAB 0 0 10.0.0.1:443 10.0.0.2:55000 sk:5f\nESTAB 0 0\n{_COUNTED}",
        "ESTAB 0 0 10.0.0.1:443 10.0.0.2:55000 sk:5f\n -\n",
        f"ESTAB 0 0 10.0.0.1:443 10.0.0.2:99999 sk:5f\n{_COUNTED}",
        f"ESTAB 0 0 10.0.0.1:443 10.0.0.299:1 sk:5f\n{_COUNTED}",
        f"ESTAB 0 0 10.0.0.1:443 10.0.0.2:1 ino:4\n{_COUNTED}",
        _COUNTED,
    ],
    ids=["other ends", "no bytes", "no port", "no address", "no cookie", "no ends"],
)
def test_what_is_no_connection_is_left_out(text: str) -> None:
    """Nothing is guessed of a line that is cut short or changed."""
    assert list(held_flows(text)) == []


def test_this_machine_s_own_answer_is_read() -> None:
    """A connection that this process made is there with its bytes and its program."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = socket.create_connection(server.getsockname())
        far, _ = server.accept()
        with near, far:
            near.sendall(b"x" * 5_000)
            assert far.recv(5_000, socket.MSG_WAITALL)
            command = [program("ss"), "-tniep", "state", "connected"]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            port = near.getsockname()[1]
            (found,) = (one for one in held_flows(printed) if one.flow.local_port == port)
    assert found.flow.sent >= 5_000
    assert found.flow.remote == bytes([127, 0, 0, 1])
    assert found.flow.uid == os.getuid()
    assert found.pid == os.getpid()


_PIECES = ["ESTAB", " ", "\n", "\t", "10.0.0.1:443", "[::1]:22", "users:((", '"a"', ",pid=1,", "uid:",
           "ino:", "sk:", "5f", "cgroup:/a.service", "bytes_acked:", "bytes_received:", "9" * 19, "%eth0", ":", "\udc80"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A hostile host's text gives connections with whole addresses, or none."""
    for held in held_flows(text):
        assert len(held.flow.local) in {4, 16}
        assert len(held.flow.remote) in {4, 16}
        assert 0 <= held.flow.remote_port < 65_536


def test_a_line_of_a_megabyte_takes_no_longer_than_it_is_long() -> None:
    """Neither pattern goes over a long line twice."""
    for piece in ("a", "a:", "[", 'users:(("a', " uid:1", "%", "1.", "\\"):
        text = f"ESTAB 0 0 {piece * (1_000_000 // len(piece))} sk:5f\n bytes_acked:1\n"
        assert list(held_flows(text)) == []
