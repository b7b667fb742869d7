"""The next gap of each schedule as a metric; asked whenever the metrics are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ticketing.oncall.desk import DutyDesk


class GapMetric(Collector):
    """When nobody who can be reached will be on duty; absent where somebody always is."""

    def __init__(self, desk: DutyDesk, registry: CollectorRegistry) -> None:
        self._desk = desk
        registry.register(self)

    def describe(self) -> Iterable[Metric]:
        return (_family(),)

    def collect(self) -> Iterator[Metric]:
        family = _family()
        first: dict[str, int] = {}
        for gap in self._desk.gaps():
            first.setdefault(gap.schedule, gap.start)
        for schedule, start in first.items():
            family.add_metric((schedule,), start / 1000)
        yield family


def _family() -> GaugeMetricFamily:
    return GaugeMetricFamily(
        "watchkeeper_oncall_gap_timestamp_seconds",
        "When the next stretch begins in which nobody who can be reached is on duty; 14 days ahead.",
        labels=("schedule",),
    )
