r"""DingTalk (钉钉): a command in words to an app's robot, or a pressed button of its card.

Facts of the service: a message to the robot comes with the headers ``timestamp`` (ms) and
``sign``, base64(HMAC-SHA256(AppSecret, "<timestamp>\n<AppSecret>")), to be refused where it is
more than an hour old.  The signature is not over the body: what proves a message is TLS and the
secret together.  A pressed button comes by the Stream connection, whose log-in proves it.
"""

from __future__ import annotations

from ticketing.answers.answer import Answer, Callback, Heard, Unrelated
from ticketing.answers.proof import (
    check_age,
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
from ticketing.notify.dingtalk import signature
from watchkeeper.core.instants import HOUR, MILLISECOND, Duration, Instant

KIND = "dingtalk"
ACTION_KEY = "watchkeeper"
"""Under this name the parameters of a card's button hold the action."""

WINDOW = Duration(HOUR)
_MAX_CONTENT = 20_000


def read(callback: Callback, app_secret: str, now: Instant) -> Heard:
    """Return what a message to the robot says.  Raises ForgedAnswer, StaleAnswer, StrangeAnswer."""
    check_size(callback)
    sent_at = check_age(
        callback.header("timestamp"), now, unit=Duration(MILLISECOND), window=WINDOW
    )
    expected = signature(app_secret, timestamp=sent_at) if app_secret else ""
    check_same(callback.header("sign"), expected)
    return heard_message(callback.body)


def heard_message(data: bytes) -> Heard:
    """Return what a proved message says.  Raises StrangeAnswer."""
    message = json_object(data)
    said = read_words(word(part(message, "text"), "content", most=_MAX_CONTENT))
    person, number = word(message, "senderStaffId"), word(message, "msgId")
    if word(message, "msgtype") != "text" or said is None or not person or not number:
        return Unrelated(word(message, "msgtype"))
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=said.verb,
        ticket=said.ticket,
        text=said.text,
        nonce=nonce_of(KIND, person, number),
        said_at=instant_of(message.get("createAt"), unit=Duration(MILLISECOND)),
    )


def heard_press(data: bytes, *, frame: str) -> Heard:
    """Return what a proved press says; *frame* is the messageId of the Stream that brought it.

    Raises StrangeAnswer.
    """
    press = json_object(data)
    content = word(press, "content", most=_MAX_CONTENT)
    pressed = part(json_object(content), "cardPrivateData") if content else {}
    action = read_action(word(part(pressed, "params"), ACTION_KEY))
    person, card = word(press, "userId"), word(press, "outTrackId")
    if action is None or not person or not frame:
        return Unrelated("card")
    verb, ticket = action
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=verb,
        ticket=ticket,
        nonce=nonce_of(KIND, frame, card, person),
        card=card,
    )
