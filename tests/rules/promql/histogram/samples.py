"""Histograms for property tests: of all schemas, with gaps, and with whole and broken counts."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from rules.promql.histogram.notation import histogram_from_text
from rules.promql.histogram.resolution import common_threshold, widened
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    HIGHEST_SCHEMA,
    LOWEST_SCHEMA,
    Buckets,
    Histogram,
    buckets_of,
)

BOUNDS = (-10.0, -1.0, 0.0, 0.5, 1.0, 5.0, 25.0, 100.0)
_COUNTS = st.integers(0, 1000).map(float)
_SUMS = st.floats(-1e6, 1e6).map(lambda observed: observed + 0.0)  # no -0
_SCHEMAS = st.integers(LOWEST_SCHEMA, HIGHEST_SCHEMA)


def of(text: str) -> Histogram:
    """Read ``schema:1 count:3 buckets:[1 2]``, without its braces."""
    return histogram_from_text("{{" + text + "}}")


def _sides(lowest: int, highest: int) -> st.SearchStrategy[Buckets]:
    filled = st.dictionaries(st.integers(lowest, highest), _COUNTS, max_size=12)
    return filled.map(
        lambda counts: buckets_of(
            np.array(sorted(counts), np.int64), np.array([counts[one] for one in sorted(counts)])
        )
    )


@st.composite
def exponential(
    draw: st.DrawFn, schemas: st.SearchStrategy[int] = _SCHEMAS, least: int = 0
) -> Histogram:
    """Draw a histogram whose count is that of its buckets, and whose zero bucket cuts none."""
    positive, negative = draw(_sides(-40, 40)), draw(_sides(-40, 40))
    zero_count = float(draw(st.integers(least, 100)))
    whole = Histogram(
        schema=draw(schemas),
        count=zero_count + float(positive.counts.sum() + negative.counts.sum()),
        sum=draw(_SUMS),
        zero_count=zero_count,
        positive=positive,
        negative=negative,
    )
    wanted = Histogram(zero_threshold=draw(st.sampled_from((0.0, 1e-9, 0.001, 0.25))))
    return widened(whole, common_threshold((whole, wanted)))


@st.composite
def custom(draw: st.DrawFn) -> Histogram:
    bounds = tuple(sorted(draw(st.sets(st.sampled_from(BOUNDS)))))
    positive = draw(_sides(0, len(bounds)))
    return Histogram(
        schema=CUSTOM_SCHEMA,
        count=float(positive.counts.sum()),
        sum=draw(_SUMS),
        positive=positive,
        bounds=bounds,
    )


ANY = st.one_of(exponential(), custom())
PAIRS = st.one_of(st.tuples(exponential(), exponential()), st.tuples(custom(), custom()))
