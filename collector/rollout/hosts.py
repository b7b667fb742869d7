"""The hosts that were named: ``[user@]host[:port]`` as people type it, and rows of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from watchkeeper.core.errors import InvalidInput

MOST_HOSTS = 5_000
_WORD = re.compile(
    r"(?:(?P<user>[A-Za-z0-9_][\w.+-]{0,63})@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_][A-Za-z0-9_.-]{0,252})"
    r"(?::(?P<port>\d{1,5}))?",
    re.ASCII,
)
_PORT = 22


@dataclass(frozen=True, slots=True)
class Host:
    """A host to sign in to; ``target`` is its name in the inventory, where one was given."""

    host: str
    user: str = ""
    port: int = _PORT
    target: str | None = None
    customer: str | None = None
    jump: Host | None = None

    @property
    def place(self) -> str:
        """Return it as it is typed, without the user."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == _PORT else f"{shown}:{self.port}"


def host_from_word(word: str) -> Host:
    """Read ``[user@]host[:port]``.  Raises InvalidInput."""
    found = _WORD.fullmatch(word.strip())
    port = int(found["port"] or _PORT) if found else 0
    if found is None or not 0 < port < 65_536:
        raise InvalidInput("{word!r} is no host; write [user@]host[:port]", word=word[:80])
    return Host(found["host"].strip("[]"), found["user"] or "", port)


def completed(
    hosts: Iterable[Host], *, user: str, jump: Host | None, customer: str | None
) -> tuple[Host, ...]:
    """Return each host once, with what was said for all in the place of what a host lacks.

    Raises InvalidInput where there is none, or more than are done at a time.
    """
    whole: dict[tuple[str, int], Host] = {}
    for host in hosts:
        way = host.jump or jump
        whole.setdefault(
            (host.host, host.port),
            replace(
                host,
                user=host.user or user,
                jump=replace(way, user=way.user or user) if way else None,
                customer=host.customer or customer,
            ),
        )
    if not 0 < len(whole) <= MOST_HOSTS:
        raise InvalidInput(
            "there are {count} hosts; name 1 to {most}", count=len(whole), most=MOST_HOSTS
        )
    return tuple(whole.values())
