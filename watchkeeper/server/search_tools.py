"""What ``watchkeeper doctor --rebuild-search`` asks the server."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from ticketing.search_desk import Indexed, SearchDesk
from watchkeeper.access.model import Scope


@dataclass(frozen=True, slots=True)
class SearchTools:
    """Handlers that need the scope ``admin``."""

    desk: SearchDesk

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/search/rebuild", "Index all tickets anew; lines of JSON say how far it is", self.rebuild, Indexed, kind=LINES_TYPE),
        )  # fmt: skip

    async def rebuild(self, call: Call) -> Lines:
        call.principal.require_scope(Scope.ADMIN)
        return Lines(self.desk.write_again())
