"""Calendars of schedules and people, read back by a strict reader."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from tests.ticketing.oncall.calendar_reader import Calendar, read_calendar
from tests.ticketing.oncall.rotas import (
    ANN,
    BOB,
    DAN,
    at,
    day_and_night,
    is_weekday,
    shift,
    three_people,
)
from ticketing.oncall.changes import Absence, with_absences
from ticketing.oncall.expand import expand_whole
from ticketing.oncall.ics import person_calendar, schedule_calendar, uid_of
from ticketing.oncall.shifts import Cause, Shift
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, Instant

NOW = at("2026-03-03 12:00")
CHINESE = read_catalogues().translate(Language.CHINESE)
NAMES = {ANN: "甲", BOB: "Bob, B.; \\ the 2nd", DAN: "Dan\nBEGIN:VEVENT"}


def _name(person: PersonId) -> str:
    return NAMES.get(person, person)


def _same(sentence: str) -> str:
    return sentence


def _of_schedule(
    shifts: tuple[Shift, ...],
    name: str = "hotline",
    translate: Callable[[str], str] = _same,
) -> Calendar:
    return read_calendar(
        schedule_calendar(name, shifts, made_at=NOW, name_of=_name, translate=translate)
    )


def _weeks(days: int = 0) -> tuple[Shift, ...]:
    start = Instant(NOW + days * DAY)
    return expand_whole(three_people(), start, Instant(NOW + 20 * DAY), is_weekday)


def test_every_shift_is_an_event_at_its_instants() -> None:
    """Times are read back to the second; the calendar has the schedule's name."""
    calendar = _of_schedule(_weeks())
    assert calendar.name == "on duty: hotline"
    assert [(event.start, event.end) for event in calendar.events] == [
        (one.start, one.end) for one in _weeks()
    ]
    assert calendar.events[0].summary == "甲 on duty: hotline"
    assert calendar.events[0].description == "as planned, layer all"
    assert calendar.properties["VERSION"] == "2.0"


def test_names_with_signs_of_the_format_are_read_back_whole() -> None:
    """A name cannot end its line, nor begin an event of its own."""
    calendar = _of_schedule((shift("2026-03-03 09:00", "2026-03-04 09:00", BOB, DAN),))
    (event,) = calendar.events
    assert event.summary == "Bob, B.; \\ the 2nd, Dan\nBEGIN:VEVENT on duty: hotline"


def test_what_the_format_cannot_hold_is_left_out() -> None:
    """Control characters and half a character would make the whole file unreadable."""
    assert _of_schedule((), "a\x00b\x1b\ud800c").name == "on duty: ab?c"


def test_the_sentences_are_in_the_readers_language() -> None:
    calendar = _of_schedule(_weeks(), translate=CHINESE)
    assert calendar.name == "值班：hotline"
    assert calendar.events[0].summary == "甲 值班：hotline"


def test_a_shift_keeps_its_uid_whoever_asks_when() -> None:
    """Subscribed programs ask again each hour: the same shift must not become a second event."""
    uids = [event.uid for event in _of_schedule(_weeks()).events]
    later = [event.uid for event in _of_schedule(_weeks(days=3)).events]
    assert len(set(uids)) == len(uids)
    assert later == uids[-len(later) :]


def test_a_shift_that_ends_earlier_keeps_its_uid() -> None:
    """An absence cuts the event; it does not make it another one."""
    whole = (shift("2026-03-03 09:00", "2026-03-10 09:00", ANN),)
    absence = Absence(ANN, at("2026-03-05 00:00"), at("2026-03-06 00:00"), NOW, DAN)
    cut = with_absences(whole, [absence])
    assert uid_of(cut[0]) == uid_of(whole[0])
    assert len({uid_of(one) for one in cut}) == 3
    described = [event.description for event in _of_schedule(cut).events]
    assert described == ["as planned, layer all", "as deputy; planned: 甲", "as planned, layer all"]


def test_the_same_shift_in_two_calendars_has_two_uids() -> None:
    """Who subscribes to the schedule's and to their own calendar sees it in both."""
    (one,) = (shift("2026-03-03 09:00", "2026-03-10 09:00", ANN),)
    assert uid_of(one) != uid_of(one, ANN)


def test_why_somebody_is_on_duty_is_said() -> None:
    causes = {
        Cause.OVERRIDE: "by an override; planned: 甲",
        Cause.SWAP: "by a swap; planned: 甲",
        Cause.DEPUTY: "as deputy; planned: 甲",
    }
    for cause, words in causes.items():
        calendar = _of_schedule(
            (shift("2026-03-03 09:00", "2026-03-04 09:00", BOB, cause=cause, planned=(ANN,)),)
        )
        assert calendar.events[0].description == words


def test_a_vacant_shift_is_an_event_that_says_so() -> None:
    vacant = shift("2026-03-03 09:00", "2026-03-04 09:00", cause=Cause.VACANT, planned=(ANN,))
    (event,) = _of_schedule((vacant,)).events
    assert event.summary == "NOBODY on duty: hotline"
    assert event.description == "absent: 甲; nobody stands in"


def test_a_persons_calendar_has_their_shifts_of_all_schedules() -> None:
    """In the order of time, whatever the order of the schedules."""
    span = (NOW, Instant(NOW + 7 * DAY))
    shifts = (
        *expand_whole(day_and_night(), *span, is_weekday),
        *expand_whole(three_people(), *span, is_weekday),
    )
    calendar = read_calendar(
        person_calendar(ANN, shifts, made_at=NOW, name_of=_name, translate=_same)
    )
    assert calendar.name == "甲 on duty"
    expected = sorted(one.start for one in shifts if ANN in one.people)
    assert [event.start for event in calendar.events] == expected


def test_a_calendar_without_shifts_is_one() -> None:
    assert _of_schedule(()).events == ()


@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
@example(name="值" * 24)
@example(name="值" * 25 + "班" * 30)
@example(name=" " * 200)
@example(name="😀" * 60)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    """Long lines are folded at 75 octets between characters, and joined again by the reader."""
    calendar = _of_schedule(_weeks(), name)
    assert calendar.name == f"on duty: {name}"
