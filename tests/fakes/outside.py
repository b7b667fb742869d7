"""Somebody outside who waits for the calls of a dead man's switch."""

from __future__ import annotations

from aiohttp import web

from tests.fakes.service import FakeService
from watchkeeper.core.clock import Clock


class Outside(FakeService):
    """Keeps what each call said."""

    path = "/ping/key"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.heard: list[str] = []

    @property
    def address(self) -> str:
        return self.url + self.path

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.heard.append((await request.text()).strip())
        return web.Response(text="OK")
