"""A person's own notification rules: who is told how when nobody has answered for so long.

Pure and without timers: the caller says how long it has waited and gets what is due, and when to
ask again.  An acknowledgement ends it by not asking again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ticketing.notices import Way
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import HOUR, MINUTE, Duration
from watchkeeper.core.levels import Level

MAX_STEPS = 10
LATEST_STEP = Duration(24 * HOUR)
LOUD_WITHIN = Duration(15 * MINUTE)
"""Until when a person must be told loudly at levels I and II: rules choose how, not whether."""

_LOUD = frozenset({Way.CALL, Way.PAGE})
_URGENT = frozenset({Level.I, Level.II})

Reaches = Callable[[Way], bool]
"""Tells whether a person has a contact for a way that some channel serves."""


@dataclass(frozen=True, slots=True)
class PersonalStep:
    """Told by that way where nobody has answered *after* so long."""

    after: Duration
    by: Way


Steps = tuple[PersonalStep, ...]


@dataclass(frozen=True, slots=True)
class PersonalRules:
    """Steps per level; at a level that is not named the policy's ways hold."""

    steps: Mapping[Level, Steps] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for level, steps in self.steps.items():
            check_steps(level, steps)


@dataclass(frozen=True, slots=True)
class Telling:
    """One step of one person, as it is to be taken: ``step`` counts from 1, as they wrote it."""

    person: PersonId
    step: int
    after: Duration
    by: Way


@dataclass(frozen=True, slots=True)
class Plan:
    """All tellings of one page, by time.  ``skipped``: steps that reach nobody, with their way."""

    tellings: tuple[Telling, ...]
    skipped: tuple[Telling, ...] = ()

    def due(self, waited: Duration) -> tuple[Telling, ...]:
        """Return what should have been told by now; the log says what has been."""
        return tuple(one for one in self.tellings if one.after <= waited)

    def next_after(self, waited: Duration) -> Duration | None:
        """Return how long after the page something is due next, None where nothing is."""
        return next((one.after for one in self.tellings if one.after > waited), None)


def plan_for(
    people: Iterable[PersonId],
    level: Level,
    *,
    rules_of: Callable[[PersonId], PersonalRules],
    ways: tuple[Way, ...],
    reaches: Callable[[PersonId], Reaches],
) -> Plan:
    """Return how *people* are told at *level*; by *ways*, at once, those without rules for it.

    A step for which a person has no contact is skipped at once: the next one they have takes its
    time.
    """
    tellings: list[Telling] = []
    skipped: list[Telling] = []
    for person in people:
        steps = rules_of(person).steps.get(level) or _at_once(ways)
        told, left_out = _of(person, steps, reaches(person))
        tellings += told
        skipped += left_out
    return Plan(tuple(sorted(tellings, key=lambda one: one.after)), tuple(skipped))


def _of(person: PersonId, steps: Steps, reaches: Reaches) -> tuple[list[Telling], list[Telling]]:
    told: list[Telling] = []
    skipped: list[Telling] = []
    free: Duration | None = None  # since when steps have been skipped
    for number, step in enumerate(steps, 1):
        if not reaches(step.by):
            skipped.append(Telling(person, number, step.after, step.by))
            free = step.after if free is None else free
            continue
        told.append(Telling(person, number, step.after if free is None else free, step.by))
        free = None
    return told, skipped


def _at_once(ways: Iterable[Way]) -> Steps:
    return tuple(PersonalStep(Duration(0), way) for way in ways)


def check_steps(level: Level, steps: Steps) -> None:
    """Raise InvalidInput where a person following *steps* could miss what is urgent."""
    if not 1 <= len(steps) <= MAX_STEPS:
        raise InvalidInput("a level has between 1 and {limit} steps", limit=MAX_STEPS)
    times = [step.after for step in steps]
    if times != sorted(times) or times[-1] > LATEST_STEP:
        raise InvalidInput("steps stand in the order of their times, at most 24h after the page")
    if times[0] != 0:
        raise InvalidInput("the first step is taken at once; give it no delay")
    if level in _URGENT and not any(_is_loud(step) for step in steps):
        raise InvalidInput(
            "at level {level} a call or page must come within 15 minutes", level=str(level)
        )


def _is_loud(step: PersonalStep) -> bool:
    return step.by in _LOUD and step.after <= LOUD_WITHIN
