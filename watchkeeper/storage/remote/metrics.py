"""What forwarding tells about itself; named after Prometheus's remote storage."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)


class RemoteMetrics:
    """Counters and gauges of the engine beyond (docs/en/metrics/remote_storage.md)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, text: str) -> Counter:
            return Counter(f"watchkeeper_remote_storage_{name}", text, registry=registry)

        def gauge(name: str, text: str) -> Gauge:
            return Gauge(f"watchkeeper_remote_storage_{name}", text, registry=registry)

        self.samples = counter("samples", "Samples the metrics engine has taken.")
        self.bytes = counter("bytes", "Bytes sent to the metrics engine, compressed.")
        self.retried = counter(
            "samples_retried", "Samples sent again because the metrics engine did not take them."
        )
        self.failed = counter(
            "samples_failed", "Samples the metrics engine refused for good (4xx): lost there."
        )
        self.dropped = counter(
            "samples_dropped",
            "Samples never sent: the queue was full, or no engine takes their time.",
        )
        self.left_out = counter(
            "histograms_left_out",
            "Native histograms not sent, since storage.metrics.remote.native_histograms is off.",
        )
        self.pending_bytes = gauge("pending_bytes", "Bytes of the queue that are not delivered.")
        self.max_bytes = gauge("queue_max_bytes", "How long the queue may be.")
        self.shards = gauge("shards", "Requests that are under way at a time.")
        self.highest_sent = gauge(
            "queue_highest_sent_timestamp_seconds", "Time of the newest sample that was delivered."
        )
        self.behind = gauge(
            "behind_seconds", "How long ago what was acknowledged then was delivered completely."
        )
        self.is_up = gauge("up", "1 while what is sent is taken, 0 while it is not.")
        self.batch_seconds = Histogram(
            "watchkeeper_remote_storage_sent_batch_duration_seconds",
            "Time a request to the metrics engine took.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.queries = Counter(
            "watchkeeper_remote_query_requests_total",
            "Questions to the metrics engine, by outcome.",
            ["outcome"],
            registry=registry,
        )
        for outcome in ("answered", "refused", "unreachable"):
            self.queries.labels(outcome)
        self.query_is_up = Gauge(
            "watchkeeper_remote_query_up",
            "1 while the metrics engine answers questions, 0 while it does not.",
            registry=registry,
        )
        self.query_is_up.set(1)
        self.query_seconds = Histogram(
            "watchkeeper_remote_query_duration_seconds",
            "Time the metrics engine took to answer.",
            buckets=_SECONDS,
            registry=registry,
        )
