"""Tell a heartbeat how a job fares (docs/en/heartbeats.md); what cannot be told now is kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
from collections.abc import Callable
from typing import NamedTuple

from agent.clock import AgentClock
from agent.connection import ServerConnection, Way
from agent.files import names_in, read_regular
from agent.kept import write
from agent.paths import Path
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError

TIMEOUT_SECONDS = 5.0
PAUSES_SECONDS = (0.0, 1.0, 3.0)
"""Before each attempt to tell the end; a job's caller waits for it."""

MOST_KEPT = 50
MOST_BODY_BYTES = 10_000
_URL = re.compile(r"(https?://[^\s/?#@]+)(/[^\s?#]*[^\s?#/])/?")
_LOOPBACK = re.compile(r"http://(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?")
_SUFFIX = ".ping"


class Refused(WatchkeeperError):
    """The server does not know this heartbeat; telling it again is of no use."""


_OVER = (InvalidInput, Refused, FileNotFoundError)
"""A kept ping that is broken, that nobody wants any more, or that a run beside us told."""


class Ping(NamedTuple):
    """What is told: ``start``, ``log`` or an exit code; *run* tells overlapping runs apart."""

    signal: str
    run: str
    body: bytes = b""


class Heartbeat:
    """The heartbeat of one job at one server."""

    def __init__(self, url: str, clock: AgentClock, ca_file: Path | None = None) -> None:
        match = _URL.fullmatch(url)
        if match is None:
            raise InvalidInput("{url!r} is no address of a heartbeat", url=_without_key(url))
        if url.startswith("http://") and not _LOOPBACK.fullmatch(match[1]):
            raise InvalidInput("plain http is for this machine only; use https")
        self._path = match[2]
        self._connection = ServerConnection(
            match[1], clock=clock, way=Way(ca_file=ca_file), timeout_seconds=TIMEOUT_SECONDS
        )
        self.id = hashlib.sha256(os.fsencode(url)).hexdigest()[:16]  # says nothing of the key

    def tell(self, ping: Ping) -> None:
        """Tell it once.  Raises Unavailable; Refused, InvalidInput where it will never work."""
        answer = self._connection.request(
            "POST",
            f"{self._path}/{ping.signal}?rid={ping.run}",
            headers={"Content-Type": "text/plain; charset=utf-8"},
            body=ping.body[:MOST_BODY_BYTES],
        )
        if 200 <= answer.status < 300:
            return
        if answer.status in {400, 404}:
            raise Refused("the server knows no such heartbeat ({status})", status=answer.status)
        raise Unavailable("the server answers {status}", status=answer.status)

    def tell_with_patience(self, ping: Ping) -> None:
        """Tell it, if need be again after a pause.  Raises as ``tell`` does."""
        for pause in PAUSES_SECONDS[1:]:
            try:
                self.tell(ping)
            except Unavailable:
                threading.Event().wait(pause)
            else:
                return
        self.tell(ping)

    def close(self) -> None:
        self._connection.close()


class KeptPings:
    """Ends of runs that could not be told; the next run of the same job tells them first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, ping: Ping, name: str) -> None:
        """Keep a ping; beyond a bound the oldest is dropped.  Raises OSError."""
        head = f"{ping.signal} {ping.run}\n".encode()
        write(self._folder / f"{name}{_SUFFIX}", head + ping.body[:MOST_BODY_BYTES])
        for old in self._names()[:-MOST_KEPT]:
            (self._folder / old).unlink()

    def tell_all(self, tell: Callable[[Ping], None]) -> None:
        """Tell what is kept, oldest first.  Raises Unavailable at the first that cannot be told."""
        for name in self._names():
            path = self._folder / name
            with contextlib.suppress(*_OVER):
                tell(_ping_from(read_regular(path, MOST_BODY_BYTES + 200)))
            with contextlib.suppress(FileNotFoundError):
                path.unlink()

    def _names(self) -> list[str]:
        try:
            return [name for name in names_in(self._folder) if name.endswith(_SUFFIX)]
        except FileNotFoundError:
            return []


def _ping_from(content: bytes) -> Ping:
    head, _, body = content.partition(b"\n")
    signal, _, run = head.decode("ascii", "replace").partition(" ")
    if not signal.isalnum() or not run.replace("-", "").isalnum():
        raise InvalidInput("{what} is not as expected", what="a kept ping")
    return Ping(signal, run, body)


def state_folder() -> Path:
    """Return where pings and locks are kept: root's below /var/lib, a user's at home."""
    if os.geteuid() == 0:
        return Path("/var/lib/watchkeeper-run")
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111 paths are text here
    return Path(home) / "watchkeeper-run"


def _without_key(url: str) -> str:
    """Return how an address begins: its scheme and host, without anybody's password."""
    scheme, slashes, rest = url.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2]
    return f"{scheme[:10]}://{host[:60]}" if slashes else ""
