"""Binary operators where a histogram stands on either side.

Rules as in prometheus promql/engine.go, vectorElemBinop.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rules.promql.annotations import (
    Annotation,
    HistogramOperation,
    conflicting_counter_resets,
    incompatible_bucket_layout,
    incompatible_types,
    mismatched_custom_buckets,
)
from rules.promql.frames import Frame, are_histograms
from rules.promql.histogram.comparing import are_equal
from rules.promql.histogram.scaling import divided, multiplied
from rules.promql.histogram.sums import Combined, added, subtracted
from rules.promql.histogram.trimming import Keep, trimmed
from rules.promql.mixed.cells import no_cells, size_of
from rules.promql.nodes import Binary, BinaryOperator, Comparison
from rules.promql.run import Run
from rules.promql.series import FloatArray, ObjectArray
from rules.promql.table import BoolArray
from watchkeeper.storage.series.histograms import CounterReset, Histogram

Sample = float | Histogram


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of an operator, pair by pair."""

    values: FloatArray  # (steps, pairs)
    cells: ObjectArray | None  # (steps, pairs)

    def histograms(self) -> BoolArray:
        if self.cells is None:
            return np.zeros(self.values.shape, np.bool_)
        return are_histograms(self.cells)

    def at(self, place: tuple[int, int]) -> Sample:
        cell: Histogram | None = None if self.cells is None else self.cells[place]
        return float(self.values[place]) if cell is None else cell


@dataclass(frozen=True, slots=True)
class Joined:
    value: Sample | None  # None: no result
    annotations: tuple[Annotation, ...] = ()


def join_histograms(
    run: Run, node: Binary, sides: tuple[Side, Side], matched: BoolArray, floats: Frame
) -> Frame:
    """Return *floats*, what the operator gave for numbers, with what it gives for histograms."""
    left, right = sides
    mask = matched & (left.histograms() | right.histograms())
    values, present = floats.values.copy(), floats.present.copy()
    present[mask] = False
    cells = no_cells(values.shape)
    for step, pair in np.argwhere(mask).tolist():
        joined = join(node, left.at((step, pair)), right.at((step, pair)))
        run.use(size_of(joined.value))
        for annotation in joined.annotations:
            run.annotations.add(annotation)
        present[step, pair] = joined.value is not None
        if isinstance(joined.value, Histogram):
            cells[step, pair] = joined.value
        elif joined.value is not None:
            values[step, pair] = joined.value
    return Frame(floats.table, values, present, None, cells)


def join(node: Binary, left: Sample, right: Sample) -> Joined:
    """Return what an operator makes of two samples of which one at least is a histogram."""
    match node.operator, left, right:
        case BinaryOperator.MULTIPLY, Histogram(), float():
            return Joined(multiplied(left, right))
        case BinaryOperator.MULTIPLY, float(), Histogram():
            return Joined(multiplied(right, left))
        case BinaryOperator.DIVIDE, Histogram(), float():
            return Joined(divided(left, right))
        case BinaryOperator.ADD, Histogram(), Histogram():
            return _combined(node, added(left, right), HistogramOperation.ADDITION)
        case BinaryOperator.SUBTRACT, Histogram(), Histogram():
            return _combined(node, subtracted(left, right), HistogramOperation.SUBTRACTION)
        case BinaryOperator.TRIM_UPPER, Histogram(), float():
            return Joined(trimmed(left, right, Keep.BELOW))
        case BinaryOperator.TRIM_LOWER, Histogram(), float():
            return Joined(trimmed(left, right, Keep.ABOVE))
        case BinaryOperator.EQUAL, Histogram(), Histogram():
            return _compared(node, left, holds=are_equal(left, right))
        case BinaryOperator.NOT_EQUAL, Histogram(), Histogram():
            return _compared(node, left, holds=not are_equal(left, right))
        case _:
            kinds = _kind(left), node.operator.value, _kind(right)
            return Joined(None, (incompatible_types(*kinds, node.span.place),))


def _kind(sample: Sample) -> str:
    return "histogram" if isinstance(sample, Histogram) else "float"


def _combined(node: Binary, found: Combined | None, operation: HistogramOperation) -> Joined:
    place = node.span.place
    if found is None:
        return Joined(None, (incompatible_bucket_layout(node.operator.value, place),))
    said: list[Annotation] = []
    if found.has_conflict:
        said.append(conflicting_counter_resets(operation, place))
    if found.did_reconcile:
        said.append(mismatched_custom_buckets(operation, place))
    result = found.histogram
    if operation is HistogramOperation.SUBTRACTION:
        result = result.hinted(CounterReset.GAUGE)
    return Joined(result, tuple(said))


def _compared(node: Binary, left: Histogram, *, holds: bool) -> Joined:
    if node.comparison is Comparison.BOOL:
        return Joined(float(holds))
    return Joined(left if holds else None)
