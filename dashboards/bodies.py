"""Bodies of requests: so many bytes after inflating, so many fields, so long, and no more.

A sender may leave out Content-Length or compress, so only what has been read is counted.
"""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from aiohttp import web

from watchkeeper.core.errors import InvalidInput, TooLarge

_READ_SECONDS = 20.0
_FORM = "application/x-www-form-urlencoded"


async def read_bounded(request: web.Request, limit: int) -> bytes:
    """Return the whole body.  Raises TooLarge, InvalidInput where it breaks off or takes long."""
    body = bytearray()
    try:
        async with asyncio.timeout(_READ_SECONDS):
            async for part in request.content.iter_chunked(64 * 1024):
                body += part
                if len(body) > limit:
                    raise TooLarge("the body is larger than {limit} bytes", limit=limit)
    except TimeoutError:
        raise InvalidInput("the body did not arrive in time") from None
    except web.RequestPayloadError as error:
        raise InvalidInput("the body cannot be read: {reason}", reason=error) from error
    return bytes(body)


async def form_fields(
    request: web.Request, *, limit: int, most_fields: int
) -> list[tuple[str, str]]:
    """Return the fields of a form in order, without NUL, which PostgreSQL cannot hold.

    Raises TooLarge, InvalidInput.
    """
    if request.content_type != _FORM:
        raise InvalidInput("this is not a form")
    body = await read_bounded(request, limit)
    if body.count(b"&") >= most_fields:
        raise TooLarge("the form has more than {limit} fields", limit=most_fields)
    text = body.decode("utf-8", "replace")
    return [
        (name, value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
        for name, value in parse_qsl(text, keep_blank_values=True, errors="replace")
    ]
