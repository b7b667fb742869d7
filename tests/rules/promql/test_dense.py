"""Sliding windows over whole arrays give what looking at each window's samples one by one gives."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.promql import Evaluator, Vector, compile_plan
from rules.promql.functions.prefix_sums import PrefixSums
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of, without
from watchkeeper.core.samples import STALE, STALE_BITS, bits_of

_INTERVAL = 15_000
Samples = list[tuple[int, float]]

_ODD = (STALE, math.nan, math.inf, -math.inf, 0.0, -0.0)


class Feeds:
    """Feeds of several rows that share their jittering times; some miss ticks, some rows are odd."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.source = MemorySource()
        self.samples: dict[Labels, Samples] = {}
        for feed in range(self._random.integers(1, 4)):
            self._add(str(feed), int(self._random.integers(1, 40)))

    def _add(self, feed: str, ticks: int) -> None:
        random = self._random
        times = random.integers(_INTERVAL) + np.arange(ticks) * _INTERVAL
        times += random.integers(-500, 500, ticks) * random.integers(0, 2)
        kept = random.random(ticks) >= random.choice((0.0, 0.0, 0.1))
        for row in range(random.integers(1, 5)):
            labels = labels_of({"feed": feed, "row": str(row)})
            values = self._values(ticks)
            found = [
                (int(at), float(value))
                for at, value, is_kept in zip(times, values, kept, strict=True)
                if is_kept
            ]
            self.source.add({METRIC_NAME: "m", **dict(labels)}, found, feed)
            self.samples[labels] = [one for one in found if bits_of(one[1]) != STALE_BITS]

    def _values(self, ticks: int) -> list[float]:
        random = self._random
        kinds = (
            random.integers(-3, 50, ticks).astype(float),
            random.uniform(-1e6, 1e6, ticks),
            np.cumsum(random.uniform(0, 1e9, ticks)),
            random.uniform(0, 1, ticks) * random.integers(0, 2, ticks),
        )
        values: list[float] = random.choice(kinds).tolist()
        if random.random() < 0.2:
            values[random.integers(ticks)] = _ODD[random.integers(len(_ODD))]
        return values


def _extrapolated(samples: Samples, start: int, end: int, *, is_counter: bool) -> float | None:
    """Return prometheus's increase or delta, by its words."""
    if len(samples) < 2:
        return None
    values = [value for _, value in samples]
    risen = values[-1] - values[0]
    if is_counter:
        risen += sum(a for a, b in pairwise(values) if b < a)
    sampled = (samples[-1][0] - samples[0][0]) / 1000
    mean = sampled / (len(samples) - 1)
    to_start, to_end = (samples[0][0] - start) / 1000, (end - samples[-1][0]) / 1000
    to_start = mean / 2 if to_start >= 1.1 * mean else to_start
    if is_counter and risen > 0 and values[0] >= 0:
        to_start = min(to_start, sampled * (values[0] / risen))
    to_end = mean / 2 if to_end >= 1.1 * mean else to_end
    return risen * ((sampled + to_start + to_end) / sampled)


def _slope(samples: Samples) -> float | None:
    if len(samples) < 2:
        return None
    if any(not math.isfinite(value) for _, value in samples):
        return math.nan
    x = [Fraction(at, 1000) for at, _ in samples]
    y = [Fraction(value) for _, value in samples]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    covariance = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return float(covariance / sum((a - mean_x) ** 2 for a in x))


def _changes(samples: Samples) -> float:
    return float(
        sum(
            a != b and not (math.isnan(a) and math.isnan(b)) for (_, a), (_, b) in pairwise(samples)
        )
    )


def _sum(samples: Samples) -> float:
    values = [value for _, value in samples]
    if all(map(math.isfinite, values)):
        return math.fsum(values)
    return sum(values)


def _variance(samples: Samples) -> float:
    values = [value for _, value in samples]
    if not all(map(math.isfinite, values)):
        return math.nan
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    return float(sum((one - mean) ** 2 for one in exact) / len(exact))


def _extreme(of: Callable[[list[float]], float], samples: Samples) -> float:
    values = [value for _, value in samples if not math.isnan(value)]
    return of(values) if values else math.nan


_Loop = Callable[[Samples, int, int], float | None]
_LOOPS: dict[str, _Loop] = {
    "increase": lambda found, start, end: _extrapolated(found, start, end, is_counter=True),
    "delta": lambda found, start, end: _extrapolated(found, start, end, is_counter=False),
    "deriv": lambda found, _start, _end: _slope(found),
    "changes": lambda found, _start, _end: _changes(found),
    "resets": lambda found, _start, _end: float(sum(b < a for (_, a), (_, b) in pairwise(found))),
    "idelta": lambda found, _start, _end: found[-1][1] - found[-2][1] if found[1:] else None,
    "sum_over_time": lambda found, _start, _end: _sum(found),
    "avg_over_time": lambda found, _start, _end: _sum(found) / len(found),
    "stdvar_over_time": lambda found, _start, _end: _variance(found),
    "stddev_over_time": lambda found, _start, _end: math.sqrt(_variance(found)),
    "count_over_time": lambda found, _start, _end: float(len(found)),
    "min_over_time": lambda found, _start, _end: _extreme(min, found),
    "max_over_time": lambda found, _start, _end: _extreme(max, found),
    "last_over_time": lambda found, _start, _end: found[-1][1],
    "first_over_time": lambda found, _start, _end: found[0][1],
}


@pytest.mark.parametrize("function", _LOOPS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 2**32),
    length=st.integers(1, 300_000),
    start=st.integers(0, 600_000),
    step=st.integers(1, 60_000),
    steps=st.integers(1, 20),
)
def test_windows_are_what_loops_over_their_samples_give(
    function: str, seed: int, length: int, start: int, step: int, steps: int
) -> None:
    """Each step of a range query gives what a plain loop over the samples of its window gives."""
    feeds, end = Feeds(seed), start + (steps - 1) * step
    matrix = Evaluator(feeds.source).range(
        compile_plan(f"{function}(m[{length}ms])"), Instant(start), Instant(end), Duration(step)
    )
    given_by_us = {
        (without(one.labels, METRIC_NAME), at): value
        for one in matrix
        for at, value in zip(one.times.tolist(), one.values.tolist(), strict=True)
    }
    wanted = {}
    for labels, samples in feeds.samples.items():
        for at in range(start, end + 1, step):
            found = [one for one in samples if at - length < one[0] <= at]
            value = _LOOPS[function](found, at - length, at) if found else None
            if value is not None:
                wanted[labels, at] = value
    assert given_by_us.keys() == wanted.keys()
    for key, value in given_by_us.items():
        assert value == pytest.approx(wanted[key], rel=1e-9, abs=1e-9, nan_ok=True)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=80)
@given(seed=st.integers(0, 2**32), start=st.integers(0, 900_000), step=st.integers(1, 60_000))
def test_the_latest_sample_at_each_step(seed: int, start: int, step: int) -> None:
    """A selector over a range gives at each step what it gives at that instant."""
    feeds, plan, end = Feeds(seed), compile_plan("m"), start + 19 * step
    evaluator = Evaluator(feeds.source)
    matrix = evaluator.range(plan, Instant(start), Instant(end), Duration(step))
    given_by_us = {
        (one.labels, at): value
        for one in matrix
        for at, value in zip(one.times.tolist(), one.values.tolist(), strict=True)
    }
    wanted = {}
    for at in range(start, end + 1, step):
        vector = evaluator.instant(plan, Instant(at))
        assert isinstance(vector, Vector)
        wanted.update({(labels, at): value for labels, value in vector})
    assert given_by_us.keys() == wanted.keys()
    assert list(given_by_us.values()) == pytest.approx(
        [wanted[key] for key in given_by_us], rel=0, abs=0, nan_ok=True
    )


@given(
    st.lists(st.floats(-1e15, 1e15, width=64), min_size=1, max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_running_totals_lose_no_digits_or_say_so(values: list[float], a: int, b: int) -> None:
    """A sum by two look-ups is right to 1e-12, or it is named as lossy."""
    first, stop = sorted((min(a, len(values)), min(b, len(values))))
    totals = PrefixSums(np.array(values)[:, None])
    found = totals.between(np.array([[first]]), np.array([[stop]]))
    exact = math.fsum(values[first:stop])
    if not totals.is_lossy(found)[0, 0]:
        assert found[0, 0] == pytest.approx(exact, rel=1e-12, abs=1e-15)


def test_a_small_gauge_behind_a_huge_one_keeps_its_digits() -> None:
    """What was huge before the window does not blur what is in it."""
    source = MemorySource()
    values = [1e15 / 3] * 20 + [0.1] * 40
    source.add({METRIC_NAME: "m"}, [(slot * 1000, value) for slot, value in enumerate(values)])
    plan = compile_plan("sum_over_time(m[10s])")
    matrix = Evaluator(source).range(plan, Instant(30_000), Instant(59_000), Duration(1000))
    (one,) = matrix
    assert one.values.tolist() == [pytest.approx(1.0, rel=1e-12)] * 30
