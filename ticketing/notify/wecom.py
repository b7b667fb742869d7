"""WeCom (企业微信) group robot: Markdown into a group, with the person mentioned.

Facts of the service: at most 4,096 bytes of Markdown, 20 messages a minute for a robot; the
answer is 200 with an errcode.  The address of a contact is the person's user id in WeCom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

import aiohttp
import orjson

from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    TemporaryTransportError,
    cut_to_bytes,
)
from ticketing.notify.http import post, read_object
from ticketing.notify.wording import AS_CHAT, Wording
from watchkeeper.core.instants import MINUTE, Duration

SERVICE = "https://qyapi.weixin.qq.com"
MAX_MARKDOWN_BYTES = 4_096
LIMIT = RateLimit(20)

_TOO_FREQUENT = frozenset({45009, 45033})
_BUSY = -1
_USER_ID = re.compile(r"[\w.@-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WecomRobot:
    """One robot of one group."""

    name: str
    session: aiohttp.ClientSession
    key: str = field(repr=False)
    service: str = SERVICE
    limit: RateLimit = LIMIT
    kind: str = "wecom"
    knows_repeats: bool = False
    wording: Wording = AS_CHAT

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        url = f"{self.service}/cgi-bin/webhook/send?key={quote(self.key, safe='')}"
        content = cut_to_bytes(message.markdown, MAX_MARKDOWN_BYTES - 80) + _mention(address)
        body = orjson.dumps({"msgtype": "markdown", "markdown": {"content": content}})
        answer = await post(self.session, url, body, {"Content-Type": "application/json"})
        return _receipt(answer.text)


def _mention(address: str) -> str:
    """Return what makes the person's phone ring; nothing for an address that is no user id."""
    return f"\n<@{address}>" if _USER_ID.fullmatch(address) else ""


def _receipt(text: str) -> Receipt:
    answer = read_object(text)
    code, said = answer.get("errcode"), str(answer.get("errmsg", ""))
    if code == 0:
        return Receipt("", said)
    if code in _TOO_FREQUENT:
        raise TemporaryTransportError(
            "WeCom takes no more messages of this robot for now",
            answer=f"{code} {said}",
            retry_after=Duration(MINUTE),
        )
    if code == _BUSY or not isinstance(code, int):
        raise TemporaryTransportError("WeCom is busy", answer=f"{code} {said}")
    raise PermanentTransportError(
        "WeCom refused the message with code {code}", code=code, answer=f"{code} {said}"
    )
