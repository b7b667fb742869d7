"""Overrides, swaps, absences: who does it in the end, and that time itself is never lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import ANN, BOB, CAI, DAN, at, is_weekday, shift, three_people
from ticketing.oncall.changes import (
    Absence,
    ChangeKind,
    DutyChange,
    Trade,
    has_effect,
    swap,
    with_absences,
    with_changes,
)
from ticketing.oncall.expand import expand
from ticketing.oncall.shifts import Cause, Shift
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, Instant, datetime_from_instant

START, END = at("2026-03-02 09:00"), at("2026-03-23 09:00")
WEEKS = expand(three_people(), START, END, is_weekday)
MADE = at("2026-03-01 12:00")


def _override(
    start: str,
    end: str,
    person: PersonId,
    *,
    instead_of: PersonId | None = None,
    layer: str | None = None,
    made_at: Instant = MADE,
) -> DutyChange:
    return DutyChange(
        schedule="hotline",
        kind=ChangeKind.OVERRIDE,
        person=person,
        start=at(start),
        end=at(end),
        made_at=made_at,
        instead_of=instead_of,
        layer=layer,
    )


def _absence(
    start: str, end: str, person: PersonId, deputy: PersonId | None = None, made_at: int = MADE
) -> Absence:
    return Absence(person, at(start), at(end), Instant(made_at), deputy)


def _laid(*changes: DutyChange, over: tuple[Shift, ...] = WEEKS) -> list[tuple[str, str, str]]:
    return _told(with_changes(over, changes, start=START, end=END))


def _told(shifts: tuple[Shift, ...]) -> list[tuple[str, str, str]]:
    """Return (from, who, why)."""
    return [
        (
            datetime_from_instant(one.start, "Asia/Shanghai").strftime("%m-%d %H:%M"),
            "+".join(one.people),
            one.cause.value,
        )
        for one in shifts
    ]


def test_an_override_takes_over_from_whoever_is_on_duty() -> None:
    """It cuts the shifts it lies over and remembers whom the rota named."""
    change = _override("2026-03-08 20:00", "2026-03-09 20:00", DAN)
    assert _laid(change)[:4] == [
        ("03-02 09:00", "ann", "planned"),
        ("03-08 20:00", "dan", "override"),
        ("03-09 09:00", "dan", "override"),
        ("03-09 20:00", "bob", "planned"),
    ]
    laid = with_changes(WEEKS, [change], start=START, end=END)
    assert [one.planned for one in laid[1:3]] == [(ANN,), (BOB,)]


def test_an_override_covers_where_nobody_is_planned() -> None:
    """A gap is closed by an override that names nobody to stand in for."""
    change = _override("2026-03-02 09:00", "2026-03-04 09:00", DAN)
    lone = (shift("2026-03-03 00:00", "2026-03-03 12:00", ANN),)
    assert _laid(change, over=lone) == [
        ("03-02 09:00", "dan", "override"),
        ("03-03 00:00", "dan", "override"),
        ("03-03 12:00", "dan", "override"),
    ]


def test_an_override_for_one_of_two_leaves_the_other() -> None:
    """Who is told first stays first."""
    pair = (shift("2026-03-02 09:00", "2026-03-03 09:00", ANN, BOB),)
    change = _override("2026-03-02 09:00", "2026-03-03 09:00", DAN, instead_of=ANN)
    assert _laid(change, over=pair) == [("03-02 09:00", "dan+bob", "override")]


def test_an_override_by_the_other_of_two_names_them_once() -> None:
    pair = (shift("2026-03-02 09:00", "2026-03-03 09:00", ANN, BOB),)
    change = _override("2026-03-02 09:00", "2026-03-03 09:00", BOB, instead_of=ANN)
    assert _laid(change, over=pair) == [("03-02 09:00", "bob", "override")]


def test_an_override_of_a_layer_leaves_other_layers() -> None:
    """It neither touches them nor fills what the layer leaves open."""
    change = _override("2026-03-02 09:00", "2026-03-20 09:00", DAN, layer="night")
    assert not has_effect(change, WEEKS)
    assert _laid(change) == _told(WEEKS)


def test_a_later_override_lies_over_an_earlier_one() -> None:
    """The order is that in which they were made, not that of the list."""
    earlier = _override("2026-03-03 09:00", "2026-03-06 09:00", DAN)
    later = _override("2026-03-04 09:00", "2026-03-05 09:00", CAI, made_at=Instant(MADE + HOUR))
    expected = [
        ("03-02 09:00", "ann", "planned"),
        ("03-03 09:00", "dan", "override"),
        ("03-04 09:00", "cai", "override"),
        ("03-05 09:00", "dan", "override"),
        ("03-06 09:00", "ann", "planned"),
    ]
    assert _laid(later, earlier)[:5] == _laid(earlier, later)[:5] == expected


def test_a_change_outside_the_span_is_cut() -> None:
    change = _override("2026-02-01 09:00", "2026-03-03 09:00", DAN)
    assert _laid(change)[0] == ("03-02 09:00", "dan", "override")
    past = _override("2026-02-01 09:00", "2026-02-03 09:00", DAN)
    assert _laid(past) == _told(WEEKS)


def test_two_people_swap_their_weeks() -> None:
    changes = swap(
        Trade("hotline", ANN, at("2026-03-02 09:00"), at("2026-03-09 09:00")),
        Trade("hotline", CAI, at("2026-03-16 09:00"), at("2026-03-23 09:00")),
        made_at=MADE,
    )
    assert _laid(*changes) == [
        ("03-02 09:00", "cai", "swap"),
        ("03-09 09:00", "bob", "planned"),
        ("03-16 09:00", "ann", "swap"),
    ]


def test_a_swap_across_a_hand_off_touches_only_the_two() -> None:
    """What a third person has within the swapped time stays theirs."""
    changes = swap(
        Trade("hotline", ANN, at("2026-03-08 09:00"), at("2026-03-10 09:00")),
        Trade("hotline", CAI, at("2026-03-16 09:00"), at("2026-03-17 09:00")),
        made_at=MADE,
    )
    assert _laid(*changes)[:5] == [
        ("03-02 09:00", "ann", "planned"),
        ("03-08 09:00", "cai", "swap"),
        ("03-09 09:00", "bob", "planned"),
        ("03-16 09:00", "ann", "swap"),
        ("03-17 09:00", "cai", "planned"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            Trade("hotline", ANN, START, END),
            Trade("hotline", ANN, START, END),
            "with themselves",
        ),
        (
            Trade("hotline", ANN, START, END),
            Trade("hotline", BOB, Instant(END - 1), Instant(END + DAY)),
            "overlap",
        ),
        (
            Trade("hotline", ANN, END, START),
            Trade("other", BOB, START, END),
            "must end after",
        ),
    ],
    ids=["with oneself", "times overlap", "ends before it begins"],
)
def test_a_swap_that_cannot_be_meant_is_refused(one: Trade, other: Trade, words: str) -> None:
    """Two swaps at one time would undo each other."""
    with pytest.raises(InvalidInput, match=words):
        swap(one, other, made_at=MADE)


def test_nobody_stands_in_for_themselves() -> None:
    with pytest.raises(InvalidInput, match="themselves"):
        _override("2026-03-02 09:00", "2026-03-03 09:00", ANN, instead_of=ANN)
    with pytest.raises(InvalidInput, match="themselves"):
        _absence("2026-03-02 09:00", "2026-03-03 09:00", ANN, ANN)


def test_the_deputy_of_an_absence_does_the_duty() -> None:
    absence = _absence("2026-03-04 00:00", "2026-03-12 00:00", ANN, DAN)
    assert _told(with_absences(WEEKS, [absence]))[:3] == [
        ("03-02 09:00", "ann", "planned"),
        ("03-04 00:00", "dan", "deputy"),
        ("03-09 09:00", "bob", "planned"),
    ]


def test_the_deputy_of_an_absent_deputy_acts() -> None:
    """Deputies are followed; each only while the one before them is away."""
    absences = [
        _absence("2026-03-04 00:00", "2026-03-08 00:00", ANN, DAN),
        _absence("2026-03-05 00:00", "2026-03-06 00:00", DAN, BOB),
    ]
    assert _told(with_absences(WEEKS, absences))[1:5] == [
        ("03-04 00:00", "dan", "deputy"),
        ("03-05 00:00", "bob", "deputy"),
        ("03-06 00:00", "dan", "deputy"),
        ("03-08 00:00", "ann", "planned"),
    ]


@pytest.mark.parametrize(
    ("absences", "deputies", "acting", "cause"),
    [
        ([(ANN, None)], (), "", Cause.VACANT),
        ([(ANN, None)], (CAI, DAN), "cai", Cause.DEPUTY),
        ([(ANN, None), (CAI, None)], (CAI, DAN), "dan", Cause.DEPUTY),
        ([(ANN, BOB), (BOB, ANN)], (), "", Cause.VACANT),
        ([(ANN, BOB), (BOB, ANN)], (DAN,), "dan", Cause.DEPUTY),
        ([(BOB, CAI)], (), "ann", Cause.PLANNED),
    ],
    ids=[
        "nobody stands in",
        "the schedule's first deputy",
        "its second where the first is away",
        "two who stand in for each other",
        "two who do, and a deputy of the schedule",
        "somebody else is away",
    ],
)
def test_who_acts_for_an_absent_person(
    absences: list[tuple[PersonId, PersonId | None]],
    deputies: tuple[PersonId, ...],
    acting: str,
    cause: Cause,
) -> None:
    """A circle of deputies ends; a vacant shift says who is absent."""
    away = [
        _absence("2026-03-02 09:00", "2026-03-09 09:00", who, deputy) for who, deputy in absences
    ]
    laid = with_absences(WEEKS[:1], away, deputies)
    assert _told(laid) == [("03-02 09:00", acting, cause.value)]
    assert laid[0].planned == (ANN,)


def test_the_later_made_of_two_absences_holds() -> None:
    absences = [
        _absence("2026-03-02 09:00", "2026-03-09 09:00", ANN, DAN, MADE + 1),
        _absence("2026-03-02 09:00", "2026-03-09 09:00", ANN, CAI, MADE),
    ]
    assert [one.people for one in with_absences(WEEKS[:1], absences)] == [(DAN,)]


def test_a_vacant_override_says_who_of_the_override_is_absent() -> None:
    """The one to be missed is who was to do it in the end."""
    change = _override("2026-03-02 09:00", "2026-03-09 09:00", DAN)
    laid = with_changes(WEEKS[:1], [change], start=START, end=END)
    away = with_absences(laid, [_absence("2026-03-02 09:00", "2026-03-09 09:00", DAN)])
    assert [(one.people, one.planned, one.cause) for one in away] == [((), (DAN,), Cause.VACANT)]


people = st.sampled_from([ANN, BOB, CAI, DAN])
moments = st.integers(START - DAY, END + DAY).map(Instant)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[Instant, Instant]:
    start = draw(moments)
    return start, Instant(start + draw(st.integers(1, 10 * DAY)))


@st.composite
def _changes(draw: st.DrawFn) -> DutyChange:
    start, end = draw(_spans())
    person = draw(people)
    others = st.none() | people.filter(lambda one: one != person)
    return DutyChange(
        schedule="hotline",
        kind=draw(st.sampled_from(list(ChangeKind))),
        person=person,
        start=start,
        end=end,
        made_at=draw(moments),
        instead_of=draw(others),
    )


@st.composite
def _absences(draw: st.DrawFn) -> Absence:
    start, end = draw(_spans())
    person = draw(people)
    deputy = draw(st.none() | people.filter(lambda one: one != person))
    return Absence(person, start, end, draw(moments), deputy)


@settings(max_examples=100, deadline=None)
@given(changes=st.lists(_changes(), max_size=6), absences=st.lists(_absences(), max_size=6))
def test_changes_never_leave_a_gap_or_an_overlap(
    changes: list[DutyChange], absences: list[Absence]
) -> None:
    """Whatever is laid over them, shifts go on covering each instant once; who is away is off."""
    laid = with_absences(with_changes(WEEKS, changes, start=START, end=END), absences)
    assert [START, *(one.end for one in laid)] == [*(one.start for one in laid), END]
    for one in laid:
        assert (one.cause is Cause.VACANT) == (one.people == ())
        for absence in absences:
            overlaps = absence.start < one.end and one.start < absence.end
            assert not (overlaps and absence.person in one.people)
