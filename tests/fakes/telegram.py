"""Telegram's Bot API as its documentation says: token, chat, length, buttons, rate, update."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from tests.fakes.api import FakeApi, Rate
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE

TOKEN = "123456789:AAExampleTokenOfNobody"
PERSON, GROUP = 4242, -1001234567890


class FakeTelegram(FakeApi):
    """Keeps what it accepted by chat and number in ``messages``."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.presses: dict[str, str] = {}
        """What was shown to whoever pressed; a test puts the press in first."""
        self._rates: defaultdict[int, Rate] = defaultdict(lambda: Rate(clock, 20, MINUTE))

    async def take(self, request: web.Request) -> web.StreamResponse:
        bot, _, method = request.path.removeprefix("/bot").partition("/")
        if bot != TOKEN:
            return _error(401, "Unauthorized")
        document = await request.json()
        if method == "answerCallbackQuery":
            return self._answer_press(document)
        if document["chat_id"] not in {PERSON, GROUP}:
            return _error(400, "Bad Request: chat not found")
        if wrong := _wrong(document):
            return _error(400, f"Bad Request: {wrong}")
        if not self._rates[document["chat_id"]].admits():
            return _error(429, "Too Many Requests: retry after 34", {"retry_after": 34})
        if method == "sendMessage":
            return self._keep((document["chat_id"], len(self.messages) + 1), document)
        if method == "editMessageText":
            return self._edit(document)
        return _error(404, "Not Found")

    def _answer_press(self, document: dict[str, Any]) -> web.Response:
        if document["callback_query_id"] not in self.presses:
            return _error(400, "Bad Request: query is too old and response timeout expired")
        if len(document["text"].encode("utf-16-le")) > 2 * 200:
            return _error(400, "Bad Request: MESSAGE_TOO_LONG")
        self.presses[document["callback_query_id"]] = document["text"]
        return web.json_response({"ok": True, "result": True})

    def _edit(self, document: dict[str, Any]) -> web.Response:
        place = (document["chat_id"], document.pop("message_id"))
        if place not in self.messages:
            return _error(400, "Bad Request: message to edit not found")
        if self.messages[place] == document:
            return _error(400, "Bad Request: message is not modified: specified new message ...")
        return self._keep(place, document)

    def _keep(self, place: tuple[int, int], document: dict[str, Any]) -> web.Response:
        self.messages[place] = document
        return web.json_response({"ok": True, "result": {"message_id": place[1]}})


def _wrong(document: dict[str, Any]) -> str:
    if not document["text"]:
        return "message text is empty"
    if len(document["text"].encode("utf-16-le")) > 2 * 4_096:
        return "message is too long"
    for button in chain.from_iterable(document["reply_markup"]["inline_keyboard"]):
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            return "BUTTON_DATA_INVALID"
        if "url" in button and "." not in (urlsplit(button["url"]).hostname or ""):
            return "BUTTON_URL_INVALID"
    return ""


def _error(code: int, said: str, parameters: dict[str, int] | None = None) -> web.Response:
    document: dict[str, Any] = {"ok": False, "error_code": code, "description": said}
    if parameters:
        document["parameters"] = parameters
    return web.json_response(document, status=code)
