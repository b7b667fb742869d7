"""Histograms as text, and the boundaries of their buckets."""

from __future__ import annotations

import sys
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.promql.histogram.boundaries import upper_bounds
from rules.promql.histogram.comparing import are_equal
from rules.promql.histogram.notation import (
    description_of,
    histogram_from_text,
    histograms_from_text,
    text_of_histogram,
)
from tests.rules.promql.histogram.samples import ANY, of
from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.series.histograms import Histogram


@given(ANY)
def test_what_is_written_is_read(histogram: Histogram) -> None:
    """The notation holds all of a histogram."""
    assert are_equal(histogram_from_text(text_of_histogram(histogram)), histogram)


@given(st.text(max_size=60) | st.from_regex(r"\{\{[a-z_:\[\] 0-9.+-]{0,60}\}\}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """What is no histogram is refused with a sentence, nothing else."""
    with suppress(InvalidInput):
        assert isinstance(histogram_from_text(text), Histogram)


@pytest.mark.parametrize(
    "text",
    ["{{schema:9}}", "{{schema:0.5}}", "{{count:1 count:2}}", "{{bucket:[1]}}", "{count:1}",
     "{{counter_reset_hint:maybe}}", "{{buckets:[1 x]}}", "{{offset:99999999999}}"],
)  # fmt: skip
def test_refused(text: str) -> None:
    """Unknown fields, schemas and hints are errors, not ignored."""
    with pytest.raises(InvalidInput):
        histogram_from_text(text)


def test_runs() -> None:
    """A histogram repeats, or each step adds to the one before or takes away."""
    assert [one.count for one in histograms_from_text("{{count:2}}x2")] == [2, 2, 2]
    assert [one.count for one in histograms_from_text("{{count:2}}+{{count:3}}x2")] == [2, 5, 8]
    assert [one.count for one in histograms_from_text("{{count:2}}-{{count:1}}x1")] == [2, 1]
    with pytest.raises(InvalidInput):
        list(histograms_from_text("{{count:2}}+{{schema:-53 custom_values:[1]}}x1"))


def test_description() -> None:
    """The text that count_values puts into a label shows which ends belong to a bucket."""
    histogram = of("count:20 sum:1e6 z_bucket_w:0.001 z_bucket:2 buckets:[1 2] n_buckets:[1 2]")
    assert description_of(histogram) == (
        "{count:20, sum:1e+06, [-2,-1):2, [-1,-0.5):1, [-0.001,0.001]:2, (0.5,1]:1, (1,2]:2}"
    )


@pytest.mark.parametrize(
    ("schema", "index", "bound"),
    [
        (0, 0, 1.0),
        (0, 3, 8.0),
        (0, -2, 0.25),
        (-1, 1, 4.0),
        (-4, 1, 65536.0),
        (1, 1, 1.414213562373095),
        (2, -1, 0.8408964152537144),
        (8, 255, 2 * 0.9972960560854698),
        (0, 1024, sys.float_info.max),
        (0, 1025, np.inf),
        (3, 8192, sys.float_info.max),
        (-4, 64, sys.float_info.max),
        (0, -1074, 5e-324),
    ],
)
def test_boundaries(schema: int, index: int, bound: float) -> None:
    """Boundaries have the digits that Prometheus's have; the last one is the largest float."""
    assert upper_bounds(schema, np.array([index])).tolist() == [bound]


@given(st.integers(-4, 8), st.integers(-3000, 3000))
def test_boundaries_rise(schema: int, index: int) -> None:
    """Each bucket ends above the one before, and at the same place in a lower schema."""
    index = max(-1000 * (1 << max(0, schema)), min(index, 1000 * (1 << max(0, schema)))) >> max(
        0, -schema
    )
    before, bound = upper_bounds(schema, np.array([index - 1, index])).tolist()
    assert before < bound
    if schema > -4:
        assert upper_bounds(schema - 1, np.array([index])) == pytest.approx(
            upper_bounds(schema, np.array([2 * index])), rel=1e-12
        )
