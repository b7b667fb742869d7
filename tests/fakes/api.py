"""What the fakes of chat services share: any path and method, windows of any length."""

from __future__ import annotations

from collections import deque

from aiohttp import web

from tests.fakes.service import FakeService
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant


class FakeApi(FakeService):
    """A service whose subclass looks at method and path itself."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._server.app.add_routes([web.route("*", "/{tail:.+}", self._receive)])


class Rate:
    """Admits so many in any stretch of contract time."""

    def __init__(self, clock: Clock, most: int, per: int) -> None:
        self._clock = clock
        self._most = most
        self._per = per
        self._times: deque[Instant] = deque()

    def admits(self) -> bool:
        now = self._clock.now()
        while self._times and self._times[0] <= now - self._per:
            self._times.popleft()
        if len(self._times) >= self._most:
            return False
        self._times.append(now)
        return True
