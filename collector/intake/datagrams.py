"""What others send here by UDP: the socket, whose address it is, how much of each is read."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from collector.snmp.sockets import enlarge

_BURST_SECONDS = 5.0
_MOST_SOURCES = 20_000


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that does not block, with a large buffer.  Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    udp = socket.socket(family, socket.SOCK_DGRAM)
    try:
        udp.setblocking(False)
        if family is socket.AF_INET6:
            udp.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # "::" hears IPv4, too
        enlarge(udp)
        udp.bind((host, port))
    except BaseException:
        udp.close()
        raise
    return udp


def plain_address(text: str) -> str:
    """Return an IPv4 address that came through an IPv6 socket as itself."""
    return text.removeprefix("::ffff:") if text.startswith("::ffff:") and "." in text else text


@dataclass(slots=True)
class _Allowance:
    """What a source may still send now."""

    tokens: float
    at: float


class Rates:
    """A rate for each source; a burst of five seconds' worth is let through."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._sources: dict[str, _Allowance] = {}

    def allows(self, source: str, now: float) -> bool:
        most = self._per_second * _BURST_SECONDS
        found = self._sources.get(source)
        if found is None:
            if len(self._sources) >= _MOST_SOURCES:
                self._sources.clear()
            found = self._sources[source] = _Allowance(most, now)
        found.tokens = min(most, found.tokens + (now - found.at) * self._per_second)
        found.at = now
        if found.tokens < 1:
            return False
        found.tokens -= 1
        return True
