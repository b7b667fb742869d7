"""Histograms in the results that an evaluation gives out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rules.promql.frames import Frame, Grid, are_histograms
from rules.promql.mixed.reading import mixed_windows
from rules.promql.reading import Ranged
from rules.promql.values import Series
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.histograms import Histogram

Timed = tuple[tuple[Instant, Histogram], ...]


def histograms_of(frame: Frame, grid: Grid, row: int) -> Timed:
    """Return the histograms of a row, each with its time."""
    if frame.histograms is None:
        return ()
    cells = frame.histograms[:, row]
    here = np.flatnonzero(frame.present[:, row] & are_histograms(cells))
    return tuple(zip(map(Instant, grid.times[here].tolist()), cells[here], strict=True))


def with_histograms(series: list[Series], ranged: Ranged, start: int, end: int) -> list[Series]:
    """Add the histograms of a window to the series of floats that were read from it."""
    found: dict[Labels, Series] = {one.labels: one for one in series}
    for row, samples in mixed_windows(ranged.blocks, start, end):
        labels = ranged.table.shown.labels(row)
        timed = tuple(
            (Instant(at), value)
            for at, value in zip(samples.times, samples.values, strict=True)
            if isinstance(value, Histogram)
        )
        known = found.get(labels, Series(labels, np.zeros(0, np.int64), np.zeros(0)))
        found[labels] = replace(known, histograms=timed)
    return list(found.values())
