"""A form with a file: read part by part, each bounded, checked like any other form."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import BadHttpMessage

from dashboards.web.security import check_csrf, check_same_origin
from dashboards.web.visit import Visit
from watchkeeper.access.bodies import READ_SECONDS
from watchkeeper.core.errors import InvalidInput, TooLarge

_MOST_PARTS = 20
_LONGEST_FIELD = 4_000
_PART = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form and its file; ``name`` is what the browser called it."""

    fields: dict[str, str]
    name: str
    data: bytes


async def read_upload(visit: Visit, *, most_bytes: int) -> Upload:
    """Return a form of ``multipart/form-data`` with one file.

    Raises InvalidInput, TooLarge, Forbidden where its token is missing.
    """
    check_same_origin(visit.request)
    upload = await upload_of(visit.request, most_bytes=most_bytes)
    check_csrf(upload.fields.pop("csrf", ""), visit.csrf)
    return upload


async def upload_of(request: web.Request, *, most_bytes: int) -> Upload:
    """Return the same of any request, whoever sent it.  Raises InvalidInput, TooLarge."""
    if request.content_type != "multipart/form-data":
        raise InvalidInput("this is not a form")
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await _read(request, most_bytes)
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, BadHttpMessage, web.RequestPayloadError) as error:  # a broken form
        raise InvalidInput("the body cannot be read: {reason}", reason=error) from error


async def _read(request: web.Request, most_bytes: int) -> Upload:
    fields: dict[str, str] = {}
    name, data = "", b""
    reader = await request.multipart()
    for _ in range(_MOST_PARTS):
        part = await reader.next()
        if part is None:
            return Upload(fields, name, data)
        if not isinstance(part, BodyPartReader) or not part.name:
            raise InvalidInput("this is not a form")
        if part.filename is None:
            fields[part.name] = (await _bytes(part, _LONGEST_FIELD)).decode("utf-8", "replace")
        else:
            name, data = part.filename, await _bytes(part, most_bytes)
    raise TooLarge("the form has more than {limit} fields", limit=_MOST_PARTS)


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk(_PART):
        found += chunk
        if len(found) > most:
            raise TooLarge("the file is larger than {limit} bytes", limit=most)
    return bytes(found)
