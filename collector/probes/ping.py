"""One ICMP socket for each IP version, shared by all targets; raw where allowed, else datagram.

The receive buffer is raised to 4 MiB: the kernel's default holds 256 replies, the rest of a
burst to 1,000 hosts is lost (measured).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from enum import Enum

from collector.probes.echo import echo_reply, echo_request
from collector.probes.fping import Fping, allowed_fping
from watchkeeper.core.clock import Clock

RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024
_COOKIE_BYTES = 8
_SO_RCVBUFFORCE = 33  # linux/socket.h; needs CAP_NET_ADMIN, without it rmem_max is the limit
_MAX_IN_FLIGHT = 30_000
_BURST = 512  # packets read before other tasks have their turn


class Transport(Enum):
    """By what a host is asked; TCP only where the system allows no ICMP at all."""

    RAW = "raw"
    DATAGRAM = "dgram"
    FPING = "fping"
    TCP = "tcp"


class PingSocket:
    """Sends echo requests and hands replies to who waits for them."""

    def __init__(self, clock: Clock, version: int, transport: Transport) -> None:
        """Open the socket.  Raises OSError where it is not allowed."""
        self._clock = clock
        self._version = version
        self._has_ip_header = version == 4 and transport is Transport.RAW
        self._identifier = os.getpid() & 0xFFFF
        self._sequence = secrets.randbelow(65_536)
        self._waiting: dict[bytes, tuple[float, asyncio.Future[float]]] = {}
        self._socket = _open_socket(version, transport)
        asyncio.get_running_loop().add_reader(self._socket, self._receive)

    async def ping(self, ip: str, size: int) -> float:
        """Return the round-trip time in seconds; the caller sets the deadline.

        Raises OSError where the packet cannot be sent.
        """
        if len(self._waiting) >= _MAX_IN_FLIGHT:
            raise OSError(105, "too many echo requests are under way")
        cookie = secrets.token_bytes(_COOKIE_BYTES)
        payload = cookie + bytes(max(0, size - _COOKIE_BYTES))
        self._sequence = (self._sequence + 1) & 0xFFFF
        packet = echo_request(self._version, self._identifier, self._sequence, payload)
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[cookie] = (self._clock.monotonic(), answer)
        try:
            self._socket.sendto(packet, (ip, 0))
            return await answer
        finally:
            del self._waiting[cookie]

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def _receive(self) -> None:
        now = self._clock.monotonic()
        for _ in range(_BURST):
            try:
                packet = self._socket.recv(2048)
            except OSError:  # nothing more to read, or an error the kernel passes on
                return
            self._hand_over(packet, now)

    def _hand_over(self, packet: bytes, now: float) -> None:
        reply = echo_reply(self._version, packet, has_ip_header=self._has_ip_header)
        waiting = self._waiting.get(reply.payload[:_COOKIE_BYTES]) if reply else None
        if waiting is None:
            return
        sent, answer = waiting
        if not answer.done():
            answer.set_result(now - sent)


class PingSockets:
    """Opens the socket of an IP version when it is first needed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[int, tuple[Transport, PingSocket | None]] = {}
        self._fping: dict[int, Fping | None] = {}

    def socket(self, version: int) -> tuple[Transport, PingSocket | None]:
        """Return by what a host of that version is asked; (TCP, None) where ICMP is closed."""
        if version not in self._open:
            self._open[version] = self._first_allowed(version)
        return self._open[version]

    async def fping(self, version: int) -> Fping | None:
        """Return the program to ask by where no socket is allowed; looked for once."""
        if version not in self._fping:
            self._fping[version] = await allowed_fping("127.0.0.1" if version == 4 else "::1")
        return self._fping[version]

    def close(self) -> None:
        for _, opened in self._open.values():
            if opened is not None:
                opened.close()
        self._open.clear()

    def _first_allowed(self, version: int) -> tuple[Transport, PingSocket | None]:
        for transport in (Transport.DATAGRAM, Transport.RAW):
            try:
                return transport, PingSocket(self._clock, version, transport)
            except OSError:
                continue
        return Transport.TCP, None


def _open_socket(version: int, transport: Transport) -> socket.socket:
    family = socket.AF_INET if version == 4 else socket.AF_INET6
    kind = socket.SOCK_RAW if transport is Transport.RAW else socket.SOCK_DGRAM
    protocol = socket.IPPROTO_ICMP if version == 4 else socket.IPPROTO_ICMPV6
    opened = socket.socket(family, kind | socket.SOCK_NONBLOCK, protocol)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
    with contextlib.suppress(OSError):
        opened.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
    return opened
