"""Slack's Web API as its documentation says: token, channel, blocks, rate, update."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from aiohttp import web

from tests.fakes.api import FakeApi, Rate
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import SECOND

TOKEN = "xoxb-0000000000-fake"
CHANNELS = {"C0123456789": "C0123456789", "U0123456789": "D0123456789"}
"""What may be written to, and where that then stands."""

_LIMITS = {"header": 150, "section": 3_000}


class FakeSlack(FakeApi):
    """Keeps what it accepted by channel and ts in ``messages``."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self._rates: defaultdict[str, Rate] = defaultdict(lambda: Rate(clock, 1, SECOND))

    async def take(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error("invalid_auth")
        document = await request.json()
        if request.path == "/api/chat.postMessage":
            return self._post(document)
        if request.path == "/api/chat.update":
            return self._update(document)
        return _error("unknown_method")

    def _post(self, document: dict[str, Any]) -> web.Response:
        channel = CHANNELS.get(document["channel"])
        if channel is None:
            return _error("channel_not_found")
        if wrong := _wrong(document):
            return wrong
        if not self._rates[channel].admits():
            return web.Response(status=429, headers={"Retry-After": "7"}, text="")
        ts = f"{self.clock.now() // SECOND}.{len(self.messages):06d}"
        self.messages[channel, ts] = document
        return web.json_response({"ok": True, "channel": channel, "ts": ts})

    def _update(self, document: dict[str, Any]) -> web.Response:
        place = (document["channel"], document["ts"])
        if document["channel"] not in CHANNELS.values():
            return _error("channel_not_found")
        if place not in self.messages:
            return _error("message_not_found")
        if wrong := _wrong(document):
            return wrong
        self.messages[place] = document
        return web.json_response({"ok": True, "channel": place[0], "ts": place[1]})


def _wrong(document: dict[str, Any]) -> web.Response | None:
    if not document.get("text"):
        return _error("no_text")
    blocks = document["blocks"]
    is_fine = len(blocks) <= 50 and all(_is_block(block) for block in blocks)
    return None if is_fine else _error("invalid_blocks")


def _is_block(block: dict[str, Any]) -> bool:
    if block["type"] == "actions":
        elements = block["elements"]
        ids = {element["action_id"] for element in elements}
        return len(elements) <= 25 and len(ids) == len(elements) and all(map(_is_button, elements))
    said = block["text"]["text"]
    return 0 < len(said) <= _LIMITS[block["type"]]


def _is_button(element: dict[str, Any]) -> bool:
    is_short = len(element["text"]["text"]) <= 75 and len(element.get("value", "")) <= 2_000
    return is_short and ("value" in element) != ("url" in element)


def _error(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
