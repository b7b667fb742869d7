"""Calls of functions on vectors and ranges that hold histograms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from rules.promql.annotations import mixed_classic_native
from rules.promql.errors import Place
from rules.promql.frames import Frame, Grid
from rules.promql.histogram.many_quantiles import FEWEST, is_plain, quantiles
from rules.promql.histogram.moments import average, deviation, variance
from rules.promql.histogram.quantiles import Found
from rules.promql.mixed.cells import histogram_mask, metric_of, no_cells, size_of
from rules.promql.mixed.counters import FUNCTIONS, Risen, alike_columns, counters_in, risen
from rules.promql.mixed.ranges import Fate, Outcome, Rule, rule_of
from rules.promql.mixed.reading import mixed_windows
from rules.promql.mixed.remarks import annotation_of, annotation_of_nans
from rules.promql.nodes import Call
from rules.promql.reading import Ranged
from rules.promql.run import Run
from rules.promql.table import BoolArray, IndexArray, LabelTable, group_rows, stack
from rules.promql.windows import SlotIndex
from watchkeeper.storage.series.histograms import Histogram

OF_ONE: Mapping[str, Callable[[Histogram], float]] = MappingProxyType(
    {
        "histogram_count": lambda histogram: histogram.count,
        "histogram_sum": lambda histogram: histogram.sum,
        "histogram_avg": average,
        "histogram_stddev": deviation,
        "histogram_stdvar": variance,
    }
)


def over_histograms(run: Run, node: Call, ranged: Ranged, grid: Grid, frame: Frame) -> Frame:
    """Return *frame*, what the floats of a range gave, with what its histograms give."""
    if all(index.block.histograms is None for index in ranged.blocks):
        return frame
    place, result, left = node.arguments[0].span.place, _writable(run, frame), ranged.blocks
    if node.function in FUNCTIONS:
        is_per_second = node.function == "rate"
        left = [_put_alike(run, index, ranged, grid, result, is_per_second) for index in left]
    rest = replace(ranged, blocks=left)
    return _put_each(run, place, rule_of(node.function), rest, grid, result)


def put_histograms(
    run: Run, place: Place, rule: Rule, ranged: Ranged, grid: Grid, frame: Frame
) -> Frame:
    """Return *frame* with what a rule makes of the histograms of a range."""
    if all(index.block.histograms is None for index in ranged.blocks):
        return frame
    return _put_each(run, place, rule, ranged, grid, _writable(run, frame))


def _put_alike(
    run: Run, index: SlotIndex, ranged: Ranged, grid: Grid, into: Frame, is_per_second: bool
) -> SlotIndex:
    """Put the increases of series that are alike; return the block without them."""
    if index.block.histograms is None:
        return index
    taken: list[int] = []
    for columns in alike_columns(index).values():
        for counters in counters_in(index, columns):
            for step in range(grid.steps):
                run.check_time()
                found = risen(counters, *ranged.window(step), is_per_second=is_per_second)
                run.use(sum(map(size_of, found.values)))
                _put_risen(into, step, found)
            taken += counters.columns.tolist()
    return index.without(taken) if taken else index


def _put_risen(frame: Frame, step: int, found: Risen) -> None:
    assert frame.histograms is not None
    for row, value in zip(found.rows.tolist(), found.values, strict=True):
        frame.present[step, row] = value is not None
        frame.histograms[step, row] = value


def _put_each(
    run: Run, place: Place, rule: Rule, ranged: Ranged, grid: Grid, result: Frame
) -> Frame:
    blocks = [index for index in ranged.blocks if index.block.histograms is not None]
    for step in run.each(range(grid.steps if blocks else 0)):
        for row, samples in mixed_windows(blocks, *ranged.window(step)):
            outcome = rule(samples)
            run.use(size_of(outcome.value))
            _put(result, step, row, outcome)
            for note in outcome.notes:
                run.annotations.add(annotation_of(note, metric_of(ranged.table, row), place))
    return result


def _writable(run: Run, frame: Frame) -> Frame:
    cells = run.own(no_cells(frame.values.shape))
    return Frame(frame.table, frame.values.copy(), frame.present.copy(), None, cells)


def _put(frame: Frame, step: int, row: int, outcome: Outcome) -> None:
    if outcome.fate is Fate.KEPT:
        return
    assert frame.histograms is not None
    frame.present[step, row] = outcome.fate is Fate.REPLACED
    if isinstance(outcome.value, Histogram):
        frame.histograms[step, row] = outcome.value
    else:
        frame.values[step, row] = outcome.value


def of_one(run: Run, node: Call, frame: Frame) -> Frame:
    """Return what a function makes of each histogram; floats are left out."""
    compute = OF_ONE[node.function]
    return _each(run, frame, lambda _, histogram: compute(histogram))


def _each(run: Run, frame: Frame, compute: Callable[[tuple[int, int], Histogram], float]) -> Frame:
    mask = histogram_mask(frame)
    values = np.zeros(frame.values.shape)
    for step, row in run.each(np.argwhere(mask).tolist()):
        assert frame.histograms is not None
        values[step, row] = compute((step, row), frame.histograms[step, row])
    return Frame(frame.table, values, mask)


@dataclass(frozen=True, slots=True)
class BesideClassic:
    """Classic histograms over native ones, as one table of rows."""

    table: LabelTable
    classic: IndexArray  # (native rows,) the classic histogram with the same labels, -1: none


def beside_classic(classic: LabelTable, native: LabelTable) -> BesideClassic:
    table = stack(classic, native)
    groups = group_rows(table, table.names)
    row_of_group = np.full(groups.count, -1, np.intp)
    row_of_group[groups.of_row[: classic.length]] = np.arange(classic.length)
    return BesideClassic(table, row_of_group[groups.of_row[classic.length :]])


def with_native(
    run: Run,
    node: Call,
    classic: Frame,
    frame: Frame,
    compute: Callable[[int, Histogram], Found],
    shares: Sequence[float] | None = None,
) -> Frame:
    """Return the results of classic histograms and, below them, those of *frame*'s native ones.

    Where both have the same labels at one step, neither gives a result.  *shares*: what is
    computed at each step is that quantile, of many histograms at once.
    """
    if frame.histograms is None:
        return classic
    place = node.arguments[-1].span.place
    beside: BesideClassic = run.kept.remember(
        node,
        "native",
        (classic.table, frame.table),
        lambda: beside_classic(classic.table, frame.table),
    )
    clash = _clashes(run, beside, classic, frame, place)
    native = frame.masked(histogram_mask(frame) & ~clash)

    def told(cell: tuple[int, int], histogram: Histogram) -> float:
        step, row = cell
        found = compute(step, histogram)
        said = annotation_of_nans(found.nans, metric_of(frame.table, row), place)
        if said is not None:
            run.annotations.add(said)
        return found.value

    results = _each(run, native, told) if shares is None else _quantiles(run, native, shares, told)
    values = np.concatenate([classic.values, results.values], axis=1)
    present = classic.present.copy()
    steps, rows = np.nonzero(clash)
    present[steps, beside.classic[rows]] = False
    return Frame(beside.table, values, np.concatenate([present, results.present], axis=1))


def _quantiles(
    run: Run,
    frame: Frame,
    shares: Sequence[float],
    told: Callable[[tuple[int, int], Histogram], float],
) -> Frame:
    """Return a quantile of each histogram: of those that are plain together, *told* of others."""
    mask = histogram_mask(frame)
    values = np.zeros(frame.values.shape)
    for step in np.flatnonzero(mask.any(axis=1)).tolist():
        assert frame.histograms is not None
        run.check_time()
        rows = np.flatnonzero(mask[step])
        cells = frame.histograms[step, rows]
        plain = np.array([0 <= shares[step] <= 1 and is_plain(one) for one in cells])
        if np.count_nonzero(plain) < FEWEST:
            plain[:] = False
        else:
            values[step, rows[plain]] = quantiles(shares[step], list(cells[plain]))
        for row, cell in zip(rows[~plain].tolist(), cells[~plain], strict=True):
            values[step, row] = told((step, row), cell)
    return Frame(frame.table, values, mask)


def _clashes(
    run: Run, beside: BesideClassic, classic: Frame, frame: Frame, place: Place
) -> BoolArray:
    """Return where a native histogram has a classic one beside it, and tell: (steps, rows)."""
    has_classic = beside.classic >= 0
    if not has_classic.any():
        return np.zeros(frame.present.shape, np.bool_)
    clash = histogram_mask(frame) & has_classic & classic.present[:, beside.classic]
    for row in np.flatnonzero(clash.any(axis=0)):
        run.annotations.add(mixed_classic_native(metric_of(frame.table, int(row)), place))
    return clash
