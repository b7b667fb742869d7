"""Samples kept in order of value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.anomaly.rolling import RollingSamples

_values = st.lists(st.floats(-1e9, 1e9) | st.just(math.nan), min_size=1, max_size=120)


@given(_values, st.integers(1, 40), st.integers(1, 30), st.sampled_from((0.0, 0.01, 0.5, 1.0)))
def test_a_quantile_is_that_of_the_window(
    values: list[float], width: int, batch: int, share: float
) -> None:
    """However samples come and go, a quantile is numpy's of the numbers that are left."""
    samples = RollingSamples()
    for begin in range(0, len(values), batch):
        times = range(begin, min(begin + batch, len(values)))
        samples.extend(times, values[begin : begin + batch])
        samples.forget_until(times[-1] - width)
        window = np.array(values[max(0, times[-1] - width + 1) : times[-1] + 1])
        numbers = window[~np.isnan(window)]
        assert len(samples) == len(numbers)
        if len(numbers):
            wanted = float(np.quantile(numbers, share))
            assert samples.quantile(share) == pytest.approx(wanted, rel=1e-9, abs=1e-6)
        else:
            assert math.isnan(samples.quantile(share))


def test_a_sample_that_is_known_is_passed_over() -> None:
    """The first value of a time counts; a time between those known is taken up."""
    samples = RollingSamples()
    samples.extend((10, 20), (1.0, 2.0))
    samples.extend((15, 20, 30), (9.0, 7.0, 3.0))
    assert len(samples) == 4
    assert samples.quantile(1.0) == 9.0
    samples.forget_until(15)
    assert samples.quantile(1.0) == 3.0
