"""A gateway of SMS as many carriers have one: a token, JSON or form, 200 with a code for everything."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.fakes.service import FakeService, Window
from watchkeeper.core.clock import Clock

TOKEN = "tok-0123456789"


class FakeGateway(FakeService):
    """Keeps what it accepted in ``messages``; takes 30 a minute."""

    path = "/send"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.messages: list[dict[str, Any]] = []
        self._window = Window(clock, 30)
        self._server.app.add_routes([web.get("/send", self._receive)])

    async def take(self, request: web.Request) -> web.StreamResponse:
        document = await _document(request)
        token = request.headers.get("X-Token") or document.get("token")
        if token != TOKEN:
            return _answer(401, f"unknown token {token}")
        if not str(document.get("to", "")).startswith("+"):
            return _answer(22, "bad number")
        if not self._window.admits():
            return _answer(8, "busy")
        self.messages.append(document)
        return _answer(0, "accepted", id=f"m{len(self.messages)}")


async def _document(request: web.Request) -> dict[str, Any]:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/x-www-form-urlencoded":
        return {name: str(value) for name, value in (await request.post()).items()}
    document: dict[str, Any] = json.loads(await request.read())
    return document


def _answer(code: int, said: str, **more: object) -> web.Response:
    return web.json_response({"result": {"code": code, "said": said}, "data": [more]})
