"""R10: any instant of the next fourteen days without a person who can be reached is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import (
    ANN,
    BOB,
    CAI,
    MONDAY,
    at,
    hours,
    is_weekday,
    rota,
    shift,
    turns,
    weekly,
)
from ticketing.oncall.changes import Absence, with_absences
from ticketing.oncall.expand import expand
from ticketing.oncall.gaps import LOOK_AHEAD, Gap, GapCause, gaps_in
from ticketing.oncall.schedule import DayType, Layer, Rotation
from ticketing.oncall.shifts import Shift
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Instant

START = at("2026-03-02 09:00")
END = Instant(START + LOOK_AHEAD)


def _gaps(shifts: tuple[Shift, ...], *unreachable: PersonId) -> tuple[Gap, ...]:
    return gaps_in(
        "hotline", shifts, start=START, end=END, is_reachable=lambda one: one not in unreachable
    )


def test_a_full_rota_has_no_gap() -> None:
    shifts = expand(rota(Layer("all", weekly(ANN, BOB))), START, END, is_weekday)
    assert _gaps(shifts) == ()


def test_hours_that_no_layer_covers_are_a_gap() -> None:
    """A hot line of work hours alone leaves every night and the week-ends open."""
    day = Layer("day", Rotation(turns(ANN)), on=DayType.WORKDAY, hours=(hours(9, 17.5),))
    gaps = _gaps(expand(rota(day), START, END, is_weekday))
    assert len(gaps) == 10
    assert gaps[0] == Gap(
        "hotline", at("2026-03-02 17:30"), at("2026-03-03 09:00"), GapCause.NOT_PLANNED
    )
    assert gaps[-1].start == at("2026-03-13 17:30")
    assert gaps[-1].end == END
    assert "add a layer to hotline" in str(gaps[0].remedy)


def test_an_absence_without_deputy_is_a_gap_that_names_who_is_away() -> None:
    shifts = expand(rota(Layer("all", weekly(ANN, BOB))), START, END, is_weekday)
    absence = Absence(BOB, at("2026-03-10 00:00"), at("2026-03-11 00:00"), START)
    (gap,) = _gaps(with_absences(shifts, [absence]))
    assert gap == Gap(
        "hotline", at("2026-03-10 00:00"), at("2026-03-11 00:00"), GapCause.ABSENT, (BOB,)
    )
    assert str(gap.remedy).startswith("bob absent and without deputy")


def test_a_person_without_contact_is_a_gap() -> None:
    """Turns that touch and miss the same person are told as one."""
    daily = Rotation(turns(ANN, ANN, BOB), MONDAY, 1)
    shifts = expand(rota(Layer("all", daily)), START, at("2026-03-05 09:00"), is_weekday)
    gaps = gaps_in(
        "hotline",
        shifts,
        start=START,
        end=at("2026-03-05 09:00"),
        is_reachable=lambda one: one != ANN,
    )
    assert gaps == (Gap("hotline", START, at("2026-03-04 09:00"), GapCause.UNREACHABLE, (ANN,)),)
    assert "add a contact" in str(gaps[0].remedy)


def test_one_of_two_who_can_be_reached_is_enough() -> None:
    pair = (shift("2026-03-02 09:00", "2026-03-16 09:00", ANN, BOB),)
    assert _gaps(pair, ANN) == ()
    assert [gap.missing for gap in _gaps(pair, ANN, BOB)] == [(ANN, BOB)]


def test_without_any_shift_all_of_it_is_a_gap() -> None:
    assert _gaps(()) == (Gap("hotline", START, END, GapCause.NOT_PLANNED),)


def test_shifts_outside_the_span_do_not_count() -> None:
    """What lies before and after is neither gap nor cover."""
    shifts = (
        shift("2026-02-01 09:00", "2026-03-09 09:00", ANN),
        shift("2026-03-09 10:00", "2026-04-01 09:00", CAI),
    )
    assert [(gap.start, gap.end) for gap in _gaps(shifts)] == [
        (at("2026-03-09 09:00"), at("2026-03-09 10:00"))
    ]


marks = st.lists(st.tuples(st.integers(0, 14 * 24 - 1), st.booleans()), max_size=30)


@settings(max_examples=60, deadline=None)
@given(marks=marks, unreachable=st.frozensets(st.sampled_from([ANN, BOB])))
def test_every_hour_is_reachable_or_in_one_gap(
    marks: list[tuple[int, bool]], unreachable: frozenset[PersonId]
) -> None:
    """Looked at hour by hour, gaps are exactly where nobody can be told."""
    held = {hour: ANN if is_ann else BOB for hour, is_ann in marks}
    shifts = tuple(
        Shift("s", "x", Instant(START + h * HOUR), Instant(START + (h + 1) * HOUR), (who,), (who,))
        for h, who in sorted(held.items())
    )
    gaps = _gaps(shifts, *unreachable)
    for hour in range(14 * 24):
        now = START + hour * HOUR
        is_told = hour in held and held[hour] not in unreachable
        assert sum(gap.start <= now < gap.end for gap in gaps) == (not is_told)
