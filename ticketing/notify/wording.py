"""How a channel wants its messages worded: the form, the language, and what must not leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """For what a message is rendered."""

    MAIL = "mail"  # with everything
    CHAT = "chat"  # short: a phone's screen
    CARD = "card"  # as a chat, with labels for buttons
    SMS = "sms"  # single fields, as they are read
    VOICE = "voice"  # single fields, as they are heard
    KEYPAD = "keypad"  # as VOICE, and a key answers


class Hidden(Enum):
    """What a channel may be told to keep to itself (``hide:``)."""

    CUSTOMER = "customer"
    SITE = "site"
    TARGET = "target"
    TITLE = "title"
    VALUE = "value"  # measured values
    NOTES = "notes"  # what people wrote, and documents


@dataclass(frozen=True, slots=True)
class Wording:
    """``language`` is empty where a message is in its reader's."""

    form: Form
    language: str = ""
    hides: frozenset[Hidden] = frozenset()


AS_MAIL = Wording(Form.MAIL)
AS_CHAT = Wording(Form.CHAT)
AS_CARD = Wording(Form.CARD)
AS_SMS = Wording(Form.SMS)
AS_VOICE = Wording(Form.VOICE)
