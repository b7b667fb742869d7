"""Feishu as its documentation says: a group's robot, an app's token, messages and their update."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from aiohttp import web

from tests.fakes.api import FakeApi, Rate
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant, later

HOOK = "f19f0000-1111-4222-8333-444455556666"
SECRET = "zs0Txxxxxxxxxxxxxxxxxxxx"
APP_ID = "cli_slkdjalasdkjasd"
APP_SECRET = "dskLLdkasdjlasdKK"
PEOPLE = frozenset({"ou_engineer", "on_engineer", "oc_group", "a@example.com", "engineer1"})


class FakeFeishu(FakeApi):
    """Keeps the cards of the robot in ``cards``, those of the app by message in ``messages``."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.cards: list[dict[str, Any]] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self.tokens_given = 0
        self._sent_at: dict[str, Instant] = {}
        self._by_uuid: dict[str, str] = {}
        self._token_ends = Instant(0)
        self._minute, self._second = Rate(clock, 100, MINUTE), Rate(clock, 5, SECOND)
        self._app_second = Rate(clock, 5, SECOND)

    async def take(self, request: web.Request) -> web.StreamResponse:
        match (request.method, request.path.removeprefix("/open-apis/").split("/")):
            case ("POST", ["bot", "v2", "hook", token]):
                return await self._take_card(request, token)
            case ("POST", ["auth", "v3", "tenant_access_token", "internal"]):
                return await self._give_token(request)
            case ("POST", ["im", "v1", "messages"]):
                return await self._take_message(request)
            case ("PATCH", ["im", "v1", "messages", message]):
                return await self._change(request, message)
        return web.Response(status=404, text="404 page not found")

    def end_token(self) -> None:
        """End the app's token early, as the service may."""
        self._token_ends = Instant(0)

    async def _take_card(self, request: web.Request, token: str) -> web.Response:
        body = await request.read()
        if token != HOOK:
            return _answer(19001, "param invalid: incoming webhook access token invalid")
        if len(body) > 20 * 1024:
            return _answer(9499, "Bad Request")
        document = json.loads(body)
        if not self._is_signed(document):
            said = "sign match fail or timestamp is not within one hour from current time"
            return _answer(19021, said)
        if document.get("msg_type") != "interactive" or not _is_card(document.get("card")):
            return _answer(9499, "Bad Request")
        if not (self._second.admits() and self._minute.admits()):
            return _answer(11232, "frequency limited psm[lark.oapi.app_platform_runtime]")
        self.cards.append(document["card"])
        return _answer(0, "success")

    def _is_signed(self, document: dict[str, Any]) -> bool:
        seconds = int(document.get("timestamp", "0"))
        if abs(seconds * SECOND - self.clock.now()) > HOUR:
            return False
        key = f"{seconds}\n{SECRET}".encode()
        expected = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        return hmac.compare_digest(expected, document.get("sign", ""))

    async def _give_token(self, request: web.Request) -> web.Response:
        document = await request.json()
        if (document.get("app_id"), document.get("app_secret")) != (APP_ID, APP_SECRET):
            return _answer(10014, "app secret invalid")
        if self._token_ends < later(self.clock.now(), 30 * MINUTE):
            self.tokens_given += 1
            self._token_ends = later(self.clock.now(), 2 * HOUR)
        lasts = (self._token_ends - self.clock.now()) // SECOND
        return _answer(0, "ok", tenant_access_token=self._token, expire=lasts)

    @property
    def _token(self) -> str:
        return f"t-caecc734c2e3328a62489fe0648c4b98779515d{self.tokens_given}"

    def _refused(self, request: web.Request) -> web.Response | None:
        is_ours = request.headers.get("Authorization") == f"Bearer {self._token}"
        if not is_ours or self._token_ends <= self.clock.now():
            return _answer(99991663, "Invalid access token for authorization.", status=400)
        if not self._app_second.admits():
            headers = {"x-ogw-ratelimit-reset": "52"}
            return _answer(99991400, "request trigger frequency limit", status=429, headers=headers)
        return None

    async def _take_message(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        document = await request.json()
        if document["receive_id"] not in PEOPLE or not _fits(request, document["receive_id"]):
            return _answer(230001, "invalid receive_id", status=400)
        if wrong := _wrong(document["content"]):
            return wrong
        known = self._by_uuid.get(document.get("uuid", ""))
        if known and self._sent_at[known] > later(self.clock.now(), -HOUR):
            return _answer(0, "success", data={"message_id": known})
        return _answer(0, "success", data={"message_id": self._keep(document)})

    def _keep(self, document: dict[str, Any]) -> str:
        message = f"om_{len(self.messages):032x}"
        self.messages[message] = json.loads(document["content"])
        self._sent_at[message] = self.clock.now()
        self._by_uuid[document["uuid"]] = message
        return message

    async def _change(self, request: web.Request, message: str) -> web.Response:
        if refused := self._refused(request):
            return refused
        if message not in self.messages:
            return _answer(230001, "invalid message_id", status=400)
        if self._sent_at[message] < later(self.clock.now(), -14 * DAY):
            said = "Message can only be modified within 14 days after sending."
            return _answer(230031, said, status=400)
        document = await request.json()
        if wrong := _wrong(document["content"]):
            return wrong
        self.messages[message] = json.loads(document["content"])
        return _answer(0, "success", data={})


def _fits(request: web.Request, receive_id: str) -> bool:
    wanted = {"ou_": "open_id", "on_": "union_id", "oc_": "chat_id"}.get(receive_id[:3])
    wanted = wanted or ("email" if "@" in receive_id else "user_id")
    return request.query.get("receive_id_type") == wanted


def _wrong(content: str) -> web.Response | None:
    if len(content.encode()) > 30 * 1024:
        said = "The length of the message content reaches its limit."
        return _answer(230025, said, status=400)
    card = json.loads(content)
    if not _is_card(card) or not card["config"].get("update_multi"):
        return _answer(230099, "Failed to create card content.", status=400)
    return None


def _is_card(card: Any) -> bool:
    if not isinstance(card, dict) or not card["header"]["title"]["content"]:
        return False
    return bool(card["elements"]) and all(
        element["text"]["content"] for element in card["elements"] if element["tag"] == "div"
    )


def _answer(
    code: int,
    said: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **more: object,
) -> web.Response:
    return web.json_response({"code": code, "msg": said, **more}, status=status, headers=headers)
