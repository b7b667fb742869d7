"""The words of SSH: where to sign in and as whom, by which way, and what is open then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from collector.probes.outcome import ProbeFailed
from collector.ssh.trust import Trust
from watchkeeper.inventory.secrets import Credential

MAX_OUTPUT_BYTES = 2 * 1024 * 1024
KEEPALIVE_SECONDS = 15


class Means(Enum):
    """The library that connects."""

    ASYNCSSH = "asyncssh"
    PARAMIKO = "paramiko"


@dataclass(frozen=True, slots=True)
class Hop:
    """One sign-in.  ``pins`` are fingerprints as ``ssh-keygen -lf`` prints them."""

    host: str
    port: int
    user: str
    pins: tuple[str, ...]
    credential: Credential


@dataclass(frozen=True, slots=True)
class Route:
    """The hops to a host, jump hosts first, and the files that say which keys are known."""

    hops: tuple[Hop, ...]
    known_hosts: tuple[Path, ...] = ()
    means: Means = Means.ASYNCSSH

    @property
    def last(self) -> Hop:
        return self.hops[-1]

    @property
    def before(self) -> Route | None:
        """Return the way to the jump host, or None where there is none."""
        hops = self.hops[:-1]
        return Route(hops, self.known_hosts, self.means) if hops else None


class SignInRefused(ProbeFailed):
    """The host does not let this user in."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended; a signal that ended it is a negative status."""

    status: int
    output: bytes
    errors: bytes


class Line(Protocol):
    """One open connection."""

    @property
    def is_closed(self) -> bool: ...

    async def run(self, script: str) -> bytes:
        """Run a script by the user's shell; return what it printed, at most 2 MB."""
        ...

    async def send(self, command: str, content: bytes) -> Finished:
        """Run a command with *content* on its standard input; at most 2 MB of each output."""
        ...

    async def close(self) -> None: ...


class Opener(Protocol):
    """Opens connections; *through* is the open line of the jump host."""

    async def open(self, hop: Hop, trust: Trust, through: Line | None) -> Line:
        """Connect, check the host's key before anything of ours is told, and sign in.

        Raises HostKeyRefused, SignInRefused, ProbeFailed, OSError.
        """
        ...


def too_much() -> ProbeFailed:
    return ProbeFailed("the host sends more than {most} bytes", most=MAX_OUTPUT_BYTES)


def connection_lost(reason: object) -> ProbeFailed:
    return ProbeFailed(
        "the connection was cut: {reason}; type the same again, what is there already is left alone",
        reason=str(reason)[:200],
    )


def not_signed_in(hop: Hop, reason: str) -> SignInRefused:
    return SignInRefused(
        "{host} does not let {user} in: {reason}",
        host=hop.host,
        user=hop.user,
        reason=reason[:200],
    )
