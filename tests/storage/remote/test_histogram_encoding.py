"""What is written as prompb.Histogram is what a reader of it finds."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.protobuf import fields
from collector.intake.write_histograms import histogram_at
from tests.storage.series.native import facts
from watchkeeper.storage.remote.histogram_encoding import bytes_of
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    NO_BUCKETS,
    Buckets,
    CounterReset,
    Histogram,
    buckets_of,
)

COUNTS = st.one_of(
    st.lists(st.integers(1, 2**45).map(float), max_size=8),
    st.lists(st.floats(1e-9, 1e12, allow_nan=False), max_size=8),
)
RESETS = st.sampled_from([CounterReset.UNKNOWN, CounterReset.RESET, CounterReset.GAUGE])
TIMES = st.integers(0, 1 << 42)


@st.composite
def sides(draw: st.DrawFn) -> Buckets:
    counts = draw(COUNTS)
    indices = draw(st.sets(st.integers(-2_000, 2_000), min_size=len(counts), max_size=len(counts)))
    return buckets_of(sorted(indices), counts)


@st.composite
def exponential(draw: st.DrawFn) -> Histogram:
    """Histograms whose counts add up, as an engine demands of whole ones."""
    positive, negative, zeros = draw(sides()), draw(sides()), float(draw(st.integers(0, 9)))
    total = math.fsum([zeros, *positive.counts.tolist(), *negative.counts.tolist()])
    return Histogram(
        draw(st.integers(-4, 8)),
        total,
        draw(st.floats(allow_nan=False)),
        zeros,
        draw(st.sampled_from([0.0, 1e-128, 0.5])),
        positive,
        negative,
        reset=draw(RESETS),
    )


@st.composite
def custom(draw: st.DrawFn) -> Histogram:
    edges = st.floats(allow_nan=False, allow_infinity=False).map(lambda edge: edge + 0.0)
    bounds = tuple(sorted(draw(st.sets(edges, min_size=1, max_size=5))))
    counts = [float(draw(st.integers(0, 99))) for _ in range(len(bounds) + 1)]
    positive = buckets_of(range(len(counts)), counts)
    return Histogram(
        CUSTOM_SCHEMA, sum(counts), draw(st.floats(-1e9, 1e9)), positive=positive, bounds=bounds
    )


@given(st.one_of(exponential(), custom()), TIMES)
def test_what_is_written_is_read(histogram: Histogram, time: int) -> None:
    """Every number, bucket, bound and hint comes back, for whole counts and for fractions."""
    written = bytes_of(histogram, time)
    at, found = histogram_at(written, 0, len(written))
    assert at == time
    assert found is not None
    assert facts(found) == facts(histogram)


def test_whole_counts_are_written_as_such() -> None:
    """As an exporter has them: an engine that keeps both kinds keeps the smaller one."""
    buckets = Buckets(np.array([1, 2, 5]), np.array([3.0, 1.0, 2.0]))
    for histogram, number in (
        (Histogram(2, 6.0, 1.0, positive=buckets), 1),
        (Histogram(2, 7.0, math.nan, positive=buckets), 1),  # an observation of NaN is in no bucket
        (Histogram(2, 7.0, 1.0, positive=buckets), 2),
        (Histogram(2, 6.5, 1.0, 0.5, positive=buckets), 2),
        (Histogram(0, 0.0, 0.0, positive=NO_BUCKETS), 1),
    ):
        written = bytes_of(histogram, 1)
        first = next(field for field, _, _, _ in fields(written, 0, len(written)))
        assert first == number
        found = histogram_at(written, 0, len(written))[1]
        assert found is not None
        assert facts(found) == facts(histogram)
