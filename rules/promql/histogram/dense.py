"""Many histograms of one layout as a table: a row each, a column for each number.

Objects take some 200 microseconds for a window of twenty; a table takes a few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from rules.promql.series import FloatArray
from rules.promql.table import BoolArray
from watchkeeper.storage.series.histograms import (
    BucketIndices,
    Buckets,
    CounterReset,
    Histogram,
    buckets_of,
)

COUNT, SUM, ZEROS, SCALARS = range(4)
_WIDEST = 4_096  # a range of indices up to this is spread out before it is narrowed


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """Histograms whose schema, zero threshold and bounds are those of ``layout``."""

    layout: Histogram
    positive: BucketIndices  # (p,) ascending
    negative: BucketIndices  # (q,)
    table: FloatArray  # (n, SCALARS + p + q) count, sum, count of zeros, buckets; 0: empty

    def histogram(self, row: FloatArray, reset: CounterReset) -> Histogram:
        """Return a row of such a table as a value."""
        edge = SCALARS + len(self.positive)
        count, total, zeros = row[:SCALARS].tolist()
        return Histogram(
            self.layout.schema,
            count,
            total,
            zeros,
            self.layout.zero_threshold,
            buckets_of(self.positive, row[SCALARS:edge]),
            buckets_of(self.negative, row[edge:]),
            self.layout.bounds,
            reset,
        )

    def falls(self) -> BoolArray:
        """Return for each but the first row whether a count is lower than in the one before.

        As histogram.comparing.was_reset says for one layout without hints; (n - 1,).
        """
        lower = self.table[1:] < self.table[:-1]
        lower[:, SUM] = False
        return np.asarray(lower.any(axis=1))


def layout_key(histogram: Histogram) -> tuple[object, ...]:
    return histogram.schema, histogram.zero_threshold, histogram.bounds


def dense_of(histograms: Sequence[Histogram]) -> Dense:
    """Return histograms of one layout as a table; there is at least one."""
    positive, at_positive = _columns([one.positive for one in histograms])
    negative, at_negative = _columns([one.negative for one in histograms])
    edge = SCALARS + len(positive)
    table = np.zeros((len(histograms), edge + len(negative)))
    table[:, :SCALARS] = [(one.count, one.sum, one.zero_count) for one in histograms]
    for sides, places, first in (
        ([one.positive for one in histograms], at_positive, SCALARS),
        ([one.negative for one in histograms], at_negative, edge),
    ):
        rows = np.repeat(np.arange(len(sides)), [len(side) for side in sides])
        table[rows, first + places] = _joined(side.counts for side in sides)
    return Dense(histograms[0], positive, negative, table)


def _columns(sides: Sequence[Buckets]) -> tuple[BucketIndices, BucketIndices]:
    """Return the indices that occur, ascending, and where each bucket's is among them."""
    found = np.concatenate([np.zeros(0, np.int64), *(side.indices for side in sides)])
    if not len(found):
        return found, found
    lowest = int(found.min())
    width = int(found.max()) - lowest + 1
    if width > _WIDEST:
        return np.unique(found, return_inverse=True)
    occurs = np.bincount(found - lowest, minlength=width) > 0
    place = np.cumsum(occurs) - 1
    return np.flatnonzero(occurs) + lowest, place[found - lowest]


def _joined(parts: Iterator[FloatArray]) -> FloatArray:
    return np.concatenate([*chain((np.zeros(0),), parts)])
