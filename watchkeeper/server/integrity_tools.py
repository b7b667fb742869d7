"""What ``watchkeeper doctor --integrity`` asks the server."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Unavailable
from watchkeeper.server.doctor.integrity import Integrity, IntegrityLine


class IntegrityTools:
    """Handlers that need the scope ``admin``; one examination at a time."""

    def __init__(self, integrity: Integrity) -> None:
        self._integrity = integrity
        self._is_busy = False

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/integrity", "Read and compare all that is kept; lines of JSON say how far it is", self.examine, IntegrityLine, kind=LINES_TYPE),
        )  # fmt: skip

    async def examine(self, call: Call) -> Lines:
        call.principal.require_scope(Scope.ADMIN)
        if self._is_busy:
            raise Unavailable("another examination is under way; wait for its end")
        return Lines(self._lines())

    async def _lines(self) -> AsyncGenerator[IntegrityLine, None]:
        self._is_busy = True
        try:
            async with aclosing(self._integrity.run()) as lines:
                async for line in lines:
                    yield line
        finally:
            self._is_busy = False
