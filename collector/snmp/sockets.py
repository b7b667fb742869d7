"""One UDP socket for each IP version, shared by all devices; answers find who asked by number.

The receive buffer is raised to 4 MiB: the kernel's default holds about 256 datagrams.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from collector.snmp.ber import Malformed
from collector.snmp.messages import request_number

RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024
LARGEST_DATAGRAM = 65_535
_SO_RCVBUFFORCE = 33  # linux/socket.h; needs CAP_NET_ADMIN, without it rmem_max is the limit
_BURST = 64  # datagrams read before other tasks have their turn
_MOST_WAITING = 20_000

Address = tuple[str, int]


@dataclass(slots=True)
class _Question:
    answer: asyncio.Future[bytes]
    only_from: Address | None


class SnmpSocket:
    """Sends questions and hands answers to who waits for them."""

    def __init__(self, version: int) -> None:
        family = socket.AF_INET if version == 4 else socket.AF_INET6
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self._socket.setblocking(False)
            enlarge(self._socket)
            self._socket.bind(("", 0))
            asyncio.get_running_loop().add_reader(self._socket, self._receive)
        except BaseException:
            self._socket.close()
            raise
        self._waiting: dict[int, _Question] = {}

    @contextlib.contextmanager
    def question(self, number: int, only_from: Address | None) -> Iterator[asyncio.Future[bytes]]:
        """Give the future of the answer with that number; from anywhere where no address is named."""
        if len(self._waiting) >= _MOST_WAITING:
            raise OSError(105, "too many SNMP questions are under way")
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[number] = _Question(answer, only_from)
        try:
            yield answer
        finally:
            del self._waiting[number]

    def send(self, packet: bytes, address: Address) -> None:
        with contextlib.suppress(BlockingIOError):  # as if it were lost: it is asked again
            self._socket.sendto(packet, address)

    def new_number(self) -> int:
        """Return a number nobody uses and nobody can guess."""
        while (number := 1 + secrets.randbelow(0x7FFFFFFE)) in self._waiting:
            continue
        return number

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def _receive(self) -> None:
        for _ in range(_BURST):
            try:
                data, sender = self._socket.recvfrom(LARGEST_DATAGRAM)
            except OSError:  # nothing more to read, or an error the kernel passes on
                return
            self._hand_over(data, (sender[0], sender[1]))

    def _hand_over(self, data: bytes, sender: Address) -> None:
        try:
            question = self._waiting.get(request_number(data))
        except Malformed:
            return
        if question is None or question.answer.done():
            return
        if question.only_from in {None, sender}:
            question.answer.set_result(data)


class SnmpSockets:
    """Opens the socket of an IP version when it is first needed."""

    def __init__(self) -> None:
        self._open: dict[int, SnmpSocket] = {}

    def socket(self, version: int) -> SnmpSocket:
        """Return the socket for IPv4 or IPv6.  Raises OSError where the system has none."""
        if version not in self._open:
            self._open[version] = SnmpSocket(version)
        return self._open[version]

    def close(self) -> None:
        for opened in self._open.values():
            opened.close()
        self._open.clear()


def enlarge(udp: socket.socket) -> None:
    """Raise the receive buffer as far as the system lets us."""
    try:
        udp.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
    except OSError:
        with contextlib.suppress(OSError):
            udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
