"""What the fakes of HTTP services share: a real server on loopback that can be made to misbehave."""

from __future__ import annotations

import asyncio
from collections import deque
from enum import Enum
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Instant


class Mood(Enum):
    """How the service behaves."""

    WELL = "well"
    DOWN = "down"  # 502 from the gateway
    SILENT = "silent"  # takes the request and never answers
    NONSENSE = "nonsense"  # 200 and a page of HTML


class FakeService:
    """A service with one POST route; a subclass checks and records what arrives."""

    path = "/"

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.mood = Mood.WELL
        self.calls = 0
        self._over = asyncio.Event()
        application = web.Application()
        application.add_routes([web.post(self.path, self._receive)])
        self._server = TestServer(application)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        await self._server.close()

    @property
    def url(self) -> str:
        return f"http://{self._server.host}:{self._server.port}"

    async def take(self, request: web.Request) -> web.StreamResponse:
        raise NotImplementedError

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        self.calls += 1
        if self.mood is Mood.DOWN:
            return web.Response(status=502, text="bad gateway")
        if self.mood is Mood.NONSENSE:
            return web.Response(text="<html>maintenance</html>", content_type="text/html")
        if self.mood is Mood.SILENT:
            await self._over.wait()
        return await self.take(request)


class Window:
    """Counts what came in the last minute of contract time."""

    def __init__(self, clock: Clock, most: int) -> None:
        self._clock = clock
        self._most = most
        self._times: deque[Instant] = deque()

    def admits(self) -> bool:
        now = self._clock.now()
        while self._times and self._times[0] <= now - MINUTE:
            self._times.popleft()
        if len(self._times) >= self._most:
            return False
        self._times.append(now)
        return True
