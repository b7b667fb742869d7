"""What the series store keeps, as metrics: bytes and beginnings of each tier, and what went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge

from watchkeeper.storage.series.retention import Dropped, Kept, Reason, Standing


class KeptMetrics:
    """Counters and gauges of roll-ups and retention (docs/en/metrics/series.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.rolled = Counter(
            "watchkeeper_store_chunks_rolled_up",
            "Chunks of feeds that were rolled up, again where samples came late.",
            registry=registry,
        )
        self.dropped = Counter(
            "watchkeeper_store_dropped_blocks",
            "Blocks and rows of roll-ups that were deleted, by what they kept and why.",
            ["kept", "reason"],
            registry=registry,
        )
        self.size = Gauge(
            "watchkeeper_store_kept_bytes",
            "What samples (with label sets) and roll-ups take of the file of blocks.",
            ["kept"],
            registry=registry,
        )
        self.free = Gauge(
            "watchkeeper_store_free_bytes",
            "What is free within the file of blocks: new blocks take it.",
            registry=registry,
        )
        self.since = Gauge(
            "watchkeeper_store_kept_since_seconds",
            "From when on a tier is kept whole, in seconds since 1970; 0: nothing was deleted.",
            ["kept"],
            registry=registry,
        )
        for kept in Kept:
            self.size.labels(kept.value)
            self.since.labels(kept.value)
            for reason in Reason:
                self.dropped.labels(kept.value, reason.value)

    def note(self, rolled: int, dropped: Sequence[Dropped], standing: Standing | None) -> None:
        """Take up what a round did, and how things stand after it where that was looked at."""
        self.rolled.inc(rolled)
        for one in dropped:
            self.dropped.labels(one.kept.value, one.reason.value).inc(one.rows)
        if standing is not None:
            self.free.set(standing.free)
            _set(self.size, standing.sizes)
            _set(self.since, {kept: since / 1000 for kept, since in standing.since.items()})


def _set(gauge: Gauge, values: Mapping[Kept, float]) -> None:
    for kept, value in values.items():
        gauge.labels(kept.value).set(value)
