"""Random series for the differential test, made so that two right answers are equal.

Values are small multiples of a power of two, so that a sum is exact in any order.  Every series
is read at a phase of its own within a second, and queries ask at whole seconds: no sample lies on
the edge of a window, where Prometheus 2 and 3 differ.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of, without

SCRAPE = 15_000
SLOTS = 400
EPOCH = Instant(1_700_000_010_000)  # a multiple of 15 s
PHASES_OF_QUERIES = 7_000  # queries ask at this after a multiple of 15 s
GAUGES, COUNTERS, ODD, BUCKETS = "temperature", "requests_total", "odd", "latency_bucket"
_BOUNDS = ("0.125", "0.25", "0.5", "1", "2.5", "+Inf")


@dataclass(frozen=True, slots=True)
class RandomSeries:
    labels: Labels
    samples: tuple[tuple[int, float], ...]  # (ms, value), oldest first


def random_series(seed: int) -> list[RandomSeries]:
    """Return gauges, counters, a metric of odd values, and classic histograms."""
    dice = random.Random(seed)
    return [*_gauges(dice), *_counters(dice), *_odd(dice), *_histograms(dice)]


def _gauges(dice: random.Random) -> Iterator[RandomSeries]:
    for name in (GAUGES, "load"):
        for number in range(12):
            value = dice.randint(-400, 4000)
            values = []
            for _ in range(SLOTS):
                value += dice.choice((0, 0, 1, -1, 7, -9, 120, -118))
                values.append(value / 8 + number / 1024)  # no two series are ever equal
            yield _series(dice, name, number, values)


def _counters(dice: random.Random) -> Iterator[RandomSeries]:
    for name in (COUNTERS, "bytes_total"):
        for number in range(12):
            value, values = dice.randint(10**6, 10**7), []
            for _ in range(SLOTS):
                begins_anew = dice.random() < 0.01  # far above zero: see queries.py
                value = dice.randint(4, 5) * 10**4 if begins_anew else value + dice.randint(0, 90)
                values.append(value / 8)
            yield _series(dice, name, number, values)


def _odd(dice: random.Random) -> Iterator[RandomSeries]:
    choices = (math.nan, math.inf, -math.inf, 0.0, 1.0, -2.5, 2.0**12, 2.0**-10)
    for number in range(8):
        yield _series(dice, ODD, number, [dice.choice(choices) for _ in range(SLOTS)])


def _histograms(dice: random.Random) -> Iterator[RandomSeries]:
    for number in range(4):
        counts = [10.0**5] * len(_BOUNDS)
        histories: list[list[float]] = [[] for _ in _BOUNDS]
        for _ in range(SLOTS):
            for place in range(dice.randint(0, len(_BOUNDS) - 1), len(_BOUNDS)):
                counts[place] += dice.randint(1, 5) + place * 5
            for place, history in enumerate(histories):
                history.append(max(counts[: place + 1]))
        phase, gaps = _phase(dice), _gaps(dice)
        for bound, history in zip(_BOUNDS, histories, strict=True):
            labels = {**_labels(number), METRIC_NAME: BUCKETS, "le": bound}
            yield RandomSeries(labels_of(labels), _samples(history, phase, gaps))


def _labels(number: int) -> dict[str, str]:
    return {"instance": "abc"[number % 3], "mode": f"m{number // 3}", "job": "xy"[number % 2]}


def _series(dice: random.Random, name: str, number: int, values: list[float]) -> RandomSeries:
    labels = labels_of({**_labels(number), METRIC_NAME: name})
    return RandomSeries(labels, _samples(values, _phase(dice), _gaps(dice)))


def _phase(dice: random.Random) -> int:
    """Return a part of a second in ms; in seconds it is exact too."""
    return 125 * dice.randint(1, 7)


def _gaps(dice: random.Random) -> frozenset[int]:
    """Return the slots without a sample: single ones, and a silence of some minutes."""
    silent = dice.randrange(SLOTS)
    singles = {slot for slot in range(SLOTS) if dice.random() < 0.02}
    return frozenset(singles | set(range(silent, silent + dice.randint(0, 40))))


def _samples(
    values: list[float], phase: int, gaps: frozenset[int]
) -> tuple[tuple[int, float], ...]:
    return tuple(
        (EPOCH + slot * SCRAPE + phase, value)
        for slot, value in enumerate(values)
        if slot not in gaps
    )


def openmetrics(series: list[RandomSeries]) -> str:
    """Return the series in OpenMetrics, grouped by metric, as promtool imports them."""
    lines = []
    for one in sorted(series, key=lambda one: dict(one.labels)[METRIC_NAME]):
        name = dict(one.labels)[METRIC_NAME]
        pairs = ",".join(f'{key}="{value}"' for key, value in without(one.labels, METRIC_NAME))
        lines += [f"{name}{{{pairs}}} {value!r} {at / 1000:.3f}" for at, value in one.samples]
    return "\n".join([*lines, "# EOF\n"])
