"""Transfer encodings undone: base64 and quoted-printable, also with errors in them; pure."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp
from typing import NamedTuple

_NO_BASE64 = re.sub(rb"[A-Za-z0-9+/]", b"", bytes(range(256)))
_AS_IT_IS = {"", "7bit", "8bit", "binary"}


class Undone(NamedTuple):
    data: bytes
    is_broken: bool


def undone(body: bytes, encoding: str) -> Undone:
    """Return the content of a body; with an unknown encoding, the body itself."""
    name = encoding.strip().lower()
    if name == "base64":
        return from_base64(body)
    if name == "quoted-printable":
        return Undone(a2b_qp(body), is_broken=False)
    return Undone(body, is_broken=name not in _AS_IT_IS)


def from_base64(body: bytes) -> Undone:
    """Read base64 up to its padding; foreign characters are left out, a broken end is cut off."""
    content, padding, _ = body.partition(b"=")
    letters = content.translate(None, delete=_NO_BASE64)
    has_rest = len(letters) % 4 == 1
    if has_rest:
        letters = letters[:-1]
    try:
        data = a2b_base64(letters + b"=" * (-len(letters) % 4))
    except Error:  # cannot be: the length and the letters are right
        return Undone(b"", is_broken=True)
    is_short = bool(len(letters) % 4) and not padding
    return Undone(data, is_broken=has_rest or is_short)
