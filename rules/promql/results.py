"""From frames to results: vectors, and matrices that are put together from chunks of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from rules.promql.frames import Frame, Grid, are_histograms, merge_doubles
from rules.promql.mixed.results import histograms_of
from rules.promql.plan import Plan
from rules.promql.values import Matrix, Series, Vector
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels


def finished(frame: Frame, plan: Plan) -> Frame:
    """Take away the names that were to go at the end; fails where two rows become one."""
    shown = frame.table.shown
    if shown is frame.table:
        return frame
    named = Frame(shown, frame.values, frame.present, frame.order, frame.histograms)
    return merge_doubles(named, plan.tree.span.place)


def vector_of(frame: Frame, at: Instant) -> Vector:
    rows = np.flatnonzero(frame.present[0])
    if frame.order is not None:
        rows = frame.order[frame.present[0][frame.order]]
    table = frame.table
    values, cells = frame.values[0][rows], None
    if frame.histograms is not None:
        cells = frame.histograms[0][rows]
        mask = are_histograms(cells)
        values = np.where(mask, np.nan, values)
        cells = cells if mask.any() else None
    numbers = rows.tolist()
    return Vector(at, values, lambda row: table.labels(numbers[row]), cells)


def series_of(frame: Frame, grid: Grid) -> Iterator[Series]:
    """Yield the series that have a sample at some step."""
    floats = frame.floats
    rows = np.flatnonzero(frame.present.any(axis=0))
    is_whole = np.logical_and.reduce(floats.present[:, rows], axis=0)
    values = np.ascontiguousarray(frame.values[:, rows].T)  # (rows, steps)
    for place, row in enumerate(rows.tolist()):
        times, found = grid.times, values[place]
        if not is_whole[place]:
            here = floats.present[:, row]
            times, found = times[here], found[here]
        yield Series(frame.table.labels(row), times, found, histograms_of(frame, grid, row))


def joined(chunks: Iterable[Iterable[Series]]) -> Matrix:
    """Return the matrix of series that came in pieces, each chunk later than the one before."""
    found: dict[Labels, list[Series]] = {}
    for chunk in chunks:
        for piece in chunk:
            found.setdefault(piece.labels, []).append(piece)
    return Matrix([_whole(pieces) for pieces in found.values()])


def _whole(pieces: list[Series]) -> Series:
    if len(pieces) == 1:
        return pieces[0]
    return Series(
        pieces[0].labels,
        np.concatenate([piece.times for piece in pieces]),
        np.concatenate([piece.values for piece in pieces]),
        tuple(one for piece in pieces for one in piece.histograms),
    )
