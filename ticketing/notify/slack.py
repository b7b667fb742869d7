"""Slack: blocks to a person or a channel, answered by buttons, updated in place.

Facts of the service: chat.postMessage and chat.update take JSON with a bot's token and answer 200
with ``ok`` and ``error``; 429 says Retry-After; about one message a second into one channel.  A
header has 150 characters, a section 3,000, a button's label 75, its value 2,000; `&`, `<` and `>`
are written as entities.  An update names the channel that the first answer named.
The address of a contact is a member's id (``U…``) or a channel's (``C…``, ``G…``, ``D…``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import aiohttp

from ticketing.notify import refusals
from ticketing.notify.card import AnswerButton, Card, LinkButton, card_from_message
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt
from ticketing.notify.http import Reply, call
from ticketing.notify.wording import AS_CARD, Wording
from ticketing.verbs import Verb
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.core.messages import text

SERVICE = "https://slack.com"
LIMIT = RateLimit(1, Duration(SECOND))
MAX_TITLE = 150
MAX_SECTION = 3_000
MAX_SECTIONS = 8
MAX_LABEL = 75
ACTION_PREFIX = "watchkeeper"
"""The action_id of our buttons begins so; the answer stands in their value."""

_SLACK = text("Slack")
_COME_AGAIN = Duration(MINUTE // 2)
_TOO_FREQUENT = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_BUSY = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
_ADDRESS = re.compile(r"[UWCGD][A-Z0-9]{4,30}")
_PROVIDER_ID = re.compile(r"([CGD][A-Z0-9]{4,30})/(\d{1,16}\.\d{1,10})")


@dataclass(frozen=True, slots=True)
class Slack:
    """One workspace's app with the scope chat:write."""

    name: str
    session: aiohttp.ClientSession
    token: str = field(repr=False)
    service: str = SERVICE
    offers: tuple[Verb, ...] = ()
    limit: RateLimit = LIMIT
    kind: str = "slack"
    knows_repeats: bool = False
    wording: Wording = AS_CARD

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        if not _ADDRESS.fullmatch(address):
            raise refusals.no_address(_SLACK)
        return await self._call("chat.postMessage", {"channel": address, **self._words(message)})

    async def update(self, provider_id: str, message: OutgoingMessage) -> Receipt:
        """Show *message* where *provider_id* was posted.  Raises TransportError."""
        match = _PROVIDER_ID.fullmatch(provider_id)
        if match is None:
            raise refusals.not_sent_by_us(_SLACK)
        place = {"channel": match[1], "ts": match[2]}
        return await self._call("chat.update", {**place, **self._words(message)})

    def _words(self, message: OutgoingMessage) -> dict[str, object]:
        card = card_from_message(message, self.offers)
        return {
            "text": escaped(card.title),
            "blocks": blocks(card),
            "unfurl_links": False,
            "unfurl_media": False,
        }

    async def _call(self, method: str, document: object) -> Receipt:
        url = f"{self.service}/api/{method}"
        headers = {"Authorization": f"Bearer {self.token}"}
        reply = await call(self.session, "POST", url, document=document, headers=headers)
        return _receipt(reply)


def blocks(card: Card) -> list[dict[str, object]]:
    """Return the blocks of *card*: a header, its text in sections, its buttons."""
    title = {"type": "plain_text", "text": _cut(card.title, MAX_TITLE) or "-", "emoji": False}
    found: list[dict[str, object]] = [{"type": "header", "text": title}]
    found += [
        {"type": "section", "text": {"type": "mrkdwn", "text": part, "verbatim": True}}
        for part in _sections(card)
    ]
    if card.buttons:
        elements = [_button(button, number) for number, button in enumerate(card.buttons)]
        found.append({"type": "actions", "elements": elements})
    return found


def escaped(words: str) -> str:
    """Return *words* as Slack reads them without links, mentions or entities of their own."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sections(card: Card) -> list[str]:
    """Return the lines in as few parts as the service takes; what is too much is left out."""
    parts: list[str] = []
    for line in card.lines:
        said = _cut(escaped(line), MAX_SECTION)
        if parts and len(parts[-1]) + 1 + len(said) <= MAX_SECTION:
            parts[-1] += f"\n{said}"
        elif len(parts) < MAX_SECTIONS:
            parts.append(said)
    return parts


def _button(button: LinkButton | AnswerButton, number: int) -> dict[str, object]:
    drawn: dict[str, object] = {
        "type": "button",
        "action_id": f"{ACTION_PREFIX}-{number}",
        "text": {"type": "plain_text", "text": _cut(button.label, MAX_LABEL), "emoji": False},
    }
    if isinstance(button, LinkButton):
        return {**drawn, "url": button.url}
    return {**drawn, "value": button.action, **({"style": "primary"} if number == 0 else {})}


def _cut(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _receipt(reply: Reply) -> Receipt:
    answer = {} if reply.status == 429 else reply.document()
    if answer.get("ok") is True and reply.is_fine:
        place = f"{answer.get('channel', '')}/{answer.get('ts', '')}"
        return Receipt(place[:200], "ok")
    error = str(answer.get("error", reply.text))[:100]
    if reply.status == 429 or error in _TOO_FREQUENT:
        raise refusals.too_frequent(_SLACK, error, reply.retry_after or _COME_AGAIN)
    if error in _BUSY or "error" not in answer:
        raise refusals.busy(_SLACK, error)
    raise refusals.refused(_SLACK, error, error)
