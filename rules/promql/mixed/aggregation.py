"""Aggregation of vectors that hold histograms.

Rules as in prometheus promql/engine.go, aggregation: sum and avg take a group of histograms or
one of floats, count and group take anything, the others leave histograms out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from rules.promql.annotations import (
    HistogramOperation,
    conflicting_counter_resets,
    histogram_ignored_in_aggregation,
    mismatched_custom_buckets,
    mixed_exponential_custom,
    mixed_in_aggregation,
)
from rules.promql.frames import Frame
from rules.promql.histogram.notation import description_of
from rules.promql.histogram.sums import Combined, mean, total
from rules.promql.mixed.cells import histogram_mask, metric_of, no_cells
from rules.promql.nodes import Aggregate, Aggregator
from rules.promql.run import Run
from rules.promql.table import Groups, IndexArray
from watchkeeper.storage.series.histograms import Histogram

_COMBINES: Mapping[Aggregator, Callable[[Sequence[Histogram]], Combined | None]] = MappingProxyType(
    {Aggregator.SUM: total, Aggregator.AVG: mean}
)
_TAKE_ANYTHING = frozenset({Aggregator.COUNT, Aggregator.GROUP})
_NAME_THEMSELVES = frozenset({Aggregator.TOPK, Aggregator.BOTTOMK})


def to_aggregate(run: Run, node: Aggregate, frame: Frame) -> Frame:
    """Return the samples that the arithmetic of floats is to see; tell what is left out."""
    if frame.histograms is None:
        return frame
    if node.operator in _TAKE_ANYTHING:
        return frame.with_values(frame.values)
    if node.operator not in _COMBINES and histogram_mask(frame).any():
        told = node if node.operator in _NAME_THEMSELVES else node.operand
        run.annotations.add(histogram_ignored_in_aggregation(node.operator.value, told.span.place))
    return frame.floats


def add_histograms(run: Run, node: Aggregate, frame: Frame, groups: Groups, floats: Frame) -> Frame:
    """Return *floats*, the result for numbers, with the sums or averages of histograms.

    A group that has both, or histograms that do not go together, gives nothing.
    """
    mask = histogram_mask(frame)
    if node.operator not in _COMBINES or not mask.any():
        return floats
    present, cells = floats.present.copy(), no_cells(floats.values.shape)
    for step in np.flatnonzero(mask.any(axis=1)).tolist():
        for group, rows in _members(np.flatnonzero(mask[step]), groups):
            run.check_time()
            if floats.present[step, group]:
                run.annotations.add(mixed_in_aggregation(node.operand.span.place))
                present[step, group] = False
                continue
            found = _combined(run, node, frame, step, rows)
            present[step, group] = found is not None
            cells[step, group] = found
    return Frame(floats.table, floats.values, present, None, cells)


def _members(rows: IndexArray, groups: Groups) -> list[tuple[int, IndexArray]]:
    """Return the rows of each group, in their own order."""
    of_row = groups.of_row[rows]
    order = np.argsort(of_row, kind="stable")
    found, starts = np.unique(of_row[order], return_index=True)
    return list(zip(found.tolist(), np.split(rows[order], starts[1:]), strict=True))


def _combined(
    run: Run, node: Aggregate, frame: Frame, step: int, rows: IndexArray
) -> Histogram | None:
    assert frame.histograms is not None
    found = _COMBINES[node.operator](list(frame.histograms[step, rows]))
    place = node.operand.span.place
    if found is None:
        run.annotations.add(mixed_exponential_custom(metric_of(frame.table, int(rows[-1])), place))
        return None
    if found.has_conflict:
        run.annotations.add(conflicting_counter_resets(HistogramOperation.AGGREGATION, place))
    if found.did_reconcile:
        run.annotations.add(mismatched_custom_buckets(HistogramOperation.AGGREGATION, place))
    return found.histogram


def texts_of_cells(
    frame: Frame, steps: IndexArray, rows: IndexArray, text_of: Callable[[float], str]
) -> Iterator[str]:
    """Yield each sample as the label that count_values makes of it."""
    cells = no_cells(frame.values.shape) if frame.histograms is None else frame.histograms
    for value, cell in zip(frame.values[steps, rows].tolist(), cells[steps, rows], strict=True):
        yield text_of(value) if cell is None else description_of(cell)
