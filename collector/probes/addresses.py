"""Turn the address of a target into one that a socket takes.

What a name resolves to is said by whoever answers for the name.  It is asked once, and that very
address is connected to; one that no name should have (link-local, where clouds tell their secrets,
multicast, "this host") is refused, unless the configuration itself writes it as an address.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from collector.probes.outcome import ProbeFailed
from watchkeeper.inventory.model import ProbeSpec, Target

MAX_ADDRESSES = 16
_RESOLVE_SECONDS = 5.0
_METADATA = ipaddress.ip_network("fd00:ec2::254/128")
"""Where Amazon's machines tell their secrets over IPv6; all clouds do by IPv4 at 169.254.169.254."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An IP address; ``version`` is 4 or 6."""

    ip: str
    version: int


async def resolve(host: str) -> Resolved:
    """Return the first address of *host*, IPv4 before IPv6.  Raises ProbeFailed."""
    return (await resolve_all(host))[0]


async def addresses_of(target: Target, spec: ProbeSpec) -> tuple[str, ...]:
    """Return the addresses of what a probe asks: of its URL, its host, or the target."""
    settings = spec.settings.plain()
    named = settings if isinstance(settings, dict) else {}
    url, host = named.get("url"), named.get("host")
    asked = urlsplit(url).hostname if isinstance(url, str) else host
    try:
        async with asyncio.timeout(_RESOLVE_SECONDS):
            found = await resolve_all(asked if isinstance(asked, str) else target.address)
    except (ProbeFailed, TimeoutError, ValueError):
        return ()
    return tuple(one.ip for one in found)


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
    for address in addresses:
        if is_out_of_bounds(address.ip):
            raise ProbeFailed(
                "the name {host} leads to {ip}, where no name should; write the address itself",
                host=host,
                ip=address.ip,
            )
    in_order = sorted(dict.fromkeys(addresses), key=lambda address: address.version)
    return tuple(in_order[:MAX_ADDRESSES])


def address_of_literal(host: str) -> Resolved | None:
    """Return the address where *host* already is one."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return Resolved(str(address), address.version)


def is_out_of_bounds(ip: str) -> bool:
    """Tell whether an address is one that only a person may name: link-local, multicast, 0.0.0.0."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    return (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address in _METADATA
    )


def is_loopback(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    return address.is_loopback
