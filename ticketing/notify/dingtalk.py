r"""DingTalk (钉钉) group robot: signed Markdown into a group, with the person mentioned.

Facts of the service: the URL carries a timestamp (ms) and base64(HMAC-SHA256(secret,
"<timestamp>\n<secret>")); at most 20,000 bytes and 20 messages a minute, more silence the robot
for 10 minutes; the answer is 200 with an errcode.  The address of a contact is the person's
mobile number (as DingTalk knows it) or user id.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlencode

import aiohttp
import orjson

from ticketing.notify.card import card_from_message
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
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration

SERVICE = "https://oapi.dingtalk.com"
MAX_BODY_BYTES = 20_000
LIMIT = RateLimit(20)

_TOO_FREQUENT = frozenset({130101, 130104, 410100, 90030})
_BUSY = -1
_SILENCED = Duration(10 * MINUTE)
_MOBILE = re.compile(r"(?:\+86[ -]?)?(1\d{10})")
_USER_ID = re.compile(r"[\w.@-]{1,64}", re.ASCII)


class Look(Enum):
    """How a message looks: an action card has a button, but mentions nobody."""

    MARKDOWN = "markdown"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class DingtalkRobot:
    """One robot of one group, secured by signing (加签)."""

    name: str
    session: aiohttp.ClientSession
    clock: Clock
    token: str = field(repr=False)
    secret: str = field(repr=False)
    look: Look = Look.MARKDOWN
    service: str = SERVICE
    limit: RateLimit = LIMIT
    kind: str = "dingtalk"
    knows_repeats: bool = False
    wording: Wording = AS_CHAT

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        now = self.clock.now()
        query = {
            "access_token": self.token,
            "timestamp": now,
            "sign": signature(self.secret, timestamp=now),
        }
        answer = await post(
            self.session,
            f"{self.service}/robot/send?{urlencode(query)}",
            orjson.dumps(self._document(message, address)),
            {"Content-Type": "application/json"},
        )
        return _receipt(answer.text)

    def _document(self, message: OutgoingMessage, address: str) -> dict[str, object]:
        if self.look is Look.CARD and (card := _action_card(message)):
            return card
        return _markdown(message, address)


def signature(secret: str, *, timestamp: int) -> str:
    """Return the signature of a call at *timestamp* (ms), before URL encoding."""
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _markdown(message: OutgoingMessage, address: str) -> dict[str, object]:
    mobile = _MOBILE.fullmatch(address)
    at: dict[str, object] = {"isAtAll": False}
    mention = ""
    if mobile:
        at["atMobiles"], mention = [mobile[1]], f"\n\n@{mobile[1]}"
    elif _USER_ID.fullmatch(address):
        at["atUserIds"], mention = [address], f"\n\n@{address}"
    text = cut_to_bytes(message.markdown, MAX_BODY_BYTES // 2)  # JSON escapes at most double it
    title = cut_to_bytes(message.subject, 200)
    return {"msgtype": "markdown", "markdown": {"title": title, "text": text + mention}, "at": at}


def _action_card(message: OutgoingMessage) -> dict[str, object] | None:
    """Return a card whose one button opens the ticket; None where there is no page to open."""
    card = card_from_message(message)
    if not card.links:
        return None
    text = "\n\n".join((f"**{card.title}**", *card.lines))
    page = card.links[0]
    drawn = {
        "title": cut_to_bytes(card.title, 200),
        "text": cut_to_bytes(text, MAX_BODY_BYTES // 2),
        "singleTitle": page.label,
        "singleURL": page.url,
    }
    return {"msgtype": "actionCard", "actionCard": drawn}


def _receipt(text: str) -> Receipt:
    answer = read_object(text)
    code, said = answer.get("errcode"), str(answer.get("errmsg", ""))
    if code == 0:
        return Receipt(str(answer.get("messageId", ""))[:200], said)
    if code in _TOO_FREQUENT:
        raise TemporaryTransportError(
            "DingTalk takes no more messages of this robot for now",
            answer=f"{code} {said}",
            retry_after=_SILENCED,
        )
    if code == _BUSY or not isinstance(code, int):
        raise TemporaryTransportError("DingTalk is busy", answer=f"{code} {said}")
    raise PermanentTransportError(
        "DingTalk refused the message with code {code}", code=code, answer=f"{code} {said}"
    )
