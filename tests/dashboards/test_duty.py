"""The strip of a schedule: each shift and gap stands where its time is, cut at the week's ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.duty import Sight, duty_weeks, shown_days, shown_span
from tests.ticketing.oncall.rotas import ANN, BOB, CAI, is_weekday, three_people
from ticketing.oncall.duty import DutyBook, whole_duty
from ticketing.oncall.gaps import Gap, GapCause
from watchkeeper.core.instants import DAY, HOUR, Instant, instant_from_rfc3339, later

NOW = instant_from_rfc3339("2026-03-04T02:00:00Z")  # 10:00 in Shanghai


def sight(now: Instant = NOW, zone: str = "Asia/Shanghai", gaps: tuple[Gap, ...] = ()) -> Sight:
    schedule = three_people(zone)
    shifts = whole_duty(schedule, DutyBook(is_weekday), *shown_span(now, zone))
    days = frozenset(day for day in shown_days(now, zone) if is_weekday(day))
    return Sight(shifts, gaps, (ANN, BOB, CAI), days, zone)


def test_a_fortnight_begins_today_and_marks_now() -> None:
    """Two weeks of seven days; who is on duty first has the first colour, free days are told."""
    first, second = duty_weeks(sight(), NOW)
    assert [mark.day.isoformat() for mark in first.days][::6] == ["2026-03-04", "2026-03-10"]
    assert [mark.is_worked for mark in first.days].count(False) == 2
    assert (first.now, second.now) == (5.952, None)
    assert [bar.shift.people for bar in first.bars] == [(ANN,), (BOB,)]
    assert [bar.colour for bar in first.bars] == [0, 1]


def test_a_gap_over_midnight_of_the_week_stands_in_both() -> None:
    """Its halves touch the edges at which the weeks meet."""
    edge = shown_span(NOW, "Asia/Shanghai")[0] + 7 * DAY
    gap = Gap("hotline", Instant(edge - HOUR), Instant(edge + HOUR), GapCause.NOT_PLANNED)
    first, second = duty_weeks(sight(gaps=(gap,)), NOW)
    assert round(first.gaps[0].place.x + first.gaps[0].place.width, 2) == 100
    assert second.gaps[0].place.x == 0


@settings(max_examples=50)
@given(
    st.integers(min_value=0, max_value=2 * 366 * 24),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]),
)
def test_bars_fill_the_week_without_overlap(hours: int, zone: str) -> None:
    """Somebody is always on duty, so the bars tile each week from edge to edge, also over DST."""
    now = later(NOW, hours * HOUR)
    for week in duty_weeks(sight(now, zone), now):
        at = 0.0
        for bar in week.bars:
            assert abs(bar.place.x - at) < 0.01
            at = bar.place.x + bar.place.width
        assert abs(at - 100) < 0.01
