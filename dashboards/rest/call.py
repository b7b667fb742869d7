"""One REST call: who asks, with what, in which language; and its answer or error as JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from aiohttp import web

from dashboards.rest.etags import versions_from
from dashboards.rest.repeats import Once
from dashboards.web.deps import Pages
from ticketing.provisos import Provisos
from ticketing.views import LARGEST_NUMBER
from watchkeeper.access.bodies import read_body
from watchkeeper.access.model import Principal, Scope
from watchkeeper.core.errors import InvalidInput, NotFound, Translate

LONGEST_BODY = 512 * 1024
IF_MATCH, IDEMPOTENCY_KEY = "If-Match", "Idempotency-Key"
_SENT: web.RequestKey[bytes] = web.RequestKey("sent", bytes)


@dataclass(frozen=True, slots=True)
class Call:
    """A request that may go on: its caller has been found."""

    pages: Pages
    request: web.Request
    principal: Principal
    translate: Translate

    def path_number(self) -> int:
        """Return the ticket number of the path; the route admits digits only.  Raises NotFound."""
        number = int(self.request.match_info["number"])
        if number > LARGEST_NUMBER:
            raise NotFound("there is no ticket {number}", number=number)
        return number

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
        text = self.request[_SENT] = await read_body(self.request, LONGEST_BODY)
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

    def provisos(self) -> Provisos:
        """Return on which conditions of its headers this call is carried out; after its body.

        Raises InvalidInput where a header makes no sense.
        """
        tags, key = self.request.headers.get(IF_MATCH), self.request.headers.get(IDEMPOTENCY_KEY)
        return Provisos(
            versions=None if tags is None else versions_from(tags),
            once=None if key is None else self._once(key),
        )

    def _once(self, key: str) -> Once:
        return Once.of(
            key,
            principal=self.principal.id,
            request=(self.request.method, self.request.path, self.request.get(_SENT, b"")),
            now=self.pages.clock.now(),
        )


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
