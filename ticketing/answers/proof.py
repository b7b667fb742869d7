"""Proofs that a call is genuine and fresh.  Compared in constant time; no secret in an error."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

import orjson
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ticketing.answers.answer import (
    MAX_BODY_BYTES,
    Callback,
    ForgedAnswer,
    StaleAnswer,
    StrangeAnswer,
)
from watchkeeper.core.errors import TooLarge
from watchkeeper.core.instants import MINUTE, Duration, Instant

WINDOW = Duration(5 * MINUTE)
"""How far a call's time may be from ours, both ways."""

_BLOCK = 16
_LAST_INSTANT = 2**52


def check_size(callback: Callback) -> None:
    if len(callback.body) > MAX_BODY_BYTES:
        raise TooLarge("an answer has at most {most} bytes", most=MAX_BODY_BYTES)


def is_same(given: str, expected: str) -> bool:
    """Compare without telling by the time how much was right; an empty secret proves nothing."""
    words = [text.encode("utf-8", "backslashreplace") for text in (given, expected)]
    return bool(expected) and hmac.compare_digest(*words)


def check_same(given: str, expected: str) -> None:
    """Raise ForgedAnswer unless both are the same."""
    if not is_same(given, expected):
        raise ForgedAnswer("the answer is not signed by the service")


def check_age(text: str, now: Instant, *, unit: Duration, window: Duration = WINDOW) -> Instant:
    """Return the instant that *text* tells in *unit*.  Raises StaleAnswer outside the window."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise StaleAnswer("the answer does not say when it was sent")
    sent_at = Instant(int(text) * unit)
    if abs(sent_at - now) > window:
        raise StaleAnswer("the answer is too old, or the clocks of both sides differ")
    return sent_at


def json_object(data: bytes | str) -> dict[str, object]:
    """Return the JSON object in *data*.  Raises StrangeAnswer."""
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise StrangeAnswer("the answer is no JSON") from error
    if not isinstance(found, dict):
        raise StrangeAnswer("the answer is no JSON object")
    return found


def part(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return the object under *name*; an empty one where there is none."""
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def word(document: Mapping[str, object], name: str, *, most: int = 200) -> str:
    """Return the text or the number under *name*; empty where there is none, or too long a one."""
    found = document.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    text = str(found)
    return text if len(text) <= most else ""


def instant_of(number: object, *, unit: Duration) -> Instant | None:
    """Return the instant that is *number* of *unit* after 1970; None for nonsense."""
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return Instant(number * unit) if 0 < number * unit < _LAST_INSTANT else None


def nonce_of(*parts: str) -> str:
    """Return one short name for what together makes an answer unique."""
    joined = "\x00".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(joined).hexdigest()[:40]


def bytes_from_base64(text: str) -> bytes:
    """Return what *text* encodes.  Raises ForgedAnswer."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ForgedAnswer("the answer is not encrypted by the service") from error


def decrypted(key: bytes, iv: bytes, sealed: bytes, *, block: int = _BLOCK) -> bytes:
    """Return what AES-256-CBC has sealed, without its PKCS#7 padding to *block* bytes.

    Raises ForgedAnswer, always in the same words: which step failed is nobody's business.
    """
    if not sealed or len(sealed) % _BLOCK:
        raise ForgedAnswer("the answer is not encrypted by the service")
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    padded = decryptor.update(sealed) + decryptor.finalize()
    count = padded[-1]
    if not 1 <= count <= block or padded[-count:] != bytes([count]) * count:
        raise ForgedAnswer("the answer is not encrypted by the service")
    return padded[:-count]
