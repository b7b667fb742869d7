"""A duty schedule as it is written: layers, the hours they cover, and who takes turns in them.

Layers stand in the order of their right: of those that cover an instant the first has it, the
others fill what is left.  All times are wall times of the schedule's zone; ``expand`` makes
instants of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ticketing.directory import Role
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, TimeOfDay, zone

MAX_TURN_DAYS = 366
MAX_LAYERS = 20
MAX_TURNS = 200
EVERY_WEEKDAY = frozenset(range(7))
WHOLE_DAY = (TimeOfDay(0), TimeOfDay(DAY))
NINE = TimeOfDay(9 * HOUR)

ALWAYS = date(2018, 1, 1)
"""From when a rotation counts that names no first day: a Monday before any ticket."""

Turn = tuple[PersonId, ...]
"""Who is on duty together; the first is told first."""

Hours = tuple[TimeOfDay, TimeOfDay]
"""From, to; a night ends past 24:00: 17:30 to 33:00 is 17:30-09:00."""


class DayType(Enum):
    """On which days a layer holds; a night belongs to the day on which it begins."""

    WORKDAY = "workday"
    HOLIDAY = "holiday"  # every day that is not worked: weekends, public holidays
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rotation:
    """Turns that follow each other every so many local days, at the same wall time.

    Before *first_day* nobody has the turn.
    """

    turns: tuple[Turn, ...]
    first_day: date = ALWAYS
    every_days: int = 7
    hand_off: TimeOfDay = NINE

    def __post_init__(self) -> None:
        if not 1 <= len(self.turns) <= MAX_TURNS or not all(self.turns):
            raise InvalidInput("a layer names between 1 and {limit} people", limit=MAX_TURNS)
        if not 1 <= self.every_days <= MAX_TURN_DAYS:
            raise InvalidInput("a turn lasts between 1 and {limit} days", limit=MAX_TURN_DAYS)
        if not 0 <= self.hand_off < DAY:
            raise InvalidInput("a hand-off lies between 00:00 and 23:59")
        for turn in self.turns:
            if len(set(turn)) != len(turn):
                raise InvalidInput("{person!r} stands twice in one turn", person=turn[0])

    def turn(self, number: int) -> Turn:
        return self.turns[number % len(self.turns)]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: on which days and hours it holds, and who takes turns in it.

    ``first_day`` and ``last_day`` bound the days on which its hours begin; None: no bound.
    """

    name: str
    rotation: Rotation
    on: DayType = DayType.ANY
    weekdays: frozenset[int] = EVERY_WEEKDAY  # Monday is 0
    hours: tuple[Hours, ...] = (WHOLE_DAY,)
    first_day: date | None = None
    last_day: date | None = None

    def __post_init__(self) -> None:
        if not self.weekdays <= EVERY_WEEKDAY or not self.weekdays:
            raise InvalidInput("a layer holds on at least one weekday")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise InvalidInput("the layer {name!r} ends before it begins", name=self.name)
        if not self.hours:
            raise InvalidInput("the layer {name!r} has no hours", name=self.name)
        closes = -1
        for start, end in self.hours:
            if not 0 <= start < DAY or not start < end <= start + DAY or start < closes:
                raise InvalidInput("the hours of the layer {name!r} overlap", name=self.name)
            closes = end
        if closes > self.hours[0][0] + DAY:
            raise InvalidInput("the hours of the layer {name!r} overlap", name=self.name)

    @property
    def is_continuous(self) -> bool:
        """Tell whether it holds at every instant of its days."""
        return (
            self.on is DayType.ANY and self.weekdays == EVERY_WEEKDAY and self.hours == (WHOLE_DAY,)
        )


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that whoever is on duty holds, for one customer; ``*``: for all."""

    role: Role
    customer: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Layers in the order of their right.  ``deputies`` act where nobody of a shift can."""

    name: str
    zone: str
    layers: tuple[Layer, ...]
    holdings: tuple[Holding, ...] = ()
    deputies: tuple[PersonId, ...] = ()
    at: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        zone(self.zone)
        if not 1 <= len(self.layers) <= MAX_LAYERS:
            raise InvalidInput("a schedule has between 1 and {limit} layers", limit=MAX_LAYERS)
        names = [layer.name for layer in self.layers]
        for name in names:
            if names.count(name) > 1:
                raise InvalidInput("two layers are called {name!r}", name=name)

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Return everybody who may ever be on duty, each once, in the order of the file."""
        turns = (turn for layer in self.layers for turn in layer.rotation.turns)
        named = (person for turn in (*turns, self.deputies) for person in turn)
        return tuple(dict.fromkeys(named))
