"""The servers in order of preference: which may be asked now, and what each of them knows.

A server that fails is left alone for a while, longer each time; meanwhile the next one is asked.
When its pause is over the preferred one is asked again first, so that the agent comes back to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from agent.clock import AgentClock
from agent.connection import ServerConnection
from agent.delivery import Outcome, pause_seconds
from agent.log import log

MOVING_ON = frozenset({Outcome.AWAY, Outcome.LATER, Outcome.UNAUTHORISED})
"""With these the next server is asked; all else is about the ticks, not about the server."""


class Server:
    """One server: how it is asked, the layouts it knows, and when it may be asked again."""

    def __init__(self, connection: ServerConnection, clock: AgentClock) -> None:
        self.connection = connection
        self._clock = clock
        self._known: dict[tuple[bytes, int], int] = {}  # (boot, layout): series it knows
        self._failures_in_a_row = 0
        self._said: Outcome | None = None
        self.silent_until = clock.monotonic()

    @property
    def url(self) -> str:
        return self.connection.url

    def known(self, boot: bytes, layout: int) -> int:
        return self._known.get((boot, layout), 0)

    def learned(self, boot: bytes, layout: int, width: int) -> None:
        self._known[boot, layout] = max(self.known(boot, layout), width)

    def forgot(self, boot: bytes, layout: int) -> None:
        self._known.pop((boot, layout), None)

    def stored(self) -> bool:
        """Note that it took ticks; return whether it had been lost."""
        was_lost = self._said is not None
        self._failures_in_a_row, self._said = 0, None
        return was_lost

    def failed(self, outcome: Outcome, headers: Mapping[str, str], reason: str) -> None:
        """Leave it alone for a while, and say once why."""
        self._failures_in_a_row += 1
        pause = pause_seconds(
            outcome,
            failures=self._failures_in_a_row,
            headers=headers,
            chance=os.urandom(1)[0] / 255,
        )
        self.silent_until = self._clock.monotonic() + pause
        if outcome is not self._said:
            log.warning(_SENTENCES[outcome], server=self.url, reason=reason)
        self._said = outcome


class Servers:
    """All servers; ``used`` is the one that took the last ticks."""

    def __init__(self, servers: Sequence[Server], clock: AgentClock) -> None:
        self._servers = tuple(servers)
        self._clock = clock
        self.used = self._servers[0]

    @property
    def silent_until(self) -> float:
        return min(server.silent_until for server in self._servers)

    @property
    def is_used(self) -> Mapping[str, bool]:
        return {server.url: server is self.used for server in self._servers}

    def due(self) -> Iterator[Server]:
        """Give those that may be asked now, the preferred one first."""
        for server in self._servers:
            if self._clock.monotonic() >= server.silent_until:
                yield server

    def use(self, server: Server) -> None:
        """Note who took ticks; say so when it is another than before."""
        if server is not self.used:
            log.info("ticks go to another server", server=server.url)
        self.used = server

    def close(self) -> None:
        for server in self._servers:
            server.connection.close()


_SENTENCES = {
    Outcome.UNAUTHORISED: (
        "the server does not accept this agent's token; ticks are kept; "
        "run `watchkeeper-agent enrol TOKEN` with a new one"
    ),
    Outcome.LATER: "the server takes no ticks now; they are kept",
    Outcome.AWAY: "the server is away; ticks are kept",
}
