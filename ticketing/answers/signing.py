"""Short proofs that something was given out by us: an HMAC for one purpose only."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field

from watchkeeper.core.errors import InvalidInput

LEAST_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class AnswerKeys:
    """The key that signs, and older ones whose signatures still count.

    Raises InvalidInput for a key that could be guessed.
    """

    current: bytes = field(repr=False)
    previous: tuple[bytes, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if any(len(key) < LEAST_KEY_BYTES for key in self):
            raise InvalidInput("a key for answers needs {least} bytes", least=LEAST_KEY_BYTES)

    def __iter__(self) -> Iterator[bytes]:
        yield self.current
        yield from self.previous


def proof(key: bytes, purpose: str, words: bytes, *, length: int) -> bytes:
    """Return *length* bytes that only the holder of *key* can make for *purpose* and *words*."""
    own_key = hmac.new(key, purpose.encode(), hashlib.sha256).digest()
    return hmac.new(own_key, words, hashlib.sha256).digest()[:length]


def is_proved(keys: AnswerKeys, purpose: str, words: bytes, given: bytes) -> bool:
    """Return whether one of *keys* made *given*, in the same time for any answer."""
    results = [
        hmac.compare_digest(proof(key, purpose, words, length=len(given)), given) for key in keys
    ]
    return bool(given) and any(results)


def letters_of(data: bytes) -> str:
    """Return small letters and digits 2-7, which survive any mail program and any URL."""
    return base64.b32encode(data).decode().rstrip("=").lower()
