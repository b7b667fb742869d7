"""Rules over a real series store: samples go in, active sets come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client import CollectorRegistry

from rules.alerting import Surroundings
from rules.files import parse_rule_file
from rules.lanes import LaneMetrics, checkpoint
from rules.metrics import RuleMetrics
from rules.model import RuleFile
from rules.promql.evaluate import Evaluator
from rules.room import RuleRoom
from rules.schedule import Seams
from watchkeeper.core.alerts import ActiveSet, Alert
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels, label, labels_of
from watchkeeper.core.levels import Criticality
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.lanes import rule_lanes
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

START = Instant(1_700_000_040_000)  # a whole minute


class Desk:
    """Keeps what is handed over; refuses while ``is_closed``."""

    def __init__(self) -> None:
        self.handed: list[ActiveSet] = []
        self.is_closed = False

    async def hand_over(self, active: ActiveSet) -> None:
        if self.is_closed:
            raise ConnectionError("the desk is closed")
        self.handed.append(active)

    def alerts(self) -> tuple[Alert, ...]:
        """The alerts of the newest set of each group."""
        newest = {active.source: active.alerts for active in self.handed}
        return tuple(alert for alerts in newest.values() for alert in alerts)

    def names(self) -> list[str]:
        return sorted(label(alert.labels, "alertname") for alert in self.alerts())


@dataclass
class Targets:
    known: dict[str, Criticality] = field(default_factory=dict)

    def criticality(self, instance: str) -> Criticality:
        return self.known.get(instance, Criticality.NORMAL)


class Watch:
    """One process's life: ``restart`` ends it and begins another on the same directory."""

    def __init__(self, directory: Path, store: SeriesStore, clock: ManualClock) -> None:
        self.directory = directory
        self.store = store
        self.clock = clock
        self.desk = Desk()
        self.targets = Targets()
        self.registry = CollectorRegistry()
        self.executor = rule_lanes(clock, LaneMetrics(self.registry))
        self.room = self._room()

    @classmethod
    async def open(cls, directory: Path, at: Instant = START) -> Watch:
        clock = ManualClock(at)
        return cls(directory, await SeriesStore.open(directory, clock=clock), clock)

    async def close(self) -> None:
        self.executor.shutdown()
        await self.store.close()

    def _room(self) -> RuleRoom:
        seams = Seams(
            clock=self.clock,
            source=self.store,
            writer=self.store,
            sink=self.desk,
            hearing=self.store,
            executor=self.executor,
            metrics=RuleMetrics(self.registry),
            started_at=self.clock.now(),
        )
        return RuleRoom(
            seams,
            Surroundings(self.store, Evaluator(self.store, checkpoint=checkpoint), self.targets),
        )

    async def load(self, *rules: str | RuleFile) -> None:
        files = [
            parse_rule_file(rule, name="f.yml") if isinstance(rule, str) else rule for rule in rules
        ]
        self.clock.add(*await self.room.load(files))

    async def tell(self, feed: str, samples: Mapping[str, float], *, every: Duration) -> None:
        """Write one tick now; a series is written as ``name instance=a job=b``."""
        told = {series(text): value for text, value in samples.items()}
        await self.store.write(feed, interval=every, at=self.clock.now(), samples=told)

    async def play(
        self,
        feed: str,
        samples: Mapping[str, float],
        *,
        minutes: float,
        every: Duration = 15 * SECOND,  # type: ignore[assignment]  # an int times a Duration
    ) -> None:
        """Repeat a tick for some minutes, with the rules running beside it."""
        end = self.clock.now() + minutes * MINUTE
        while self.clock.now() < end:
            await self.tell(feed, samples, every=every)
            await self.clock.advance(Instant(self.clock.now() + every))

    def stored(self, metric: str) -> dict[Labels, float]:
        matcher = Matcher("__name__", MatchKind.EQUAL, metric)
        return {found.labels: found.value for found in self.store.latest((matcher,))}

    async def restart(self, *, after: Duration, rules: Iterable[str | RuleFile]) -> Watch:
        await self.close()
        again = await Watch.open(self.directory, Instant(self.clock.now() + after))
        await again.load(*rules)
        return again

    def metric(self, name: str, **labels: str) -> float | None:
        return self.registry.get_sample_value(name, labels)


def series(text: str) -> Labels:
    name, *pairs = text.split()
    labels = {label_name: value for label_name, _, value in (pair.partition("=") for pair in pairs)}
    return labels_of({**labels, "__name__": name})
