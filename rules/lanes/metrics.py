"""What the lanes tell about themselves; documented in docs/en/metrics/lanes.md."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from rules.lanes.words import Lane

_SECONDS = (0.001, 0.01, 0.1, 0.5, 2.5, 10.0, 60.0)
_LABELS = ["work", "lane"]


class LaneMetrics:
    """Lengths, waits and refusals of all lanes; the label ``work`` says whose they are."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.running = Gauge(
            "watchkeeper_lane_running", "Work that runs.", _LABELS, registry=registry
        )
        self.waiting = Gauge(
            "watchkeeper_lane_waiting", "Work that waits for its turn.", _LABELS, registry=registry
        )
        self.wait_seconds = Histogram(
            "watchkeeper_lane_wait_seconds",
            "Time that work waited for its turn.",
            _LABELS,
            buckets=_SECONDS,
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_lane_refused",
            "Work that was refused because too much waited already.",
            _LABELS,
            registry=registry,
        )
        self.moved = Counter(
            "watchkeeper_lane_moved",
            "Work that began as light and was found to be heavy.",
            ["work"],
            registry=registry,
        )


class WorkMetrics:
    """The metrics of the lanes for one kind of work, by lane."""

    def __init__(self, metrics: LaneMetrics, work: str) -> None:
        self.running = {lane: metrics.running.labels(work, lane.value) for lane in Lane}
        self.waiting = {lane: metrics.waiting.labels(work, lane.value) for lane in Lane}
        self.wait_seconds = {lane: metrics.wait_seconds.labels(work, lane.value) for lane in Lane}
        self.refused = {lane: metrics.refused.labels(work, lane.value) for lane in Lane}
        self.moved = metrics.moved.labels(work)
