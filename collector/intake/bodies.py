"""Read what a stranger sends: so many bytes, so long, and no more."""

from __future__ import annotations

import asyncio

from aiohttp import web

READ_SECONDS = 10.0


async def first_bytes(request: web.Request, most: int) -> bytes:
    """Return at most *most* bytes of a body; what follows is not read.

    A sender that takes longer than ten seconds is answered 408.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            while len(body) < most:
                chunk = await request.content.read(most - len(body))
                if not chunk:
                    break
                body += chunk
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    return bytes(body)
