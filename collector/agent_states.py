"""``up{job="node"}``: whether the agent of each target that should have one still reports.

Prometheus knows it from its scrapes; of a push one can only see that it does not come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from collector.intake.push_layout import JOB, agent_feed
from collector.sink import SampleSink
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.inventory.registry import Inventory

FEED = "agents"
INTERVAL = Duration(15 * SECOND)
SETTLING = Duration(2 * MINUTE)
"""After a start an agent that was not heard yet is not said to be down for so long (D7)."""


class FeedReports(Protocol):
    """Tells whether a feed still ticks; the series store fulfils it."""

    def reports(self, feed: str, now: Instant) -> bool: ...


class AgentStateWorker:
    """Writes the feed ``agents`` at its interval; a Worker."""

    name = "agent states"

    def __init__(
        self,
        inventory: Callable[[], Inventory],
        feeds: FeedReports,
        sink: SampleSink,
        clock: Clock,
        *,
        interval: Duration = INTERVAL,
    ) -> None:
        self._inventory = inventory
        self._feeds = feeds
        self._sink = sink
        self._clock = clock
        self._interval = interval
        self._last: Instant | None = None
        self._settled = Instant(0)
        self._wrote = False

    async def next_due(self) -> Instant:
        if self._last is None:
            return self._clock.now()
        return Instant((self._last // self._interval + 1) * self._interval)

    async def run_due(self) -> None:
        now = self._clock.now()
        if self._last is None:
            self._settled = Instant(now + SETTLING)
        self._last = now
        samples = self._samples(now)
        if samples or self._wrote:
            self._wrote = bool(samples)
            await self._sink.write(FEED, interval=self._interval, at=now, samples=samples)

    def _samples(self, now: Instant) -> dict[Labels, float]:
        reporting = {
            target.name: self._feeds.reports(agent_feed(target.name), now)
            for target in self._inventory()
            if target.agent
        }
        return {
            up_labels(target): float(reports)
            for target, reports in reporting.items()
            if reports or now >= self._settled
        }


def up_labels(target: str) -> Labels:
    return labels_of({METRIC_NAME: "up", "instance": target, "job": JOB})
