"""Shapes over time: days and weekends, jobs at night, counters, events now and then."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT

Floats = npt.NDArray[np.float64]
Times = npt.NDArray[np.int64]  # milliseconds
Bools = npt.NDArray[np.bool_]
WEEK = 7 * DAY


class FeedOfSamples(NamedTuple):
    """What agents or probes told: for each series a value at each time."""

    times: Times
    samples: dict[Labels, Floats]


class Span(NamedTuple):
    """From when to when; a whole Monday 0:00 begins it."""

    start: Instant
    end: Instant

    def every(self, milliseconds: int) -> Times:
        return np.arange(int(self.start), int(self.end) + 1, milliseconds, dtype=np.int64)


def series(name: str, /, **labels: str) -> Labels:
    return labels_of({"__name__": name, **labels})


def hour_of_day(times: Times) -> Floats:
    return (times % DAY) / HOUR


def is_weekend(times: Times) -> Bools:
    """Return True on days 5 and 6 of a week; the epoch was a Thursday."""
    is_late: Bools = (times // DAY + 3) % 7 >= 5
    return is_late


def working_day(times: Times, *, weekend: float = 0.25) -> Floats:
    """Return how much is going on, 0 to 1: a hump around 14:00, and little of it at weekends."""
    hump = np.exp(-(((hour_of_day(times) - 14.0) / 4.0) ** 2))
    return np.where(is_weekend(times), weekend * hump, hump)


def nightly(times: Times, rng: np.random.Generator, *, at: float, minutes: float) -> Bools:
    """Return True while a job runs that begins at that hour and takes that long, more or less."""
    day = (times // DAY).astype(int)
    days = int(day.max()) - int(day.min()) + 1
    late = rng.uniform(0, 10, days)[day - day.min()]
    takes = (minutes * rng.uniform(0.7, 1.3, days))[day - day.min()]
    since = (hour_of_day(times) - at) * 60 - late
    is_running: Bools = (since >= 0) & (since < takes)
    return is_running


def noise(times: Times, rng: np.random.Generator, *, minutes: float = 10.0) -> Floats:
    """Return noise of deviation 1 that wanders: independent every so many minutes, straight between."""
    knots = np.arange(times[0], times[-1] + 2 * minutes * MINUTE, minutes * MINUTE)
    return np.interp(times, knots, rng.standard_normal(len(knots)))


def moments(times: Times, rng: np.random.Generator, *, a_week: float) -> Bools:
    """Return True at ticks that are hit by chance, so often a week."""
    ticks_a_week = WEEK / (times[1] - times[0])
    is_hit: Bools = rng.random(len(times)) < a_week / ticks_a_week
    return is_hit


def counter(rates: npt.NDArray[np.floating[Any]], times: Times) -> Floats:
    """Return the counter that grows by these rates a second."""
    return np.cumsum(rates) * float(times[1] - times[0]) / 1000


def constant(times: Times, value: float) -> Floats:
    return np.full(len(times), value)


def only(where: Bools, values: Floats) -> Floats:
    """Return the values, with no sample elsewhere."""
    return np.where(where, values, ABSENT)
