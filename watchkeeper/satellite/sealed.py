"""What the server handed down, on the disk: sealed by a key that lies in another place.

A file is a mark of eight bytes, a nonce of twelve, then AES-256-GCM over the document; the
satellite's id is bound to it, so that one satellite's file means nothing to another.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from watchkeeper.core.errors import ConfigError, InvalidInput, Unavailable
from watchkeeper.satellite.settings import own_bytes

KEY_BYTES = 32
_MARK = b"WKheld1\n"
_NONCE_BYTES = 12


def new_key() -> bytes:
    return AESGCM.generate_key(8 * KEY_BYTES)


def read_key(path: Path) -> bytes:
    key = own_bytes(path)
    if len(key) != KEY_BYTES:
        raise ConfigError(
            "is no key of {bytes} bytes; enrol this satellite again", at=str(path), bytes=KEY_BYTES
        )
    return key


class SealedFile:
    """One document that is replaced whole."""

    def __init__(self, path: Path, key: bytes, owner: str) -> None:
        self._path = path
        self._cipher = AESGCM(key)
        self._owner = owner.encode()

    def write(self, content: bytes) -> None:
        """Replace the document.  Raises Unavailable where the disk refuses it."""
        try:
            self._write(content)
        except OSError as error:
            raise _unavailable(self._path, error) from error

    def _write(self, content: bytes) -> None:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = _MARK + nonce + self._cipher.encrypt(nonce, content, _MARK + self._owner)
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)

    def read(self) -> bytes | None:
        """Return the document; None where there is none.

        Raises InvalidInput for a wrong seal, Unavailable where the disk refuses.
        """
        try:
            sealed = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unavailable(self._path, error) from error
        mark, start = sealed[: len(_MARK)], len(_MARK) + _NONCE_BYTES
        nonce, content = sealed[len(_MARK) : start], sealed[start:]
        try:
            return self._cipher.decrypt(nonce, content, mark + self._owner)
        except (InvalidTag, ValueError):
            raise InvalidInput(
                "what the server handed down is damaged or sealed by another key; "
                "it is fetched again when the server answers",
                at=str(self._path),
            ) from None

    def forget(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _unavailable(self._path, error) from error


def _unavailable(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        "what the server handed down cannot be kept: {reason}", at=str(path), reason=error.strerror
    )
