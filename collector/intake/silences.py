"""Silences by the Alertmanager API v2: amtool, karma and Grafana make, edit, end and list them.

What a silence is and does, ticketing knows; here are only requests and answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Protocol

import orjson
from aiohttp import web

from collector.intake.alerts import answer
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.bodies import read_body
from watchkeeper.access.model import Principal
from watchkeeper.core.errors import Forbidden, InvalidInput, NotFound, TooLarge, Unavailable
from watchkeeper.core.logs import get_log

log = get_log("collector.silences")

MAX_BODY_BYTES = 256 * 1024
MAX_FILTERS = 20
MAX_CREATORS = 20
_COMMIT_SECONDS = 10.0
_RETRY_AFTER = {"Retry-After": "5"}

Document = Mapping[str, object]
"""A silence in the API's JSON."""


class SilenceBook(Protocol):
    """Keeps silences and says who may see and change which; ticketing fulfils it."""

    async def silences(self, asking: Principal, filters: Sequence[str]) -> Sequence[Document]:
        """Return those that *asking* sees and *filters* (matchers) show, active ones first.

        Raises InvalidInput.
        """
        ...

    async def silence(self, asking: Principal, silence: str) -> Document:
        """Return one by its id.  Raises NotFound."""
        ...

    async def put(self, asking: Principal, document: object) -> str:
        """Make or edit a silence, durably, and return the id by which it goes on.

        Raises InvalidInput, NotFound, Forbidden, Unavailable.
        """
        ...

    async def expire(self, asking: Principal, silence: str) -> None:
        """End it now, durably; one that is over stays so.  Raises NotFound, Forbidden."""
        ...


class SilencesIntake:
    """Answers what clients ask of an Alertmanager's silences."""

    def __init__(self, book: SilenceBook) -> None:
        self._book = book

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; those that change something need a scope of their own."""
        return [
            web.get("/api/v2/silences", self.list),
            web.post("/api/v2/silences", self.put),
            web.get("/api/v2/silence/{id}", self.show),
            web.delete("/api/v2/silence/{id}", self.expire),
        ]

    async def list(self, request: web.Request) -> web.Response:
        """Return silences; ``filter`` and ``creator`` may be given several times."""
        try:
            filters = _several(request, "filter", MAX_FILTERS)
            creators = _several(request, "creator", MAX_CREATORS)
            found = await self._book.silences(request[PRINCIPAL], filters)
        except InvalidInput as error:
            return answer(error.text(), HTTPStatus.BAD_REQUEST)
        return answer([one for one in found if not creators or one.get("createdBy") in creators])

    async def show(self, request: web.Request) -> web.Response:
        try:
            return answer(await self._book.silence(request[PRINCIPAL], request.match_info["id"]))
        except NotFound as error:
            return answer(error.text(), HTTPStatus.NOT_FOUND)

    async def put(self, request: web.Request) -> web.Response:
        """Make or edit a silence; answered after the commit."""
        if request.content_type != "application/json":
            return answer(
                "send the content type application/json", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
            )
        try:
            document = _document(await read_body(request, MAX_BODY_BYTES))
            async with asyncio.timeout(_COMMIT_SECONDS):
                made = await self._book.put(request[PRINCIPAL], document)
        except (InvalidInput, NotFound, Forbidden, Unavailable, TimeoutError) as error:
            return _refused(error)
        return answer({"silenceID": made})

    async def expire(self, request: web.Request) -> web.Response:
        """End a silence; answered after the commit, with an empty body."""
        try:
            async with asyncio.timeout(_COMMIT_SECONDS):
                await self._book.expire(request[PRINCIPAL], request.match_info["id"])
        except (NotFound, Forbidden, Unavailable, TimeoutError) as error:
            return _refused(error)
        return web.Response(status=HTTPStatus.OK)


def _several(request: web.Request, name: str, most: int) -> tuple[str, ...]:
    found = request.query.getall(name, [])
    if len(found) > most:
        raise InvalidInput("use {name} at most {most} times", name=name, most=most)
    return tuple(found)


def _document(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInput("the body is no JSON: {reason}", reason=error) from error


def _refused(error: Exception) -> web.Response:
    match error:
        case TooLarge():
            return answer(error.text(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        case InvalidInput():
            return answer(error.text(), HTTPStatus.BAD_REQUEST)
        case NotFound():
            return answer(error.text(), HTTPStatus.NOT_FOUND)
        case Forbidden():
            return answer(error.text(), HTTPStatus.FORBIDDEN)
        case _:
            log.warning("silence not stored", reason=error)
            return answer(
                "silences cannot be stored now",
                HTTPStatus.SERVICE_UNAVAILABLE,
                headers=_RETRY_AFTER,
            )
