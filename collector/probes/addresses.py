"""Turn the address of a target into one that a socket takes."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass

from collector.probes.outcome import ProbeFailed

MAX_ADDRESSES = 16


@dataclass(frozen=True, slots=True)
class Resolved:
    """An IP address; ``version`` is 4 or 6."""

    ip: str
    version: int


async def resolve(host: str) -> Resolved:
    """Return the first address of *host*, IPv4 before IPv6.  Raises ProbeFailed."""
    return (await resolve_all(host))[0]


async def resolve_all(host: str) -> tuple[Resolved, ...]:
    """Return the addresses of *host*, IPv4 before IPv6, at most 16.  Raises ProbeFailed."""
    literal = address_of_literal(host)
    if literal is not None:
        return (literal,)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ProbeFailed(
            "the name {host} has no address: {reason}", host=host, reason=error
        ) from error
    addresses = [Resolved(str(info[4][0]), 4 if info[0] == socket.AF_INET else 6) for info in found]
    in_order = sorted(dict.fromkeys(addresses), key=lambda address: address.version)
    return tuple(in_order[:MAX_ADDRESSES])


def address_of_literal(host: str) -> Resolved | None:
    """Return the address where *host* already is one."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return Resolved(str(address), address.version)
