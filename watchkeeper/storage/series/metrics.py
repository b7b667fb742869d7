"""The store's own metrics, on a registry that is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from watchkeeper.storage.series.kept_metrics import KeptMetrics
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.replay import Replayed


class SeriesMetrics:
    """Counters and gauges of the series store (docs/en/metrics/series.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self.kept = KeptMetrics(registry)
        self.samples = Counter(
            "watchkeeper_store_samples",
            "Samples taken into the series store.",
            registry=registry,
        )
        self.late_samples = Counter(
            "watchkeeper_store_late_samples",
            "Samples older than the head of the store, put into blocks at once.",
            registry=registry,
        )
        self.ticks = Counter(
            "watchkeeper_store_ticks",
            "Ticks of feeds taken into the series store.",
            registry=registry,
        )
        self.repeats = Counter(
            "watchkeeper_store_repeated_ticks",
            "Ticks that were received before, hence acknowledged and ignored.",
            registry=registry,
        )
        self.unwritten = Counter(
            "watchkeeper_store_unwritten_ticks",
            "Ticks that were not acknowledged because the disk refused them.",
            registry=registry,
        )
        self.is_refusing = Gauge(
            "watchkeeper_store_refusing",
            "1 while the store does not accept samples because of its disk.",
            registry=registry,
        )
        self.damages = Counter(
            "watchkeeper_store_damaged_segments",
            "WAL segments that were cut or set aside at the start.",
            registry=registry,
        )
        self.blocks_damaged = Gauge(
            "watchkeeper_store_blocks_damaged",
            "1 when damage was met in the file of blocks; a restart saves the rest of it.",
            registry=registry,
        )
        self.blocks = Counter(
            "watchkeeper_store_blocks_written",
            "Blocks written to the file of blocks.",
            registry=registry,
        )
        self.block_failures = Counter(
            "watchkeeper_store_block_failures",
            "Blocks that could not be written; they are tried again.",
            registry=registry,
        )
        self.gathered = Counter(
            "watchkeeper_store_spans_gathered",
            "Spans in which late samples became one block with the others.",
            registry=registry,
        )
        self.replay_seconds = Gauge(
            "watchkeeper_store_replay_seconds",
            "How long the last start took to read the WAL.",
            registry=registry,
        )

    def opened(self, replayed: Replayed, seconds: float) -> None:
        self.damages.inc(len(replayed.damages))
        self.replay_seconds.set(seconds)

    def flushed(self, *, blocks: int, failures: int, gathered: int) -> None:
        self.blocks.inc(blocks)
        self.block_failures.inc(failures)
        self.gathered.inc(gathered)

    def watch(
        self,
        *,
        series: Callable[[], int],
        kept: Callable[[], int],
        syncs: Callable[[], int],
        refused: Callable[[], Mapping[Refusal, int]],
    ) -> None:
        """Ask for these when the metrics are read."""
        self._registry.register(_Head(series, kept, syncs, refused))


@dataclass(frozen=True, slots=True)
class _Head(Collector):
    series: Callable[[], int]
    kept: Callable[[], int]
    syncs: Callable[[], int]
    refused: Callable[[], Mapping[Refusal, int]]

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        yield GaugeMetricFamily(
            "watchkeeper_store_series",
            "Series that have samples in the head of the store.",
            value=self.series(),
        )
        yield GaugeMetricFamily(
            "watchkeeper_store_kept_series",
            "Series that have samples in blocks, those that ended included.",
            value=self.kept(),
        )
        yield CounterMetricFamily(
            "watchkeeper_store_syncs",
            "Groups of entries that were written to the log and synced together.",
            value=self.syncs(),
        )
        refused = CounterMetricFamily(
            "watchkeeper_store_refused",
            "Ticks and series that were not stored, by reason.",
            labels=["reason"],
        )
        found = self.refused()
        for reason in Refusal:
            refused.add_metric([reason.name.lower()], found.get(reason, 0))
        yield refused
