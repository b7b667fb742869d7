"""Bodies of requests: so many bytes after inflating, so long, and no more.

A sender may leave out Content-Length or compress, so only what has been read is counted.  Who
takes longer than twenty seconds is answered 408.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from watchkeeper.core.errors import InvalidInput, TooLarge

READ_SECONDS = 20.0
_PART = 64 * 1024


async def read_body(request: web.Request, limit: int) -> bytes:
    """Return the whole body.  Raises TooLarge, InvalidInput where it breaks off."""
    body = await first_bytes(request, limit + 1)
    if len(body) > limit:
        raise TooLarge("the body is larger than {limit} bytes", limit=limit)
    return body


async def first_bytes(request: web.Request, most: int) -> bytes:
    """Return at most *most* bytes of a body; what follows is not read.  Raises InvalidInput."""
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            while len(body) < most:
                part = await request.content.read(min(_PART, most - len(body)))
                if not part:
                    break
                body += part
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.RequestPayloadError as error:
        raise InvalidInput("the body cannot be read: {reason}", reason=error) from error
    return bytes(body)
