"""MTTA, MTTR and what lies between: by anchor, by the wall and by a calendar."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at
from ticketing.calendars import AlwaysOpen, compile_hours, office_hours
from ticketing.events import EventKind
from ticketing.figures.times import Lapse, lapses, summary, times
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor
from watchkeeper.core.instants import HOUR, MINUTE, Duration
from watchkeeper.core.levels import Level

ALWAYS = AlwaysOpen()
OFFICE = compile_hours(office_hours("Asia/Shanghai"))


def _of(log: Log, hours: float) -> dict[tuple[Milestone, Anchor, int], Lapse]:
    found = lapses(log.ticket(hours), OFFICE)
    return {(one.milestone, one.anchor, one.cycle): one for one in found}


def test_each_anchor_has_its_own_answer() -> None:
    """It occurred an hour before it was seen, and half an hour more before it was reported."""
    log = Log("II", occurred_at=at(-1.5), detected_at=at(-0.5)).add(EventKind.ACKNOWLEDGED, 0.25)
    found = _of(log, 1)
    minutes = [
        found[Milestone.ACKED, anchor, 1].wall // MINUTE
        for anchor in (Anchor.OCCURRED, Anchor.DETECTED, Anchor.REPORTED)
    ]
    assert minutes == [105, 45, 15]


def test_the_calendar_counts_open_hours_only() -> None:
    """Reported on Monday at 09:00, back on Tuesday at 10:00: 25 h, of which 9.5 h are open."""
    found = _of(Log("II").add(EventKind.RESOLVED, 25), 26)
    restored = found[Milestone.RESTORED, Anchor.REPORTED, 1]
    assert (restored.wall, restored.open) == (25 * HOUR, 9.5 * HOUR)


def test_a_fault_that_may_come_back_is_not_over() -> None:
    """Recovered but not resolved: no time to recovery yet."""
    log = Log("II").add(EventKind.RECOVERED, 2)
    assert (Milestone.RESTORED, Anchor.REPORTED, 1) not in _of(log, 3)
    log.add(EventKind.SELF_RECOVERED, 4)
    assert _of(log, 5)[Milestone.RESTORED, Anchor.REPORTED, 1].wall == 2 * HOUR


def test_a_pause_takes_nothing_off() -> None:
    """People waited all the same."""
    log = Log("II").add(EventKind.PAUSED, 1, reason="appointment").add(EventKind.RESUMED, 9)
    found = _of(log.add(EventKind.RESOLVED, 10), 11)
    assert found[Milestone.RESTORED, Anchor.REPORTED, 1].wall == 10 * HOUR


def test_a_ticket_opened_by_hand_was_never_detected() -> None:
    """What there is no anchor for is left out, not guessed."""
    found = _of(Log("II", detected_at=None).add(EventKind.ACKNOWLEDGED, 1), 2)
    assert {anchor for _, anchor, _ in found} == {Anchor.OCCURRED, Anchor.REPORTED}


def test_a_reopened_fault_is_measured_anew() -> None:
    """Two lives, two times."""
    log = Log("II").add(EventKind.RESOLVED, 3).add(EventKind.REOPENED, 5)
    found = _of(log.add(EventKind.RESOLVED, 6), 7)
    hours = [found[Milestone.RESTORED, Anchor.REPORTED, n].wall // HOUR for n in (1, 2)]
    assert hours == [3, 1]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        pytest.param([7], (7, 7, 7), id="one"),
        pytest.param([1, 2], (1, 1, 2), id="two: halves are rounded down"),
        pytest.param(list(range(1, 11)), (5, 5, 9), id="ten: nine do not exceed 9"),
        pytest.param([0] * 9 + [100], (10, 0, 0), id="one long one moves the mean alone"),
        pytest.param([0] * 8 + [100] * 2, (20, 0, 100), id="two of ten move p90"),
    ],
)
def test_what_is_said_of_many(lengths: list[int], expected: tuple[int, int, int]) -> None:
    """Mean, median and the ninetieth percentile."""
    found = summary([Duration(length) for length in lengths])
    assert (found.mean, found.median, found.p90) == expected
    assert found.count == len(lengths)


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=60))
def test_percentiles_are_what_they_say(lengths: list[int]) -> None:
    """At least nine in ten do not exceed p90, and no shorter length can be said of that."""
    found = summary([Duration(length) for length in lengths])
    within = sum(length <= found.p90 for length in lengths)
    assert 10 * within >= 9 * len(lengths)
    assert 10 * sum(length < found.p90 for length in lengths) < 9 * len(lengths)
    assert (
        found.median == int(statistics.median_low(lengths) + statistics.median_high(lengths)) // 2
    )
    assert min(lengths) <= found.mean <= max(lengths)


def test_the_table_has_totals() -> None:
    """Of all, per level, per customer, per both: totals are not averages of averages."""
    logs = [
        Log("I", customer="acme").add(EventKind.ACKNOWLEDGED, 1),
        Log("II", customer="acme").add(EventKind.ACKNOWLEDGED, 3),
        Log("II", customer="other").add(EventKind.ACKNOWLEDGED, 5),
    ]
    rows = times(lapse for log in logs for lapse in lapses(log.ticket(9), ALWAYS))
    means = {
        (row.customer, row.level): row.wall.mean // HOUR
        for row in rows
        if (row.milestone, row.anchor) == (Milestone.ACKED, Anchor.REPORTED)
    }
    assert means == {
        (None, None): 3,
        (None, Level.I): 1,
        (None, Level.II): 4,
        ("acme", None): 2,
        ("acme", Level.I): 1,
        ("acme", Level.II): 3,
        ("other", None): 5,
        ("other", Level.II): 5,
    }
    assert times(()) == ()
