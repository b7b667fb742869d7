"""What a file may be called: no path, no control characters, an ending that fits.  Pure."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from ticketing.files.kinds import ENDINGS, FileKind

LONGEST_NAME = 120


def shown_name(given: str) -> str:
    """Return a name from outside as it may be shown: its last part, without unseen characters."""
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return _shortened(" ".join(seen.split()).strip(". "))


def name_to_save(name: str, kind: FileKind, seq: int) -> str:
    """Return under which name a browser saves it; *kind* decides on the ending."""
    called = shown_name(name) or f"file-{seq}"
    endings = ENDINGS[kind]
    return called if called.lower().endswith(endings) else called + endings[0]


def disposition(name: str) -> str:
    """Return the header that lets a browser save what it gets, and not show it."""
    plain = "".join(sign if sign.isascii() and sign not in '"\\%;' else "_" for sign in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
