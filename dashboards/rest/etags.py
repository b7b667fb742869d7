"""Versions as entity tags: ``"7"`` is a ticket after its seventh event."""

from __future__ import annotations

import re

from watchkeeper.core.errors import InvalidInput

_TAG = re.compile(r'(?:W/)?"([^"]{0,64})"')
_LONGEST = 1_000


def etag_of(version: int) -> str:
    return f'"{version}"'


def versions_from(header: str) -> frozenset[int] | None:
    """Return the versions that If-Match names, None for ``*``: any.  Raises InvalidInput.

    A tag that a proxy has marked weak (``W/"7"``, as for a body that it compressed) counts as well: a
    version says all of the ticket's log, whatever the bytes that showed it.
    """
    tags = [tag.strip() for tag in header[:_LONGEST].split(",")]
    if tags == ["*"]:
        return None
    found = [_TAG.fullmatch(tag) for tag in tags]
    if not all(found):
        raise InvalidInput('If-Match takes ETags as they were sent, such as "7", or *')
    said = [match[1] for match in found if match]
    return frozenset(int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 10)
