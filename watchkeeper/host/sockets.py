"""Sockets: queues of /proc/net/udp, and what the kernel tells by inet_diag (sock_diag(7))."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from watchkeeper.host.parsing import parser

TCP_STATES = {
    1: "established",
    2: "syn_sent",
    3: "syn_recv",
    4: "fin_wait1",
    5: "fin_wait2",
    6: "time_wait",
    7: "close",
    8: "close_wait",
    9: "last_ack",
    10: "listen",
    11: "closing",
}
"""Numbers of include/net/tcp_states.h; 12, a request that is no connection yet, is syn_recv."""

LISTENING = 10
NEW_REQUEST = 12
_NLMSG_ERROR, _NLMSG_DONE, _SOCK_DIAG_BY_FAMILY = 2, 3, 20
_HEADER = struct.Struct("=IHHII")
_MESSAGE = struct.Struct("=BBBB")
_PORT = struct.Struct(">H")
_QUEUES = struct.Struct("=II")
_REQUEST = struct.Struct("=IHHIIBBBBI48x")
_ERROR = struct.Struct("=i")
_SOURCE_PORT_AT, _SOURCE_AT, _QUEUES_AT, _MESSAGE_BYTES = 20, 24, 72, 88
_REQUEST_AND_DUMP = 0x301


class Socket(NamedTuple):
    """One socket; addresses as the kernel has them, 16 bytes of which IPv4 uses four."""

    family: int
    state: int
    port: int
    address: bytes
    receive_queue: int
    send_queue: int


class Queues(NamedTuple):
    """Bytes that wait in all sockets together."""

    send: int
    receive: int


@parser("/proc/net/udp")
def udp_queues(content: bytes) -> Queues:
    """Read /proc/net/udp or udp6: bytes that wait to be sent and to be read."""
    send = receive = 0
    for line in content.splitlines()[1:]:
        sending, _, receiving = line.split(None, 5)[4].partition(b":")
        send += int(sending, 16)
        receive += int(receiving, 16)
    return Queues(send, receive)


def diag_request(family: int, protocol: int, states: int, extensions: int = 0) -> bytes:
    """Return a request for all sockets of *family* and *protocol* in the states of a bit mask."""
    return _REQUEST.pack(
        _REQUEST.size,
        _SOCK_DIAG_BY_FAMILY,
        _REQUEST_AND_DUMP,
        0,
        0,
        family,
        protocol,
        extensions,
        0,
        states,
    )


def is_last(content: bytes) -> bool:
    """Tell whether a datagram of answers ends the dump: by done, or by an error."""
    return any(kind in {_NLMSG_DONE, _NLMSG_ERROR} for kind, _, _ in messages(content))


def refusal(content: bytes) -> int:
    """Return the number of the error that a datagram of answers tells; 0 where it tells none.

    A dump that failed ends as one that is done, with its error (netlink_dump in the kernel).
    """
    for kind, at, _ in messages(content):
        is_end = kind in {_NLMSG_DONE, _NLMSG_ERROR}
        if is_end and at + _HEADER.size + _ERROR.size <= len(content):
            number: int = _ERROR.unpack_from(content, at + _HEADER.size)[0]
            return max(0, -number)
    return 0


def sockets(content: bytes) -> Iterator[Socket]:
    """Read a datagram of answers; what is cut short or of another kind is left out."""
    for kind, at, _ in messages(content):
        if kind == _SOCK_DIAG_BY_FAMILY and at + _MESSAGE_BYTES <= len(content):
            family, state, _timer, _retransmits = _MESSAGE.unpack_from(content, at + 16)
            receiving, sending = _QUEUES.unpack_from(content, at + _QUEUES_AT)
            (port,) = _PORT.unpack_from(content, at + _SOURCE_PORT_AT)
            address = content[at + _SOURCE_AT : at + _SOURCE_AT + 16]
            yield Socket(family, state, port, address, receiving, sending)


def messages(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Give kind, offset and length of each message of a datagram (netlink(7))."""
    at = 0
    while at + _HEADER.size <= len(content):
        length, kind, _flags, _sequence, _port = _HEADER.unpack_from(content, at)
        if length < _HEADER.size:
            return
        yield kind, at, length
        at += (length + 3) & ~3
