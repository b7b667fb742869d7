"""What the kernel tells of connections, read from real answers and from anything else."""

from __future__ import annotations

import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.connections import all_flows
from watchkeeper.host.flows import (
    Flow,
    Moved,
    busiest,
    flows,
    masked,
    socket_of_link,
    unit_of_cgroup,
    users,
)


def answer(*attributes: tuple[int, bytes], family: int = 2, cookie: int = 7) -> bytes:
    """Return one message of inet_diag as the kernel lays it out."""
    address = bytes([10, 0, 0, 1]) + bytes(12) + bytes([10, 0, 0, 2]) + bytes(12)
    message = (
        struct.pack("=BBBB", family, 1, 0, 0)
        + struct.pack(">HH", 443, 55_000)
        + address
        + struct.pack("=I", 0)
        + struct.pack("=Q", cookie)
        + struct.pack("=IIIII", 0, 0, 0, 33, 4_711)
    )
    for kind, value in attributes:
        head = struct.pack("=HH", 4 + len(value), kind)
        message += head + value + bytes(-len(value) % 4)
    return struct.pack("=IHHII", 16 + len(message), 20, 2, 0, 0) + message


def info(acknowledged: int, received: int) -> tuple[int, bytes]:
    return (2, bytes(120) + struct.pack("=QQ", acknowledged, received) + bytes(40))


def test_an_answer_of_the_kernel_is_read() -> None:
    """Ends, owner, control group and bytes stand where sock_diag(7) says."""
    content = answer(info(1_000, 2_000), (21, struct.pack("=Q", 99)))
    assert list(flows(content)) == [
        Flow(
            7, bytes([10, 0, 0, 1]), 443, bytes([10, 0, 0, 2]), 55_000, 33, 4_711, 99, 1_000, 2_000
        )
    ]


def test_one_without_counters_or_cut_short_is_left_out() -> None:
    """What an old kernel does not tell is no zero."""
    whole = answer(info(1, 2))
    assert list(flows(answer((21, bytes(8))))) == []
    assert list(flows(answer((2, bytes(100))))) == []
    assert [each.cookie for each in flows(whole + answer(info(1, 2), cookie=8)[:-30])] == [7]


@given(st.binary(max_size=400), st.integers(0, 300))
def test_anything_can_be_read(noise: bytes, cut: int) -> None:
    """Broken answers end the reading and raise nothing."""
    list(flows(noise))
    list(flows(answer(info(1, 2))[:cut] + noise))


def test_the_bytes_of_a_real_connection_are_counted() -> None:
    """What was acknowledged here is what was received there."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        taken, _ = server.accept()
        with taken:
            client.sendall(b"x" * 60_000)
            left = 60_000
            while left:
                left -= len(taken.recv(left))
            port, other = client.getsockname()[1], server.getsockname()[1]
            found = {(each.local_port, each.remote_port): each for each in all_flows()}
            assert found[other, port].received == 60_000
            assert found[port, other].received == 0
            assert found[port, other].local == bytes([127, 0, 0, 1])


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (bytes([203, 0, 113, 9]), "203.0.113.0/24"),
        (bytes.fromhex("20010db80001") + bytes(10), "2001:db8:1::/48"),
    ],
    ids=["IPv4", "IPv6"],
)
def test_a_masked_address_names_its_network_only(address: bytes, network: str) -> None:
    """A host may keep whole addresses to itself."""
    assert masked(address) == network


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("/system.slice/nginx.service", "nginx.service"),
        ("/user.slice/user-0.slice/session-3.scope", "session-3.scope"),
        ("/system.slice/postgresql.service/worker", "postgresql.service"),
        ("/docker/0123abcd", "0123abcd"),
    ],
)
def test_the_unit_of_a_control_group(path: str, unit: str) -> None:
    """systemd's name is told where there is one, else the group's own."""
    assert unit_of_cgroup(path) == unit


def test_links_and_users_are_read() -> None:
    """Only sockets have an inode here; broken lines of passwd are left out."""
    assert socket_of_link("socket:[4711]") == 4_711
    assert socket_of_link("pipe:[1]") is None
    assert socket_of_link("socket:[x]") is None
    assert users("root:x:0:0::/root:/bin/sh\nbroken\nwww:x:33:33:::\n") == {0: "root", 33: "www"}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40), st.integers(0, 30))
def test_the_busiest_move_no_less_than_the_others(rates: list[tuple[int, int]], most: int) -> None:
    """So many are told, and none that is left out moves more than one that is told."""
    blank = Flow(0, b"", 0, b"", 0, 0, 0, 0, 0, 0)
    moved = [
        Moved(blank._replace(cookie=number), float(sent), float(received))
        for number, (sent, received) in enumerate(rates)
    ]
    told = busiest(moved, most)
    assert len(told) == min(most, len(moved))
    others = [each.sent + each.received for each in moved if each not in told]
    assert max(others, default=0) <= min((each.sent + each.received for each in told), default=99)
