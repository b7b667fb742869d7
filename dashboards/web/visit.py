"""One request of one reader: who it is, in which words to answer, and what a handler returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from urllib.parse import quote

from aiohttp import web

from dashboards.form_fields import form_fields
from dashboards.voice import Voice
from dashboards.web.audience import Audience, audience_of, language_of
from dashboards.web.context import page_context
from dashboards.web.deps import Pages
from dashboards.web.security import HEADERS, check_csrf, check_same_origin
from ticketing.views import LARGEST_NUMBER
from watchkeeper.access.asking import SIGNED_IN, open_to_all
from watchkeeper.access.gate import SignedIn
from watchkeeper.access.languages import Language, language_from_header
from watchkeeper.access.model import Principal, Scope
from watchkeeper.access.sessions import COOKIE
from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    Outdated,
    TooLarge,
    TooManyAttempts,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log

log = get_log("web")

LANGUAGE_COOKIE = "watchkeeper_language"
_LONGEST_FORM = 256 * 1024
_MOST_FIELDS = 200
_EMPTY: Mapping[str, object] = MappingProxyType({})

STATUS_OF: tuple[tuple[type[WatchkeeperError], int], ...] = (
    (TooLarge, 413),
    (InvalidInput, 400),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (Outdated, 412),
    (Conflict, 409),
    (TooManyAttempts, 429),
    (Unavailable, 503),
)


class Door(Enum):
    """Whom a page lets in."""

    OPEN = "open"
    SIGNED_IN = "signed in"
    STREAM = "stream"  # signed in; nobody else is sent elsewhere, because a program asks


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with its reader; ``signed_in`` is None only behind an open door."""

    pages: Pages
    request: web.Request
    signed_in: SignedIn | None
    audience: Audience
    voice: Voice
    now: Instant

    @property
    def principal(self) -> Principal:
        assert self.signed_in is not None
        return self.signed_in.principal

    @property
    def csrf(self) -> str:
        return self.signed_in.session.csrf if self.signed_in else ""

    def require(self, scope: Scope, customer: str | None) -> None:
        self.principal.require(scope, customer)


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows; turned into HTML behind the handler."""

    template: str
    context: Mapping[str, object] = field(default_factory=lambda: _EMPTY)
    status: int = 200


Answer = Page | web.StreamResponse
Handler = Callable[[Visit], Awaitable[Answer]]
AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(pages: Pages, handler: Handler, door: Door = Door.SIGNED_IN) -> AiohttpHandler:
    """Return an aiohttp handler: finds the reader, checks forms, renders, and shows errors."""

    async def handle(request: web.Request) -> web.StreamResponse:
        visit = await visit_of(pages, request)
        if visit.signed_in is None and door is Door.STREAM:
            return web.Response(status=401, headers=HEADERS)
        if visit.signed_in is None and door is Door.SIGNED_IN:
            return _to_sign_in(request)
        try:
            answer = await handler(visit)
        except WatchkeeperError as error:
            answer = error_page(visit, error)
        except web.HTTPException:
            raise
        except Exception:
            log.exception("page failed", path=request.path)
            answer = Page("error.html", {"status": 500, "sentence": ""}, status=500)
        return await finish(visit, answer)

    return open_to_all(handle) if door is Door.OPEN else handle


async def visit_of(pages: Pages, request: web.Request) -> Visit:
    """Find out who asks and in which language."""
    signed_in = await _signed_in(pages, request)
    language = _language(pages, request, signed_in)
    if signed_in is not None:
        audience = audience_of(signed_in.principal, language)
    else:
        audience = Audience(language, "UTC", may_write=False, customers=frozenset())
    voice = audience.voice(pages.catalogues)
    return Visit(pages, request, signed_in, audience, voice, pages.clock.now())


async def _signed_in(pages: Pages, request: web.Request) -> SignedIn | None:
    """Return who the server's gatekeeper found, else who the cookie names."""
    found = request.get(SIGNED_IN)
    cookie = request.cookies.get(COOKIE, "")
    return found if found is not None or not cookie else await pages.gate.signed_in(cookie)


async def finish(visit: Visit, answer: Answer) -> web.StreamResponse:
    """Render a page and add the headers; a response of the handler's own passes as it is."""
    if isinstance(answer, web.StreamResponse):
        return answer
    context = {**page_context(visit), **answer.context}
    text = await visit.pages.templates.render(answer.template, context)
    response = web.Response(
        text=text, status=answer.status, content_type="text/html", headers=HEADERS
    )
    response.headers["Content-Language"] = visit.audience.language.tag
    if len(text) > 1_400:
        response.enable_compression()
    return response


def error_page(visit: Visit, error: WatchkeeperError) -> Page:
    status = status_of(error)
    sentence = visit.voice.problem(error)
    return Page("error.html", {"status": status, "sentence": sentence}, status=status)


async def failure_page(
    pages: Pages, request: web.Request, error: WatchkeeperError
) -> web.StreamResponse:
    """Return a whole page that says what failed, where not even its reader could be found out."""
    language = _language(pages, request, None)
    audience = Audience(language, "UTC", may_write=False, customers=frozenset())
    voice = audience.voice(pages.catalogues)
    visit = Visit(pages, request, None, audience, voice, pages.clock.now())
    return await finish(visit, error_page(visit, error))


def status_of(error: WatchkeeperError) -> int:
    """Return the HTTP status of an error of ours."""
    return next((status for kind, status in STATUS_OF if isinstance(error, kind)), 500)


async def read_form(visit: Visit, *, most_fields: int = _MOST_FIELDS) -> dict[str, str]:
    """Return the fields of a form after both checks.  Raises Forbidden, TooLarge."""
    check_same_origin(visit.request)
    fields = dict(await form_fields(visit.request, limit=_LONGEST_FORM, most_fields=most_fields))
    if visit.signed_in is not None:
        check_csrf(fields.pop("csrf", ""), visit.csrf)
    return fields


def see_other(path: str) -> web.Response:
    """Return the answer to a form: the browser loads *path*, and a reload repeats nothing."""
    return web.Response(status=303, headers={**HEADERS, "Location": path})


def number_of(visit: Visit) -> int:
    """Return the ticket number of the path.  Raises NotFound."""
    text = visit.request.match_info["number"]
    is_number = text.isascii() and text.isdigit() and len(text) <= 12
    if not is_number or int(text) > LARGEST_NUMBER:
        raise NotFound("there is no ticket {number}", number=text[:20])
    return int(text)


def _language(pages: Pages, request: web.Request, signed_in: SignedIn | None) -> Language:
    header = language_from_header(
        request.headers.get("Accept-Language", ""), pages.default_language
    )
    return language_of(signed_in, request.cookies.get(LANGUAGE_COOKIE, ""), header)


def _to_sign_in(request: web.Request) -> web.Response:
    if request.method == "GET" and request.path != "/":
        return see_other(f"/sign-in?next={quote(request.path_qs, safe='')}")
    return see_other("/sign-in")
