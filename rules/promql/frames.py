"""Vectors under way through an evaluation: every row at every step, and which of them exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from rules.promql.errors import EvaluationError, Place
from rules.promql.series import FloatArray, ObjectArray, TimeArray
from rules.promql.table import METADATA_LABELS, BoolArray, Groups, IndexArray, LabelTable
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import mark


class NameRemoval(Enum):
    """When a function that changes the meaning of a metric drops its name.

    IMMEDIATE is what Prometheus 3 does unless told otherwise; DELAYED is its feature
    promql-delayed-name-removal, with which its own acceptance scripts run.
    """

    IMMEDIATE = "immediate"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True)
class Grid:
    """The instants at which an expression is evaluated.

    ``start`` and ``end`` are those of the whole query, for ``@ start()`` and ``@ end()``.
    """

    times: TimeArray  # (steps,)
    start: Instant
    end: Instant

    @property
    def steps(self) -> int:
        return len(self.times)


@dataclass(frozen=True, slots=True)
class Frame:
    """An instant vector at every step of a grid.  Arrays may be shared: never written.

    A cell of ``histograms`` that is not None is the sample there, instead of the float.
    """

    table: LabelTable
    values: FloatArray  # (steps, rows), anything where not present
    present: BoolArray  # (steps, rows)
    order: IndexArray | None = None  # rows in the order that the query asked for
    histograms: ObjectArray | None = None  # (steps, rows) Histogram or None; None: all are floats

    @property
    def floats(self) -> Frame:
        """Return the vector without its histograms."""
        if self.histograms is None:
            return self
        present = self.present & ~are_histograms(self.histograms)
        return Frame(self.table, self.values, present, self.order)

    def with_values(self, values: FloatArray) -> Frame:
        """Return floats in place of all samples, histograms too."""
        return Frame(self.table, values, self.present)

    def with_table(self, table: LabelTable) -> Frame:
        return Frame(table, self.values, self.present, None, self.histograms)

    def masked(self, present: BoolArray) -> Frame:
        return Frame(self.table, self.values, present, None, self.histograms)


def are_histograms(cells: ObjectArray) -> BoolArray:
    """Return which cells hold a histogram: it counts as true, None does not."""
    return cells.astype(np.bool_)


def drop_name(table: LabelTable, removal: NameRemoval) -> LabelTable:
    """Return the table without names, types and units, or with all marked to go at the end."""
    if removal is NameRemoval.IMMEDIATE:
        return table.without(METADATA_LABELS)
    return table.with_nameless(np.ones(table.length, np.bool_))


def merge_rows(frame: Frame, groups: Groups, table: LabelTable, place: Place | None) -> Frame:
    """Merge rows that became one series; fails where two of them have a sample at one step."""
    order, starts = groups.order, groups.starts
    present = frame.present[:, order]
    counts = np.add.reduceat(present, starts, axis=1, dtype=np.int64)
    if (counts > 1).any():
        raise EvaluationError(
            mark("vector cannot contain metrics with the same labelset"), place=place
        )
    values = np.where(present, frame.values[:, order], -0.0)  # adds nothing, not even to -0
    histograms = _merged_cells(frame, groups)
    return Frame(table, np.add.reduceat(values, starts, axis=1), counts > 0, None, histograms)


def _merged_cells(frame: Frame, groups: Groups) -> ObjectArray | None:
    if frame.histograms is None:
        return None
    merged = np.full((len(frame.values), groups.count), None, np.object_)
    steps, rows = np.nonzero(frame.present & are_histograms(frame.histograms))
    merged[steps, groups.of_row[rows]] = frame.histograms[steps, rows]
    return merged


def merge_doubles(frame: Frame, place: Place | None) -> Frame:
    """Merge rows with equal labels, which arise where names or labels were taken away."""
    groups = frame.table.identity
    if groups.are_single:
        return frame
    return merge_rows(frame, groups, _first_rows(frame.table, groups), place)


def _first_rows(table: LabelTable, groups: Groups) -> LabelTable:
    return table.take(groups.first)
