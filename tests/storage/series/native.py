"""Native histograms for tests: some of any kind, what is the same, and a look into the store."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS, bits_of
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    NO_BUCKETS,
    Buckets,
    CounterReset,
    Histogram,
    Sample,
    buckets_of,
)
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher

Mixed = dict[Labels, dict[int, Sample]]

numbers = st.one_of(
    st.integers(0, 2**33).map(float), st.floats(0, allow_nan=False, allow_infinity=False)
)
any_float = st.floats(allow_nan=True)


@st.composite
def sides(draw: st.DrawFn, lowest: int = -300_000, highest: int = 300_000) -> Buckets:
    indices = draw(st.sets(st.integers(lowest, highest), max_size=6))
    counts = draw(st.lists(numbers, min_size=len(indices), max_size=len(indices)))
    return buckets_of(sorted(indices), counts)


@st.composite
def exponential(draw: st.DrawFn) -> Histogram:
    return Histogram(
        schema=draw(st.integers(-4, 8)),
        count=draw(numbers),
        sum=draw(any_float),
        zero_count=draw(numbers),
        zero_threshold=draw(st.sampled_from([0.0, 1e-128, 0.5])),
        positive=draw(sides()),
        negative=draw(sides()),
        reset=draw(st.sampled_from(CounterReset)),
    )


@st.composite
def custom(draw: st.DrawFn) -> Histogram:
    edges = st.floats(allow_nan=False, allow_infinity=False)
    bounds = tuple(sorted(draw(st.sets(edges, min_size=1, max_size=5))))
    return Histogram(
        schema=CUSTOM_SCHEMA,
        count=draw(numbers),
        sum=draw(any_float),
        positive=draw(sides(0, len(bounds))),
        bounds=bounds,
        reset=draw(st.sampled_from(CounterReset)),
    )


histograms = st.one_of(exponential(), custom())


def a_histogram(
    *counts: float, reset: CounterReset = CounterReset.UNKNOWN, schema: int = 0, offset: int = 0
) -> Histogram:
    """Return one with buckets side by side, of observations in their middle."""
    positive = buckets_of(range(offset, offset + len(counts)), counts) if counts else NO_BUCKETS
    return Histogram(schema, sum(counts), 1.5 * sum(counts), positive=positive, reset=reset)


def facts(sample: Sample) -> object:
    """Return all of a sample as a value that compares bit by bit."""
    if not isinstance(sample, Histogram):
        return bits_of(sample)
    sides = sample.positive, sample.negative
    return (
        sample.schema,
        bits_of(sample.count),
        bits_of(sample.sum),
        bits_of(sample.zero_count),
        sample.zero_threshold,
        [(side.indices.tolist(), side.counts.tolist()) for side in sides],
        sample.bounds,
        sample.reset,
    )


def mixed_samples_of(
    store: SeriesStore, start: int, end: int, matchers: tuple[Matcher, ...]
) -> Mixed:
    """Return all samples of a window, floats and histograms; fails where one is both."""
    selection = store.select(matchers)
    found: Mixed = {}
    for block in store.window(selection, Instant(start), Instant(end)):
        values = np.asarray(block.values)
        cells = block.histograms
        shown = np.full(values.shape, None, np.object_) if cells is None else np.asarray(cells)
        assert shown.shape == values.shape == block.values.shape
        for slot, column in np.ndindex(values.shape):
            time = int(block.times[slot, block.feed[column]])
            value = float(values[slot, column])
            cell: Histogram | None = shown.item(slot, column)
            assert cell is None or bits_of(value) == ABSENT_BITS
            is_live = cell is not None or bits_of(value) not in {ABSENT_BITS, STALE_BITS}
            if start < time <= end and is_live:
                there = found.setdefault(selection.labels(int(block.rows[column])), {})
                assert time not in there
                there[time] = value if cell is None else cell
    return found


def same_mixed(found: Mixed, expected: Mixed) -> bool:
    return _facts_of(found) == _facts_of(expected)


def _facts_of(samples: Mixed) -> object:
    tell: Callable[[dict[int, Sample]], object] = lambda ticks: {  # noqa: E731 read twice below
        time: facts(sample) for time, sample in ticks.items()
    }
    return {labels: tell(ticks) for labels, ticks in samples.items()}
