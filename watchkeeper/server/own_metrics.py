"""The daemon's own metrics: a page for Prometheus, and a feed for its own rules."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, GCCollector, Info, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.platform_collector import PlatformCollector

from watchkeeper import __version__
from watchkeeper.access.asking import open_to_all
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.store import SeriesStore

log = get_log("server")

SELF_FEED = "self"
SELF_INSTANCE = "watchkeeper"
INTERVAL = Duration(15 * SECOND)


class OwnMetrics:
    """The registry of this process, and what belongs to no room."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        Info("watchkeeper_build", "Version of the running server.", registry=self.registry).info(
            {"version": __version__}
        )
        self.worker_failures = Counter(
            "watchkeeper_worker_failures_total",
            "Rounds of a worker that failed; it is asked again.",
            ["worker"],
            registry=self.registry,
        )
        self.reloads = Counter(
            "watchkeeper_config_reloads_total",
            "Reloads of the configuration, by result.",
            ["result"],
            registry=self.registry,
        )
        for result in ("success", "failure"):
            self.reloads.labels(result)
        self.last_reload = Gauge(
            "watchkeeper_config_last_reload_successful",
            "1 while the files on disk are in force as last read, 0 after a reload was refused.",
            registry=self.registry,
        )
        self.last_reload.set(1)
        self.reloaded_at = Gauge(
            "watchkeeper_config_last_reload_success_timestamp_seconds",
            "When the configuration was last taken on; the start counts.",
            registry=self.registry,
        )

    def tell_loaded(self, now: Instant) -> None:
        self.last_reload.set(1)
        self.reloaded_at.set(now / 1000)

    def count_reload(self, result: str, now: Instant) -> None:
        self.reloads.labels(result).inc()
        if result == "success":
            self.tell_loaded(now)
        else:
            self.last_reload.set(0)

    def count_failure(self, worker: str) -> None:
        self.worker_failures.labels(worker).inc()

    def samples(self) -> Mapping[Labels, float]:
        """Return everything now as samples of the feed ``self``; NaN and buckets are left out."""
        found: dict[Labels, float] = {}
        for family in self.registry.collect():
            for sample in family.samples:
                if sample.name.endswith(("_bucket", "_created")) or math.isnan(sample.value):
                    continue
                labels = {**sample.labels, METRIC_NAME: sample.name}
                found[labels_of({**labels, "instance": SELF_INSTANCE, "job": "watchkeeper"})] = (
                    sample.value
                )
        return found


class SelfWatch:
    """Writes the daemon's own metrics into its own store; a Worker."""

    name = "self metrics"

    def __init__(self, metrics: OwnMetrics, store: SeriesStore, clock: Clock) -> None:
        self._metrics = metrics
        self._store = store
        self._clock = clock
        self._last: Instant | None = None

    async def next_due(self) -> Instant | None:
        return next_slot(self._last, INTERVAL, self._clock.now())

    async def run_due(self) -> None:
        now = self._clock.now()
        self._last = now
        samples = await asyncio.to_thread(self._metrics.samples)
        await self._store.write(SELF_FEED, interval=INTERVAL, at=now, samples=samples)


def metrics_routes(metrics: OwnMetrics, is_ready: Callable[[], str | None]) -> list[web.RouteDef]:
    """Return ``/metrics``, ``/-/healthy`` and ``/-/ready``; *is_ready* says what is missing."""

    async def page(_request: web.Request) -> web.Response:
        body = await asyncio.to_thread(generate_latest, metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    @open_to_all
    async def healthy(_request: web.Request) -> web.Response:
        return web.Response(text="Watchkeeper is healthy.\n")

    @open_to_all
    async def ready(_request: web.Request) -> web.Response:
        missing = is_ready()
        if missing:
            return web.Response(status=503, text=f"not ready: {missing}\n")
        return web.Response(text="Watchkeeper is ready.\n")

    return [
        web.get("/metrics", page),
        web.get("/-/healthy", healthy),
        web.get("/-/ready", ready),
    ]
