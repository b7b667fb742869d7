"""Slack: a pressed button, ``block_actions``.

Facts of the service: ``X-Slack-Signature`` is ``v0=`` and HMAC-SHA256 with the signing secret of
``v0:<timestamp>:<body>``; calls older than five minutes are to be refused; the body is a form
whose ``payload`` is JSON.  It waits three seconds for a status of 200.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs

from ticketing.answers.answer import Answer, Callback, Heard, StrangeAnswer, Unrelated
from ticketing.answers.proof import (
    check_age,
    check_same,
    check_size,
    json_object,
    nonce_of,
    part,
    word,
)
from ticketing.notify.card import read_action
from watchkeeper.core.instants import SECOND, Duration, Instant

KIND = "slack"
_MAX_FIELDS = 20
_MAX_ACTION = 64


def read(callback: Callback, signing_secret: str, now: Instant) -> Heard:
    """Return what a call of the service says.  Raises ForgedAnswer, StaleAnswer, StrangeAnswer."""
    check_size(callback)
    timestamp = callback.header("X-Slack-Request-Timestamp")
    expected = signature(signing_secret, callback.body, timestamp=timestamp)
    check_same(callback.header("X-Slack-Signature"), expected if signing_secret else "")
    check_age(timestamp, now, unit=Duration(SECOND))
    return heard(_payload(callback.body))


def heard(payload: Mapping[str, object]) -> Heard:
    """Return what a proved payload says; those of the long connection are proved by it."""
    about = word(payload, "type")
    pressed = _pressed(payload)
    action = read_action(word(pressed, "value", most=_MAX_ACTION))
    user = word(part(payload, "user"), "id")
    if about != "block_actions" or action is None or not user:
        return Unrelated(about)
    verb, ticket = action
    stamp, trigger = word(pressed, "action_ts"), word(payload, "trigger_id")
    return Answer(
        kind=KIND,
        addresses=(user,),
        verb=verb,
        ticket=ticket,
        nonce=nonce_of(KIND, user, stamp, trigger, word(pressed, "value")),
        card=_card(payload),
    )


def signature(secret: str, body: bytes, *, timestamp: str) -> str:
    """Return the signature of *body* sent at *timestamp*, a text of seconds."""
    signed = f"v0:{timestamp}:".encode("utf-8", "backslashreplace") + body
    return f"v0={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def _payload(body: bytes) -> dict[str, object]:
    try:
        form = parse_qs(body.decode(), max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise StrangeAnswer("the answer is no form") from error
    payloads = form.get("payload", [])
    if len(payloads) != 1:
        raise StrangeAnswer("the answer is no form")
    return json_object(payloads[0].encode("utf-8", "backslashreplace"))


def _pressed(payload: Mapping[str, object]) -> Mapping[str, object]:
    actions = payload.get("actions")
    if isinstance(actions, list) and len(actions) == 1 and isinstance(actions[0], dict):
        return actions[0]
    return {}


def _card(payload: Mapping[str, object]) -> str:
    container = part(payload, "container")
    channel = word(container, "channel_id") or word(part(payload, "channel"), "id")
    stamp = word(container, "message_ts") or word(part(payload, "message"), "ts")
    return f"{channel}/{stamp}" if channel and stamp else ""
