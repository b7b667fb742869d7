"""What is wrong with the chains as a metric; asked whenever the metrics are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ticketing.oncall.lint import Finding, Flaw


class FlawMetric(Collector):
    """How many flaws of each kind the chains of all customers have; 0 where all is well."""

    def __init__(
        self, findings: Callable[[], Sequence[Finding]], registry: CollectorRegistry
    ) -> None:
        self._findings = findings
        registry.register(self)

    def describe(self) -> Iterable[Metric]:
        return (_family(),)

    def collect(self) -> Iterator[Metric]:
        family, counts = _family(), Counter(one.flaw for one in self._findings())
        for flaw in Flaw:
            family.add_metric((flaw.value,), counts[flaw])
        yield family


def _family() -> GaugeMetricFamily:
    return GaugeMetricFamily(
        "watchkeeper_oncall_flaws",
        "Flaws of escalation chains: steps that nobody holds, people whom no channel reaches.",
        labels=("flaw",),
    )
