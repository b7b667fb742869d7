"""Least squares over a range for dense rows: what depends on times is worked out per feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rules.promql.dense import DenseFunction, DenseRows, Prepared
from rules.promql.functions.prefix_sums import PrefixSums
from rules.promql.series import FloatArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.ticks import FeedWindows, Ticks

_FEW_STEPS = 4  # for fewer it costs no more to look at every sample
_LARGEST_LOSS = 1e-12
_EPSILON = float(np.finfo(np.float64).eps)


def predict_linear(seconds: FloatArray, at: TimeArray) -> DenseFunction:
    """Return the value of the line *seconds* (steps,) after *at* (steps,), in ms."""

    def prepare(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
        lines, lossy = _lines_of(rows, windows)

        def compute(part: FeedWindows) -> FloatArray:
            steps = slice(part.number, part.number + part.steps)
            slope, value = lines(part, at[steps])
            return slope * seconds[steps, None] + value

        return compute, lossy

    return DenseFunction(prepare, fewest=2)


def _prepare_deriv(rows: DenseRows, windows: FeedWindows) -> tuple[Prepared, IndexArray | None]:
    lines, lossy = _lines_of(rows, windows)
    return lambda part: lines(part, part.ends)[0], lossy


deriv = DenseFunction(_prepare_deriv, fewest=2)


class Lines(Protocol):
    """Gives slope per second and value at *origin* (steps,), in ms, of the best line."""

    def __call__(
        self, windows: FeedWindows, origin: TimeArray
    ) -> tuple[FloatArray, FloatArray]: ...  # both (steps, rows)


def _lines_of(rows: DenseRows, windows: FeedWindows) -> tuple[Lines, IndexArray | None]:
    if windows.steps < _FEW_STEPS:
        return lambda part, origin: _each(rows, part, origin), None
    totals = _Totals(rows)
    return totals.lines, totals.lossy(windows)


def _each(
    rows: DenseRows, windows: FeedWindows, origin: TimeArray
) -> tuple[FloatArray, FloatArray]:
    found = [_line(rows, windows, step, int(at)) for step, at in enumerate(origin)]
    return np.stack([slope for slope, _ in found]), np.stack([value for _, value in found])


@dataclass(frozen=True, slots=True)
class _Abscissae:
    """The times of the samples of a window, in seconds from their mean."""

    slots: slice
    x: FloatArray  # (slots, feeds), 0 outside of the window
    mean: FloatArray  # (feeds,) from the origin
    variance: FloatArray  # (feeds,) times the count
    count: FloatArray  # (feeds,)
    inside: BoolArray  # (slots, feeds)
    edges: list[int]  # slots in which not every feed has a sample


def _abscissae(ticks: Ticks, windows: FeedWindows, step: int, origin: int) -> _Abscissae:
    first, last = windows.first[step], windows.last[step]  # (feeds,)
    slots = slice(int(first.min()), int(last.max()) + 1)
    number = np.arange(slots.start, slots.stop)[:, None]
    inside = ticks.is_tick[slots] & (number >= first) & (number <= last)
    x = np.where(inside, (ticks.times[slots] - origin) / 1000, 0.0)
    count = np.maximum(inside.sum(axis=0), 1)
    mean = x.sum(axis=0) / count
    x = np.where(inside, x - mean, 0.0)
    edges = np.flatnonzero(~inside.all(axis=1)).tolist()
    return _Abscissae(slots, x, mean, np.einsum("sf,sf->f", x, x), count, inside, edges)


def _line(
    rows: DenseRows, windows: FeedWindows, step: int, origin: int
) -> tuple[FloatArray, FloatArray]:
    """Return slope per second and value at *origin* (ms) of the best line of each row.

    Times are taken from their mean, values from the first one: sums of small numbers keep their
    digits, and a row of equal values has the slope 0.
    """
    of_feeds = windows.remember(
        ("abscissae", step), lambda: _abscissae(rows.ticks, windows, step, origin)
    )
    begin = rows.at(windows.first[step][None])[0]
    y = rows.values[of_feeds.slots] - begin
    for edge in of_feeds.edges:
        y[edge] = np.where(of_feeds.inside[edge][rows.feed], y[edge], 0.0)
    feed = rows.feed
    if of_feeds.x.shape[1] == 1:
        slope = (of_feeds.x[:, 0] @ y) / of_feeds.variance[0]
    else:
        x = of_feeds.x.take(feed, axis=1)
        slope = np.einsum("sr,sr->r", x, y) / of_feeds.variance[feed]
    value = begin + np.add.reduce(y, axis=0) / of_feeds.count[feed] - slope * of_feeds.mean[feed]
    return slope, value


class _Totals:
    """Running sums over rows, of which each window takes two: no sample is looked at twice."""

    def __init__(self, rows: DenseRows) -> None:
        self._rows = rows
        ticks = rows.ticks
        self._zero = int(ticks.times[ticks.slots // 2].max())  # times are taken from here
        x = np.where(ticks.is_tick, (ticks.times - self._zero) / 1000, 0.0)  # (slots, feeds)
        values = rows.without_gaps
        self._base = _first_values(rows)
        y = values - self._base
        if ticks.has_gaps:
            y = np.where(ticks.is_tick[:, rows.feed], y, 0.0)
        xy = y * rows.spread(x)
        self._largest = np.abs(xy).max(axis=0)
        self._x, self._xx = PrefixSums(x), PrefixSums(x * x)
        self._y, self._xy = PrefixSums(y), PrefixSums(xy)

    def lines(self, windows: FeedWindows, origin: TimeArray) -> tuple[FloatArray, FloatArray]:
        rows = self._rows
        covariance, mean, variance = self._moments(windows)
        slope = covariance / rows.spread(variance)
        sum_y = self._over(self._y, windows)
        away = (origin[:, None] - self._zero) / 1000 - mean  # (steps, feeds)
        value = self._base + sum_y / rows.spread(windows.count) + slope * rows.spread(away)
        return slope, value

    def lossy(self, windows: FeedWindows) -> IndexArray:
        """Return the rows whose slope would lose digits in some window."""
        is_lossy = np.zeros(self._rows.width, np.bool_)
        error = windows.count.max() * self._largest * (4 * _EPSILON)
        most = max(1, 65_536 // self._rows.width)
        for begin in range(0, windows.steps, most):
            part = windows.part(slice(begin, begin + most))
            covariance, _, _ = self._moments(part)
            counts = self._rows.spread(part.count >= 2)
            is_lossy |= ((error > np.abs(covariance) * _LARGEST_LOSS) & counts).any(axis=0)
        return np.flatnonzero(is_lossy & (self._largest > 0))

    def _moments(self, windows: FeedWindows) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return covariance (steps, rows), mean time and variance (steps, feeds), times counts."""
        mean, variance = windows.remember("moments of times", lambda: self._of_times(windows))
        sum_xy = self._over(self._xy, windows)
        return sum_xy - self._rows.spread(mean) * self._over(self._y, windows), mean, variance

    def _of_times(self, windows: FeedWindows) -> tuple[FloatArray, FloatArray]:
        stop = windows.last + 1
        sum_x = self._x.between(windows.first, stop)
        mean = sum_x / windows.count
        return mean, self._xx.between(windows.first, stop) - mean * sum_x

    def _over(self, sums: PrefixSums, windows: FeedWindows) -> FloatArray:
        first, last = self._rows.spread(windows.first), self._rows.spread(windows.last)
        return sums.between(first, np.maximum(first, last + 1))


def _first_values(rows: DenseRows) -> FloatArray:
    """Return the first value of each row: (rows,)."""
    first = rows.ticks.is_tick.argmax(axis=0)[rows.feed]
    found: FloatArray = rows.values[first, np.arange(rows.width)]
    return found
