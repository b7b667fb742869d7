"""What gaps between ticks say of an interval, and which times the head takes."""

from __future__ import annotations

import pytest

from collector.intake.write_pace import Age, Ages, Pace, interval_from, pace_of
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.storage.series.limits import SeriesLimits

NOW = Instant(1_795_000_000_000)


@pytest.mark.parametrize(
    ("gaps", "interval", "pace"),
    [
        ([15.0, 15.0], 15, Pace.STEADY),
        ([15.0, 14.9, 15.1], 15, Pace.STEADY),
        ([10.0, 15.0, 15.0], 15, Pace.STEADY),
        ([1.0, 1.0, 1.0], 15, Pace.OTHER),
        ([60.0, 60.0, 60.0], 15, Pace.OTHER),
        ([15.0, 60.0, 15.0], 15, Pace.STEADY),
        ([0.2, 14.8, 0.2], 15, Pace.MIXED),
        ([0.2, 0.2, 0.2], 1, Pace.STEADY),
        ([900.0, 900.0, 900.0], 300, Pace.STEADY),
    ],
    ids=[
        "too few to judge",
        "jitter",
        "one scrape came early",
        "faster than thought",
        "slower than thought",
        "one scrape failed for long",
        "two phases",
        "faster than the fastest class",
        "slower than the slowest class",
    ],
)
def test_the_pace_follows_from_three_gaps(gaps: list[float], interval: int, pace: Pace) -> None:
    """One odd gap says nothing; three say it."""
    found = [round(gap * SECOND) for gap in gaps]
    assert pace_of(found, Duration(interval * SECOND)) is pace


@pytest.mark.parametrize(("gap", "seconds"), [(980, 1), (4_990, 5), (29_000, 30), (60_000, 60)])
def test_jitter_below_a_class_still_belongs_to_it(gap: int, seconds: int) -> None:
    """An interval of 5 s that jitters is one of 5 s, not of 2 s."""
    assert interval_from([gap, gap, gap]) == seconds * SECOND


@pytest.mark.parametrize(
    ("time", "interval", "age"),
    [
        (NOW, 15 * SECOND, Age.TAKEN),
        (NOW + 2 * MINUTE, 15 * SECOND, Age.FROM_FUTURE),
        (NOW - HOUR, 15 * SECOND, Age.TAKEN),
        (NOW - HOUR, SECOND, Age.LATE),
        (NOW - 3 * HOUR, MINUTE, Age.LATE),
        (NOW - 8 * DAY, MINUTE, Age.TOO_OLD),
        (-5, MINUTE, Age.TOO_OLD),
    ],
)
def test_old_and_future_times_are_known_as_such(time: int, interval: int, age: Age) -> None:
    """The head of a fast feed is shorter."""
    assert Ages(NOW, SeriesLimits()).of(time, Duration(interval)) is age


def test_how_old_a_tick_may_be_is_what_the_store_keeps() -> None:
    """A store that keeps samples for 30 days takes those of 8 days ago, one that keeps 2 does not."""
    ages = [
        Ages(NOW, SeriesLimits(samples_kept=Duration(days * DAY))).of(NOW - 8 * DAY, MINUTE)
        for days in (30, 2)
    ]
    assert ages == [Age.LATE, Age.TOO_OLD]
