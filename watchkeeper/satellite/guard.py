"""Where this process may connect: nowhere but to its own server and channels, and what is allowed.

Every connection of Python goes through the interpreter's audit hooks, whatever library opens it,
so that no probe, redirect, name or page can lead it elsewhere.  A task says itself that it is
the satellite's own; all others are held to the networks of ``allow``.
"""

from __future__ import annotations

import asyncio
import errno
import sys
from collections import deque
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from watchkeeper.satellite.settings import IPNetwork

_CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_MOST_REFUSALS = 1_000
_is_own: ContextVar[bool] = ContextVar("is_own", default=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A connection that was not made; ``feed`` is the probe's, where one was known."""

    address: str
    feed: str


class NotAllowed(PermissionError):
    """The satellite's own machine does not allow an address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            errno.EPERM, f"this satellite's `allow` has no network that holds {address}"
        )


class Guard:
    """Refuses connections beyond the allowed networks; remembers each refusal once."""

    def __init__(self, allowed: Iterable[IPNetwork]) -> None:
        self._allowed = tuple(allowed)
        self._known: set[Refusal] = set()
        self._fresh: deque[Refusal] = deque(maxlen=_MOST_REFUSALS)
        self.refused = 0

    def allows(self, host: str) -> bool:
        """Return whether a literal address may be spoken to; a name is never allowed as such."""
        address = address_of(host)
        return address is not None and any(
            address.version == network.version and address in network for network in self._allowed
        )

    def check(self, host: str) -> None:
        """Raise NotAllowed for an address beyond the networks."""
        if self.allows(host):
            return
        self.refused += 1
        refusal = Refusal(host[:100], _feed_now())
        if refusal not in self._known and len(self._known) < _MOST_REFUSALS:
            self._known.add(refusal)
            self._fresh.append(refusal)
        raise NotAllowed(host[:100])

    def take_refusals(self) -> tuple[Refusal, ...]:
        """Return what was refused since the last call, each address of a probe once."""
        found = []
        while self._fresh:
            found.append(self._fresh.popleft())
        return tuple(found)

    def install(self) -> None:
        """Hold this whole process to it, for good: an audit hook cannot be taken away."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _CONNECTING:
            if not _is_own.get():
                self._check_address(arguments[1])
        elif event == "subprocess.Popen" and not _is_own.get():
            self._check_words(arguments[1])

    def _check_address(self, address: object) -> None:
        """Judge where a socket is to go: of Unix sockets the paths are judged beforehand."""
        if isinstance(address, tuple) and address and isinstance(address[0], str):
            self.check(address[0])

    def _check_words(self, words: object) -> None:
        """Judge the addresses that a program is given, as fping; its own host is no target."""
        for word in words if isinstance(words, (list, tuple)) else ():
            address = address_of(word) if isinstance(word, str) else None
            if address is not None and not address.is_loopback:
                self.check(word)


def own_connections() -> None:
    """Say that what this task opens is the satellite's own: its server, its channels."""
    _is_own.set(True)


def address_of(host: str) -> IPv4Address | IPv6Address | None:
    """Return a literal address, IPv4 also where it is written as IPv6; None for a name."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _feed_now() -> str:
    """Return the feed of the probe that runs: it is the name of its task."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return ""
    name = task.get_name() if task else ""
    return name if name.startswith("probe:") else ""
