"""Read duty schedules from YAML: layers with days, hours and turns; errors say file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ticketing.directory import Role
from ticketing.oncall.roster import EVERY_CUSTOMER
from ticketing.oncall.schedule import (
    ALWAYS,
    EVERY_WEEKDAY,
    NINE,
    WHOLE_DAY,
    DayType,
    Holding,
    Hours,
    Layer,
    Rotation,
    Schedule,
    Turn,
)
from ticketing.policy_words import check_name, time_of_day_at
from watchkeeper.access.model import DEFAULT_ZONE, PersonId
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, TimeOfDay

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY = re.compile(r"([1-9]\d{0,2})([dw])")
_DAYS_OF = {"d": 1, "w": 7}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _LayerEntry:
    name: str
    people: tuple[Node, ...]
    on: DayType = DayType.ANY
    weekdays: Node | None = None
    hours: Node | None = None
    every: Node | None = None
    hand_off: TimeOfDay | None = None
    first_day: date | None = field(default=None, metadata={"key": "from"})
    last_day: date | None = field(default=None, metadata={"key": "until"})
    at: str = ""


@dataclass(frozen=True, slots=True)
class _ScheduleEntry:
    schedule: str
    layers: tuple[_LayerEntry, ...]
    zone: str = DEFAULT_ZONE
    holds: Mapping[str, Node] = field(default_factory=lambda: MappingProxyType({}))
    deputies: tuple[str, ...] = ()
    at: str = ""


def schedules_from_nodes(nodes: Iterable[Node]) -> Mapping[str, Schedule]:
    """Return schedules by name, one per file.  Raises ConfigError, naming both of one name."""
    schedules: dict[str, Schedule] = {}
    for node in nodes:
        schedule = schedule_from_node(node)
        if schedule.name in schedules:
            raise ConfigError(
                "the schedule {name!r} stands here twice; first in {first}",
                at=schedule.at,
                name=schedule.name,
                first=schedules[schedule.name].at,
            )
        schedules[schedule.name] = schedule
    return MappingProxyType(schedules)


def schedule_from_node(node: Node) -> Schedule:
    """Read one schedule.  Raises ConfigError."""
    entry = bind(node, _ScheduleEntry)
    check_name(entry.schedule, entry.at)
    layers = tuple(_layer(layer) for layer in entry.layers)
    return _placed(
        entry.at,
        lambda: Schedule(
            name=entry.schedule,
            zone=entry.zone,
            layers=layers,
            holdings=tuple(_holdings(entry.holds)),
            deputies=tuple(PersonId(person) for person in entry.deputies),
            at=entry.at,
        ),
    )


def check_people(schedules: Iterable[Schedule], known: Callable[[PersonId], bool]) -> None:
    """Raise ConfigError where a schedule names a person whom people.yml does not know."""
    for schedule in schedules:
        for person in schedule.people:
            if not known(person):
                raise ConfigError(
                    "the schedule {schedule!r} names {person!r}, who is not in people.yml",
                    at=schedule.at,
                    schedule=schedule.name,
                    person=person,
                )


def check_customers(schedule: Schedule, known: Collection[str]) -> None:
    """Raise ConfigError where a schedule holds a role for a customer who has no file."""
    for holding in schedule.holdings:
        if holding.customer not in {*known, EVERY_CUSTOMER, ""}:
            raise ConfigError(
                "the schedule {schedule!r} holds {role} for {customer!r}, who is no customer; "
                "known are {known}",
                at=schedule.at,
                schedule=schedule.name,
                role=holding.role.value,
                customer=holding.customer,
                known=", ".join(sorted(known)) or "-",
            )


def _layer(entry: _LayerEntry) -> Layer:
    check_name(entry.name, entry.at)
    hours = tuple(_hours(entry.hours)) if entry.hours else ()
    return _placed(
        entry.at,
        lambda: Layer(
            name=entry.name,
            rotation=_rotation(entry, default_hand_off=hours[0][0] if hours else NINE),
            on=entry.on,
            weekdays=_weekdays(entry.weekdays) if entry.weekdays else EVERY_WEEKDAY,
            hours=hours if entry.hours else (WHOLE_DAY,),
            first_day=entry.first_day,
            last_day=entry.last_day,
        ),
    )


def _rotation(entry: _LayerEntry, *, default_hand_off: TimeOfDay) -> Rotation:
    turns = tuple(_turn(node) for node in entry.people)
    takes_turns = len(turns) > 1
    if takes_turns and (entry.first_day is None or entry.every is None):
        raise ConfigError(
            "people who take turns need 'every' (1d, 1w, 2w) and 'from', the day of the first turn",
            at=entry.at,
        )
    return Rotation(
        turns=turns,
        first_day=entry.first_day if takes_turns and entry.first_day else ALWAYS,
        every_days=_every_days(entry.every) if entry.every else 7,
        hand_off=default_hand_off if entry.hand_off is None else entry.hand_off,
    )


def _turn(node: Node) -> Turn:
    """Read one person, or a list of those who are on duty together."""
    if isinstance(node.value, tuple):
        return tuple(PersonId(person) for person in bind(node, tuple[str, ...], "people"))
    return (PersonId(bind(node, str, "people")),)


def _every_days(node: Node) -> int:
    match = _EVERY.fullmatch(node.text)
    if match is None:
        raise ConfigError("a turn lasts whole days or weeks; write 1d, 1w or 2w", at=node.at)
    return int(match[1]) * _DAYS_OF[match[2]]


def _weekdays(node: Node) -> frozenset[int]:
    """Read ``sat``, ``mon-fri``, ``fri-sun`` or a list of such."""
    items = node.value if isinstance(node.value, tuple) else (node,)
    return frozenset(day for item in items for day in _weekday_range(item))


def _weekday_range(node: Node) -> Iterator[int]:
    first, dash, last = node.text.partition("-")
    for word in (first, last) if dash else (first,):
        if word not in _WEEKDAYS:
            raise unknown_key(word, [*_WEEKDAYS, "mon-fri"], at=node.at)
    start = _WEEKDAYS.index(first)
    count = (_WEEKDAYS.index(last or first) - start) % 7 + 1
    return ((start + number) % 7 for number in range(count))


def _hours(node: Node) -> Iterator[Hours]:
    """Read ``09:00-17:30``, a night as ``17:30-09:00``, or a list of such, in their order."""
    for item in node.value if isinstance(node.value, tuple) else (node,):
        opens, dash, closes = item.text.partition("-")
        if not dash:
            raise ConfigError(
                "{text!r} are no hours; write 09:00-17:30", at=item.at, text=item.text[:40]
            )
        start, end = time_of_day_at(opens, item.at), time_of_day_at(closes, item.at)
        yield start, end if start < end else TimeOfDay(end + DAY)


def _holdings(entries: Mapping[str, Node]) -> Iterator[Holding]:
    """Read ``{duty: [acme, shop]}`` or ``{duty: "*"}``."""
    known = {role.value: role for role in Role}
    for name, node in entries.items():
        if name not in known:
            raise unknown_key(name, list(known), at=node.key_at)
        items = node.value if isinstance(node.value, tuple) else (node,)
        for item in items:
            yield Holding(known[name], bind(item, str, "holds"))


def _placed(at: str, make: Callable[[], T]) -> T:
    """Return what *make* makes; its refusal with the place in the file."""
    try:
        return make()
    except InvalidInput as error:
        if error.at:
            raise
        raise ConfigError(error.sentence, at=at, **error.facts) from error
