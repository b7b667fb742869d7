"""What is counted of pushes."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class PushMetrics:
    """Counters of the push intake (docs/en/metrics/push.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "watchkeeper_push_requests",
            "Pushes of agents, by status answered.",
            ["status"],
            registry=registry,
        )
        self.stored = self.requests.labels("204")
        self.samples = Counter(
            "watchkeeper_push_samples",
            "Values in pushes that were answered 204, repeats included.",
            registry=registry,
        )
