"""Windows whose samples are gone: what roll-ups tell of them, and samples of what is left.

A window takes the periods that end in it: as many as fit, shifted by less than one.  Where it is
shorter than a period it takes the one that ends last in it or before its end; so graphs of times
long past show what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from rules.promql.frames import Frame, Grid
from rules.promql.functions import counters, over_time
from rules.promql.reading import Ranged
from rules.promql.rolled_values import roll_ups_of
from rules.promql.run import Run
from rules.promql.series import FloatArray, RollUpBlock, RollUps
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import Kernel, SlotIndex, apply_kernel


@dataclass(slots=True)
class _Summary:
    """What is known of a window, (rows,) each; anything where ``count`` is 0."""

    count: FloatArray
    total: FloatArray
    minimum: FloatArray
    maximum: FloatArray
    last: FloatArray
    increase: FloatArray


_ROWS = 64  # decoded together

Of = Callable[[_Summary, float], FloatArray]

ROLLED: Mapping[str, Of] = MappingProxyType(
    {
        "count_over_time": lambda found, _: found.count,
        "sum_over_time": lambda found, _: found.total,
        "avg_over_time": lambda found, _: found.total / found.count,
        "min_over_time": lambda found, _: found.minimum,
        "max_over_time": lambda found, _: found.maximum,
        "last_over_time": lambda found, _: found.last,
        "present_over_time": lambda found, _: np.ones(len(found.count)),
        "increase": lambda found, seconds: found.increase * seconds,
        "rate": lambda found, _: found.increase,
    }
)
"""What a function makes of a summary, whose increase is one per second, and the window's length."""


def over_roll_ups(run: Run, function: str, ranged: Ranged, grid: Grid, frame: Frame) -> Frame:
    """Return the frame with windows that begin before what is kept of samples computed anew."""
    of = ROLLED.get(function)
    if of is None or ranged.selection is None or run.rolled is None:
        return frame
    ends = np.broadcast_to(ranged.ends, grid.steps)
    old = np.flatnonzero(ends - ranged.length < run.rolled.raw_since())
    rolled = roll_ups_of(run, ranged.selection, ends[old], ranged.length)
    if rolled is None:
        return frame
    values, present = frame.values.copy(), frame.present.copy()
    rows = np.concatenate([np.zeros(0, np.intp), *(block.rows for block in rolled.blocks)])
    spans = [_span(rolled, ranged.length, int(end)) for end in ends[old]]
    for step, span, found in zip(
        old.tolist(),
        spans,
        _periods(run, rolled, function, spans, ranged.table.length),
        strict=True,
    ):
        run.check_time()
        whole = _with_tail(found, ranged, span, int(ends[step]))
        values[step, rows] = of(whole, ranged.length / 1000)[rows]
        present[step, rows] = whole.count[rows] > 0
    return Frame(frame.table, values, present, None, frame.histograms)


@dataclass(frozen=True, slots=True)
class _Span:
    """The periods of a window: those that end in (start, border]; behind are samples."""

    start: int
    border: int
    seconds: float


def _span(rolled: RollUps, length: int, end: int) -> _Span:
    period, start = rolled.period, end - max(length, rolled.period)
    border = max(min(rolled.until, end // period * period), start)
    return _Span(start, border, (border // period - start // period) * period / 1000)


def _with_tail(found: _Summary, ranged: Ranged, span: _Span, end: int) -> _Summary:
    """Return a window with its samples behind the last period, its increase one per second."""
    seconds = span.seconds
    if span.border < end:
        tail = _of_samples(ranged.blocks, found, (span.border, end))
        seconds += (end - span.border) / 1000 if (tail.count > 0).any() else 0.0
        found = _together(found, tail)
    found.increase = found.increase / max(seconds, 0.001)
    return found


_NEEDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "sum_over_time": frozenset({"total"}),
        "avg_over_time": frozenset({"total"}),
        "min_over_time": frozenset({"minimum"}),
        "max_over_time": frozenset({"maximum"}),
        "last_over_time": frozenset({"last"}),
        "increase": frozenset({"increase", "last"}),
        "rate": frozenset({"increase", "last"}),
    }
)
"""What of a record a function takes beside the count; the rest is not decoded."""


def _periods(
    run: Run, rolled: RollUps, function: str, spans: Sequence[_Span], rows: int
) -> list[_Summary]:
    """Sum up the periods of each span, a few rows at a time: decoded once for all spans."""
    found = [_nothing(rows) for _ in spans]
    needed = _NEEDED.get(function, frozenset())
    for block in rolled.blocks:
        for first in range(0, len(block.rows), _ROWS):
            run.check_time()
            part = _decoded(block, slice(first, first + _ROWS), needed)
            for span, summary in zip(spans, found, strict=True):
                edges = (span.start, span.border)
                low, high = np.searchsorted(block.times, edges, side="right").tolist()
                if low < high:
                    _sum_up(part, slice(low, high), block.rows[first : first + _ROWS], summary)
    return found


def _decoded(block: RollUpBlock, rows: slice, needed: frozenset[str]) -> dict[str, FloatArray]:
    everything = slice(0, len(block.times))
    return {name: getattr(block, name)[everything, rows] for name in ("count", *needed)}


def _sum_up(part: Mapping[str, FloatArray], periods: slice, at: IndexArray, into: _Summary) -> None:
    """Put what some periods say of a few rows *into* their places."""
    count = part["count"][periods]
    there = count > 0
    into.count[at] = np.where(there, count, 0.0).sum(axis=0)
    if "total" in part:
        into.total[at] = np.where(there, part["total"][periods], 0.0).sum(axis=0)
    if "increase" in part:
        into.increase[at] = np.where(there, part["increase"][periods], 0.0).sum(axis=0)
    if "minimum" in part:
        into.minimum[at] = _extreme(np.fmin, part["minimum"][periods], there)
    if "maximum" in part:
        into.maximum[at] = _extreme(np.fmax, part["maximum"][periods], there)
    if "last" in part:
        newest = len(there) - 1 - there[::-1].argmax(axis=0)
        into.last[at] = part["last"][periods][newest, np.arange(len(at))]


def _nothing(rows: int) -> _Summary:
    zeros, nothing = np.zeros((3, rows)), np.full((3, rows), np.nan)
    return _Summary(zeros[0], zeros[1], nothing[0], nothing[1], nothing[2], zeros[2])


def _extreme(of: np.ufunc, values: FloatArray, there: BoolArray) -> FloatArray:
    return np.asarray(of.reduce(np.where(there, values, np.nan), axis=0))


_KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {
        "count": over_time.count_over_time,
        "total": over_time.sum_over_time,
        "minimum": over_time.min_over_time,
        "maximum": over_time.max_over_time,
        "last": over_time.last_over_time,
        "increase": counters.plain_rise,
    }
)


def _of_samples(blocks: Sequence[SlotIndex], before: _Summary, bounds: tuple[int, int]) -> _Summary:
    """Sum up the samples of a window (start, end] behind what was summed up *before*."""
    tail, rows = _nothing(len(before.count)), len(before.count)
    start, end = bounds
    for name, kernel in _KERNELS.items():
        present: BoolArray = np.zeros(rows, np.bool_)
        apply_kernel(kernel, blocks, (start, end, end), (getattr(tail, name), present))
    first, is_first = np.zeros(rows), np.zeros(rows, np.bool_)
    apply_kernel(over_time.first_over_time, blocks, (start, end, end), (first, is_first))
    step = np.where(first < before.last, first, first - before.last)
    tail.increase += np.where(is_first & (before.count > 0), step, 0.0)
    return tail


def _together(earlier: _Summary, later: _Summary) -> _Summary:
    return _Summary(
        earlier.count + later.count,
        earlier.total + later.total,
        np.fmin(earlier.minimum, later.minimum),
        np.fmax(earlier.maximum, later.maximum),
        np.where(later.count > 0, later.last, earlier.last),
        earlier.increase + later.increase,
    )
