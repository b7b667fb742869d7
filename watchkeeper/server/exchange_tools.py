"""What ``watchkeeper import`` and ``watchkeeper export`` ask the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter

from collector.intake.written import sound_labels
from dashboards.prometheus_api.lookups import matchers_of
from dashboards.prometheus_api.parameters import instant_from
from dashboards.rest.call import Call, Download
from dashboards.rest.routes import Route
from watchkeeper.access.bodies import read_body
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.exchange.frames import MOST_FRAME_BYTES, Ticks, ticks_from_frame
from watchkeeper.exchange.openmetrics import (
    END,
    OPENMETRICS_TYPE,
    Selectors,
    metric_names,
    text_of_metric,
)
from watchkeeper.storage.series.store import Imported, SeriesStore

T = TypeVar("T")

FEED_PREFIX = "import:"
_EVERYTHING = '{__name__=~".+"}'
_MOST_SELECTORS = 20
_AT_ONCE = 2
_EXPORT_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "match": "a selector; may be given several times; without it everything",
        "start": "from then on: RFC 3339 or seconds; without it all that is kept",
        "end": "until then; without it now",
    }
)


class ExchangeMetrics:
    """Counters of imports and exports (docs/en/metrics/exchange.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.imported = Counter(
            "watchkeeper_import_samples",
            "Samples of imports that are stored, those that were there already included.",
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_import_refused_samples",
            "Samples of imports that were not stored, by reason.",
            ["reason"],
            registry=registry,
        )
        self.exported = Counter(
            "watchkeeper_export_bytes", "Bytes of exports that were sent.", registry=registry
        )


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many samples are stored, those that were there included, and why others are not.

    Of ``rolled`` of them, which are older than samples are kept, the roll-ups stay.
    """

    samples: int
    refused: Mapping[str, int]
    rolled: int


@dataclass(slots=True)
class ExchangeTools:
    """Handlers of the exchange of samples; two imports and two exports at once."""

    store: SeriesStore
    executor: Executor
    clock: Clock
    metrics: ExchangeMetrics
    _imports: int = field(default=0)
    _exports: int = field(default=0)

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/series/import", "Store ticks of any age that is kept (application/x-watchkeeper-ticks, docs/en/import-export.md)", self.take, ImportOutcome),
            Route("GET", "/series/export", "Samples as OpenMetrics text", self.give, str, query=_EXPORT_QUERY, kind=OPENMETRICS_TYPE),
        )  # fmt: skip

    async def take(self, call: Call) -> ImportOutcome:
        call.principal.require_everywhere(Scope.METRICS_WRITE)
        if self._imports >= _AT_ONCE:
            raise Unavailable("other imports are under way; try again when they are over")
        self._imports += 1
        try:
            frame = await read_body(call.request, MOST_FRAME_BYTES)
            ticks = await asyncio.to_thread(_sound, frame)
            imported = await self.store.import_ticks(
                ticks.feed,
                interval=ticks.interval,
                labels=ticks.labels,
                times=ticks.times,
                values=ticks.values,
            )
        finally:
            self._imports -= 1
        return self._counted(imported)

    async def give(self, call: Call) -> Download:
        call.principal.require_everywhere(Scope.QUERY_READ)
        if self._exports >= _AT_ONCE:
            raise Unavailable("other exports are under way; try again when they are over")
        now = self.clock.now()
        start, end = _instant(call, "start", Instant(0)), _instant(call, "end", now)
        given = call.request.query.getall("match", [_EVERYTHING])
        if len(given) > _MOST_SELECTORS:
            raise InvalidInput("at most {most} selectors at once", most=_MOST_SELECTORS)
        selectors = tuple(matchers_of(one) for one in given)
        before = Instant(start - 1)
        names = await self._worked(partial(metric_names, self.store, selectors, before))
        parts = self._parts(names, selectors, before, end)
        headers = MappingProxyType({"X-Watchkeeper-Metrics": str(len(names))})
        return Download(OPENMETRICS_TYPE, parts, headers)

    async def _parts(
        self, names: list[str], selectors: Selectors, start: Instant, end: Instant
    ) -> AsyncGenerator[bytes, None]:
        self._exports += 1
        try:
            for name in names:
                texts = text_of_metric(self.store, name, selectors, start, end)
                while part := await self._worked(partial(next, texts, b"")):
                    self.metrics.exported.inc(len(part))
                    yield part
            yield END
        finally:
            self._exports -= 1

    async def _worked(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)

    def _counted(self, imported: Imported) -> ImportOutcome:
        self.metrics.imported.inc(imported.samples)
        refused = {reason.name.lower(): count for reason, count in imported.refused.items()}
        for reason, count in refused.items():
            self.metrics.refused.labels(reason).inc(count)
        return ImportOutcome(imported.samples, refused, imported.rolled)


def _sound(frame: bytes) -> Ticks:
    """Read a frame, with a feed among those of imports.  Raises InvalidInput."""
    ticks = ticks_from_frame(frame)
    for labels in ticks.labels:
        if sound_labels(labels) is None:
            raise InvalidInput("a series of the batch has labels that make no sense")
    return replace(ticks, feed=FEED_PREFIX + ticks.feed)


def _instant(call: Call, name: str, default: Instant) -> Instant:
    found = call.query(name)
    return instant_from(found, name) if found else default
