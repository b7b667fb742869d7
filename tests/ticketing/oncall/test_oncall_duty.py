"""Plan, changes and absences together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import (
    ANN,
    BOB,
    CAI,
    DAN,
    at,
    hours,
    is_weekday,
    rota,
    three_people,
    turns,
)
from ticketing.oncall.changes import MAX_CHANGE, Absence, ChangeKind, DutyChange
from ticketing.oncall.duty import DutyBook, coming_gaps, duty, whole_duty
from ticketing.oncall.gaps import GapCause
from ticketing.oncall.schedule import DayType, Layer, Rotation, Schedule
from ticketing.oncall.shifts import within
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, Instant

NOW = at("2026-03-04 12:00")
OFFICE = rota(
    Layer("day", Rotation(turns(ANN)), on=DayType.WORKDAY, hours=(hours(9, 17.5),)),
    deputies=(CAI,),
)


def _override(
    start: Instant, end: Instant, person: PersonId = DAN, schedule: str = "hotline"
) -> DutyChange:
    return DutyChange(schedule, ChangeKind.OVERRIDE, person, start, end, NOW)


def test_absences_lie_over_changes_and_deputies_of_the_schedule_act() -> None:
    """An override by somebody who is away is done by the schedule's deputy."""
    book = DutyBook(
        is_weekday,
        changes=(_override(NOW, Instant(NOW + HOUR)),),
        absences=(Absence(DAN, NOW, Instant(NOW + DAY), NOW),),
    )
    first, second = duty(OFFICE, book, NOW, Instant(NOW + 2 * HOUR))
    assert (first.people, second.people) == ((CAI,), (ANN,))


def test_changes_of_another_schedule_do_not_count() -> None:
    book = DutyBook(is_weekday, (_override(NOW, Instant(NOW + DAY), schedule="other"),))
    assert duty(OFFICE, book, NOW, Instant(NOW + HOUR))[0].people == (ANN,)


def test_gaps_of_the_next_fourteen_days_are_found_and_closed() -> None:
    """R10: nights of an office's schedule are open until somebody takes them."""
    gaps = coming_gaps(OFFICE, DutyBook(is_weekday), NOW, lambda _: True)
    assert {gap.cause for gap in gaps} == {GapCause.NOT_PLANNED}
    assert gaps[0].start == at("2026-03-04 17:30")
    assert gaps[-1].end == at("2026-03-18 09:00")
    taken = DutyBook(is_weekday, (_override(NOW, Instant(NOW + 14 * DAY)),))
    assert coming_gaps(OFFICE, taken, NOW, lambda _: True) == ()
    assert len(coming_gaps(OFFICE, taken, NOW, lambda one: one != DAN)) == 1


def test_an_override_longer_than_a_year_is_refused() -> None:
    with pytest.raises(InvalidInput, match="a year at most"):
        _override(NOW, Instant(NOW + MAX_CHANGE + 1))


LATE = rota(Layer("late", Rotation(turns(ANN)), first_day=date(2026, 4, 1)))

people = st.sampled_from([ANN, BOB, CAI, DAN])
moments = st.integers(NOW - 40 * DAY, NOW + 40 * DAY).map(Instant)


@st.composite
def _changes(draw: st.DrawFn) -> DutyChange:
    start = draw(moments)
    end = Instant(start + draw(st.integers(1, 30 * DAY)))
    return DutyChange("hotline", ChangeKind.OVERRIDE, draw(people), start, end, draw(moments))


@settings(max_examples=80, deadline=None)
@given(
    schedule=st.sampled_from([OFFICE, LATE, three_people()]),
    changes=st.lists(_changes(), max_size=4).map(tuple),
    start=moments,
    days=st.integers(1, 20),
    earlier=st.integers(0, 20),
)
@example(
    schedule=LATE,
    changes=(_override(Instant(NOW - 20 * DAY), Instant(NOW + 5 * DAY)),),
    start=NOW,
    days=1,
    earlier=15,
)
def test_shifts_with_changes_are_the_same_whoever_asks(
    schedule: Schedule, changes: tuple[DutyChange, ...], start: Instant, days: int, earlier: int
) -> None:
    """A longer question gives the same whole shifts; cut, they are what rosters are made of."""
    book = DutyBook(is_weekday, changes)
    end = Instant(start + days * DAY)
    whole = whole_duty(schedule, book, start, end)
    wider = whole_duty(schedule, book, Instant(start - earlier * DAY), Instant(end + DAY))
    assert whole == tuple(one for one in wider if one.start < end and start < one.end)
    assert within(whole, start, end) == duty(schedule, book, start, end)
