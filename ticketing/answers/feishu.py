"""Feishu (飞书, Lark): a pressed button of an app's card, ``card.action.trigger``.

Facts of the service: ``X-Lark-Signature`` is SHA-256 of timestamp, nonce, Encrypt Key and body;
the body holds ``encrypt``, base64 of a random IV and AES-256-CBC with the key SHA-256 of the
Encrypt Key; a call that tries our address (``url_verification``) is proved by the Verification
Token alone.  It waits three seconds for an answer.  We ask for both secrets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from ticketing.answers.answer import Answer, Callback, ForgedAnswer, Handshake, Heard, Unrelated
from ticketing.answers.proof import (
    bytes_from_base64,
    check_age,
    check_same,
    check_size,
    decrypted,
    json_object,
    nonce_of,
    part,
    word,
)
from ticketing.notify.card import read_action
from ticketing.notify.feishu_card import ACTION_KEY
from watchkeeper.core.instants import SECOND, Duration, Instant

KIND = "feishu"
_IV_BYTES = 16


@dataclass(frozen=True, slots=True)
class FeishuSecrets:
    """Encrypt Key and Verification Token of an app (加密策略)."""

    encrypt_key: str = field(repr=False)
    verification_token: str = field(repr=False)


def read(callback: Callback, secrets: FeishuSecrets, now: Instant) -> Heard:
    """Return what a call of the service says.  Raises ForgedAnswer, StaleAnswer, StrangeAnswer."""
    check_size(callback)
    is_signed = bool(callback.header("X-Lark-Signature"))
    if is_signed:
        _check_signature(callback, secrets, now)
    document = _opened(callback.body, secrets)
    if document.get("type") == "url_verification":
        check_same(word(document, "token"), secrets.verification_token)
        return Handshake(orjson.dumps({"challenge": word(document, "challenge")}).decode())
    if not is_signed:
        raise ForgedAnswer("the answer is not signed by the service")
    header = part(document, "header")
    check_same(word(header, "token"), secrets.verification_token)
    return heard(header, part(document, "event"))


def heard(header: Mapping[str, object], event: Mapping[str, object]) -> Heard:
    """Return what a proved event says; those of the long connection are proved by it."""
    about = word(header, "event_type")
    if about != "card.action.trigger":
        return Unrelated(about)
    action = read_action(word(part(part(event, "action"), "value"), ACTION_KEY))
    addresses, number = _addresses(part(event, "operator")), word(header, "event_id")
    if action is None or not addresses or not number:
        return Unrelated(about)
    verb, ticket = action
    return Answer(
        kind=KIND,
        addresses=addresses,
        verb=verb,
        ticket=ticket,
        nonce=nonce_of(KIND, number),
        card=word(part(event, "context"), "open_message_id"),
    )


def toast(said: str, *, is_done: bool) -> dict[str, object]:
    """Return what the person is shown above the chat, as the answer to the call."""
    return {"toast": {"type": "success" if is_done else "error", "content": said}}


def _check_signature(callback: Callback, secrets: FeishuSecrets, now: Instant) -> None:
    timestamp = callback.header("X-Lark-Request-Timestamp")
    nonce = callback.header("X-Lark-Request-Nonce")
    signed = f"{timestamp}{nonce}{secrets.encrypt_key}".encode("utf-8", "backslashreplace")
    expected = hashlib.sha256(signed + callback.body).hexdigest()
    check_same(callback.header("X-Lark-Signature"), expected if secrets.encrypt_key else "")
    check_age(timestamp, now, unit=Duration(SECOND))


def _opened(body: bytes, secrets: FeishuSecrets) -> dict[str, object]:
    document = json_object(body)
    sealed = document.get("encrypt")
    if not isinstance(sealed, str):
        return document
    data = bytes_from_base64(sealed)
    key = hashlib.sha256(secrets.encrypt_key.encode()).digest()
    if len(data) <= _IV_BYTES:
        raise ForgedAnswer("the answer is not encrypted by the service")
    return json_object(decrypted(key, data[:_IV_BYTES], data[_IV_BYTES:]))


def _addresses(operator: Mapping[str, object]) -> tuple[str, ...]:
    found = (word(operator, name) for name in ("open_id", "user_id", "union_id"))
    return tuple(address for address in found if address)
