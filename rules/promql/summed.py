"""Functions over a range by what the source has summed up: few samples are looked at one by one.

For one step only: where windows overlap, each sample is decoded once and serves all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from rules.promql.frames import Frame, Grid
from rules.promql.functions import over_time
from rules.promql.nodes import MatrixSelector, Subquery
from rules.promql.reading import blocks_between, ends_of, select, spread
from rules.promql.run import Run
from rules.promql.series import (
    Block,
    FloatArray,
    Selection,
    Stretch,
    Summary,
    SummarySource,
)
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import Kernel, SlotIndex, apply_kernel
from watchkeeper.core.instants import Instant

FEWEST_ROWS_TIMES_MS = 1 << 32
"""Of a window, a day of fifty series: of less than that, what was decoded for the evaluation
before is kept, and looking at each sample costs no more (0.3 against 0.8 ms for 5 series).
"""

_MOST_LOST = 100.0  # times its sum, that what is added may be: else digits are missing
_MOST_LOST_OF_SAMPLES = 2.0  # their own sum is as good as 12 digits

Sums = tuple[FloatArray, FloatArray]  # total and count, (rows,)


@dataclass(frozen=True, slots=True)
class _Window:
    """What is known of a window: the source's summary, and bounds (start, end, at) in ms."""

    summary: Summary
    bounds: tuple[int, int, int]

    def of_rest(self, kernel: Kernel, fill: float) -> Iterator[FloatArray]:
        """Give what a kernel makes of each stretch (rows,), *fill* where that has no sample."""
        rows = len(self.summary.count)
        for stretch in self.summary.rest:
            values, present = np.zeros(rows), np.zeros(rows, np.bool_)
            bounds = (stretch.start, stretch.end, self.bounds[2])
            apply_kernel(kernel, _indexes(stretch), bounds, (values, present))
            yield np.where(present, values, fill)

    def count(self) -> FloatArray:
        count = self.summary.count
        for more in self.of_rest(over_time.count_over_time, 0.0):
            count = count + more
        return count

    def total(self) -> tuple[FloatArray, BoolArray]:
        """Return the sums, and which of them may lack digits or are not known."""
        summary = self.summary
        total, loose = summary.total, np.zeros(len(summary.total))
        for more in self.of_rest(over_time.sum_over_time, 0.0):
            total = total + more
            loose = loose + np.abs(more)
        size = np.abs(total)
        is_doubtful = summary.magnitude + loose > _MOST_LOST * size
        is_doubtful |= loose > _MOST_LOST_OF_SAMPLES * size
        return total, np.where(np.isnan(total), False, is_doubtful | np.isinf(total))


def _indexes(stretch: Stretch) -> list[SlotIndex]:
    return [SlotIndex(block) for block in stretch.blocks]


def _sum(window: _Window) -> tuple[FloatArray, BoolArray]:
    return window.total()


def _mean(window: _Window) -> tuple[FloatArray, BoolArray]:
    total, is_doubtful = window.total()
    return total / window.count(), is_doubtful


def _least(window: _Window) -> tuple[FloatArray, BoolArray]:
    found = window.summary.minimum
    for more in window.of_rest(over_time.min_over_time, np.nan):
        found = np.fmin(found, more)
    return found, _nowhere(found)


def _greatest(window: _Window) -> tuple[FloatArray, BoolArray]:
    found = window.summary.maximum
    for more in window.of_rest(over_time.max_over_time, np.nan):
        found = np.fmax(found, more)
    return found, _nowhere(found)


def _count(window: _Window) -> tuple[FloatArray, BoolArray]:
    found = window.count()
    return found, _nowhere(found)


def _present(window: _Window) -> tuple[FloatArray, BoolArray]:
    found = window.summary.count
    return np.ones(len(found)), _nowhere(found)


def _nowhere(rows: FloatArray) -> BoolArray:
    return np.zeros(len(rows), np.bool_)


Summed = Callable[[_Window], tuple[FloatArray, BoolArray]]
"""Gives the values of all rows, and of which of them the samples must be looked at."""

SUMMED: Mapping[str, tuple[Summed, Kernel]] = MappingProxyType(
    {
        "sum_over_time": (_sum, over_time.sum_over_time),
        "avg_over_time": (_mean, over_time.avg_over_time),
        "min_over_time": (_least, over_time.min_over_time),
        "max_over_time": (_greatest, over_time.max_over_time),
        "count_over_time": (_count, over_time.count_over_time),
        "present_over_time": (_present, over_time.present_over_time),
    }
)


def over_summary(
    run: Run, function: str, node: MatrixSelector | Subquery, grid: Grid
) -> Frame | None:
    """Return what a function gives of a window that the source has summed up, else None."""
    if function not in SUMMED or not isinstance(node, MatrixSelector):
        return None
    ends = ends_of(grid, node.selector.at, node.selector.offset)
    if len(ends) != 1 or not isinstance(run.source, SummarySource):
        return None
    end = int(ends[0])
    start = end - node.range
    if run.rolled is not None and start < run.rolled.raw_since():
        return None
    selected = select(run, node.selector)
    if selected.table.length * node.range < FEWEST_ROWS_TIMES_MS:
        return None
    summary = run.source.summary(selected.selection, Instant(start), Instant(end))
    if summary is None:
        return None
    run.use(selected.table.length)
    run.touch(sum(block.values.size for one in summary.rest for block in one.blocks))
    summed, kernel = SUMMED[function]
    window = _Window(summary, (start, end, int(grid.times[-1])))
    values, is_doubtful = summed(window)
    present = _are_present(window)
    if is_doubtful.any():
        rows = np.flatnonzero(is_doubtful & present)
        _look(run, selected.selection, rows, kernel, window.bounds, (values, present))
    steps = grid.steps
    return Frame(selected.table, spread(values[None], steps), spread(present[None], steps))


def _are_present(window: _Window) -> BoolArray:
    present: BoolArray = window.summary.count > 0
    for more in window.of_rest(over_time.present_over_time, 0.0):
        present = present | (more > 0)
    return present


def _look(
    run: Run,
    selection: Selection,
    rows: IndexArray,
    kernel: Kernel,
    bounds: tuple[int, int, int],
    into: tuple[FloatArray, BoolArray],
) -> None:
    """Compute a few rows from all their samples."""
    blocks = [index.block for index in blocks_between(run, selection, *bounds[:2])]
    narrow = [SlotIndex(one) for block in blocks if (one := _only(block, rows)) is not None]
    apply_kernel(kernel, narrow, bounds, into)


def _only(block: Block, rows: IndexArray) -> Block | None:
    """Return a block with those of its rows; the others are not decoded."""
    columns = np.flatnonzero(np.isin(block.rows, rows))
    if not len(columns):
        return None
    slots = len(block.times)
    values: Sequence[FloatArray] = [
        block.values[0:slots, column : column + 1] for column in columns.tolist()
    ]
    return Block(
        block.rows[columns], block.feed[columns], block.times, np.concatenate(values, axis=1)
    )
