"""A message as a card: a title, lines, buttons.  Made from what every message has.

A button either opens a page or hands back an *action*, the short text ``<verb>/<ticket>`` that
the service returns when somebody presses it (64 bytes are enough for every service).  An action
is no secret: who presses is proved by the service, what they may do is checked by the command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ticketing.lifecycle import TicketState
from ticketing.notices import MessageKind
from ticketing.notify.channel import OutgoingMessage
from ticketing.verbs import Verb

MAX_LINES = 40

_LINK = re.compile(r"(?P<label>[^:]{1,60}): (?P<url>https?://\S{1,1000})")
_ACTION = re.compile(r"(?P<verb>[a-z_]{1,20})/(?P<ticket>[1-9]\d{0,9})", re.ASCII)
_NEW = TicketState.NEW.value
_LIVE = frozenset(state.value for state in TicketState if state.is_live)
_OVER = frozenset(
    kind.value
    for kind in (MessageKind.RECOVERED, MessageKind.CONFIRM_RECOVERY, MessageKind.RESOLVED)
)


class Tone(Enum):
    """How a card is coloured; the level stands in its title as well."""

    PLAIN = "plain"
    OVER = "over"
    LEVEL_I = "I"
    LEVEL_II = "II"
    LEVEL_III = "III"
    LEVEL_IV = "IV"


@dataclass(frozen=True, slots=True)
class LinkButton:
    """Opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class AnswerButton:
    """Hands ``action`` back to us; the first of a card is the one to be pressed."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.  ``lines`` are plain text: each channel escapes them for its markup."""

    title: str
    lines: tuple[str, ...]
    buttons: tuple[LinkButton | AnswerButton, ...] = ()
    tone: Tone = Tone.PLAIN

    @property
    def answers(self) -> tuple[AnswerButton, ...]:
        return tuple(button for button in self.buttons if isinstance(button, AnswerButton))

    @property
    def links(self) -> tuple[LinkButton, ...]:
        return tuple(button for button in self.buttons if isinstance(button, LinkButton))


def card_from_message(message: OutgoingMessage, offers: Sequence[Verb] = ()) -> Card:
    """Return *message* as a card; *offers* become buttons where one live ticket is meant.

    A channel offers what it hears: an answer that it would never be told of has no button.
    """
    lines, link = _lines(message)
    about = _only_one(message.facts)
    buttons: list[LinkButton | AnswerButton] = [
        AnswerButton(message.labels[verb], action_of(verb, number))
        for verb in offers
        if verb in message.labels and (number := _answerable(about, verb)) is not None
    ]
    if link is not None:
        buttons.append(link)
    return Card(_one_line(message.subject), lines, tuple(buttons), _tone(about))


def action_of(verb: Verb, ticket: int) -> str:
    return f"{verb.value}/{ticket}"


def read_action(text: str) -> tuple[Verb, int] | None:
    """Return what an action asks for; None where it is none of ours."""
    match = _ACTION.fullmatch(text)
    if match is None:
        return None
    try:
        return Verb(match["verb"]), int(match["ticket"])
    except ValueError:
        return None


def _lines(message: OutgoingMessage) -> tuple[tuple[str, ...], LinkButton | None]:
    """Return the text without headline and blank lines; its last line that is a link apart."""
    lines = [line.strip() for line in message.text.splitlines() if line.strip()]
    if lines and lines[0] == message.subject.strip():
        del lines[0]
    for position in range(len(lines) - 1, -1, -1):
        match = _LINK.fullmatch(lines[position])
        if match is not None:
            del lines[position]
            return tuple(lines[:MAX_LINES]), LinkButton(match["label"], match["url"])
    return tuple(lines[:MAX_LINES]), None


def _only_one(facts: Mapping[str, object]) -> Mapping[str, object]:
    """Return the facts of the one message there is; nothing where it says several things."""
    messages = facts.get("messages")
    if isinstance(messages, list) and len(messages) == 1 and isinstance(messages[0], dict):
        return messages[0]
    return {}


def _ticket(about: Mapping[str, object]) -> Mapping[str, object]:
    ticket = about.get("ticket")
    return ticket if isinstance(ticket, dict) else {}


def _answerable(about: Mapping[str, object], verb: Verb) -> int | None:
    """Return the ticket that *verb* makes sense for: nothing is acknowledged twice."""
    ticket = _ticket(about)
    number, state = ticket.get("number"), ticket.get("state")
    if not isinstance(number, int) or state not in _LIVE:
        return None
    return None if verb is Verb.ACKNOWLEDGE and state != _NEW else number


def _tone(about: Mapping[str, object]) -> Tone:
    ticket = _ticket(about)
    if about.get("kind") in _OVER or (ticket and ticket.get("state") not in _LIVE):
        return Tone.OVER
    try:
        return Tone(str(ticket.get("level", "")))
    except ValueError:
        return Tone.PLAIN


def _one_line(text: str) -> str:
    return " ".join(text.split())
