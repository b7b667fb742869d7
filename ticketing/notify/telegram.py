"""Telegram: text with buttons below it, updated in place, answered by a press.

Facts of the service: POST /bot<token>/sendMessage and /editMessageText; at most 4,096 characters;
a button's ``callback_data`` has at most 64 bytes, the host of its ``url`` needs a dot; an error of
429 says ``retry_after`` in the body; 20 messages a minute into one group, one a second to one
person.  The address of a contact is the number of a chat: somebody must have written to the bot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import aiohttp

from ticketing.notify import refusals
from ticketing.notify.card import Card, card_from_message
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt
from ticketing.notify.http import Reply, call, seconds_to_wait
from ticketing.notify.wording import AS_CARD, Wording
from ticketing.verbs import Verb
from watchkeeper.core.instants import MINUTE, Duration
from watchkeeper.core.messages import text

SERVICE = "https://api.telegram.org"
LIMIT = RateLimit(20)
MAX_UNITS = 4_096
MAX_TOAST_UNITS = 200

_TELEGRAM = text("Telegram")
_COME_AGAIN = Duration(MINUTE)
_TOO_MANY = 429
_SAME_AS_BEFORE = "message is not modified"
_CHAT = re.compile(r"-?\d{1,20}", re.ASCII)
_PROVIDER_ID = re.compile(r"(-?\d{1,20})/(\d{1,20})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Telegram:
    """One bot."""

    name: str
    session: aiohttp.ClientSession
    token: str = field(repr=False)
    service: str = SERVICE
    offers: tuple[Verb, ...] = ()
    limit: RateLimit = LIMIT
    kind: str = "telegram"
    knows_repeats: bool = False
    wording: Wording = AS_CARD

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        if not _CHAT.fullmatch(address):
            raise refusals.no_address(_TELEGRAM)
        reply = await self._call("sendMessage", {"chat_id": int(address), **self._words(message)})
        answer = _checked(reply)
        result = answer.get("result")
        sent = result.get("message_id", "") if isinstance(result, dict) else ""
        return Receipt(f"{address}/{sent}"[:200], "ok")

    async def update(self, provider_id: str, message: OutgoingMessage) -> Receipt:
        """Show *message* in place of *provider_id*; the same words again are no error."""
        match = _PROVIDER_ID.fullmatch(provider_id)
        if match is None:
            raise refusals.not_sent_by_us(_TELEGRAM)
        place = {"chat_id": int(match[1]), "message_id": int(match[2])}
        reply = await self._call("editMessageText", {**place, **self._words(message)})
        if _SAME_AS_BEFORE in str(reply.document().get("description", "")):
            return Receipt(provider_id, _SAME_AS_BEFORE)
        _checked(reply)
        return Receipt(provider_id, "ok")

    async def answer_press(self, reply_to: str, said: str) -> None:
        """Show *said* to who has pressed a button; until then their client shows a wait.

        Raises TransportError, also where the press is too old to be answered.
        """
        document = {"callback_query_id": reply_to, "text": cut_to_units(said, MAX_TOAST_UNITS)}
        _checked(await self._call("answerCallbackQuery", document))

    def _words(self, message: OutgoingMessage) -> dict[str, object]:
        card = card_from_message(message, self.offers)
        return {
            **words(card),
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": keyboard(card)},
        }

    async def _call(self, method: str, document: object) -> Reply:
        url = f"{self.service}/bot{quote(self.token, safe=':')}/{method}"
        return await call(self.session, "POST", url, document=document)


def words(card: Card) -> dict[str, object]:
    """Return the text, its title bold by an entity: nothing in it is read as markup."""
    links = [f"{link.label}: {link.url}" for link in card.links]
    title = cut_to_units(card.title, MAX_UNITS // 4) or "-"
    room = MAX_UNITS - sum(units(link) + 1 for link in links) - units(title) - 1
    body = cut_to_units("\n".join(card.lines), max(room - 1, 0))
    said = "\n".join(part for part in (title, body, *links) if part)
    return {
        "text": said,
        "entities": [{"type": "bold", "offset": 0, "length": units(title)}],
    }


def keyboard(card: Card) -> list[list[dict[str, str]]]:
    """Return the answers in one row, the pages below; an address without a dot stays text."""
    answers = [{"text": one.label, "callback_data": one.action} for one in card.answers]
    pages = [{"text": one.label, "url": one.url} for one in card.links if _is_public(one.url)]
    return [row for row in (answers, pages) if row]


def units(said: str) -> int:
    """Return the length as Telegram counts it: in units of UTF-16."""
    return len(said.encode("utf-16-le")) // 2


def cut_to_units(said: str, limit: int) -> str:
    """Return *said* within *limit* units of UTF-16."""
    if units(said) <= limit:
        return said
    kept = said.encode("utf-16-le")[: 2 * max(limit - 1, 0)].decode("utf-16-le", errors="ignore")
    return f"{kept}…" if limit else ""


def _is_public(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return "." in host


def _checked(reply: Reply) -> dict[str, object]:
    answer = reply.document()
    if answer.get("ok") is True and reply.is_fine:
        return answer
    code, said = refusals.code_of(answer, "error_code"), str(answer.get("description", ""))
    if _TOO_MANY in {code, reply.status}:
        raise refusals.too_frequent(_TELEGRAM, said, _wait(answer) or _COME_AGAIN)
    if code is None or code >= 500:
        raise refusals.busy(_TELEGRAM, said)
    raise refusals.refused(_TELEGRAM, code, said)


def _wait(answer: dict[str, object]) -> Duration | None:
    parameters = answer.get("parameters")
    return seconds_to_wait(parameters.get("retry_after")) if isinstance(parameters, dict) else None
