"""What a fleet is: cohorts of agents alike, their names, their tokens, the series they send."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent.clock import SystemClock as AgentsClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.registry import sources_of
from watchkeeper.core.labels import METRIC_NAME, Labels, label, labels_of
from watchkeeper.wire.exposition import Kind, Reading

FloatArray = npt.NDArray[np.float64]

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


@dataclass(frozen=True)
class HostReadings:
    """What an agent reads on this host: label sets, values, and what they rise by in a second."""

    labels: tuple[Labels, ...]
    values: FloatArray  # (series,)
    rises: FloatArray  # (series,) 0 for what is no counter


def labels_of_a_host(count: int) -> tuple[Labels, ...]:
    """Return the label sets that an agent sends from this host, cut or repeated."""
    return readings_of_a_host(count).labels


def readings_of_a_host(count: int) -> HostReadings:
    """Return what an agent sends from this host, cut or repeated; so that rules find it well."""
    clock = AgentsClock()
    collection = Collection(sources_of(AgentConfig(), clock), clock)
    first = _by_labels(collection.read())
    time.sleep(1.0)
    second = _by_labels(collection.read())
    collection.close()
    found = [labels for labels in first if labels in second][:count]
    more = [
        labels_of({METRIC_NAME: f"fleet_extra_{n % 40}", "part": str(n // 40)})
        for n in range(max(0, count - len(found)))
    ]
    values = [second[labels][1] for labels in found] + [17.0] * len(more)
    rises = [
        second[labels][1] - first[labels][1] if _goes_on(labels, first[labels][0]) else 0.0
        for labels in found
    ] + [0.0] * len(more)
    return HostReadings((*found, *more), np.array(values), np.array(rises))


def _by_labels(readings: Sequence[Reading]) -> dict[Labels, tuple[Kind, float]]:
    return {family.labels(names): (family.kind, value) for family, names, value in readings}


def _goes_on(labels: Labels, kind: Kind) -> bool:
    """Return whether a series rises with time."""
    return kind is Kind.COUNTER or label(labels, METRIC_NAME) == "node_time_seconds"
