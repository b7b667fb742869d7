"""Text from outside, as both databases can hold it."""

from __future__ import annotations


def storable(text: str) -> str:
    """Return *text* without what PostgreSQL or UTF-8 refuse: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
