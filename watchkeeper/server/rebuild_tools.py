"""What ``watchkeeper tickets rebuild`` asks the server."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from ticketing.rebuild import Rebuild, Rebuilt
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, Unavailable


@dataclass(frozen=True, slots=True)
class RebuildWish:
    """``only_check``: say where rows differ, and write nothing."""

    only_check: bool = False


class RebuildTools:
    """A handler that needs the scope ``admin``; one rebuild at a time."""

    def __init__(self, rebuild: Rebuild) -> None:
        self._rebuild = rebuild
        self._is_busy = False

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/log/rebuild", "Make the rows of tickets anew from their logs; lines of JSON say where they differed", self.rebuild, Rebuilt, body=RebuildWish, kind=LINES_TYPE),
        )  # fmt: skip

    async def rebuild(self, call: Call) -> Lines:
        call.principal.require_everywhere(Scope.ADMIN)
        given = await call.body()
        only_check = given.pop("only_check", False)
        if given or not isinstance(only_check, bool):
            raise InvalidInput("send {example}", example='{"only_check": true}')
        if self._is_busy:
            raise Unavailable("another examination is under way; wait for its end")
        return Lines(self._lines(only_check=only_check))

    async def _lines(self, *, only_check: bool) -> AsyncGenerator[Rebuilt, None]:
        self._is_busy = True
        try:
            async with aclosing(self._rebuild.run(only_check=only_check)) as lines:
                async for line in lines:
                    yield line
        finally:
            self._is_busy = False
