"""A message for a phone: the fields of a template, as they are read or as they are heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboards.render.outside import from_outside
from dashboards.voice import Voice
from ticketing.notices import MessageKind
from ticketing.notify.phone_words import heard_fields, read_fields
from ticketing.notify.spoken import PRESS_KEY
from ticketing.notify.ticket_words import TicketWords
from ticketing.outbox import Form, MessageFacts
from ticketing.views import TicketView
from watchkeeper.core.messages import mark

_PHONES = frozenset({Form.SMS, Form.VOICE, Form.KEYPAD})
_NEWS: Mapping[MessageKind, str] = MappingProxyType(
    {
        MessageKind.STILL_UNANSWERED: mark("still unanswered: {title}"),
        MessageKind.FORGOTTEN: mark("is anybody on it? {title}"),
        MessageKind.WORSENED: mark("level raised: {title}"),
        MessageKind.REOPENED: mark("reopened: {title}"),
        MessageKind.RELAPSED: mark("failing again: {title}"),
        MessageKind.RECOVERED: mark("recovered: {title}"),
        MessageKind.WENT_SILENT: mark("no data: {title}"),
        MessageKind.WARNED: mark("deadline near: {title}"),
        MessageKind.BREACHED: mark("deadline missed: {title}"),
        MessageKind.ESCALATED: mark("escalated to you: {title}"),
        MessageKind.HOURLY_REPORT: mark("hourly report: {title}"),
        MessageKind.ASSIGNED: mark("assigned to you: {title}"),
        MessageKind.OFFERED: mark("will you take it over? {title}"),
        MessageKind.CONFIRM_RECOVERY: mark("confirm the recovery: {title}"),
        MessageKind.PAUSE_ENDED: mark("the pause has ended: {title}"),
        MessageKind.RESOLVED: mark("resolved: {title}"),
        MessageKind.YOUR_TURN: mark("it is your turn: {title}"),
        MessageKind.WRITTEN_TICKET_OWED: mark("the written ticket has not come: {title}"),
    }
)
"""What is said before the title where a message is not about a new ticket."""


def phone_fields(
    messages: Sequence[MessageFacts], headline: str, voice: Voice, form: Form
) -> Mapping[str, str]:
    """Return the fields of a message for a phone; none for other forms."""
    if form not in _PHONES:
        return {}
    words = _words(messages, headline, voice)
    if form is Form.SMS:
        return read_fields(words, voice.translate)
    prompt = PRESS_KEY if form is Form.KEYPAD else ""
    return heard_fields(words, voice.translate, prompt=prompt)


def _words(messages: Sequence[MessageFacts], headline: str, voice: Voice) -> TicketWords:
    """Return the worst ticket in words, the others counted; the headline where there is none."""
    about = {facts.ticket.number: (facts, facts.ticket) for facts in messages if facts.ticket}
    if not about:
        return TicketWords(headline)
    facts, ticket = min(about.values(), key=lambda pair: pair[1].row.level.rank)
    return TicketWords(
        _title(facts, ticket, voice),
        ticket=ticket.number,
        level=ticket.row.level,
        target=from_outside(ticket.row.target),
        more=len(about) - 1,
    )


def _title(facts: MessageFacts, ticket: TicketView, voice: Voice) -> str:
    title = from_outside(ticket.row.title_in(voice.language.value))
    news = _NEWS.get(facts.kind)
    said = voice.say(news, title=title) if news else title
    return voice.say(mark("[repeat] {said}"), said=said) if facts.is_repeat else said
