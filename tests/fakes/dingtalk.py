"""DingTalk's group robot as its documentation says: token, signature, age, size, rate."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from aiohttp import web

from tests.fakes.service import FakeService, Window
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import HOUR, MINUTE, Instant

TOKEN = "566cc69da782ec33xxxx"
SECRET = "SEC000000000000000000000"


class FakeDingtalk(FakeService):
    """Keeps the documents that it accepted; more than 20 a minute silence it for 10 minutes."""

    path = "/robot/send"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.documents: list[dict[str, Any]] = []
        self._window = Window(clock, 20)
        self._silent_until = Instant(0)

    async def take(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("access_token") != TOKEN:
            return _answer(300001, "token is not exist")
        if not self._is_signed(request):
            return _answer(310000, "sign not match")
        if request.content_type != "application/json":
            return _answer(43004, "invalid content type")
        body = await request.read()
        if len(body) > 20_000:
            return _answer(460101, "message too long, exceed 20000 bytes")
        document = await request.json()
        if not _is_complete(document):
            return _answer(40035, "invalid parameter")
        if self.clock.now() < self._silent_until or not self._window.admits():
            self._silent_until = Instant(self.clock.now() + 10 * MINUTE)
            return _answer(410100, "send too fast, exceed 20 times per minute")
        self.documents.append(document)
        return _answer(0, "ok")

    def _is_signed(self, request: web.Request) -> bool:
        timestamp = request.query.get("timestamp", "0")
        if abs(int(timestamp) - self.clock.now()) > HOUR:
            return False
        words = f"{timestamp}\n{SECRET}".encode()
        expected = base64.b64encode(hmac.new(SECRET.encode(), words, hashlib.sha256).digest())
        return hmac.compare_digest(expected.decode(), request.query.get("sign", ""))


def _answer(code: int, said: str) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": said})


def _is_complete(document: dict[str, Any]) -> bool:
    """Tell whether every key that the kind of message needs has a value."""
    needed = {
        "markdown": ("title", "text"),
        "actionCard": ("title", "text", "singleTitle", "singleURL"),
    }
    kind = str(document.get("msgtype"))
    return kind in needed and all(document.get(kind, {}).get(key) for key in needed[kind])
