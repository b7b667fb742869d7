"""What the kernel answers when it is asked for sockets."""

import errno
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.diag import answers
from agent.sources.tcpstat import EVERY_STATE, asked
from watchkeeper.host.sockets import LISTENING, refusal

_NO_PROTOCOL = 250


def test_a_socket_that_listens_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = {each.port for each in asked(socket.IPPROTO_TCP, 1 << LISTENING)}
    assert port in found


def test_a_kernel_that_refuses_has_not_said_that_there_are_none() -> None:
    """A module that is not there, or a right: an error, not a host without a socket."""
    with pytest.raises(OSError, match=r"\[Errno \d+\]"):
        list(answers(_NO_PROTOCOL, EVERY_STATE))


REFUSALS = {
    "refused": (struct.pack("=IHHIIi", 36, 2, 0, 0, 0, -errno.ENOENT) + bytes(16), errno.ENOENT),
    "acknowledged": (struct.pack("=IHHIIi", 36, 2, 0, 0, 0, 0) + bytes(16), 0),
    "done": (struct.pack("=IHHIIi", 20, 3, 0, 0, 0, 0), 0),
    "done badly": (struct.pack("=IHHIIi", 20, 3, 0, 0, 0, -errno.ENOENT), errno.ENOENT),
    "cut short": (struct.pack("=IHHII", 16, 2, 0, 0, 0), 0),
}


@pytest.mark.parametrize(("content", "number"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_a_refusal_looks_like(content: bytes, number: int) -> None:
    assert refusal(content) == number


@given(st.binary(max_size=200))
def test_any_datagram_tells_an_error_or_none(content: bytes) -> None:
    assert refusal(content) >= 0
