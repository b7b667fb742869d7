"""Access tokens of apps: fetched when needed, kept until shortly before they end.

Services ask that a token is kept (they slow down those who fetch one for each call), and may end
one early: then it is forgotten and the call is made once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration, Instant, later

FETCH_BEFORE_END = Duration(5 * MINUTE)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it ends."""

    value: str = field(repr=False)
    ends_at: Instant


class TokenCache:
    """Keeps one token; several who need it at once cause one call."""

    def __init__(self, clock: Clock, fetch: Callable[[], Awaitable[Token]]) -> None:
        self._clock = clock
        self._fetch = fetch
        self._token: Token | None = None
        self._fetching = asyncio.Lock()

    async def get(self) -> str:
        """Return a token that is good for some minutes.  Raises TransportError."""
        async with self._fetching:
            if self._token is None or self._ends_soon(self._token):
                self._token = await self._fetch()
            return self._token.value

    def forget(self, value: str) -> None:
        """Fetch another one next time: the service no longer takes this one."""
        if self._token is not None and self._token.value == value:
            self._token = None

    def _ends_soon(self, token: Token) -> bool:
        return self._clock.now() >= later(token.ends_at, -FETCH_BEFORE_END)


def ends_at(now: Instant, seconds: object) -> Instant:
    """Return the end of a token that a service says lasts *seconds*; at once for nonsense."""
    lasts = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else 0
    return later(now, 1000 * max(0, min(lasts, 86_400)))
