"""Who runs which probe while targets move between the server and satellites.

The server goes on with a probe that moves to a satellite until that satellite holds the new
configuration, and begins with one that comes back when the satellite has let go of it: at most
two minutes each, since a satellite that is cut off can tell neither.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from collector.schedule import feed_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration, Instant, later
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of

LONGEST_MOVE = Duration(2 * MINUTE)

Place = str | None
"""The name of a satellite; None: the server itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """A probe on its way; ``since``: when the configuration said so."""

    source: Place
    goal: Place
    since: Instant

    @property
    def satellite(self) -> str:
        """Return whose word ends the move: where it goes, else whence it comes."""
        return self.goal or self.source or ""


@dataclass(frozen=True, slots=True)
class Course:
    """A probe of a target, wherever it runs."""

    target: Target
    spec: ProbeSpec

    @property
    def feed(self) -> str:
        return feed_of(self.target.name, self.spec.name)


class Handover:
    """Follows the inventory; says what the server probes itself, by ``own``."""

    def __init__(self, clock: Clock, is_heard: Callable[[str], bool]) -> None:
        """*is_heard* tells whether a satellite was heard of late."""
        self._clock = clock
        self._is_heard = is_heard
        self._wanted: dict[str, Course] = {}
        self._places: dict[str, Place] = {}
        self._moves: dict[str, Move] = {}
        self._running: dict[str, Course] = {}  # by the server, feed by feed
        self.own: Inventory = EMPTY

    @property
    def moves(self) -> dict[str, Move]:
        return dict(self._moves)

    @property
    def elsewhere(self) -> frozenset[str]:
        """Return the feeds that satellites fill."""
        return frozenset(feed for feed, place in self._places.items() if place is not None)

    def take_on(self, inventory: Inventory) -> frozenset[str]:
        """Follow another inventory; return the feeds of satellites that are gone for good."""
        wanted = {course.feed: course for course in _courses(inventory)}
        places = {feed: course.target.satellite for feed, course in wanted.items()}
        gone = self.elsewhere - set(wanted)
        now = self._clock.now()
        for feed, goal in places.items():
            before = self._places.get(feed, goal)
            if before != goal:
                self._begin(feed, before, goal, now)
        self._moves = {feed: move for feed, move in self._moves.items() if feed in wanted}
        self._wanted, self._places = wanted, places
        self.settle()
        return gone

    def confirm(self, satellite: str) -> None:
        """End the moves of a satellite: it holds what is in force."""
        self._moves = {
            feed: move for feed, move in self._moves.items() if move.satellite != satellite
        }
        self.settle()

    def next_due(self) -> Instant | None:
        return min((later(move.since, LONGEST_MOVE) for move in self._moves.values()), default=None)

    def settle(self) -> None:
        """End moves that took too long, or wait for nobody; renew ``own``."""
        self._moves = {feed: move for feed, move in self._moves.items() if self._lasts(move)}
        self._running = dict(self._own_courses())
        self.own = _inventory_of_courses(self._running)

    def _begin(self, feed: str, before: Place, goal: Place, now: Instant) -> None:
        """Begin a move; one that was under way goes on from where it began."""
        earlier = self._moves.pop(feed, None)
        source = before if earlier is None else earlier.source
        if source != goal:
            self._moves[feed] = Move(source, goal, now)

    def _lasts(self, move: Move) -> bool:
        if self._clock.now() >= later(move.since, LONGEST_MOVE):
            return False
        return move.goal is not None or self._is_heard(move.satellite)

    def _own_courses(self) -> Iterator[tuple[str, Course]]:
        for feed, course in self._wanted.items():
            move, place = self._moves.get(feed), self._places[feed]
            if place is None and (move is None or feed in self._running):
                yield feed, course
            elif place is not None and move is not None and move.source is None:
                held = self._running.get(feed)
                if held is not None:  # as it was: where the satellite is to go is not for us
                    yield feed, held


def _courses(inventory: Inventory) -> Iterator[Course]:
    for target in inventory:
        for spec in target.probes:
            yield Course(target, spec)


def _inventory_of_courses(courses: dict[str, Course]) -> Inventory:
    """Return an inventory of these probes alone: who belongs to whom does not matter here."""
    probes: dict[str, list[ProbeSpec]] = {}
    targets: dict[str, Target] = {}
    for course in courses.values():
        targets.setdefault(course.target.name, course.target)
        probes.setdefault(course.target.name, []).append(course.spec)
    return inventory_of(
        [
            dataclasses.replace(
                target, probes=tuple(probes[name]), parent=None, customer=None, satellite=None
            )
            for name, target in targets.items()
        ],
        (),
    )
