"""Service hours: examples, the properties P1-P4, and an oracle that counts minutes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketing.calendars import (
    AlwaysOpen,
    CalendarSpec,
    ServiceHours,
    compile_hours,
    office_hours,
)
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    Instant,
    TimeOfDay,
    datetime_from_instant,
    instant_from_rfc3339,
    local_day,
)

SHANGHAI = "Asia/Shanghai"


def _at(text: str) -> Instant:
    return instant_from_rfc3339(text)


def _span(start: float, end: float) -> tuple[TimeOfDay, TimeOfDay]:
    return TimeOfDay(int(start * HOUR)), TimeOfDay(int(end * HOUR))


LUNCH = CalendarSpec("lunch", ((_span(9, 12), _span(13, 18)),) * 5 + ((), ()), SHANGHAI)
NIGHTS = CalendarSpec("nights", ((_span(0, 6), _span(22, 24)),) * 7, "America/New_York")
LORD_HOWE = CalendarSpec("island", ((_span(1, 3.5),),) * 7, "Australia/Lord_Howe")
HOLIDAYS = CalendarSpec(
    "5x8",
    office_hours(SHANGHAI).weekly,
    SHANGHAI,
    {
        date(2026, 2, 14): (_span(9, 17.5),),  # a Saturday that is worked
        **{date(2026, 2, day): () for day in range(15, 24)},
    },
)
SPECS = [LUNCH, NIGHTS, LORD_HOWE, HOLIDAYS, office_hours(SHANGHAI)]
INSTANTS = st.integers(_at("2025-06-01T00:00:00Z"), _at("2027-06-01T00:00:00Z")).map(Instant)


@pytest.mark.parametrize(
    ("spec", "start", "budget", "due"),
    [
        pytest.param(
            office_hours(SHANGHAI),
            "2026-11-23T09:00:00+08:00",
            8 * HOUR,
            "2026-11-23T17:00:00+08:00",
            id="within one day",
        ),
        pytest.param(
            office_hours(SHANGHAI),
            "2026-11-20T17:00:00+08:00",
            HOUR,
            "2026-11-23T09:30:00+08:00",
            id="across a weekend",
        ),
        pytest.param(
            HOLIDAYS,
            "2026-02-13T17:00:00+08:00",
            2 * HOUR,
            "2026-02-14T10:30:00+08:00",
            id="a make-up working day counts",
        ),
        pytest.param(
            LUNCH,
            "2026-11-23T11:30:00+08:00",
            HOUR,
            "2026-11-23T13:30:00+08:00",
            id="lunch does not count",
        ),
        pytest.param(
            NIGHTS,
            "2026-03-07T23:00:00-05:00",
            4 * HOUR,
            "2026-03-08T04:00:00-04:00",
            id="the hour that is skipped does not count",
        ),
    ],
)
def test_deadline(spec: CalendarSpec, start: str, budget: int, due: str) -> None:
    """A deadline is the instant at which the open time is used up."""
    assert compile_hours(spec).deadline(_at(start), budget) == _at(due)


def test_seven_days_of_whole_days_are_always_open() -> None:
    """00:00-24:00 on all days loses no minute at midnight."""
    whole = CalendarSpec("all", (((TimeOfDay(0), TimeOfDay(DAY)),),) * 7, "America/New_York")
    assert compile_hours(whole) == AlwaysOpen("all")


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param((_span(9, 12), _span(11, 13)), id="overlapping"),
        pytest.param((_span(12, 9),), id="backwards"),
        pytest.param((_span(20, 25),), id="past midnight"),
    ],
)
def test_wrong_hours_are_refused(spans: tuple[tuple[TimeOfDay, TimeOfDay], ...]) -> None:
    """Hours that overlap, run backwards or pass 24:00 are refused."""
    with pytest.raises(InvalidInput):
        CalendarSpec("wrong", (spans,) * 7, SHANGHAI)


def test_a_calendar_that_never_opens_is_refused() -> None:
    """Otherwise no deadline could ever come."""
    with pytest.raises(InvalidInput, match="never open"):
        CalendarSpec("never", ((),) * 7, SHANGHAI)


def test_a_deadline_past_the_last_year_is_an_error() -> None:
    """A budget that the calendar cannot hold is told, not looped over."""
    with pytest.raises(InvalidInput, match="2045"):
        compile_hours(LUNCH).deadline(_at("2026-01-01T00:00:00Z"), 60_000 * DAY)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.name} {spec.zone}")
class TestProperties:
    """P1-P4 for each calendar."""

    @given(start=INSTANTS, budget=st.integers(1, 400 * HOUR))
    def test_deadline_is_the_smallest_instant_with_that_elapsed(
        self, spec: CalendarSpec, start: Instant, budget: int
    ) -> None:
        """P1: elapsed(start, deadline) is the budget, and a millisecond earlier it is not."""
        hours = compile_hours(spec)
        due = hours.deadline(start, budget)
        assert hours.elapsed(start, due) == budget
        assert hours.elapsed(start, Instant(due - 1)) == budget - 1

    @given(moments=st.lists(INSTANTS, min_size=3, max_size=3).map(sorted))
    def test_elapsed_adds_up(self, spec: CalendarSpec, moments: list[Instant]) -> None:
        """P2: over any split, and it equals the open stretches."""
        hours = compile_hours(spec)
        first, middle, last = moments
        whole = hours.elapsed(first, last)
        assert whole == hours.elapsed(first, middle) + hours.elapsed(middle, last)
        assert whole == sum(
            end - start for start, end, is_open in _all(hours, first, last) if is_open
        )

    @given(start=INSTANTS, one=st.integers(0, 99 * HOUR), two=st.integers(0, 99 * HOUR))
    def test_deadlines_compose(
        self, spec: CalendarSpec, start: Instant, one: int, two: int
    ) -> None:
        """P4: the deadline of a sum is the deadline from the deadline."""
        hours = compile_hours(spec)
        assert hours.deadline(hours.deadline(start, one), two) == hours.deadline(start, one + two)

    @settings(max_examples=25)
    @given(start=INSTANTS, minutes=st.integers(1, 5_000))
    def test_agrees_with_counting_minutes(
        self, spec: CalendarSpec, start: Instant, minutes: int
    ) -> None:
        """The oracle: step minute by minute and ask the wall clock whether it is open."""
        begin = Instant(start - start % MINUTE)
        counted = sum(
            MINUTE for step in range(minutes) if _is_open(spec, Instant(begin + step * MINUTE))
        )
        assert compile_hours(spec).elapsed(begin, Instant(begin + minutes * MINUTE)) == counted


@given(
    start=INSTANTS,
    budget=st.integers(0, 9_999 * HOUR),
    zone=st.sampled_from([SHANGHAI, "America/New_York", "Australia/Lord_Howe"]),
)
def test_around_the_clock_every_millisecond_counts(start: Instant, budget: int, zone: str) -> None:
    """P3: 7x24 gives start + budget in every zone."""
    whole = CalendarSpec("7x24", (((TimeOfDay(0), TimeOfDay(DAY)),),) * 7, zone)
    assert compile_hours(whole).deadline(start, budget) == start + budget


def _all(hours: ServiceHours, start: Instant, end: Instant) -> list[tuple[Instant, Instant, bool]]:
    """Return the stretches, having checked that they lie side by side."""
    stretches = list(hours.stretches(start, end))
    at = start
    for begin, finish, _ in stretches:
        assert begin == at < finish
        at = finish
    assert at == end or not stretches
    return stretches


def _is_open(spec: CalendarSpec, at: Instant) -> bool:
    wall = datetime_from_instant(at, spec.zone)
    since_midnight = wall.hour * HOUR + wall.minute * MINUTE + wall.second * 1000
    return any(
        start <= since_midnight < end for start, end in spec.spans_on(local_day(at, spec.zone))
    )
