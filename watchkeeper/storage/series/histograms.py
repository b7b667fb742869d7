"""Native histograms: what a sample can hold instead of a float.

Buckets are kept by index, only those that are not empty, so that a wide range of values costs
what is in it.  Boundaries follow from the schema: those of schema n are the powers of 2^(2^-n);
schema -53 has boundaries of its own.  Model as in prometheus model/histogram.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import numpy.typing as npt

from watchkeeper.storage.series.words import FloatArray

BucketIndices = npt.NDArray[np.int64]

LOWEST_SCHEMA, HIGHEST_SCHEMA = -4, 8
CUSTOM_SCHEMA = -53
MOST_BUCKETS = 1_000
"""Of one side of a histogram, and of its bounds; a client keeps 160 unless told otherwise."""


class CounterReset(Enum):
    """What is known of a histogram against the sample before it in its series."""

    UNKNOWN = "unknown"
    RESET = "reset"
    NOT_RESET = "not_reset"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """The buckets of one side, from zero outwards; make them with ``buckets_of``."""

    indices: BucketIndices  # (n,) ascending
    counts: FloatArray  # (n,) none of them 0

    def __len__(self) -> int:
        return len(self.indices)


def buckets_of(
    indices: Sequence[int] | BucketIndices, counts: Sequence[float] | FloatArray
) -> Buckets:
    """Return the buckets that are not empty; *indices* ascend."""
    all_indices, all_counts = np.asarray(indices, np.int64), np.asarray(counts, np.float64)
    is_filled = all_counts != 0
    if is_filled.all():
        return Buckets(all_indices, all_counts)
    return Buckets(all_indices[is_filled], all_counts[is_filled])


NO_BUCKETS = Buckets(np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Counts are floats: those of a rate are fractions.  Values are shared, never written.

    ``zero_count`` observations lie in [-zero_threshold, zero_threshold].  ``bounds`` are the
    upper boundaries of schema -53, ascending, without the last one, +Inf; such a histogram has
    neither a zero bucket nor negative ones.
    """

    schema: int = 0
    count: float = 0.0
    sum: float = 0.0
    zero_count: float = 0.0
    zero_threshold: float = 0.0
    positive: Buckets = NO_BUCKETS
    negative: Buckets = NO_BUCKETS
    bounds: tuple[float, ...] = ()
    reset: CounterReset = CounterReset.UNKNOWN

    @property
    def has_custom_bounds(self) -> bool:
        return self.schema == CUSTOM_SCHEMA

    def hinted(self, reset: CounterReset) -> Histogram:
        return self if self.reset is reset else replace(self, reset=reset)


Sample = float | Histogram
"""What a series holds at an instant."""
