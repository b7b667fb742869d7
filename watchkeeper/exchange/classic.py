"""Native histograms as classic ones: cumulative buckets, count and sum, which any text can hold.

All samples of a series get the same boundaries, those of all its buckets together, so that each
boundary is a series without gaps.  Boundaries as in prometheus model/histogram.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from watchkeeper.core.labels import METRIC_NAME, Labels, label, labels_of
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.words import FloatArray, TimeArray

Series = tuple[Labels, FloatArray]


def classic_series(labels: Labels, histograms: Sequence[Histogram]) -> Iterator[Series]:
    """Yield the classic series of native histograms, each with a value for every one of them."""
    parts = [_buckets(one) for one in histograms]
    bounds = np.unique(np.concatenate([edges for edges, _ in parts]))
    for bound in bounds[np.isfinite(bounds)].tolist():
        below = [counts[edges <= bound].sum() for edges, counts in parts]
        yield _named(labels, "_bucket", repr(bound)), np.array(below, np.float64)
    counts = np.array([one.count for one in histograms], np.float64)
    yield _named(labels, "_bucket", "+Inf"), counts
    yield _named(labels, "_count"), counts
    yield _named(labels, "_sum"), np.array([one.sum for one in histograms], np.float64)


def _buckets(histogram: Histogram) -> tuple[FloatArray, FloatArray]:
    """Return the upper boundaries of all buckets, and what is in each."""
    positive, negative = histogram.positive, histogram.negative
    if histogram.has_custom_bounds:
        edges = np.array([*histogram.bounds, np.inf], np.float64)
        return edges[positive.indices], positive.counts
    upper = _powers(positive.indices, histogram.schema)
    lower = -_powers(negative.indices - 1, histogram.schema)
    zero = np.array([histogram.zero_threshold] if histogram.zero_count else [], np.float64)
    zeros = np.array([histogram.zero_count] if histogram.zero_count else [], np.float64)
    return (
        np.concatenate([lower, zero, upper]),
        np.concatenate([negative.counts, zeros, positive.counts]),
    )


def _powers(indices: TimeArray, schema: int) -> FloatArray:
    with np.errstate(over="ignore"):
        found: FloatArray = np.exp2(indices * 2.0**-schema)
    return found


def _named(labels: Labels, ending: str, bound: str = "") -> Labels:
    pairs = dict(labels)
    pairs[METRIC_NAME] = label(labels, METRIC_NAME) + ending
    return labels_of({**pairs, "le": bound} if bound else pairs)
