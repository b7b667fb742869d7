"""What ``watchkeeper tickets export`` asks the server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import date, timedelta
from types import MappingProxyType

from dashboards.rest.call import Call, Download
from dashboards.rest.routes import Route
from ticketing.ledger.export import Exporter
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import Instant, date_from_text, instant_of_local

ZIP_TYPE = "application/zip"
_AT_ONCE = 2
_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "customer": "whose tickets",
        "from": "the first day: 2026-11-01",
        "to": "the last day: 2026-11-30",
    }
)


class ExportTools:
    """Handlers of the export of tickets; two at once."""

    def __init__(self, exporter: Exporter, zone: str) -> None:
        self._exporter = exporter
        self._zone = zone
        self._exports = 0

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/log/bundle", "A customer's tickets as a ZIP with all that proves them", self.give, bytes, query=_QUERY, kind=ZIP_TYPE),
        )  # fmt: skip

    async def give(self, call: Call) -> Download:
        customer = call.query("customer")
        call.principal.require(Scope.TICKETS_READ, customer)
        if not customer:
            raise InvalidInput("name a customer")
        start, end = self._time(call)
        if self._exports >= _AT_ONCE:
            raise Unavailable("other exports are under way; try again when they are over")
        tickets = len(await self._exporter.numbers(customer, start, end))
        headers = MappingProxyType({"X-Watchkeeper-Tickets": str(tickets)})
        return Download(ZIP_TYPE, self._parts(customer, start, end), headers)

    def _time(self, call: Call) -> tuple[Instant, Instant]:
        first, last = date_from_text(call.query("from")), date_from_text(call.query("to"))
        if last < first:
            raise InvalidInput("the last day lies before the first")
        if last >= date.max:
            raise InvalidInput("that time lies in the future")
        following = last + timedelta(days=1)
        return instant_of_local(first, 0, self._zone), instant_of_local(following, 0, self._zone)

    async def _parts(
        self, customer: str, start: Instant, end: Instant
    ) -> AsyncGenerator[bytes, None]:
        self._exports += 1
        try:
            async with aclosing(self._exporter.bundle(customer, start, end)) as parts:
                async for part in parts:
                    if part:
                        yield part
        finally:
            self._exports -= 1
