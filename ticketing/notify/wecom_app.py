"""WeCom (企业微信) app: template cards to one person, answered by buttons, updated in place.

Facts of the service: a token of /cgi-bin/gettoken lasts two hours, may end earlier and is to be
kept; a card with buttons (``button_interaction``) has at most 6, an own ``task_id``, and is
only taken from an app that has a callback; the answer's ``response_code`` changes the card once,
within 72 hours; what is more than 30 a minute for one person is dropped without a word; the
answer is 200 with an errcode.  The address of a contact is the person's user id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from ticketing.notify import refusals
from ticketing.notify.card import Card, card_from_message
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt, cut_to_bytes
from ticketing.notify.http import Reply, call
from ticketing.notify.tokens import Token, TokenCache, ends_at
from ticketing.notify.wecom import SERVICE
from ticketing.notify.wording import AS_CARD, Wording
from ticketing.verbs import Verb
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration
from watchkeeper.core.messages import text

LIMIT = RateLimit(30)
MAX_TITLE = 26
MAX_TEXT = 112
MAX_BUTTONS = 6
MAX_LABEL = 10
MAX_MARKDOWN_BYTES = 2_048

_WECOM = text("WeCom")
_TOO_FREQUENT = frozenset({45009, 45033})
_BUSY = frozenset({-1, 6000})
_TOKEN_ENDED = frozenset({40014, 42001})
_COME_AGAIN = Duration(MINUTE)
_USER_ID = re.compile(r"[\w.-][\w.@-]{0,63}", re.ASCII)
_RESPONSE_CODE = re.compile(r"[\w.=+/-]{1,400}", re.ASCII)
_NO_TASK_ID = re.compile(r"[^\w@-]", re.ASCII)


@dataclass(frozen=True, slots=True)
class WecomApp:
    """One app of one company; ``agent`` is its AgentId."""

    name: str
    session: aiohttp.ClientSession
    clock: Clock
    agent: int
    tokens: TokenCache = field(repr=False, compare=False)
    service: str = SERVICE
    offers: tuple[Verb, ...] = ()
    limit: RateLimit = LIMIT
    kind: str = "wecom"
    knows_repeats: bool = False
    wording: Wording = AS_CARD

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        if not _USER_ID.fullmatch(address):
            raise refusals.no_address(_WECOM)
        answer = await self._call(
            "message/send", {"touser": address, "agentid": self.agent, **self._body(message)}
        )
        if answer.get("invaliduser"):
            raise refusals.refused(_WECOM, "invaliduser", f"invaliduser {address}")
        return Receipt(str(answer.get("response_code") or "")[:400], _said(answer))

    async def update(self, provider_id: str, message: OutgoingMessage) -> Receipt:
        """Show *message* in the card whose response code is *provider_id*, which is then used up.

        A press of one of its buttons brings the next code.  Raises TransportError.
        """
        if not _RESPONSE_CODE.fullmatch(provider_id):
            raise refusals.not_sent_by_us(_WECOM)
        card = card_from_message(message, self.offers)
        drawn = template_card(card, task_id=self._task_id(message))
        shown = {"template_card": drawn} if drawn else {"button": {"replace_name": card.title}}
        answer = await self._call(
            "message/update_template_card",
            {"atall": 1, "agentid": self.agent, "response_code": provider_id, **shown},
        )
        return Receipt("", _said(answer))

    def _body(self, message: OutgoingMessage) -> dict[str, object]:
        card = card_from_message(message, self.offers)
        drawn = template_card(card, task_id=self._task_id(message))
        if drawn:
            return {"msgtype": "template_card", "template_card": drawn}
        content = cut_to_bytes(message.markdown, MAX_MARKDOWN_BYTES)
        return {"msgtype": "markdown", "markdown": {"content": content}}

    def _task_id(self, message: OutgoingMessage) -> str:
        """Return an id of this attempt: the service refuses one that it has seen."""
        return f"{_NO_TASK_ID.sub('-', message.key)[:90]}@{self.clock.now()}"

    async def _call(self, path: str, document: object) -> dict[str, object]:
        """Call, once more with a new token where the service has ended this one."""
        token = await self.tokens.get()
        answer = await self._once(path, document, token)
        if refusals.code_of(answer, "errcode") in _TOKEN_ENDED:
            self.tokens.forget(token)
            answer = await self._once(path, document, await self.tokens.get())
        return _checked(answer)

    async def _once(self, path: str, document: object, token: str) -> dict[str, object]:
        url = f"{self.service}/cgi-bin/{path}?{urlencode({'access_token': token})}"
        return _document(await call(self.session, "POST", url, document=document))


def app_tokens(
    session: aiohttp.ClientSession,
    clock: Clock,
    *,
    company: str,
    secret: str,
    service: str = SERVICE,
) -> TokenCache:
    """Return where an app's token comes from; *company* is the corpid."""

    async def fetch() -> Token:
        query = urlencode({"corpid": company, "corpsecret": secret})
        reply = await call(session, "GET", f"{service}/cgi-bin/gettoken?{query}")
        answer = _checked(_document(reply))
        value = str(answer.get("access_token", ""))
        return Token(value, ends_at(clock.now(), answer.get("expires_in")))

    return TokenCache(clock, fetch)


def template_card(card: Card, *, task_id: str) -> dict[str, object] | None:
    """Return the template card; None where there is neither an answer nor a page to open."""
    words = _words(card)
    jump = {"type": 1, "url": card.links[0].url} if card.links else None
    if card.answers:
        buttons = [
            {
                "type": 0,
                "text": one.label[:MAX_LABEL],
                "style": 2 if number else 1,
                "key": one.action,
            }
            for number, one in enumerate(card.answers[:MAX_BUTTONS])
        ]
        drawn = {"card_type": "button_interaction", **words, "task_id": task_id}
        return {**drawn, "button_list": buttons, **({"card_action": jump} if jump else {})}
    if jump is None:
        return None
    listed = {**jump, "title": card.links[0].label[:MAX_LABEL]}
    return {"card_type": "text_notice", **words, "card_action": jump, "jump_list": [listed]}


def _words(card: Card) -> dict[str, object]:
    """Return title and text; a title that is too long stands whole at the head of the text."""
    title = _cut(card.title, MAX_TITLE)
    lines = card.lines if title == card.title else (card.title, *card.lines)
    body = _cut("\n".join(lines), MAX_TEXT)
    return {"main_title": {"title": title}, **({"sub_title_text": body} if body else {})}


def _cut(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _document(reply: Reply) -> dict[str, object]:
    """Return what an answer of 200 says; the service gives no other."""
    if not reply.is_fine:
        raise reply.refusal()
    return reply.document()


def _checked(answer: dict[str, object]) -> dict[str, object]:
    code = refusals.code_of(answer, "errcode")
    if code == 0:
        return answer
    if code in _TOO_FREQUENT:
        raise refusals.too_frequent(_WECOM, _said(answer), _COME_AGAIN)
    if code is None or code in _BUSY:
        raise refusals.busy(_WECOM, _said(answer))
    raise refusals.refused(_WECOM, code, _said(answer))


def _said(answer: dict[str, object]) -> str:
    return f"{answer.get('errcode')} {answer.get('errmsg', '')}"
