"""Rotas and shifts that the tests of this folder share."""

from __future__ import annotations

from datetime import date

from ticketing.oncall.schedule import (
    WHOLE_DAY,
    DayType,
    Hours,
    Layer,
    Rotation,
    Schedule,
    Turn,
)
from ticketing.oncall.shifts import Cause, Shift
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import (
    HOUR,
    Instant,
    TimeOfDay,
    instant_from_rfc3339,
)

SHANGHAI = "Asia/Shanghai"
ANN, BOB, CAI, DAN = (PersonId(name) for name in ("ann", "bob", "cai", "dan"))
MONDAY = date(2026, 3, 2)


def at(text: str) -> Instant:
    """Return the instant of a local time in Shanghai, written ``2026-03-02 09:00``."""
    return instant_from_rfc3339(f"{text.replace(' ', 'T')}:00+08:00")


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


def hours(start: float, end: float) -> Hours:
    return TimeOfDay(int(start * HOUR)), TimeOfDay(int(end * HOUR))


def turns(*people: PersonId) -> tuple[Turn, ...]:
    return tuple((person,) for person in people)


def weekly(*people: PersonId, first_day: date = MONDAY, hand_off: float = 9) -> Rotation:
    return Rotation(turns(*people), first_day, 7, TimeOfDay(int(hand_off * HOUR)))


def rota(*layers: Layer, zone: str = SHANGHAI, deputies: Turn = ()) -> Schedule:
    return Schedule("hotline", zone, layers, deputies=deputies)


def three_people(zone: str = SHANGHAI) -> Schedule:
    return rota(Layer("all", weekly(ANN, BOB, CAI)), zone=zone)


def day_and_night() -> Schedule:
    """Ann on workdays 09:00-17:30; for the rest Bob and Cai take turns."""
    return rota(
        Layer("day", Rotation(turns(ANN)), on=DayType.WORKDAY, hours=(hours(9, 17.5),)),
        Layer("rest", weekly(BOB, CAI), hours=(WHOLE_DAY,)),
    )


def shift(
    start: str, end: str, *people: PersonId, cause: Cause = Cause.PLANNED, planned: Turn = ()
) -> Shift:
    return Shift("hotline", "all", at(start), at(end), people, planned or people, cause)
