"""What a fleet is: cohorts of agents alike, their names, their tokens, the series they send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.clock import SystemClock as AgentsClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.registry import sources_of
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Cohort:
    """Agents of one kind; their numbers follow one another."""

    agents: int
    series: int
    interval_seconds: int
    first: int = 0  # number of the first agent

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + self.agents)

    @property
    def samples_per_second(self) -> float:
        return self.agents * self.series / self.interval_seconds


def numbers_of(cohorts: Sequence[Cohort]) -> Iterator[int]:
    for cohort in cohorts:
        yield from cohort.numbers


def target_of(number: int) -> str:
    return f"host-{number:06d}"


def token_of(number: int) -> str:
    return f"benchmark-token-{number:06d}-{'x' * 24}"


def labels_of_a_host(count: int) -> tuple[Labels, ...]:
    """Return the label sets that an agent sends from this host, cut or repeated."""
    clock = AgentsClock()
    collection = Collection(sources_of(AgentConfig(), clock), clock)
    readings = collection.read()
    collection.close()
    found = [
        labels_of({METRIC_NAME: family.name, **dict(zip(family.label_names, values, strict=True))})
        for family, values, _ in readings
    ]
    more = [
        labels_of({METRIC_NAME: f"fleet_extra_{n % 40}", "part": str(n // 40)})
        for n in range(max(0, count - len(found)))
    ]
    return tuple([*found, *more][:count])
