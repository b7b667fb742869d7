"""Quantiles of many histograms at once are those of each alone, bit by bit but for rounding."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rules.promql.histogram.many_quantiles import is_plain, quantiles
from rules.promql.histogram.quantiles import quantile
from watchkeeper.storage.series.histograms import Buckets, Histogram, buckets_of

fractions = st.one_of(st.integers(0, 9).map(float), st.floats(0, 1e6))


@st.composite
def sides(draw: st.DrawFn) -> Buckets:
    indices = sorted(draw(st.sets(st.integers(-40, 40), max_size=6)))
    counts = draw(st.lists(fractions, min_size=len(indices), max_size=len(indices)))
    return buckets_of(indices, counts)


@st.composite
def histograms(draw: st.DrawFn) -> Histogram:
    positive, negative, zeros = draw(sides()), draw(sides()), draw(fractions)
    count = float(positive.counts.sum() + negative.counts.sum()) + zeros
    more = draw(st.sampled_from([0.0, 0.0, 1e-9, 1.0]))  # counted, but in no bucket
    return Histogram(
        draw(st.integers(-4, 8)), count + more, 1.0, zeros, draw(st.sampled_from([0.0, 1e-9, 3.0])),
        positive, negative,
    )  # fmt: skip


@given(
    st.lists(histograms().filter(is_plain), min_size=1, max_size=12),
    st.one_of(st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]), st.floats(0, 1)),
)
def test_together_as_alone(members: list[Histogram], share: float) -> None:
    """Whatever schemas, zero buckets and sides they have."""
    together = quantiles(share, members)
    with np.errstate(divide="ignore", invalid="ignore"):  # as the evaluator has it
        alone = np.array([quantile(share, one).value for one in members])
    assert np.allclose(together, alone, rtol=1e-12, atol=0, equal_nan=True), (together, alone)


def test_what_is_not_plain() -> None:
    """Custom bounds, observations of NaN and empty histograms are computed one by one."""
    assert is_plain(Histogram(0, 1.0, 1.0, positive=buckets_of([1], [1])))
    assert not is_plain(Histogram(-53, 1.0, 1.0, positive=buckets_of([0], [1]), bounds=(1.0,)))
    assert not is_plain(Histogram(0, 1.0, math.nan))
    assert not is_plain(Histogram())
