r"""Feishu (飞书, Lark) custom robot: a signed card into one group, with the person mentioned.

Facts of the service: POST /open-apis/bot/v2/hook/<token>; ``sign`` is base64(HMAC-SHA256 of
nothing with the key "<seconds>\n<secret>"), at most an hour old; 100 messages a minute and 5 a
second; 20 KB; the answer holds ``code``.  Its buttons can open pages only: answers need an app.
The address of a contact is the person's open_id or user_id.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import quote

import aiohttp

from ticketing.notify import refusals
from ticketing.notify.card import card_from_message
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt
from ticketing.notify.feishu_card import feishu_card
from ticketing.notify.http import Reply, call
from ticketing.notify.wording import AS_CARD, Wording
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.core.messages import text

SERVICE = "https://open.feishu.cn"
LIMIT = RateLimit(5, Duration(3 * SECOND))
"""Keeps both limits: 5 in a second, 100 in a minute."""

_FEISHU = text("Feishu")
_TOO_FREQUENT = frozenset({11232, 99991400})
_COME_AGAIN = Duration(MINUTE)


@dataclass(frozen=True, slots=True)
class FeishuRobot:
    """One robot of one group, secured by signing (签名校验)."""

    name: str
    session: aiohttp.ClientSession
    clock: Clock
    token: str = field(repr=False)
    secret: str = field(repr=False)
    service: str = SERVICE
    limit: RateLimit = LIMIT
    kind: str = "feishu"
    knows_repeats: bool = False
    wording: Wording = AS_CARD

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        seconds = self.clock.now() // 1000
        document = {
            "timestamp": str(seconds),
            "sign": signature(self.secret, seconds=seconds),
            "msg_type": "interactive",
            "card": feishu_card(card_from_message(message), mention=address),
        }
        url = f"{self.service}/open-apis/bot/v2/hook/{quote(self.token, safe='')}"
        return _receipt(await call(self.session, "POST", url, document=document))


def signature(secret: str, *, seconds: int) -> str:
    """Return the signature of a call at *seconds* since 1970: the key is signed, not a text."""
    key = f"{seconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def _receipt(reply: Reply) -> Receipt:
    answer = reply.document()
    code = refusals.code_of(answer, "code" if "code" in answer else "StatusCode")
    said = f"{code} {answer.get('msg', answer.get('StatusMessage', ''))}"
    if code == 0 and reply.is_fine:
        return Receipt("", said)
    if code in _TOO_FREQUENT:
        raise refusals.too_frequent(_FEISHU, said, reply.retry_after or _COME_AGAIN)
    if code is None:
        raise refusals.busy(_FEISHU, said)
    raise refusals.refused(_FEISHU, code, said)
