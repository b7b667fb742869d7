"""Cells of vectors: arrays of histograms, and the names of the metrics they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rules.promql.frames import Frame, are_histograms
from rules.promql.histogram.scaling import negated
from rules.promql.series import ObjectArray
from rules.promql.table import BoolArray, LabelTable
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.storage.series.histograms import Histogram


def no_cells(shape: tuple[int, ...]) -> ObjectArray:
    return np.full(shape, None, np.object_)


def histogram_mask(frame: Frame) -> BoolArray:
    """Return where the sample is a histogram: (steps, rows)."""
    if frame.histograms is None:
        return np.zeros(frame.present.shape, np.bool_)
    return frame.present & are_histograms(frame.histograms)


def with_each(frame: Frame, change: Callable[[Histogram], Histogram]) -> ObjectArray | None:
    """Return the histograms of a frame, each changed; None where it has none."""
    if frame.histograms is None:
        return None
    cells = no_cells(frame.histograms.shape)
    for place in zip(*np.nonzero(histogram_mask(frame)), strict=True):
        cells[place] = change(frame.histograms[place])
    return cells


def joined_cells(parts: Sequence[Frame]) -> ObjectArray | None:
    """Return the cells of several frames side by side; None where none has histograms."""
    if all(one.histograms is None for one in parts):
        return None
    return np.concatenate(
        [no_cells(one.values.shape) if one.histograms is None else one.histograms for one in parts],
        axis=1,
    )


def negative(frame: Frame) -> Frame:
    return Frame(frame.table, -frame.values, frame.present, None, with_each(frame, negated))


def size_of(sample: float | Histogram | None) -> int:
    """Return as how many samples it counts against the bound of a query: a bucket is one."""
    if not isinstance(sample, Histogram):
        return 1
    return 1 + len(sample.positive) + len(sample.negative)


def metric_of(table: LabelTable, row: int) -> str:
    """Return the name of a row's metric, for remarks; also one that goes when the query ends."""
    column = table.column(METRIC_NAME)
    code = column.codes[row]
    return column.values[code] if code >= 0 else ""
