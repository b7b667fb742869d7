"""What is taken out of messages before they leave: secrets always, details as a channel says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ticketing.events import Fact
from ticketing.notices import MessageKind
from ticketing.notify.rendering import MessageFacts
from ticketing.notify.wording import Hidden
from ticketing.views import TicketView

MASK = "***"

_WRITTEN_BY_PEOPLE = ("reason", "text", "html", "note")
_NAMED = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key"
    r"|credential|密码|口令|密钥|令牌)"
)
_SECRETS = (
    re.compile(
        rf"(?i)({_NAMED}[\w-]{{0,30}}[\"']?\s{{0,3}}[=:：]\s{{0,3}})(?:\"[^\"]*\"|'[^']*'|[^\s,;\"'])+"
    ),
    re.compile(r"(?i)(\bbearer\s{1,3})[\w.~+/=-]{16,}"),
    re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s/@:]{0,100}:)[^\s/@]{1,200}(?=@)"),
    re.compile(r"(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----).*?(?=-----END|\Z)", re.DOTALL),
)


def masked(text: str) -> str:
    """Return *text* without what looks like a password, a token or a key in it."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


def redacted(facts: MessageFacts, hides: frozenset[Hidden]) -> MessageFacts:
    """Return what is left of *facts* for a channel that hides so much."""
    if not hides:
        return facts
    payload = facts.payload
    if Hidden.NOTES in hides:
        payload = _without_notes(facts.kind, payload)
    ticket = facts.ticket
    if ticket is not None:
        for hidden in hides:
            ticket = _OF_TICKET[hidden](ticket)
    return replace(facts, payload=payload, ticket=ticket)


def _without_notes(kind: MessageKind, payload: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the payload without words of people; a document keeps its subject alone."""
    left = {name: value for name, value in payload.items() if name not in _WRITTEN_BY_PEOPLE}
    also = left.get("also")
    if isinstance(also, list):
        left["also"] = [_without_notes(kind, one) if isinstance(one, dict) else one for one in also]
    return left


def _without_customer(ticket: TicketView) -> TicketView:
    return replace(ticket, row=replace(ticket.row, customer=""))


def _without_site(ticket: TicketView) -> TicketView:
    return replace(ticket, row=replace(ticket.row, site=""))


def _without_target(ticket: TicketView) -> TicketView:
    return replace(ticket, row=replace(ticket.row, target=""), alerts=())


def _without_title(ticket: TicketView) -> TicketView:
    return replace(ticket, row=replace(ticket.row, title=MASK, title_zh=MASK))


def _without_values(ticket: TicketView) -> TicketView:
    return replace(ticket, alerts=(), evidence=())


def _without_words(ticket: TicketView) -> TicketView:
    return replace(ticket, resolution=None, description="", reporter="", timeline=())


_OF_TICKET: Mapping[Hidden, Callable[[TicketView], TicketView]] = MappingProxyType(
    {
        Hidden.CUSTOMER: _without_customer,
        Hidden.SITE: _without_site,
        Hidden.TARGET: _without_target,
        Hidden.TITLE: _without_title,
        Hidden.VALUE: _without_values,
        Hidden.NOTES: _without_words,
    }
)
