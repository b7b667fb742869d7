"""``/callbacks/<source>``: a service calls us back, is proved, and its answer is carried out.

What proves nothing is refused with 401 and counted; what is genuine is answered as the service
wants it, so that it does not come again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from aiohttp import web

from dashboards.callbacks.replies import answered, taken
from ticketing.answers.answer import (
    MAX_BODY_BYTES,
    Answer,
    Callback,
    ForgedAnswer,
    Handshake,
    Heard,
    StaleAnswer,
)
from ticketing.answers.desk import AnswerDesk
from ticketing.answers.outcome import Outcome
from ticketing.answers.settings import AnswerSource
from watchkeeper.access.asking import open_to_all
from watchkeeper.access.bodies import read_body
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, TooLarge, Unauthenticated
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log

log = get_log("callbacks")

PREFIX = "/callbacks/"
_NO_STORE = {"Cache-Control": "no-store"}

_H = TypeVar("_H", bound=Heard)
Sources = Callable[[], Mapping[str, AnswerSource]]


class Callbacks:
    """The doors of all sources under ``answers:``, by their names."""

    def __init__(self, sources: Sources, desk: AnswerDesk, clock: Clock) -> None:
        self._sources = sources
        self._desk = desk
        self._clock = clock

    def routes(self) -> tuple[web.RouteDef, ...]:
        path = f"{PREFIX}{{source}}"
        return (web.post(path, _open(self._answer)), web.get(path, _open(self._greet)))

    async def _answer(self, request: web.Request) -> web.Response:
        source = self._source(request)
        body = await read_body(request, MAX_BODY_BYTES)
        heard = self._proved(source, lambda: source.read(_callback(request, body), self._now()))
        if isinstance(heard, Handshake):
            return _plain(heard)
        if not isinstance(heard, Answer):
            return taken()
        told = await self._desk.hear(heard, source.name)
        if told.outcome is Outcome.FAILED:
            raise web.HTTPServiceUnavailable(headers=_NO_STORE)  # the service comes again
        return answered(heard, told)

    async def _greet(self, request: web.Request) -> web.Response:
        """Answer a service that tries the address by GET; only WeCom does."""
        source = self._source(request)
        greet = source.greet
        if greet is None:
            raise web.HTTPMethodNotAllowed("GET", ["POST"])
        return _plain(self._proved(source, lambda: greet(_callback(request, b""), self._now())))

    def _source(self, request: web.Request) -> AnswerSource:
        source = self._sources().get(request.match_info["source"])
        if source is None:
            raise web.HTTPNotFound(headers=_NO_STORE)
        return source

    def _proved(self, source: AnswerSource, read: Callable[[], _H]) -> _H:
        """Return what a call says; one that proves nothing learns no more than that."""
        try:
            return read()
        except (Unauthenticated, TooLarge, InvalidInput) as error:
            reason = _REASONS.get(type(error), "strange")
            self._desk.metrics.refuse(source.name, reason)
            log.warning("call refused", source=source.name, reason=reason)
            if isinstance(error, Unauthenticated):
                raise web.HTTPUnauthorized(headers=_NO_STORE) from error
            raise web.HTTPBadRequest(headers=_NO_STORE) from error

    def _now(self) -> Instant:
        return self._clock.now()


_REASONS: Mapping[type[Exception], str] = {ForgedAnswer: "forged", StaleAnswer: "stale"}


def _open(
    handle: Callable[[web.Request], Awaitable[web.Response]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    @open_to_all
    async def opened(request: web.Request) -> web.Response:
        return await handle(request)

    return opened


def _callback(request: web.Request, body: bytes) -> Callback:
    return Callback(body, request.headers, request.query)


def _plain(handshake: Handshake) -> web.Response:
    kind = "application/json" if handshake.reply.startswith("{") else "text/plain"
    return web.Response(text=handshake.reply, content_type=kind, headers=_NO_STORE)
