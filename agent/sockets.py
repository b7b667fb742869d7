"""Sockets by the interpreter's own module ``_socket``, which does all the work.

``socket`` around it makes enumerations of hundreds of constants, for 0.6 MB.
"""

from __future__ import annotations

import _socket
from _socket import (
    AF_INET,
    AF_INET6,
    AF_NETLINK,
    AF_UNIX,
    IPPROTO_TCP,
    SO_REUSEADDR,
    SOCK_CLOEXEC,
    SOCK_DGRAM,
    SOCK_RAW,
    SOCK_STREAM,
    SOL_SOCKET,
    TCP_NODELAY,
    inet_ntop,
)

__all__ = [
    "AF_INET",
    "AF_INET6",
    "AF_NETLINK",
    "AF_UNIX",
    "IPPROTO_TCP",
    "SOCK_CLOEXEC",
    "SOCK_DGRAM",
    "SOCK_RAW",
    "SOCK_STREAM",
    "SOL_SOCKET",
    "SO_REUSEADDR",
    "TCP_NODELAY",
    "Socket",
    "connected",
    "inet_ntop",
    "pair",
]


class Socket(_socket.socket):
    """A socket that closes itself at the end of a ``with``."""

    __slots__ = ("__weakref__",)  # by which TLS holds it

    def __enter__(self) -> Socket:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def accept(self) -> Socket:
        """Return a client that waits to be taken.  Raises OSError."""
        handle, _ = self._accept()  # type: ignore[attr-defined]  # the stubs leave it out
        return Socket(fileno=handle)


def connected(host: bytes, port: int, timeout_seconds: float) -> Socket:
    """Connect to the first address of *host* that answers.  Raises OSError of the last one."""
    problem = OSError(f"{host.decode('ascii', 'replace')} has no address")
    for family, kind, protocol, _, address in _socket.getaddrinfo(host, port, 0, SOCK_STREAM):
        made = Socket(family, kind, protocol)
        try:
            made.settimeout(timeout_seconds)
            made.connect(address)
        except OSError as error:
            made.close()
            problem = error
        else:
            return made
    raise problem


def pair() -> tuple[Socket, Socket]:
    """Return two sockets that are connected with each other."""
    first, second = _socket.socketpair()
    return Socket(fileno=first.detach()), Socket(fileno=second.detach())
