"""Shifts of a schedule: examples, P12 over nights on which clocks change, and a naive oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ticketing.oncall.rotas import (
    ANN,
    BOB,
    CAI,
    DAN,
    MONDAY,
    at,
    day_and_night,
    hours,
    is_weekday,
    rota,
    three_people,
    turns,
    weekly,
)
from ticketing.oncall.expand import MAX_SPAN, expand, expand_whole
from ticketing.oncall.schedule import (
    EVERY_WEEKDAY,
    WHOLE_DAY,
    DayType,
    Hours,
    Layer,
    Rotation,
    Schedule,
    Turn,
)
from ticketing.oncall.shifts import Shift
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    Instant,
    TimeOfDay,
    datetime_from_instant,
    instant_from_rfc3339,
    instant_of_local,
)

ZONES = ["America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Europe/Berlin"]
YEAR = (
    instant_from_rfc3339("2026-01-01T00:00:00Z"),
    instant_from_rfc3339("2027-01-01T00:00:00Z"),
)


def _told(shifts: tuple[Shift, ...], zone: str = "Asia/Shanghai") -> list[tuple[str, str, str]]:
    """Return (from, to, who) with local times."""
    return [
        (
            datetime_from_instant(shift.start, zone).strftime("%m-%d %H:%M"),
            datetime_from_instant(shift.end, zone).strftime("%m-%d %H:%M"),
            "+".join(shift.people),
        )
        for shift in shifts
    ]


def test_three_people_take_turns_by_the_week() -> None:
    """The hand-off is the same hour of the same weekday; the ends are those asked for."""
    shifts = expand(three_people(), at("2026-03-03 00:00"), at("2026-03-24 00:00"), is_weekday)
    assert _told(shifts) == [
        ("03-03 00:00", "03-09 09:00", "ann"),
        ("03-09 09:00", "03-16 09:00", "bob"),
        ("03-16 09:00", "03-23 09:00", "cai"),
        ("03-23 09:00", "03-24 00:00", "ann"),
    ]


def test_a_dedicated_person_in_work_hours_and_others_for_the_rest() -> None:
    """R11: the layer is chosen by the kind of day: a holiday is never the hot line person's."""
    holiday = date(2026, 3, 4)
    shifts = expand(
        day_and_night(),
        at("2026-03-03 09:00"),
        at("2026-03-05 12:00"),
        lambda day: day != holiday,
    )
    assert _told(shifts) == [
        ("03-03 09:00", "03-03 17:30", "ann"),
        ("03-03 17:30", "03-05 09:00", "bob"),
        ("03-05 09:00", "03-05 12:00", "ann"),
    ]


def test_a_make_up_working_day_is_a_workday() -> None:
    """A Saturday that is worked has the layer of workdays."""
    saturday = at("2026-03-07 10:00")
    (shift,) = expand(day_and_night(), saturday, Instant(saturday + HOUR), lambda _: True)
    assert shift.people == (ANN,)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    """Friday's night, a workday's, goes on into Saturday morning; Saturday has none."""
    night = Layer("night", Rotation(turns(ANN)), on=DayType.WORKDAY, hours=(hours(17.5, 33),))
    shifts = expand(rota(night), at("2026-03-06 12:00"), at("2026-03-09 12:00"), is_weekday)
    assert _told(shifts) == [("03-06 17:30", "03-07 09:00", "ann")]


def test_days_that_touch_are_one_shift() -> None:
    """A week-end is one shift, not two days."""
    off = Layer("off", Rotation(turns(ANN)), on=DayType.HOLIDAY)
    shifts = expand(rota(off), at("2026-03-06 12:00"), at("2026-03-09 12:00"), is_weekday)
    assert _told(shifts) == [("03-07 00:00", "03-09 00:00", "ann")]


def test_a_hand_off_within_a_night_cuts_it() -> None:
    night = Layer("night", weekly(ANN, BOB, hand_off=0), hours=(hours(20, 32),))
    shifts = expand(rota(night), at("2026-03-08 12:00"), at("2026-03-09 12:00"), is_weekday)
    assert _told(shifts) == [
        ("03-08 20:00", "03-09 00:00", "ann"),
        ("03-09 00:00", "03-09 08:00", "bob"),
    ]


def test_a_layer_of_weekdays_and_of_days() -> None:
    """Weekdays, first and last day bound a layer; outside them the next one holds."""
    guest = Layer(
        "guest",
        Rotation(turns(DAN)),
        weekdays=frozenset({5, 6}),
        first_day=date(2026, 3, 8),
        last_day=date(2026, 3, 14),
    )
    schedule = rota(guest, Layer("all", weekly(ANN)))
    shifts = expand(schedule, at("2026-03-07 00:00"), at("2026-03-16 00:00"), is_weekday)
    assert [(start, end) for start, end, who in _told(shifts) if who == "dan"] == [
        ("03-08 00:00", "03-09 00:00"),
        ("03-14 00:00", "03-15 00:00"),
    ]


def test_two_people_on_duty_together() -> None:
    """A turn of several names all of them, in their order."""
    pair = Rotation(((ANN, BOB), (CAI,)), MONDAY, 1)
    shifts = expand(
        rota(Layer("all", pair)), at("2026-03-02 09:00"), at("2026-03-04 09:00"), is_weekday
    )
    assert [shift.people for shift in shifts] == [(ANN, BOB), (CAI,)]


def test_nobody_is_on_duty_before_the_first_day() -> None:
    shifts = expand(three_people(), at("2026-03-01 00:00"), at("2026-03-02 10:00"), is_weekday)
    assert _told(shifts) == [("03-02 09:00", "03-02 10:00", "ann")]


@pytest.mark.parametrize(
    ("zone", "day", "lasts"),
    [
        ("America/New_York", date(2026, 3, 7), 23 * HOUR),
        ("America/New_York", date(2026, 10, 31), 25 * HOUR),
        ("Australia/Lord_Howe", date(2026, 4, 4), 24 * HOUR + 30 * MINUTE),
        ("Australia/Lord_Howe", date(2026, 10, 3), 23 * HOUR + 30 * MINUTE),
        ("Asia/Shanghai", date(2026, 3, 7), 24 * HOUR),
        ("Europe/Berlin", date(2026, 3, 28), 23 * HOUR),
        ("Europe/Berlin", date(2026, 10, 24), 25 * HOUR),
    ],
    ids=[
        "New York, an hour lost",
        "New York, an hour won",
        "Lord Howe, half an hour won",
        "Lord Howe, half an hour lost",
        "Shanghai, as ever",
        "Berlin, an hour lost",
        "Berlin, an hour won",
    ],
)
def test_a_daily_turn_over_a_change_of_the_clocks(zone: str, day: date, lasts: int) -> None:
    """The hand-off stays at 09:00 of the wall clock; the turn lasts longer or shorter."""
    daily = Layer("all", Rotation(turns(ANN, BOB), MONDAY, 1))
    start = instant_of_local(day, 9 * HOUR, zone)
    shifts = expand_whole(rota(daily, zone=zone), start, Instant(start + HOUR), is_weekday)
    assert [(shift.start, shift.end - shift.start) for shift in shifts] == [(start, lasts)]


def _tiles(shifts: tuple[Shift, ...], start: int, end: int) -> bool:
    edges = [start, *(shift.end for shift in shifts)]
    return [*(shift.start for shift in shifts), end] == edges


half_hours = st.integers(0, 47).map(lambda number: number * HOUR // 2)


@st.composite
def _hours(draw: st.DrawFn) -> Hours:
    start = draw(half_hours)
    return TimeOfDay(start), TimeOfDay(start + draw(st.integers(1, 48)) * HOUR // 2)


people = st.sampled_from([ANN, BOB, CAI, DAN])
turn_lists = st.lists(people.map(lambda person: (person,)), min_size=1, max_size=4).map(tuple)
rotations = st.builds(
    Rotation,
    turn_lists,
    st.dates(date(2025, 1, 1), date(2025, 12, 1)),
    st.integers(1, 20),
    half_hours.map(TimeOfDay),
)
day_types = st.sampled_from(list(DayType))
some_weekdays = st.frozensets(st.integers(0, 6), min_size=1)
layers = st.builds(
    Layer, st.just("x"), rotations, on=day_types, weekdays=some_weekdays, hours=st.tuples(_hours())
)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Return up to three layers over one that always holds."""
    drawn = draw(st.lists(layers, max_size=3))
    named = [
        Layer(f"layer-{number}", one.rotation, one.on, one.weekdays, one.hours)
        for number, one in enumerate(drawn)
    ]
    return Schedule("s", draw(st.sampled_from(ZONES)), (*named, Layer("all", draw(rotations))))


moments = st.integers(*YEAR).map(Instant)


@settings(max_examples=80, deadline=None)
@given(schedule=schedules(), start=moments, days=st.integers(1, 40))
def test_shifts_leave_neither_gap_nor_overlap(
    schedule: Schedule, start: Instant, days: int
) -> None:
    """P12: over any stretch of a year in four zones each instant has exactly one shift."""
    end = Instant(start + days * DAY)
    assert _tiles(expand(schedule, start, end, is_weekday), start, end)


@settings(max_examples=40, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    hand_off=st.integers(0, 24 * 60 - 1).map(lambda minute: TimeOfDay(minute * MINUTE)),
    every=st.integers(1, 9),
    members=turn_lists,
)
def test_every_hand_off_of_a_year_is_at_its_wall_time(
    zone: str, hand_off: TimeOfDay, every: int, members: tuple[Turn, ...]
) -> None:
    """P12: each turn begins where the wall clock shows the hand-off, unless that time is skipped."""
    schedule = rota(Layer("all", Rotation(members, date(2025, 1, 6), every, hand_off)), zone=zone)
    shifts = expand(schedule, *YEAR, is_weekday)
    assert _tiles(shifts, *YEAR)
    for shift in shifts[1:]:
        wall = datetime_from_instant(shift.start, zone)
        shown = (wall.hour * 60 + wall.minute) * MINUTE
        before = datetime_from_instant(Instant(shift.start - 3 * HOUR), zone)
        assert shown == hand_off or before.utcoffset() != wall.utcoffset()


def _naive(schedule: Schedule, now: Instant) -> str | None:
    """Return whose layer holds by looking at the wall clock alone."""
    wall = datetime_from_instant(now, schedule.zone).replace(tzinfo=None)
    for layer in schedule.layers:
        for day in (wall.date(), wall.date() - timedelta(days=1)):
            midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
            midnight -= wall.date() - day
            since = (wall - midnight) // timedelta(milliseconds=1)
            fits = layer.on is DayType.ANY or is_weekday(day) is (layer.on is DayType.WORKDAY)
            if not fits or day.weekday() not in layer.weekdays:
                continue
            if any(opens <= since < closes for opens, closes in layer.hours):
                return layer.name
    return None


@settings(max_examples=120, deadline=None)
@given(schedule=schedules(), now=moments)
def test_who_is_on_duty_is_what_the_wall_clock_says(schedule: Schedule, now: Instant) -> None:
    """Apart from the hours around a change of the clocks a look at the wall names the layer."""
    around = [datetime_from_instant(Instant(now + by), schedule.zone) for by in (-DAY, DAY)]
    assume(around[0].utcoffset() == around[1].utcoffset())
    (shift,) = expand(schedule, now, Instant(now + 1), is_weekday)
    assert shift.layer == _naive(schedule, now)


@settings(max_examples=60, deadline=None)
@given(schedule=schedules(), start=moments, days=st.integers(1, 20), shift_by=st.integers(0, 9))
def test_a_whole_shift_is_the_same_whoever_asks(
    schedule: Schedule, start: Instant, days: int, shift_by: int
) -> None:
    """Two questions that overlap give the same shifts for what both ask."""
    end = Instant(start + days * DAY)
    one = expand_whole(schedule, start, end, is_weekday)
    wider = expand_whole(schedule, Instant(start - shift_by * DAY), end, is_weekday)
    assert one == tuple(shift for shift in wider if shift.end > start)


def test_a_span_without_end_is_refused() -> None:
    """The cost of a question is bounded."""
    with pytest.raises(InvalidInput, match="ten years"):
        expand(three_people(), Instant(0), Instant(MAX_SPAN + 1), is_weekday)


def test_an_empty_span_has_no_shift() -> None:
    assert expand(three_people(), at("2026-03-03 00:00"), at("2026-03-03 00:00"), is_weekday) == ()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Rotation(()), "between 1 and"),
        (lambda: Rotation(((),)), "between 1 and"),
        (lambda: Rotation(turns(ANN), every_days=0), "between 1 and"),
        (lambda: Rotation(turns(ANN), hand_off=TimeOfDay(DAY)), "hand-off"),
        (lambda: Rotation(((ANN, ANN),)), "twice"),
        (lambda: Layer("x", weekly(ANN), hours=()), "no hours"),
        (lambda: Layer("x", weekly(ANN), hours=(hours(9, 12), hours(11, 13))), "overlap"),
        (lambda: Layer("x", weekly(ANN), hours=(hours(1, 2), hours(20, 26))), "overlap"),
        (lambda: Layer("x", weekly(ANN), hours=(hours(9, 34),)), "overlap"),
        (lambda: Layer("x", weekly(ANN), weekdays=frozenset()), "weekday"),
        (
            lambda: Layer("x", weekly(ANN), first_day=MONDAY, last_day=date(2026, 3, 1)),
            "before it begins",
        ),
        (rota, "layers"),
        (lambda: rota(Layer("x", weekly(ANN)), Layer("x", weekly(ANN))), "called"),
        (lambda: rota(Layer("x", weekly(ANN)), zone="Mars/Base"), "no time zone"),
    ],
    ids=[
        "nobody",
        "an empty turn",
        "no days",
        "a hand-off at 24:00",
        "twice in a turn",
        "no hours",
        "hours overlap",
        "a night overlaps the next morning",
        "more than a day",
        "no weekday",
        "ends before it begins",
        "no layer",
        "two of a name",
        "an unknown zone",
    ],
)
def test_what_makes_no_sense_is_refused(make: object, words: str) -> None:
    """A schedule that cannot be meant is not made."""
    assert callable(make)
    with pytest.raises(InvalidInput, match=words):
        make()


def test_everybody_of_a_schedule_each_once() -> None:
    schedule = rota(
        Layer("day", weekly(ANN, BOB), weekdays=EVERY_WEEKDAY, hours=(WHOLE_DAY,)),
        Layer("night", weekly(BOB, CAI)),
        deputies=(DAN,),
    )
    assert schedule.people == (ANN, BOB, CAI, DAN)
