"""Ask every store the same over HTTP; compare the answers and the time they took."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.stores.sides import Side
from watchkeeper.core.instants import HOUR

Answers = dict[str, list[tuple[float, float]]]


class Question(Enum):
    """What is asked of all stores."""

    REPORT = "daily report: min, avg, max of all series"
    ONE = "one series, all samples"
    RATE = "rate of all CPU counters, now"


@dataclass(frozen=True)
class Asked:
    """Queries that are asked one after the other and counted together."""

    question: Question
    path: str
    queries: Sequence[str]
    parameters: dict[str, str]


def questions(end: int, hours: int, one_series: str) -> Iterator[Asked]:
    every = '{__name__=~".+"}'
    at = {"time": f"{end / 1000}"}
    over = [f"{function}_over_time({every}[{hours}h])" for function in ("min", "avg", "max")]
    yield Asked(Question.REPORT, "query", over, at)
    span = {"start": f"{(end - hours * HOUR) / 1000}", "end": f"{end / 1000}", "step": "15"}
    yield Asked(Question.ONE, "query_range", [one_series], span)
    rate = ["sum(rate(node_cpu_seconds_total[5m]))"]
    yield Asked(Question.RATE, "query", rate, at)


def seconds_of(side: Side, asked: Asked, repeat: int) -> float:
    """Return the median time of an answer; the first is not counted."""

    def once() -> float:
        return sum(
            side.endpoint.seconds(asked.path, query=query, **asked.parameters)
            for query in asked.queries
        )

    once()
    return statistics.median(once() for _ in range(repeat))


def answers_of(side: Side, asked: Asked) -> Answers:
    """Return every series of the answers with its samples."""
    found: Answers = {}
    for number, query in enumerate(asked.queries):
        data = side.endpoint.ask(asked.path, query=query, **asked.parameters)
        for one in data["result"]:
            one["metric"].pop("__name__", None)  # VictoriaMetrics keeps it over time
            key = f"{number} {sorted(one['metric'].items())}"
            samples = one.get("values") or [one["value"]]
            found[key] = [(float(at), float(value)) for at, value in samples]
    return found


def difference(mine: Answers, theirs: Answers) -> str:
    """Return the largest relative difference of two answers, or what is not alike."""
    if mine.keys() != theirs.keys():
        return f"{len(mine)} against {len(theirs)} series"
    largest = 0.0
    for key, samples in mine.items():
        if [at for at, _ in samples] != [at for at, _ in theirs[key]]:
            return f"other times in {key}"
        for (_, one), (_, other) in zip(samples, theirs[key], strict=True):
            largest = max(largest, abs(one - other) / max(abs(other), 1e-9))
    return f"{largest:.1e}"
