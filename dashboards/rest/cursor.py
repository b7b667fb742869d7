"""Where a page of a list ended, as one word that a caller hands back (``next``, ``after``)."""

from __future__ import annotations

import base64
import binascii
import json

from ticketing.views import Place
from watchkeeper.core.errors import InvalidInput

_LONGEST = 300
_LARGEST = 2**63 - 1


def cursor_from(order: str, place: Place) -> str:
    """Return the word for *place* in a list sorted by *order*."""
    said = json.dumps([order, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def place_from(order: str, cursor: str) -> Place:
    """Return the place that *cursor* names.  Raises InvalidInput where it is of no such list."""
    found = _decoded(cursor)
    if not isinstance(found, list) or found[:1] != [order] or not all(map(_is_key, found[1:])):
        raise InvalidInput("this is no place in this list; begin again without `after`")
    return tuple(found[1:])


def _decoded(cursor: str) -> object:
    if len(cursor) > _LONGEST:
        return None
    try:
        said = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return json.loads(said)
    except (binascii.Error, ValueError, RecursionError):
        return None


def _is_key(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST
