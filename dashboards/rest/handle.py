"""One route as aiohttp calls it: who asks, in which language, and the answer or error as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from dashboards.rest.call import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Call,
    Download,
    Frames,
    Handler,
    Lines,
    Result,
)
from dashboards.rest.encode import encode
from dashboards.rest.etags import etag_of
from dashboards.rest.manners import Manners
from dashboards.rest.problems import HEADERS, error_response
from dashboards.rest.repeats import RepeatedCallError
from dashboards.rest.streams import LINES_TYPE, send_frames, send_lines, send_parts
from dashboards.web.deps import Pages
from dashboards.web.security import check_csrf, check_same_origin
from watchkeeper.access.asking import PRINCIPAL, SIGNED_IN, open_to_all, token_of
from watchkeeper.access.gate import SignedIn
from watchkeeper.access.languages import Language, language_from_header
from watchkeeper.access.model import Principal
from watchkeeper.access.sessions import COOKIE
from watchkeeper.core.errors import InvalidInput, Unauthenticated, WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.wire.frames import CONTENT_TYPE as FRAMES_TYPE

log = get_log("rest")

AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]
REPEATED = "Idempotent-Replayed"
_SAFE = frozenset({"GET", "HEAD"})
_INTERNAL = "An error on our side; it is in the log. Try again in a moment."
NOBODY = Principal(id="", name="", scopes=frozenset(), customers=frozenset())


def rest(
    pages: Pages, handler: Handler, *, is_open: bool, status: int, manners: Manners
) -> AiohttpHandler:
    """Return an aiohttp handler that answers in JSON, errors as ``{code, sentence, at}``."""

    async def handle(request: web.Request) -> web.StreamResponse:
        translate = pages.catalogues.translate(_language(request, pages))
        try:
            principal = NOBODY if is_open else await _principal(request, pages)
            call = Call(pages, request, principal, translate)
            _check_headers(request, manners)
            if request.method == "HEAD":
                return await _head(call, handler, manners)
            result, headers = await _carried_out(call, handler, manners)
        except WatchkeeperError as error:
            return error_response(error, translate)
        except web.HTTPException:
            raise
        except Exception:
            log.exception("call failed", path=request.path)
            return web.json_response(
                {"code": "internal", "sentence": translate(_INTERNAL), "at": None}, status=500
            )
        return await _send(call, result, status, headers)

    return open_to_all(handle) if is_open else handle


def _check_headers(request: web.Request, manners: Manners) -> None:
    """Refuse a condition that this route would not keep to: who sends one relies on it."""
    for name, is_kept in (
        (IF_MATCH, manners.is_conditional),
        (IDEMPOTENCY_KEY, manners.shown_again is not None),
    ):
        if name in request.headers and not is_kept and request.method not in _SAFE:
            raise InvalidInput("{name} means nothing here; leave it out", name=name)


async def _carried_out(
    call: Call, handler: Handler, manners: Manners
) -> tuple[Result, Mapping[str, str]]:
    """Return what the handler gives and the headers that go with it."""
    more = {}
    try:
        result = await handler(call)
    except RepeatedCallError as repeated:
        assert manners.shown_again is not None, "other routes refuse the key"
        result = await manners.shown_again(call, repeated.number)
        more = {REPEATED: "true"}
    if manners.version is not None:
        more["ETag"] = etag_of(manners.version(result))
    return result, more


async def _head(call: Call, handler: Handler, manners: Manners) -> web.StreamResponse:
    """Answer HEAD by the version alone where a route can tell it, else without the body."""
    headers = {**HEADERS, "Content-Type": "application/json; charset=utf-8"}
    if manners.glance is not None:
        headers["ETag"] = etag_of(await manners.glance(call))
    else:
        headers["Content-Type"] = await _let_go(await handler(call), headers["Content-Type"])
    response = web.StreamResponse(headers=headers)  # no Content-Length: nobody counted the body
    await response.prepare(call.request)
    await response.write_eof()
    return response


async def _let_go(result: Result, json_type: str) -> str:
    """Close a result that nobody will read, and return its type."""
    match result:
        case Lines(items) | Frames(items):
            await items.aclose()
            return LINES_TYPE if isinstance(result, Lines) else FRAMES_TYPE
        case Download(kind, parts):
            await parts.aclose()
            return kind
        case _:
            return json_type


async def _send(
    call: Call, result: Result, status: int, headers: Mapping[str, str]
) -> web.StreamResponse:
    match result:
        case Lines():
            return await send_lines(call.request, result, call.translate)
        case Frames():
            return await send_frames(call.request, result, call.translate)
        case Download():
            return await send_parts(call.request, result)
        case _:
            shown = encode(result, call.translate)
            return web.json_response(shown, status=status, headers={**HEADERS, **headers})


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
