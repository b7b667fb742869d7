"""The fields of a form that a browser or a client of the Prometheus API sends."""

from __future__ import annotations

from urllib.parse import parse_qsl

from aiohttp import web

from watchkeeper.access.bodies import read_body
from watchkeeper.core.errors import InvalidInput, TooLarge

_FORM = "application/x-www-form-urlencoded"


async def form_fields(
    request: web.Request, *, limit: int, most_fields: int
) -> list[tuple[str, str]]:
    """Return the fields of a form in order, without NUL, which PostgreSQL cannot hold.

    Raises TooLarge, InvalidInput.
    """
    if request.content_type != _FORM:
        raise InvalidInput("this is not a form")
    body = await read_body(request, limit)
    if body.count(b"&") >= most_fields:
        raise TooLarge("the form has more than {limit} fields", limit=most_fields)
    text = body.decode("utf-8", "replace")
    return [
        (name, value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
        for name, value in parse_qsl(text, keep_blank_values=True, errors="replace")
    ]
