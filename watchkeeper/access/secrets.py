"""Random secrets and the hashes by which they are found again."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """Return 256 random bits as 43 characters that fit into a URL."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return SHA-256 in hex: enough for secrets of 256 random bits, which nobody can guess."""
    return hashlib.sha256(_bytes_of(secret)).hexdigest()


def is_same(left: str, right: str) -> bool:
    """Compare without telling by the time where they differ."""
    return secrets.compare_digest(_bytes_of(left), _bytes_of(right))


def _bytes_of(text: str) -> bytes:
    """Return UTF-8, also of what a header held that was none."""
    return text.encode("utf-8", "surrogatepass")
