"""Fewer, wider buckets: a lower schema, a wider zero bucket, fewer custom bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from rules.promql.histogram.boundaries import side_bounds
from watchkeeper.storage.series.histograms import BucketIndices, Buckets, Histogram, buckets_of


def reduced(histogram: Histogram, schema: int) -> Histogram:
    """Return the histogram at a lower or equal exponential schema."""
    if schema == histogram.schema:
        return histogram
    steps = histogram.schema - schema
    return replace(
        histogram,
        schema=schema,
        positive=_merged(histogram.positive, ((histogram.positive.indices - 1) >> steps) + 1),
        negative=_merged(histogram.negative, ((histogram.negative.indices - 1) >> steps) + 1),
    )


def _merged(buckets: Buckets, indices: BucketIndices) -> Buckets:
    """Add up the buckets that came to have one index; *indices* ascend."""
    if not len(buckets):
        return buckets
    starts = np.flatnonzero(np.diff(indices, prepend=indices[0] - 1))
    return buckets_of(indices[starts], np.add.reduceat(buckets.counts, starts))


def common_threshold(histograms: Iterable[Histogram]) -> float:
    """Return the narrowest zero bucket that holds those of all and cuts no filled bucket."""
    members = list(histograms)
    threshold = max(one.zero_threshold for one in members)
    while True:
        wider = max(_uncut(one, threshold) for one in members)
        if wider == threshold:
            return threshold
        threshold = wider


def _uncut(histogram: Histogram, threshold: float) -> float:
    """Return *threshold*, moved to the end of a bucket that it would cut."""
    if threshold == histogram.zero_threshold:
        return threshold
    for buckets in (histogram.positive, histogram.negative):
        low, high = side_bounds(histogram, buckets)
        cut = high[(low < threshold) & (high > threshold)]
        threshold = float(cut.max(initial=threshold))
    return threshold


def widened(histogram: Histogram, threshold: float) -> Histogram:
    """Return the histogram with a wider zero bucket, which takes in the buckets within."""
    if threshold == histogram.zero_threshold:
        return histogram
    positive, taken_above = _outside(histogram, histogram.positive, threshold)
    negative, taken_below = _outside(histogram, histogram.negative, threshold)
    return replace(
        histogram,
        zero_threshold=threshold,
        zero_count=histogram.zero_count + taken_above + taken_below,
        positive=positive,
        negative=negative,
    )


def _outside(histogram: Histogram, buckets: Buckets, threshold: float) -> tuple[Buckets, float]:
    low, _ = side_bounds(histogram, buckets)
    first = int(np.searchsorted(low, threshold))
    rest = Buckets(buckets.indices[first:], buckets.counts[first:])
    return rest, float(buckets.counts[:first].sum())


def common_bounds(histograms: Sequence[Histogram]) -> tuple[float, ...]:
    """Return the custom bounds that all have."""
    shared = set(histograms[0].bounds).intersection(*(one.bounds for one in histograms[1:]))
    return tuple(sorted(shared))


def rebounded(histogram: Histogram, bounds: tuple[float, ...]) -> Histogram:
    """Return the histogram with fewer custom bounds, all of them its own."""
    if bounds == histogram.bounds:
        return histogram
    edges = np.array([*histogram.bounds, np.inf])
    indices = np.searchsorted(np.array(bounds), edges[histogram.positive.indices])
    return replace(histogram, bounds=bounds, positive=_merged(histogram.positive, indices))
