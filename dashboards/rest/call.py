"""One REST call: who asks, with what, in which language; and its answer or error as JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from aiohttp import web

from dashboards.rest.encode import encode
from dashboards.web.deps import Pages
from dashboards.web.security import check_csrf, check_same_origin
from dashboards.web.visit import status_of
from watchkeeper.access.asking import PRINCIPAL, SIGNED_IN, open_to_all, token_of
from watchkeeper.access.bodies import read_body
from watchkeeper.access.gate import SignedIn
from watchkeeper.access.languages import Language, language_from_header
from watchkeeper.access.model import Principal, Scope
from watchkeeper.access.sessions import COOKIE
from watchkeeper.core.errors import (
    InvalidInput,
    Translate,
    Unauthenticated,
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log
from watchkeeper.wire.frames import CONTENT_TYPE, frame_bytes

log = get_log("rest")

LONGEST_BODY = 512 * 1024
_LINE_SECONDS = 30.0
_FRAME_SECONDS = 60.0  # a reader that writes to a slow disk takes this long at most
_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Call:
    """A request that may go on: its caller has been found."""

    pages: Pages
    request: web.Request
    principal: Principal
    translate: Translate

    def path_number(self) -> int:
        """Return the ticket number of the path; the route admits digits only."""
        return int(self.request.match_info["number"])

    def query(self, name: str, default: str = "") -> str:
        return self.request.query.get(name, default)[:500]

    def query_number(self, name: str, default: int, most: int) -> int:
        """Return a whole number of the query, at most *most*.  Raises InvalidInput."""
        text = self.query(name, str(default))
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise InvalidInput("{name!r} must be a whole number", name=name)
        return min(int(text), most)

    async def body(self) -> dict[str, Any]:
        """Return the JSON object that was sent.  Raises InvalidInput, TooLarge."""
        if self.request.content_type != "application/json":
            raise InvalidInput("send a JSON object with Content-Type: application/json")
        text = await read_body(self.request, LONGEST_BODY)
        try:
            found = json.loads(text or b"{}")
        except (ValueError, RecursionError) as error:
            raise InvalidInput("the body is not JSON: {reason}", reason=error) from error
        if not isinstance(found, dict):
            raise InvalidInput("the body must be a JSON object")
        return found

    def actor(self, given: dict[str, Any]) -> str:
        """Take ``actor`` out of a body: administrators may act for a person by name."""
        named = given.pop("actor", None)
        if named is None:
            return self.principal.id
        self.principal.require_scope(Scope.ADMIN)
        return self.pages.gate.people.get(str(named)).id


@dataclass(frozen=True, slots=True)
class Lines:
    """A result that takes its time: each item is sent as a line of JSON as soon as it is there.

    An error on the way is the last line, ``{"error": {code, sentence, at}}``.
    """

    items: AsyncGenerator[Any, None]


@dataclass(frozen=True, slots=True)
class Frames:
    """A result of bytes with words between them, each sent as a frame as soon as it is there.

    An error on the way is the last frame, as with ``Lines``.
    """

    items: AsyncGenerator[Any, None]


@dataclass(frozen=True, slots=True)
class Download:
    """A result that is no JSON: sent in parts, as it comes; who has no whole file is cut off."""

    kind: str
    parts: AsyncGenerator[bytes, None]
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Result = Any
Handler = Callable[[Call], Awaitable[Result]]
AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def rest(pages: Pages, handler: Handler, *, is_open: bool, status: int) -> AiohttpHandler:
    """Return an aiohttp handler that answers in JSON, errors as ``{code, sentence, at}``."""

    async def handle(request: web.Request) -> web.StreamResponse:
        translate = pages.catalogues.translate(_language(request, pages))
        try:
            principal = NOBODY if is_open else await _principal(request, pages)
            result = await handler(Call(pages, request, principal, translate))
        except WatchkeeperError as error:
            return error_response(error, translate)
        except web.HTTPException:
            raise
        except Exception:
            log.exception("call failed", path=request.path)
            return web.json_response(
                {"code": "internal", "sentence": translate(_INTERNAL), "at": None}, status=500
            )
        if isinstance(result, Lines):
            return await _send_lines(request, result, translate)
        if isinstance(result, Frames):
            return await _send_frames(request, result, translate)
        if isinstance(result, Download):
            return await _send_parts(request, result)
        return web.json_response(encode(result, translate), status=status, headers=_HEADERS)

    return open_to_all(handle) if is_open else handle


async def _send_lines(
    request: web.Request, lines: Lines, translate: Translate
) -> web.StreamResponse:
    """Send items as they come; a client that goes away ends the work."""
    response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "application/x-ndjson"})
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


async def _send_parts(request: web.Request, download: Download) -> web.StreamResponse:
    """Send parts as they come; an error on the way breaks the connection off."""
    headers = {**_HEADERS, **download.headers, "Content-Type": download.kind}
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


async def _send_frames(
    request: web.Request, frames: Frames, translate: Translate
) -> web.StreamResponse:
    """Send frames as they come; a client that goes away ends the work."""
    response = web.StreamResponse(headers={**_HEADERS, "Content-Type": CONTENT_TYPE})
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


_HEADERS: Mapping[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_INTERNAL = "An error on our side; it is in the log. Try again in a moment."
NOBODY = Principal(id="", name="", scopes=frozenset(), customers=frozenset())


def error_body(error: WatchkeeperError, translate: Translate) -> dict[str, str | None]:
    """Return an error as JSON has it: a stable code, the sentence, and its place apart."""
    sentence = error.text(translate)
    if error.at:
        sentence = sentence.removeprefix(f"{error.at}: ")
    return {"code": error.code, "sentence": sentence, "at": error.at}


def error_response(error: WatchkeeperError, translate: Translate) -> web.Response:
    """Return an error as JSON with its status."""
    headers = dict(_HEADERS)
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return web.json_response(error_body(error, translate), status=status_of(error), headers=headers)


async def _principal(request: web.Request, pages: Pages) -> Principal:
    """Return who asks: as the gatekeeper found, else by bearer token or session cookie."""
    found, signed_in = request.get(PRINCIPAL), request.get(SIGNED_IN)
    if found is None:
        found, signed_in = await _authenticated(request, pages)
    if signed_in is not None and request.method not in _SAFE:
        check_same_origin(request)
        check_csrf(request.headers.get("X-CSRF-Token", ""), signed_in.session.csrf)
    return found


async def _authenticated(request: web.Request, pages: Pages) -> tuple[Principal, SignedIn | None]:
    token = token_of(request)
    if token is not None:
        return await pages.gate.bearer(token), None
    signed_in = await pages.gate.signed_in(request.cookies.get(COOKIE, ""))
    if signed_in is None:
        raise Unauthenticated(
            "sign in, or send a token made by `watchkeeper token create` as a bearer"
        )
    return signed_in.principal, signed_in


def _language(request: web.Request, pages: Pages) -> Language:
    header = request.headers.get("Accept-Language", "")
    return language_from_header(header, pages.default_language if header else Language.ENGLISH)
