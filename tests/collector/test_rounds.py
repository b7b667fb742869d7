"""When probes run: never too close, without drift, evenly spread; lost ones rest within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.rounds import EARLY, LONGEST_REST, asked_every, grid_of, spread_of
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration

INTERVALS = st.integers(SECOND, 24 * HOUR)
FEEDS = st.text(max_size=30)


@given(FEEDS, INTERVALS, st.integers(0, 10_000))
def test_rounds_are_an_interval_apart_and_do_not_drift(
    feed: str, interval: int, number: int
) -> None:
    """Never closer than the interval, at most a tenth more; from the tenth on exactly it."""
    grid = grid_of(feed, Duration(interval))
    gap = grid.offset(number + 1) - grid.offset(number)
    assert interval <= gap <= interval + max(interval // 10, 1)
    assert 0 <= grid.offset(0) <= EARLY
    if number > 11:
        assert gap == interval
        assert grid.offset(number) == number * interval + spread_of(feed, Duration(interval))


@given(FEEDS, INTERVALS, st.integers(0, 1_000), st.integers(0, 24 * HOUR))
def test_what_is_due_by_a_time_is_found(feed: str, interval: int, number: int, more: int) -> None:
    """The round reached is the last that is due; before the first there is none."""
    grid = grid_of(feed, Duration(interval))
    elapsed = grid.offset(number) + more
    reached = grid.reached(elapsed)
    assert reached >= number
    assert grid.offset(reached) <= elapsed < grid.offset(reached + 1)
    assert grid.reached(grid.offset(0) - 1) == -1


@given(FEEDS, INTERVALS, st.lists(st.integers(0, 5 * MINUTE), max_size=60))
def test_rounds_of_one_probe_never_overlap_however_long_they_take(
    feed: str, interval: int, durations: list[int]
) -> None:
    """Played as the schedule plays it: each begins at a planned time, after the one before ended."""
    grid, now, number, ended = grid_of(feed, Duration(interval)), 0, 0, -1
    for duration in durations:
        now = max(now, grid.offset(number))
        assert now > ended or duration == 0 or ended <= now
        assert now - grid.offset(number) < interval + interval // 10 + 2, (
            "no backlog is made up for"
        )
        ended = now = now + duration
        number = max(number, grid.reached(now)) + 1
        assert grid.offset(number) > now


@pytest.mark.parametrize("interval", [10 * SECOND, 5 * MINUTE, HOUR], ids=["10 s", "5 min", "1 h"])
def test_probes_are_spread_evenly_over_the_whole_interval(interval: int) -> None:
    """No tenth of the interval has more than twice its share of 1,000 probes, once settled."""
    tenths = [0] * 10
    for number in range(1_000):
        grid = grid_of(f"probe:host-{number}:icmp", Duration(interval))
        tenths[(grid.offset(20) - 20 * interval) * 10 // interval] += 1
    assert max(tenths) < 200
    assert min(tenths) > 50


@given(st.floats(0, 1e7), INTERVALS)
def test_a_lost_target_is_asked_every_two_minutes_at_least(lost: float, interval: int) -> None:
    """Whatever the interval, who is back is heard within two minutes and a round."""
    every = asked_every(lost, Duration(interval))
    assert 1 <= every <= 4
    assert every == 1 or every * interval <= LONGEST_REST


@pytest.mark.parametrize(
    ("lost_minutes", "every"),
    [(1, 1), (9.9, 1), (10, 2), (59, 2), (60, 4), (10_000, 4)],
)
def test_the_longer_it_is_lost_the_seldomer_it_is_asked(lost_minutes: float, every: int) -> None:
    """Ten minutes at every round, then every second, after an hour every fourth."""
    assert asked_every(60 * lost_minutes, Duration(30 * SECOND)) == every
