"""Answers that are sent as they come: lines, frames, parts of a file."""

from __future__ import annotations

import asyncio
import contextlib
import json
from contextlib import aclosing
from typing import Any

from aiohttp import web

from dashboards.rest.call import Download, Frames, Lines
from dashboards.rest.encode import encode
from dashboards.rest.problems import HEADERS, error_body
from watchkeeper.core.errors import Translate, WatchkeeperError
from watchkeeper.wire.frames import CONTENT_TYPE, frame_bytes

LINES_TYPE = "application/x-ndjson"
_LINE_SECONDS = 30.0
_FRAME_SECONDS = 60.0  # a reader that writes to a slow disk takes this long at most


async def send_lines(
    request: web.Request, lines: Lines, translate: Translate
) -> web.StreamResponse:
    """Send items as they come; a client that goes away ends the work."""
    response = web.StreamResponse(headers={**HEADERS, "Content-Type": LINES_TYPE})
    await response.prepare(request)
    try:
        async with aclosing(lines.items) as items:
            async for item in items:
                await _send_line(response, encode(item, translate))
    except WatchkeeperError as error:
        await _send_line(response, {"error": error_body(error, translate)})
    with contextlib.suppress(ConnectionResetError):  # who has the last line may be gone
        await response.write_eof()
    return response


async def send_parts(request: web.Request, download: Download) -> web.StreamResponse:
    """Send parts as they come; an error on the way breaks the connection off."""
    headers = {**HEADERS, **download.headers, "Content-Type": download.kind}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    async with aclosing(download.parts) as parts:
        async for part in parts:
            async with asyncio.timeout(_LINE_SECONDS):
                await response.write(part)
    await response.write_eof()
    return response


async def _send_line(response: web.StreamResponse, value: Any) -> None:
    async with asyncio.timeout(_LINE_SECONDS):
        await response.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


async def send_frames(
    request: web.Request, frames: Frames, translate: Translate
) -> web.StreamResponse:
    """Send frames as they come; a client that goes away ends the work."""
    response = web.StreamResponse(headers={**HEADERS, "Content-Type": CONTENT_TYPE})
    await response.prepare(request)
    try:
        async with aclosing(frames.items) as items:
            async for item in items:
                found = item if isinstance(item, bytes) else encode(item, translate)
                await _send_frame(response, found)
    except WatchkeeperError as error:
        await _send_frame(response, {"error": error_body(error, translate)})
    with contextlib.suppress(ConnectionResetError):  # who has the last frame may be gone
        await response.write_eof()
    return response


async def _send_frame(response: web.StreamResponse, value: Any) -> None:
    async with asyncio.timeout(_FRAME_SECONDS):
        await response.write(frame_bytes(value))
