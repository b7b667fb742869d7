"""What ``watchkeeper series`` asks the server: how much some series are, and to erase them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboards.prometheus_api.lookups import matchers_of
from dashboards.rest.call import Call
from dashboards.rest.given import word
from dashboards.rest.routes import Route
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Forbidden, TooLarge
from watchkeeper.core.logs import get_log
from watchkeeper.server.parts import Parts
from watchkeeper.storage.series.store import Extent
from watchkeeper.storage.series.words import Matcher

log = get_log("server")

_LONGEST_MATCH = 4_096
_MATCH_QUERY: Mapping[str, str] = MappingProxyType(
    {"match": 'a selector, such as {instance="web-1"}; one label with a value at least'}
)


@dataclass(frozen=True, slots=True)
class ErasureWish:
    """Which series are to be erased for good; ``match`` is a selector of PromQL."""

    match: str


class SeriesTools:
    """REST of stored series; an administrator's, who sees every customer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/series/extent", "How many series and samples match", self.show_extent, Extent, query=_MATCH_QUERY),
            Route("POST", "/series/erase", "Erase series with all their samples, for good", self.erase, Extent, body=ErasureWish),
        )  # fmt: skip

    async def show_extent(self, call: Call) -> Extent:
        _require_all(call)
        matchers = _selected(call.request.query.get("match", ""))
        return await asyncio.to_thread(self._parts.store.extent, matchers)

    async def erase(self, call: Call) -> Extent:
        """Write down who erases what, then do it."""
        _require_all(call)
        given = await call.body()
        actor, match = call.actor(given), word(given, "match")
        matchers, store = _selected(match), self._parts.store
        extent = await asyncio.to_thread(store.extent, matchers)
        now = self._parts.clock.now()
        facts = {"series": extent.series, "samples": extent.samples}
        await self._parts.database.write(
            lambda connection: record_audit(
                connection, "series_erased", actor=actor, at=now, subject=match, facts=facts
            )
        )
        await store.erase(matchers)
        log.info("series erased", match=match, by=actor, **facts)
        return extent


def _require_all(call: Call) -> None:
    if not call.principal.may_everywhere(Scope.ADMIN):
        raise Forbidden(
            "{name} sees some customers only; this takes {scope} for all of them",
            name=call.principal.name,
            scope=Scope.ADMIN,
        )


def _selected(match: str) -> tuple[Matcher, ...]:
    if len(match) > _LONGEST_MATCH:
        raise TooLarge("a selector has at most {most} characters", most=_LONGEST_MATCH)
    return matchers_of(match)
