"""WeCom (企业微信): a pressed button of an app's card, or a command in words; encrypted XML.

Facts of the service: ``msg_signature`` is SHA-1 of token, timestamp, nonce and the encrypted
text, sorted and joined; EncodingAESKey is base64 of a key of 32 bytes, its first 16 the IV; sealed
are 16 random bytes, the length in 4 bytes, the XML and the corpid, padded to 32 bytes.  It tries
our address by GET with ``echostr``, waits five seconds and calls up to three times more.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ticketing.answers.answer import (
    Answer,
    Callback,
    ForgedAnswer,
    Handshake,
    Heard,
    StrangeAnswer,
    Unrelated,
)
from ticketing.answers.proof import (
    bytes_from_base64,
    check_age,
    check_same,
    check_size,
    decrypted,
    instant_of,
    is_same,
    nonce_of,
)
from ticketing.answers.words import read_words
from ticketing.notify.card import read_action
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import SECOND, Duration, Instant

KIND = "wecom"
_KEY_CHARACTERS = 43
_RANDOM_BYTES = 16
_HEAD_BYTES = _RANDOM_BYTES + 4
_PADDING_BLOCK = 32
_MAX_FIELDS = 60
_OPENING = re.compile(r"\s*<(?P<name>\w{1,40})>", re.ASCII)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


@dataclass(frozen=True, slots=True)
class WecomSecrets:
    """Token and key of an app's callback (接收消息); ``company`` is the corpid."""

    token: str = field(repr=False)
    key: bytes = field(repr=False)
    company: str


def key_from_text(text: str) -> bytes:
    """Return the key of an EncodingAESKey.  Raises InvalidInput, which does not show it."""
    try:
        key = base64.b64decode(f"{text}=", validate=True) if len(text) == _KEY_CHARACTERS else b""
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise InvalidInput("EncodingAESKey has 43 letters and digits; copy it whole")
    return key


def greet(callback: Callback, secrets: WecomSecrets, now: Instant) -> Handshake:
    """Return what the service wants to hear when it tries our address by GET."""
    return Handshake(_unsealed(callback, callback.query.get("echostr", ""), secrets, now))


def read(callback: Callback, secrets: WecomSecrets, now: Instant) -> Heard:
    """Return what a call of the service says.  Raises ForgedAnswer, StaleAnswer, StrangeAnswer."""
    check_size(callback)
    sealed = fields(callback.body.decode(errors="replace")).get("Encrypt", "")
    return heard(fields(_unsealed(callback, sealed, secrets, now)))


def heard(event: Mapping[str, str]) -> Heard:
    """Return what the fields of a proved call say."""
    person, about = event.get("FromUserName", ""), event.get("MsgType", "")
    if about == "text":
        return _words(event, person)
    action = read_action(event.get("EventKey", ""))
    if event.get("Event") != "template_card_event" or action is None or not person:
        return Unrelated(event.get("Event", about)[:60])
    verb, ticket = action
    press = (event.get(name, "") for name in ("TaskId", "CreateTime", "EventKey"))
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=verb,
        ticket=ticket,
        nonce=nonce_of(KIND, person, *press),
        card=event.get("ResponseCode", "")[:400],
        said_at=_instant(event),
    )


def signature(token: str, timestamp: str, nonce: str, sealed: str) -> str:
    joined = "".join(sorted((token, timestamp, nonce, sealed)))
    data = joined.encode("utf-8", "backslashreplace")
    return hashlib.sha1(data).hexdigest()  # noqa: S324 the service's choice


def fields(xml: str) -> dict[str, str]:
    """Return the children of ``<xml>``, each name as it came first.  Raises StrangeAnswer.

    Read from the first to the last in one pass: what somebody types into a text, which stands in
    CDATA, is never taken for an element.
    """
    text = xml.strip()
    if not text.startswith("<xml>") or not text.endswith("</xml>"):
        raise StrangeAnswer("the answer is no XML of the service")
    position, end = len("<xml>"), len(text) - len("</xml>")
    found: dict[str, str] = {}
    for _ in range(_MAX_FIELDS):
        if not text[position:end].strip():
            return found
        name, value, position = _element(text, position, end)
        found.setdefault(name, value)
    raise StrangeAnswer("the answer is no XML of the service")


def _element(text: str, position: int, end: int) -> tuple[str, str, int]:
    """Return the name and the text of the element at *position*, and where the next one is."""
    match = _OPENING.match(text, position, end)
    if match is None:
        raise StrangeAnswer("the answer is no XML of the service")
    closing, start = f"</{match['name']}>", match.end()
    if text.startswith(_CDATA, start):
        start += len(_CDATA)
        stop = text.find(_CDATA_END, start, end)
        after = stop + len(_CDATA_END)
    else:
        stop = after = text.find(closing, start, end)
    if stop < 0 or not text.startswith(closing, after):
        raise StrangeAnswer("the answer is no XML of the service")
    return match["name"], text[start:stop], after + len(closing)


def _unsealed(callback: Callback, sealed: str, secrets: WecomSecrets, now: Instant) -> str:
    timestamp, nonce = callback.query.get("timestamp", ""), callback.query.get("nonce", "")
    expected = signature(secrets.token, timestamp, nonce, sealed)
    check_same(callback.query.get("msg_signature", ""), expected if secrets.token else "")
    check_age(timestamp, now, unit=Duration(SECOND))
    key, data = secrets.key, bytes_from_base64(sealed)
    return _message(decrypted(key, key[:16], data, block=_PADDING_BLOCK), secrets.company)


def _message(data: bytes, company: str) -> str:
    length = int.from_bytes(data[_RANDOM_BYTES:_HEAD_BYTES], "big")
    end = _HEAD_BYTES + length
    if len(data) < end or not is_same(data[end:].decode(errors="replace"), company):
        raise ForgedAnswer("the answer is for another company")
    return data[_HEAD_BYTES:end].decode(errors="replace")


def _words(event: Mapping[str, str], person: str) -> Heard:
    said = read_words(event.get("Content", ""))
    if said is None or not person:
        return Unrelated("text")
    return Answer(
        kind=KIND,
        addresses=(person,),
        verb=said.verb,
        ticket=said.ticket,
        text=said.text,
        nonce=nonce_of(KIND, person, event.get("MsgId", ""), event.get("CreateTime", "")),
        said_at=_instant(event),
    )


def _instant(event: Mapping[str, str]) -> Instant | None:
    text = event.get("CreateTime", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= 12
    return instant_of(int(text), unit=Duration(SECOND)) if is_number else None
