"""Seal secrets by a passphrase: scrypt makes the key, AES-256-GCM closes and proves.

A sealed file is a mark of eight bytes; log2(n), r and p of scrypt as one byte each; 16 bytes of
salt, 12 of nonce; the ciphertext with its tag, which covers all of this.
"""

from __future__ import annotations

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from watchkeeper.core.errors import InvalidInput

MOST_SEALED_BYTES = 64 << 20
LEAST_CHARACTERS = 8
_MARK = b"WKseal1\n"
_HEAD = struct.Struct("<8sBBB16s12s")
_COST = (16, 8, 2)  # 64 MiB, about 0.3 s: log2(n), r, p
_MOST_MEMORY = 1 << 30
_MOST_P = 16


def seal(plain: bytes, passphrase: str) -> bytes:
    """Return *plain* closed by *passphrase*.  Raises InvalidInput for one that is too short."""
    if len(passphrase) < LEAST_CHARACTERS:
        raise InvalidInput(
            "the passphrase has fewer than {least} characters", least=LEAST_CHARACTERS
        )
    head = _HEAD.pack(_MARK, *_COST, os.urandom(16), os.urandom(12))
    return head + _cipher(head, passphrase).encrypt(_nonce(head), plain, head)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what ``seal`` closed.  Raises InvalidInput for a wrong passphrase or damage."""
    head = sealed[: _HEAD.size]
    if len(head) < _HEAD.size or not head.startswith(_MARK):
        raise InvalidInput("the sealed part of the backup is damaged")
    try:
        return _cipher(head, passphrase).decrypt(_nonce(head), sealed[_HEAD.size :], head)
    except InvalidTag:
        raise InvalidInput(
            "the passphrase is not the one that sealed this backup, or its sealed part is damaged"
        ) from None


def _cipher(head: bytes, passphrase: str) -> AESGCM:
    _, log2_n, r, p, salt, _ = _HEAD.unpack(head)
    if (
        not 1 <= log2_n <= 30
        or not r
        or not 1 <= p <= _MOST_P
        or (128 * r) << log2_n > _MOST_MEMORY
    ):
        raise InvalidInput("the sealed part of the backup is damaged")
    key = Scrypt(salt=salt, length=32, n=1 << log2_n, r=r, p=p)
    return AESGCM(key.derive(passphrase.encode("utf-8", "surrogatepass")))


def _nonce(head: bytes) -> bytes:
    return head[-12:]
