"""What is counted of foreign writers."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter

from collector.intake.written import Reason


class WriteMetrics:
    """Counters of remote write and of imports (docs/en/metrics/remote_write.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "watchkeeper_write_requests",
            "Requests of foreign writers, by format and status answered.",
            ["format", "status"],
            registry=registry,
        )
        self.samples = Counter(
            "watchkeeper_write_samples",
            "Samples of foreign writers that were stored, repeats included.",
            registry=registry,
        )
        self.histograms = Counter(
            "watchkeeper_write_histograms",
            "Native histograms of foreign writers that were stored, repeats included.",
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_write_refused_samples",
            "Samples of foreign writers that were not stored, by reason.",
            ["reason"],
            registry=registry,
        )
        self.exemplars = Counter(
            "watchkeeper_write_exemplars_dropped",
            "Exemplars of foreign writers; they are accepted and not kept.",
            registry=registry,
        )
        for reason in Reason:
            self.refused.labels(reason.name.lower())
