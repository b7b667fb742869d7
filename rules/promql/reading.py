"""Read what selectors and subqueries select, at every step of a grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rules.promql.dense import DenseFunction, Into, apply_dense
from rules.promql.errors import QueryLimitExceeded
from rules.promql.frames import Frame, Grid
from rules.promql.mixed.cells import with_each
from rules.promql.mixed.reading import (
    latest_histograms,
    told_resets,
    with_cells,
    without_hint,
)
from rules.promql.nodes import At, AtEdge, Expr, MatrixSelector, Subquery, VectorSelector
from rules.promql.rolled_values import latest_roll_ups
from rules.promql.run import Run
from rules.promql.series import Block, Selection, TimeArray
from rules.promql.sliding_latest import latest_at_steps
from rules.promql.table import LabelTable, table_of_selection
from rules.promql.windows import Kernel, SlotIndex, apply_kernel, latest
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import mark
from watchkeeper.core.samples import ABSENT

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Selected:
    selection: Selection
    table: LabelTable


def select(run: Run, node: VectorSelector) -> Selected:
    selection = run.select(node)
    return run.kept.remember(
        node,
        "rows",
        (selection, selection.generation),
        lambda: Selected(selection, table_of_selection(selection)),
    )


def ends_of(grid: Grid, at: At | None, offset: int) -> TimeArray:
    """Return the right edge of the window of every step; one edge where ``@`` fixes it."""
    match at:
        case None:
            return grid.times - offset
        case AtEdge.START:
            fixed: int = grid.start
        case AtEdge.END:
            fixed = grid.end
        case _:
            fixed = at
    return np.array([fixed - offset], np.int64)


@dataclass(frozen=True, slots=True)
class Latest:
    frame: Frame
    times: TimeArray  # (steps, rows) when the samples were taken


def read_latest(run: Run, node: VectorSelector, grid: Grid) -> Latest:
    """Return the last sample of each series within the lookback, at every step."""
    selected = select(run, node)
    ends = ends_of(grid, node.at, node.offset)
    shape = (len(ends), selected.table.length)
    run.use(shape[0] * shape[1])
    blocks = _blocks(run, node, selected.selection, ends, run.options.lookback)
    if len(ends) > 1:
        blocks = _in_memory(run, node, blocks)
    values, present, times = np.zeros(shape), np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    rest = blocks
    if len(ends) > 1:
        windows = ends - run.options.lookback, ends
        left = [
            latest_at_steps(one.block, windows, (values, present, times), run) for one in blocks
        ]
        rest = [SlotIndex(block) for block in left if block is not None]
    for step, end in enumerate(ends.tolist() if rest else ()):
        run.check_time()
        for index in rest:
            into = (values[step], present[step], times[step])
            latest(index, end - run.options.lookback, end, into, is_whole=shape[0] == 1)
    latest_roll_ups(run, selected.selection, ends, (values, present, times))
    into = (values, present, times)
    tells = len(ends) == 1 and id(node) in run.stats_only
    histograms = latest_histograms(run, blocks, ends, into, tells_resets=tells)
    if histograms is not None:
        histograms = spread(histograms, grid.steps)
    steps = grid.steps
    frame = Frame(
        selected.table, spread(values, steps), spread(present, steps), histograms=histograms
    )
    return Latest(frame, spread(times, steps))


def _blocks(
    run: Run, node: VectorSelector, selection: Selection, ends: TimeArray, length: int
) -> list[SlotIndex]:
    if not len(ends):
        return []
    return blocks_between(run, selection, int(ends.min()) - length, int(ends.max()))


def _in_memory(run: Run, node: VectorSelector, blocks: list[SlotIndex]) -> list[SlotIndex]:
    """Return blocks whose histograms are in memory, for who looks at them more than once."""
    found = [with_cells(run, index) for index in blocks]
    return [told_resets(index) for index in found] if id(node) in run.stats_only else found


def blocks_between(run: Run, selection: Selection, start: int, end: int) -> list[SlotIndex]:
    """Return what covers the samples with start < time <= end."""
    if not len(selection):
        return []
    blocks = run.source.window(selection, Instant(start), Instant(end))
    run.touch(sum(block.values.size for block in blocks))
    return [SlotIndex(block) for block in blocks]


def spread(array: npt.NDArray[T], steps: int) -> npt.NDArray[T]:
    """Return the one step that ``@`` left as if it were all steps."""
    if len(array) == steps:
        return array
    return np.broadcast_to(array, (steps, *array.shape[1:]))


@dataclass(frozen=True, slots=True)
class Ranged:
    """What a range selector or a subquery selects: blocks, and the windows over them."""

    table: LabelTable
    blocks: list[SlotIndex]
    ends: TimeArray  # (steps,) or (1,) where @ fixes the window
    length: int
    selection: Selection | None = None  # None: a subquery

    def window(self, step: int) -> tuple[int, int]:
        end = int(self.ends[min(step, len(self.ends) - 1)])
        return end - self.length, end


EvaluateFrame = Callable[[Expr, Grid], Frame]


def read_range(
    run: Run, node: MatrixSelector | Subquery, grid: Grid, inner: EvaluateFrame
) -> Ranged:
    if isinstance(node, MatrixSelector):
        selector = node.selector
        selected = select(run, selector)
        ends = ends_of(grid, selector.at, selector.offset)
        blocks = _in_memory(
            run, selector, _blocks(run, selector, selected.selection, ends, node.range)
        )
        return Ranged(selected.table, blocks, ends, node.range, selected.selection)
    ends = ends_of(grid, node.at, node.offset)
    step = node.step or run.options.subquery_step
    steps = _most_inner_times(ends, node.range, step)
    if steps > run.limits.max_subquery_steps:
        raise QueryLimitExceeded(
            mark("the subquery has {steps} steps, {most} are allowed; use a longer step"),
            place=node.span.place,
            steps=steps,
            most=run.limits.max_subquery_steps,
        )
    run.use(steps)
    times = inner_times(ends, node.range, step)
    frame = inner(node.inner, Grid(times, grid.start, grid.end))
    return Ranged(frame.table, [SlotIndex(_block_of(run, frame, times))], ends, node.range)


def read_wider(
    run: Run, node: VectorSelector, grid: Grid, *, length: int, before: int, after: int
) -> Ranged:
    """Read windows of *length* with what lies around them, to *before* and *after* (ms)."""
    selected = select(run, node)
    ends = ends_of(grid, node.at, node.offset) + after
    width = before + length + after
    blocks = _in_memory(run, node, _blocks(run, node, selected.selection, ends, width))
    return Ranged(selected.table, blocks, ends, width)


def _most_inner_times(ends: TimeArray, length: int, step: int) -> int:
    """Return how many times inner_times gives at most."""
    return (int(ends.max()) - int(ends.min()) + length) // step + 1 if len(ends) else 0


def inner_times(ends: TimeArray, length: int, step: int) -> TimeArray:
    """Return the multiples of *step* in all windows of a subquery: start < t <= end."""
    if not len(ends):
        return np.zeros(0, np.int64)
    first = ((int(ends.min()) - length) // step + 1) * step
    return np.arange(first, int(ends.max()) + 1, step, dtype=np.int64)


def _block_of(run: Run, frame: Frame, times: TimeArray) -> Block:
    rows = np.arange(frame.table.length)
    values = np.where(frame.floats.present, frame.values, ABSENT)
    histograms = with_each(frame, without_hint)  # samples may have been left out in between
    if histograms is not None:
        run.own(histograms)
    return Block(rows, np.zeros(len(rows), np.int32), times[:, None], values, histograms)


def over_range(
    run: Run,
    ranged: Ranged,
    grid: Grid,
    kernel_of: Callable[[int], Kernel],
    dense: DenseFunction | None = None,
) -> Frame:
    """Run the kernel of each step over its window; *dense* does the same for dense rows."""
    shape = (grid.steps, ranged.table.length)
    run.use(shape[0] * shape[1])
    into = np.zeros(shape), np.zeros(shape, np.bool_)
    rest = _not_dense(run, ranged, grid, dense, into)
    for step, at in enumerate(grid.times.tolist() if rest else ()):
        run.check_time()
        bounds = (*ranged.window(step), at)
        apply_kernel(kernel_of(step), rest, bounds, (into[0][step], into[1][step]))
    return Frame(ranged.table, *into)


def _not_dense(
    run: Run, ranged: Ranged, grid: Grid, dense: DenseFunction | None, into: Into
) -> list[SlotIndex]:
    """Compute all dense rows; return what is left."""
    if dense is None or not dense.least_steps <= grid.steps == len(ranged.ends):
        return ranged.blocks
    windows = ranged.ends - ranged.length, ranged.ends
    left = [apply_dense(dense, index.block, windows, into, run) for index in ranged.blocks]
    return [SlotIndex(block) for block in left if block is not None]
