"""Who asks through a proxy, and by which scheme: believed only from proxies that are trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from watchkeeper.config.settings import IPNetwork

_MOST_HOPS = 32  # entries that are looked at, from the right; nobody has a longer chain of his own

Address = IPv4Address | IPv6Address


def behind_proxies(trusted: Sequence[IPNetwork]) -> Middleware:
    """Return the middleware that gives a request its caller's address and scheme."""

    @web.middleware
    async def look_behind(request: web.Request, handler: Handler) -> web.StreamResponse:
        peer = address_from_text(request.remote or "")
        if peer is None or not _is_among(peer, trusted):
            return await handler(request)
        caller = caller_of(peer, request.headers.getall("X-Forwarded-For", []), trusted)
        schemes = request.headers.getall("X-Forwarded-Proto", [])
        return await handler(
            request.clone(remote=str(caller), scheme=scheme_of(schemes, request.scheme))
        )

    return look_behind


def caller_of(peer: Address, forwarded_for: Iterable[str], trusted: Sequence[IPNetwork]) -> Address:
    """Return the right-most address that is no trusted proxy.

    What stands left of it was written by the caller and may be a lie; so may an entry that is no
    address, which ends the chain at the proxy that passed it on.
    """
    caller = peer
    for entry in reversed(",".join(forwarded_for).rsplit(",", _MOST_HOPS)[-_MOST_HOPS:]):
        if not _is_among(caller, trusted):
            break
        found = address_from_text(entry)
        if found is None:
            break
        caller = found
    return caller


def scheme_of(forwarded: Iterable[str], otherwise: str) -> str:
    """Return the scheme that the nearest proxy tells: http or https."""
    told = ",".join(forwarded).rpartition(",")[2].strip().lower()
    return told if told in {"http", "https"} else otherwise


def address_from_text(entry: str) -> Address | None:
    """Read an address, as ``10.0.0.1``, ``10.0.0.1:4711``, ``2001:db8::1`` or ``[2001:db8::1]:1``."""
    host = entry.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _is_among(address: Address, networks: Sequence[IPNetwork]) -> bool:
    return any(address in network for network in networks)
