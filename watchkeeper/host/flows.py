"""TCP connections with their bytes, as the kernel tells them by inet_diag (sock_diag(7)).

Offsets as in include/uapi/linux: struct inet_diag_msg behind the header of netlink, then attributes,
among them struct tcp_info and the number of the socket's control group (Linux 5.9).
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from watchkeeper.host.sockets import messages

INFO = 1 << (2 - 1)
"""The extension to ask for, so that each answer carries tcp_info."""

TRANSFERRING = 0xFFF & ~(1 << 3 | 1 << 6 | 1 << 7 | 1 << 10 | 1 << 12)
"""States with a socket that may move bytes: not new requests, TIME_WAIT, closed or listening."""

_SOCK_DIAG_BY_FAMILY = 20
_INET6 = 10
_MESSAGE_AT, _MESSAGE_BYTES = 16, 72
_PORTS = struct.Struct(">HH")
_COOKIE = struct.Struct("=Q")
_OWNER = struct.Struct("=II")  # uid, inode
_BYTES = struct.Struct("=QQ")  # acknowledged, received
_ATTRIBUTE = struct.Struct("=HH")
_PORTS_AT, _LOCAL_AT, _REMOTE_AT, _COOKIE_AT, _OWNER_AT = 4, 8, 24, 44, 64
_TCP_INFO, _CGROUP_ID = 2, 21
_BYTES_AT = 120
_MAPPED = bytes(10) + b"\xff\xff"  # IPv4 within IPv6
_LOOPBACK_NET, _LOOPBACK = 127, bytes(15) + b"\x01"


class Flow(NamedTuple):
    """One connection; ``sent`` and ``received`` are bytes since it began.

    Addresses have four bytes or sixteen.  ``cookie`` is the kernel's own name of it, which no
    other connection bears before the next boot.
    """

    cookie: int
    local: bytes
    local_port: int
    remote: bytes
    remote_port: int
    uid: int
    inode: int
    cgroup: int  # 0 where the kernel does not tell
    sent: int
    received: int


def flows(content: bytes) -> Iterator[Flow]:
    """Read a datagram of answers; what is cut short or carries no tcp_info is left out."""
    for kind, at, length in messages(content):
        is_whole = _MESSAGE_AT + _MESSAGE_BYTES <= length <= len(content) - at
        if kind == _SOCK_DIAG_BY_FAMILY and is_whole:
            found = _flow(content[at + _MESSAGE_AT : at + length])
            if found is not None:
                yield found


def _flow(message: bytes) -> Flow | None:
    cgroup, moved = 0, None
    for kind, value in _attributes(message):
        if kind == _TCP_INFO and len(value) >= _BYTES_AT + _BYTES.size:
            moved = _BYTES.unpack_from(value, _BYTES_AT)
        elif kind == _CGROUP_ID and len(value) == _COOKIE.size:
            (cgroup,) = _COOKIE.unpack(value)
    if moved is None:
        return None
    local_port, remote_port = _PORTS.unpack_from(message, _PORTS_AT)
    (cookie,) = _COOKIE.unpack_from(message, _COOKIE_AT)
    uid, inode = _OWNER.unpack_from(message, _OWNER_AT)
    return Flow(
        cookie,
        _address(message[0], message[_LOCAL_AT:_REMOTE_AT]),
        local_port,
        _address(message[0], message[_REMOTE_AT : _REMOTE_AT + 16]),
        remote_port,
        uid,
        inode,
        cgroup,
        *moved,
    )


def _attributes(message: bytes) -> Iterator[tuple[int, bytes]]:
    at = _MESSAGE_BYTES
    while at + _ATTRIBUTE.size <= len(message):
        length, kind = _ATTRIBUTE.unpack_from(message, at)
        if length < _ATTRIBUTE.size:
            return
        yield kind, message[at + _ATTRIBUTE.size : at + length]
        at += (length + 3) & ~3


def _address(family: int, address: bytes) -> bytes:
    if family != _INET6:
        return address[:4]
    return address[12:] if address.startswith(_MAPPED) else address


def is_loopback(address: bytes) -> bool:
    return address[0] == _LOOPBACK_NET if len(address) == 4 else address == _LOOPBACK


def plain(address: bytes) -> str:
    """Return an address as people write it."""
    return socket.inet_ntop(socket.AF_INET if len(address) == 4 else socket.AF_INET6, address)


def with_port(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def masked(address: bytes) -> str:
    """Return the network that an address lies in: /24, of IPv6 /48."""
    if len(address) == 4:
        return ".".join(str(part) for part in address[:3]) + ".0/24"
    parts = (f"{address[at]:02x}{address[at + 1]:02x}".lstrip("0") or "0" for at in (0, 2, 4))
    return ":".join(parts) + "::/48"


def socket_of_link(target: str) -> int | None:
    """Return the inode of ``socket:[123]``, to which a link of /proc/PID/fd points."""
    opening, _, rest = target.partition("[")
    number = rest.rstrip("]")
    is_socket = opening == "socket:" and number.isascii() and number.isdecimal()
    return int(number) if is_socket else None


def unit_of_cgroup(path: str) -> str:
    """Return the unit that a control group is: its last part that systemd would name so."""
    kinds = (".service", ".scope", ".socket")
    parts = [part for part in path.split("/") if part.endswith(kinds)]
    return parts[-1] if parts else path.rpartition("/")[2]


def users(passwd: str) -> dict[int, str]:
    """Read /etc/passwd: numbers to names; broken lines are left out."""
    found = {}
    for line in passwd.splitlines():
        name, _, rest = line.partition(":")
        number = rest.split(":")[1:2]
        if name and number and number[0].isascii() and number[0].isdecimal():
            found[int(number[0])] = name
    return found


class Moved(NamedTuple):
    """What a connection moved, in bytes a second."""

    flow: Flow
    sent: float
    received: float


def busiest(moved: Iterable[Moved], most: int) -> list[Moved]:
    """Return the connections that moved most, both ways together."""
    return sorted(moved, key=lambda each: (-each.sent - each.received, each.flow.cookie))[:most]
