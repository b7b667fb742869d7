"""Vectors under way through an evaluation: every row at every step, and which of them exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from rules.promql.errors import EvaluationError, Place
from rules.promql.series import FloatArray, TimeArray
from rules.promql.table import BoolArray, Groups, IndexArray, LabelTable
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME
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
    """An instant vector at every step of a grid.  Arrays may be shared: never written."""

    table: LabelTable
    values: FloatArray  # (steps, rows), anything where not present
    present: BoolArray  # (steps, rows)
    order: IndexArray | None = None  # rows in the order that the query asked for

    def with_values(self, values: FloatArray) -> Frame:
        return Frame(self.table, values, self.present)

    def take(self, rows: IndexArray, table: LabelTable) -> Frame:
        return Frame(table, self.values[:, rows], self.present[:, rows])


def drop_name(table: LabelTable, removal: NameRemoval) -> LabelTable:
    """Return the table without metric names, or with all of them marked to go at the end."""
    if removal is NameRemoval.IMMEDIATE:
        return table.without((METRIC_NAME,))
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
    return Frame(table, np.add.reduceat(values, starts, axis=1), counts > 0)


def merge_doubles(frame: Frame, place: Place | None) -> Frame:
    """Merge rows with equal labels, which arise where names or labels were taken away."""
    groups = frame.table.identity
    if groups.are_single:
        return frame
    return merge_rows(frame, groups, _first_rows(frame.table, groups), place)


def _first_rows(table: LabelTable, groups: Groups) -> LabelTable:
    return table.take(groups.first)
