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
from rules.promql.table import BoolArray
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
    for step in old.tolist():
        run.check_time()
        found = _summary(rolled, ranged, int(ends[step]))
        values[step] = of(found, ranged.length / 1000)
        present[step] = found.count > 0
    return Frame(frame.table, values, present, None, frame.histograms)


def _summary(rolled: RollUps, ranged: Ranged, end: int) -> _Summary:
    reach = max(ranged.length, rolled.period)
    border = min(rolled.until, end // rolled.period * rolled.period)
    border = max(border, end - reach)
    found = _of_periods(rolled.blocks, ranged.table.length, end - reach, border)
    periods = border // rolled.period - (end - reach) // rolled.period
    seconds = periods * rolled.period / 1000
    if border < end:
        tail = _of_samples(ranged.blocks, found, (border, end))
        seconds += (end - border) / 1000 if (tail.count > 0).any() else 0.0
        found = _together(found, tail)
    found.increase = found.increase / max(seconds, 0.001)
    return found


def _of_periods(blocks: Sequence[RollUpBlock], rows: int, start: int, end: int) -> _Summary:
    """Sum up the periods that end in (start, end]."""
    found = _nothing(rows)
    for block in blocks:
        first, stop = np.searchsorted(block.times, (start, end), side="right").tolist()
        if first == stop:
            continue
        part, everything = slice(first, stop), slice(0, len(block.rows))
        count = block.count[part, everything]
        there, at = count > 0, block.rows
        found.count[at] = np.where(there, count, 0.0).sum(axis=0)
        found.total[at] = np.where(there, block.total[part, everything], 0.0).sum(axis=0)
        found.increase[at] = np.where(there, block.increase[part, everything], 0.0).sum(axis=0)
        found.minimum[at] = _extreme(np.fmin, block.minimum[part, everything], there)
        found.maximum[at] = _extreme(np.fmax, block.maximum[part, everything], there)
        newest = stop - first - 1 - there[::-1].argmax(axis=0)
        found.last[at] = block.last[part, everything][newest, np.arange(len(at))]
    return found


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
