"""WeCom's app messages as their documentation says: token, receiver, cards, update."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from tests.fakes.api import FakeApi, Rate
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Instant, later

COMPANY, SECRET, AGENT = "wwcorp0000000000", "we0YB0000000_secret", 1000002
PEOPLE = frozenset({"engineer-a", "b@example"})


class FakeWecomApp(FakeApi):
    """Keeps what it accepted in ``messages``, and what cards show by response code in ``shown``."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.messages: list[dict[str, Any]] = []
        self.shown: dict[str, dict[str, Any]] = {}
        self.tokens_given = 0
        self._unused: dict[str, Instant] = {}
        self._tasks: set[str] = set()
        self._token_ends = Instant(0)
        self._rate = Rate(clock, 30, MINUTE)

    async def take(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/cgi-bin/gettoken" and request.method == "GET":
            return self._give_token(request)
        if request.query.get("access_token") != self._token:
            return _answer(40014, "invalid access_token")
        if self._token_ends <= self.clock.now():
            return _answer(42001, "access_token expired")
        document = await request.json()
        if document.get("agentid") != AGENT:
            return _answer(40056, "invalid agentid")
        if request.path == "/cgi-bin/message/send":
            return self._send(document)
        if request.path == "/cgi-bin/message/update_template_card":
            return self._update(document)
        return web.Response(status=404)

    def end_token(self) -> None:
        """End the token early, as the service may."""
        self._token_ends = Instant(0)

    def press(self) -> str:
        """Return the response code that the callback of a press carries."""
        code = f"press-{len(self._unused)}"
        self._unused[code] = self.clock.now()
        return code

    @property
    def _token(self) -> str:
        return f"accesstoken{self.tokens_given:06d}"

    def _give_token(self, request: web.Request) -> web.Response:
        if request.query.get("corpid") != COMPANY:
            return _answer(40013, "invalid corpid")
        if request.query.get("corpsecret") != SECRET:
            return _answer(40001, "invalid credential")
        if self._token_ends <= self.clock.now():
            self.tokens_given += 1
            self._token_ends = later(self.clock.now(), 2 * HOUR)
        lasts = (self._token_ends - self.clock.now()) // SECOND
        return _answer(0, "ok", access_token=self._token, expires_in=lasts)

    def _send(self, document: dict[str, Any]) -> web.Response:
        if document["touser"] not in PEOPLE:
            return _answer(81013, "user & party & tag all invalid")
        if not self._rate.admits():
            return _answer(45009, "api freq out of limit")
        if document["msgtype"] == "markdown":
            if len(document["markdown"]["content"].encode()) > 2_048:
                return _answer(45002, "content size out of limit")
            self.messages.append(document)
            return _answer(0, "ok", msgid="m1")
        card = document["template_card"]
        if wrong := self._wrong(card):
            return _answer(40058, wrong)
        self.messages.append(document)
        if card["card_type"] != "button_interaction":
            return _answer(0, "ok", msgid="m1")
        code = f"code-{len(self.messages)}"
        self._unused[code] = self.clock.now()
        self.shown[code] = card
        return _answer(0, "ok", msgid="m1", response_code=code)

    def _wrong(self, card: dict[str, Any]) -> str:
        if not card["main_title"]["title"]:
            return "main_title.title missing"
        if card["card_type"] == "text_notice":
            return "" if card["card_action"]["url"] else "card_action missing"
        task = card["task_id"]
        if not re.fullmatch(r"[\w@-]{1,128}", task, re.ASCII) or task in self._tasks:
            return "invalid or repeated task_id"
        self._tasks.add(task)
        keys = [button["key"] for button in card["button_list"]]
        is_fine = 1 <= len(keys) <= 6 and all(len(key.encode()) <= 1_024 for key in keys)
        return "" if is_fine else "invalid button_list"

    def _update(self, document: dict[str, Any]) -> web.Response:
        code = document["response_code"]
        sent_at = self._unused.pop(code, None)
        if sent_at is None or sent_at < later(self.clock.now(), -72 * HOUR):
            return _answer(40058, "invalid response_code")
        self.shown[code] = document.get("template_card") or document["button"]
        return _answer(0, "ok")


def _answer(code: int, said: str, **more: object) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": said, **more})
