"""Feishu (飞书, Lark) app: cards to persons and groups, answered by buttons, updated in place.

Facts of the service: a tenant token lasts at most two hours and is to be kept; POST
/open-apis/im/v1/messages with a ``uuid`` by which a repeat within an hour is recognised; PATCH
/open-apis/im/v1/messages/<id> changes a card for 14 days; 1,000 calls a minute, 5 a second to one
person or group; a card is at most 30 KB.  The address of a contact is an open_id (``ou_``),
a union_id (``on_``), a group's chat_id (``oc_``), a mail address or a user_id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import aiohttp
import orjson

from ticketing.notify import refusals
from ticketing.notify.card import card_from_message
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt
from ticketing.notify.feishu import SERVICE
from ticketing.notify.feishu_card import feishu_card
from ticketing.notify.http import Reply, call
from ticketing.notify.tokens import Token, TokenCache, ends_at
from ticketing.notify.wording import AS_CARD, Wording
from ticketing.verbs import Verb
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.core.messages import text

LIMIT = RateLimit(5, Duration(SECOND))
MAX_UUID_CHARACTERS = 50

_FEISHU = text("Feishu")
_TOO_FREQUENT = frozenset({99991400, 230020})
_TOKEN_ENDED = frozenset({99991661, 99991663, 99991668, 99991671})
_COME_AGAIN = Duration(MINUTE)
_MESSAGE_ID = re.compile(r"om_[\w-]{1,100}", re.ASCII)
_ADDRESS = re.compile(r"[\w.@+-]{1,200}", re.ASCII)
_PREFIXES = {"ou_": "open_id", "on_": "union_id", "oc_": "chat_id"}


@dataclass(frozen=True, slots=True)
class FeishuApp:
    """One self-built app (自建应用) with the ability of a robot."""

    name: str
    session: aiohttp.ClientSession
    tokens: TokenCache = field(repr=False, compare=False)
    service: str = SERVICE
    offers: tuple[Verb, ...] = ()
    limit: RateLimit = LIMIT
    kind: str = "feishu"
    knows_repeats: bool = False
    wording: Wording = AS_CARD

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        if not _ADDRESS.fullmatch(address):
            raise refusals.no_address(_FEISHU)
        answer = await self._call(
            "POST",
            f"messages?receive_id_type={id_type(address)}",
            {
                "receive_id": address,
                "msg_type": "interactive",
                "content": self._content(message),
                "uuid": message.key[:MAX_UUID_CHARACTERS],
            },
        )
        data = answer.get("data")
        sent = str(data.get("message_id", "")) if isinstance(data, dict) else ""
        return Receipt(sent[:200], _said(answer))

    async def update(self, provider_id: str, message: OutgoingMessage) -> Receipt:
        """Show *message* in the card that was sent as *provider_id*.  Raises TransportError."""
        if not _MESSAGE_ID.fullmatch(provider_id):
            raise refusals.not_sent_by_us(_FEISHU)
        document = {"content": self._content(message)}
        answer = await self._call("PATCH", f"messages/{provider_id}", document)
        return Receipt(provider_id, _said(answer))

    def _content(self, message: OutgoingMessage) -> str:
        return orjson.dumps(feishu_card(card_from_message(message, self.offers))).decode()

    async def _call(self, method: str, path: str, document: object) -> dict[str, object]:
        """Call, once more with a new token where the service has ended this one."""
        token = await self.tokens.get()
        reply = await self._once(method, path, document, token)
        if refusals.code_of(reply.document(), "code") in _TOKEN_ENDED:
            self.tokens.forget(token)
            reply = await self._once(method, path, document, await self.tokens.get())
        return _checked(reply)

    async def _once(self, method: str, path: str, document: object, token: str) -> Reply:
        url = f"{self.service}/open-apis/im/v1/{path}"
        headers = {"Authorization": f"Bearer {token}"}
        return await call(self.session, method, url, document=document, headers=headers)


def tenant_tokens(
    session: aiohttp.ClientSession,
    clock: Clock,
    *,
    app_id: str,
    app_secret: str,
    service: str = SERVICE,
) -> TokenCache:
    """Return where an app's token comes from."""

    async def fetch() -> Token:
        url = f"{service}/open-apis/auth/v3/tenant_access_token/internal"
        document = {"app_id": app_id, "app_secret": app_secret}
        answer = _checked(await call(session, "POST", url, document=document))
        value = str(answer.get("tenant_access_token", ""))
        return Token(value, ends_at(clock.now(), answer.get("expire")))

    return TokenCache(clock, fetch)


def id_type(address: str) -> str:
    """Return what kind of id *address* is, by its form."""
    return _PREFIXES.get(address[:3]) or ("email" if "@" in address else "user_id")


def _checked(reply: Reply) -> dict[str, object]:
    answer = reply.document()
    code = refusals.code_of(answer, "code")
    if code == 0 and reply.is_fine:
        return answer
    if code in _TOO_FREQUENT:
        wait = reply.seconds_in("x-ogw-ratelimit-reset") or reply.retry_after or _COME_AGAIN
        raise refusals.too_frequent(_FEISHU, _said(answer), wait)
    if code is None:
        raise refusals.busy(_FEISHU, _said(answer))
    raise refusals.refused(_FEISHU, code, _said(answer))


def _said(answer: dict[str, object]) -> str:
    return f"{answer.get('code')} {answer.get('msg', '')}"
