"""WeCom's group robot as its documentation says: key, type, size and rate are checked."""

from __future__ import annotations

from aiohttp import web

from tests.fakes.service import FakeService, Window
from watchkeeper.core.clock import Clock

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"


class FakeWecom(FakeService):
    """Keeps the Markdown that it accepted in ``messages``."""

    path = "/cgi-bin/webhook/send"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.messages: list[str] = []
        self._window = Window(clock, 20)

    async def take(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("key") != KEY:
            return _answer(93000, "invalid webhook url")
        document = await request.json()
        content = document.get("markdown", {}).get("content", "")
        if document.get("msgtype") != "markdown":
            return _answer(40008, "invalid message type")
        if not content:
            return _answer(44004, "text content empty")
        if len(content.encode()) > 4096:
            return _answer(40058, "markdown.content exceed max length 4096")
        if not self._window.admits():
            return _answer(45009, "api freq out of limit")
        self.messages.append(content)
        return _answer(0, "ok")


def _answer(code: int, said: str) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": said})
