"""The benchmark's scorer gives what the Numenta Anomaly Benchmark defines."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.anomaly import (
    PROFILES,
    Labelled,
    Profile,
    best_threshold,
    events_of,
    score_at,
    with_cooldown,
)

pytestmark = pytest.mark.tree  # benchmarks are not installed

STANDARD, LOW_FP, LOW_FN = PROFILES


def labelled(length: int = 1000, *windows: tuple[int, int]) -> Labelled:
    times = [slot * 300_000 for slot in range(length)]
    return Labelled("made", times, [0.0] * length, windows)


def alarms(length: int, *slots: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    scores = np.zeros(length)
    scores[list(slots)] = 1.0
    return scores


def score(series: Labelled, *slots: int, profile: Profile = STANDARD) -> float:
    found = events_of(series, alarms(len(series.times), *slots), profile)
    return score_at([found], 0.5, profile)


def test_the_perfect_detector_has_100_and_the_silent_one_0() -> None:
    """An alarm at the first slot of each window, and none at all."""
    series = labelled(1000, (300, 399), (700, 799))
    assert score(series, 300, 700) == pytest.approx(100)
    assert score(series) == 0


def test_an_early_alarm_is_worth_more_than_a_late_one() -> None:
    """The worth falls through a window, and only the first alarm in it counts."""
    series = labelled(1000, (300, 399))
    assert score(series, 300) > score(series, 380) > 50 > score(series, 950)
    assert score(series, 310, 350, 399) == score(series, 310)


def test_false_alarms_cost_by_profile() -> None:
    """0.11 of a window for one far from any, twice that in low FP, less shortly after a window."""
    series = labelled(1000, (300, 399))
    assert score(series, 300, 900) == pytest.approx(100 - 11 / 2, abs=0.01)
    assert score(series, 300, 900, profile=LOW_FP) == pytest.approx(100 - 22 / 2, abs=0.01)
    assert score(series, 300, 405) > score(series, 300, 900)


def test_nothing_counts_in_probation() -> None:
    """The first 15 % of a series, at most 750 samples, are for learning."""
    series = labelled(1000, (300, 399))
    assert score(series, 10, 140, 300) == pytest.approx(100)
    assert labelled(20_000).probation == 750


def test_the_threshold_is_the_best_one() -> None:
    """It lies above the false alarms and at the detection."""
    series = labelled(1000, (300, 399))
    scores = alarms(1000, 300) * 3 + alarms(1000, *range(500, 900)) * 2
    assert best_threshold([events_of(series, scores, STANDARD)]) == 3


def test_an_open_alarm_is_not_repeated() -> None:
    """Only a larger score within the next 100 samples is another alarm."""
    scores = np.zeros(300)
    scores[[10, 50, 60, 200]] = [2.0, 1.5, 3.0, 1.0]
    assert np.flatnonzero(with_cooldown(scores)).tolist() == [10, 60, 200]
