"""Telegram: a pressed button or a command in words, pushed to us or polled.

Facts of the service: a pushed update carries ``X-Telegram-Bot-Api-Secret-Token``, the word that
setWebhook was given; it is not signed and has no time, an update comes again until it is taken:
``update_id`` tells repeats.  A client may send any ``callback_data``.  A press wants
answerCallbackQuery (``reply_to``).
"""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.answers.answer import Answer, Callback, Heard, Unrelated
from ticketing.answers.proof import (
    check_same,
    check_size,
    instant_of,
    json_object,
    nonce_of,
    part,
    word,
)
from ticketing.answers.words import read_words
from ticketing.notify.card import read_action
from watchkeeper.core.instants import SECOND, Duration

KIND = "telegram"
_MAX_DATA = 64
_MAX_TEXT = 4_096


def read(callback: Callback, secret_token: str) -> Heard:
    """Return what a pushed update says.  Raises ForgedAnswer, StrangeAnswer."""
    check_size(callback)
    check_same(callback.header("X-Telegram-Bot-Api-Secret-Token"), secret_token)
    return heard(json_object(callback.body))


def heard(update: Mapping[str, object]) -> Heard:
    """Return what an update says; one that was polled is proved by the connection."""
    number = word(update, "update_id")
    if press := part(update, "callback_query"):
        return _press(press, number)
    if message := part(update, "message"):
        return _message(message, number)
    return Unrelated("update")


def _press(press: Mapping[str, object], number: str) -> Heard:
    action = read_action(word(press, "data", most=_MAX_DATA))
    person = word(part(press, "from"), "id")
    if action is None or not person or not number:
        return Unrelated("callback_query")
    verb, ticket = action
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=verb,
        ticket=ticket,
        nonce=nonce_of(KIND, number, word(press, "id")),
        card=_place(part(press, "message")),
        reply_to=word(press, "id"),
    )


def _message(message: Mapping[str, object], number: str) -> Heard:
    said = read_words(word(message, "text", most=_MAX_TEXT))
    person = word(part(message, "from"), "id")
    if said is None or not person or not number:
        return Unrelated("message")
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=said.verb,
        ticket=said.ticket,
        text=said.text,
        nonce=nonce_of(KIND, number, _place(message)),
        said_at=instant_of(message.get("date"), unit=Duration(SECOND)),
    )


def _place(message: Mapping[str, object]) -> str:
    chat, number = word(part(message, "chat"), "id"), word(message, "message_id")
    return f"{chat}/{number}" if chat and number else ""
