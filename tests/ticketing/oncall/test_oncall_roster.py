"""The roster: roles per customer, from schedules and from named people with deputies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import (
    ANN,
    BOB,
    CAI,
    DAN,
    at,
    day_and_night,
    is_weekday,
    shift,
    three_people,
)
from ticketing.directory import Role
from ticketing.oncall.changes import Absence
from ticketing.oncall.expand import expand
from ticketing.oncall.roster import Post, Roster, make_roster, posts_of
from ticketing.oncall.schedule import Holding, Schedule
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, Instant

START, END = at("2026-03-02 09:00"), at("2026-04-06 09:00")
NIGHT = at("2026-03-03 22:00")
MORNING = at("2026-03-03 10:00")
SHIFTS = {
    "hotline": expand(day_and_night(), START, END, is_weekday),
    "weeks": expand(three_people(), START, END, is_weekday),
}


def _roster(*posts: Post, absences: tuple[Absence, ...] = ()) -> Roster:
    return make_roster(posts, SHIFTS, absences, start=START, end=END)


def _away(person: PersonId, deputy: PersonId | None = None) -> Absence:
    return Absence(person, at("2026-03-03 00:00"), at("2026-03-04 00:00"), START, deputy)


def test_the_holder_of_a_role_follows_the_rota() -> None:
    roster = _roster(Post("acme", Role.DUTY, schedule="hotline"))
    assert roster.on_duty("acme", Role.DUTY, MORNING) == (ANN,)
    assert roster.on_duty("acme", Role.DUTY, NIGHT) == (BOB,)
    assert roster.everybody("acme", Role.DUTY) == (ANN, BOB, CAI)


def test_the_instant_of_a_hand_off_is_the_next_persons() -> None:
    """A shift contains its beginning, not its end."""
    roster = _roster(Post("acme", Role.DUTY, schedule="weeks"))
    hand_off = at("2026-03-09 09:00")
    assert roster.on_duty("acme", Role.DUTY, Instant(hand_off - 1)) == (ANN,)
    assert roster.on_duty("acme", Role.DUTY, hand_off) == (BOB,)
    assert roster.next_hand_off("acme", Role.DUTY, MORNING) == hand_off


def test_another_customer_and_another_role_have_other_holders() -> None:
    """A customer's own post comes before that of all customers; where there is none, nobody."""
    roster = _roster(
        Post("*", Role.DUTY, schedule="hotline"),
        Post("acme", Role.DUTY, (DAN,)),
        Post("acme", Role.LEAD, (CAI,)),
    )
    assert roster.on_duty("acme", Role.DUTY, MORNING) == (DAN,)
    assert roster.on_duty("shop", Role.DUTY, MORNING) == (ANN,)
    assert roster.on_duty("", Role.DUTY, MORNING) == (ANN,)
    assert roster.on_duty("acme", Role.LEAD, MORNING) == (CAI,)
    assert roster.on_duty("shop", Role.LEAD, MORNING) == ()
    assert roster.has_post("shop", Role.DUTY)
    assert not roster.has_post("shop", Role.LEAD)


@pytest.mark.parametrize(
    ("absences", "deputies", "acting"),
    [
        ((), (BOB,), (ANN,)),
        ((_away(ANN),), (BOB,), (BOB,)),
        ((_away(ANN, CAI),), (BOB,), (CAI,)),
        ((_away(ANN), _away(BOB)), (BOB, DAN), (DAN,)),
        ((_away(ANN),), (), ()),
    ],
    ids=[
        "nobody is away",
        "the role's deputy",
        "the absence's own deputy first",
        "the second deputy where the first is away",
        "without deputy nobody",
    ],
)
def test_who_stands_in_for_the_holder_of_a_role(
    absences: tuple[Absence, ...],
    deputies: tuple[PersonId, ...],
    acting: tuple[PersonId, ...],
) -> None:
    """A named person's duties go to a deputy for the time of the absence, not longer."""
    roster = _roster(
        Post("acme", Role.PROJECT_MANAGER, (ANN,), deputies=deputies), absences=absences
    )
    assert roster.on_duty("acme", Role.PROJECT_MANAGER, MORNING) == acting
    assert roster.on_duty("acme", Role.PROJECT_MANAGER, Instant(MORNING + DAY)) == (ANN,)


def test_named_people_hold_their_role_at_all_times_schedules_within_the_span() -> None:
    """A roster that is past its span says nobody rather than somebody of last month."""
    roster = _roster(Post("acme", Role.DUTY, schedule="hotline"), Post("acme", Role.LEAD, (CAI,)))
    for now in (Instant(START - 1), END, Instant(END + 1000 * DAY)):
        assert roster.on_duty("acme", Role.DUTY, now) == ()
        assert roster.on_duty("acme", Role.LEAD, now) == (CAI,)
    assert roster.next_hand_off("acme", Role.DUTY, END) is None


def test_between_two_shifts_nobody_is_on_duty() -> None:
    shifts = {
        "gap": (
            shift("2026-03-02 09:00", "2026-03-02 12:00", ANN),
            shift("2026-03-02 13:00", "2026-03-02 17:00", BOB),
        )
    }
    roster = make_roster([Post("acme", Role.DUTY, schedule="gap")], shifts, start=START, end=END)
    assert roster.on_duty("acme", Role.DUTY, at("2026-03-02 12:30")) == ()
    assert roster.on_duty("acme", Role.DUTY, at("2026-03-02 13:00")) == (BOB,)


def test_posts_of_one_role_are_held_together() -> None:
    """Two schedules hold a role in the order of their posts; a person of both is told once."""
    roster = _roster(
        Post("acme", Role.DUTY, schedule="hotline"),
        Post("acme", Role.DUTY, schedule="weeks"),
        Post("acme", Role.DUTY, (DAN,)),
    )
    assert roster.on_duty("acme", Role.DUTY, MORNING) == (ANN, DAN)
    assert roster.on_duty("acme", Role.DUTY, NIGHT) == (BOB, ANN, DAN)


def test_a_schedule_that_is_not_there_holds_nothing() -> None:
    roster = _roster(Post("acme", Role.DUTY, schedule="gone"))
    assert roster.on_duty("acme", Role.DUTY, MORNING) == ()
    assert roster.everybody("acme", Role.DUTY) == ()


@pytest.mark.parametrize(
    "fields", [{}, {"people": (ANN,), "schedule": "hotline"}], ids=["neither", "both"]
)
def test_a_role_is_held_by_people_or_by_a_schedule(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="not by both"):
        Post("acme", Role.DUTY, **fields)  # type: ignore[arg-type]  # what a file might say


def test_the_posts_of_a_schedule() -> None:
    """A schedule's file says for whom it stands."""
    schedule = Schedule(
        "hotline",
        "Asia/Shanghai",
        three_people().layers,
        (Holding(Role.DUTY, "acme"), Holding(Role.DUTY, "*")),
    )
    assert posts_of(schedule) == (
        Post("acme", Role.DUTY, schedule="hotline"),
        Post("*", Role.DUTY, schedule="hotline"),
    )


@settings(max_examples=100, deadline=None)
@given(now=st.integers(START - HOUR, END + HOUR).map(Instant))
def test_the_roster_says_what_the_shifts_say(now: Instant) -> None:
    """At any instant the answer is the shift that contains it."""
    roster = _roster(Post("acme", Role.DUTY, schedule="hotline"))
    expected = [one.people for one in SHIFTS["hotline"] if one.start <= now < one.end]
    assert [roster.on_duty("acme", Role.DUTY, now)] == (expected or [()])
