"""Who holds a role for a customer at an instant, from memory: two look-ups and a bisection.

A roster is made anew when a schedule, a change, an absence or people.yml changes, and before its
span ends; asking it reads nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ticketing.directory import Role
from ticketing.oncall.changes import Absence, with_absences
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.shifts import Shift
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant

EVERY_CUSTOMER = "*"
_EARLIEST, _LATEST = Instant(-(2**53)), Instant(2**53)

Key = tuple[str, Role]


@dataclass(frozen=True, slots=True)
class Post:
    """A role for a customer, held by the people named or by whoever a schedule has on duty.

    ``deputies`` stand in for named people who are away; a schedule has deputies of its own.
    """

    customer: str  # "*": every customer that has no post of its own
    role: Role
    people: tuple[PersonId, ...] = ()
    schedule: str | None = None
    deputies: tuple[PersonId, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.people) is (self.schedule is not None):
            raise InvalidInput("a role is held by people or by a schedule, not by both")


def posts_of(schedule: Schedule) -> tuple[Post, ...]:
    """Return the roles that a schedule's file says it holds."""
    return tuple(
        Post(holding.customer, holding.role, schedule=schedule.name)
        for holding in schedule.holdings
    )


@dataclass(frozen=True, slots=True)
class Timeline:
    """People from each instant on, until the next; nobody before the first."""

    starts: tuple[int, ...]
    people: tuple[tuple[PersonId, ...], ...]

    def at(self, instant: int) -> tuple[PersonId, ...]:
        index = bisect_right(self.starts, instant) - 1
        return self.people[index] if index >= 0 else ()

    def next_change(self, instant: int) -> Instant | None:
        """Return when others are on duty than at *instant*, None if never within the span."""
        now = self.at(instant)
        first = bisect_right(self.starts, instant)
        changes = (
            Instant(self.starts[index])
            for index in range(first, len(self.starts))
            if self.people[index] != now
        )
        return next(changes, None)


_NOBODY = Timeline((), ())


class Roster:
    """Who is on duty, for one span; immutable."""

    def __init__(self, timelines: Mapping[Key, Timeline], *, start: Instant, end: Instant) -> None:
        self._timelines = dict(timelines)
        self.start = start
        self.end = end

    def on_duty(self, customer: str, role: Role, at: Instant) -> tuple[PersonId, ...]:
        """Return who holds *role* for *customer*, first to be told first; may be empty.

        Outside the span a role of a schedule has no holder; one of named people has.
        """
        return self._timeline(customer, role).at(at)

    def has_post(self, customer: str, role: Role) -> bool:
        """Tell whether this roster is to be asked; where not, the customer's file names people."""
        return (customer, role) in self._timelines or (EVERY_CUSTOMER, role) in self._timelines

    def next_hand_off(self, customer: str, role: Role, at: Instant) -> Instant | None:
        """Return when others take over, None if they do not within the span."""
        return self._timeline(customer, role).next_change(at)

    def everybody(self, customer: str, role: Role) -> tuple[PersonId, ...]:
        """Return all who hold *role* at some time of the span, in the order of their turns."""
        people = self._timeline(customer, role).people
        return tuple(dict.fromkeys(chain.from_iterable(people)))

    def _timeline(self, customer: str, role: Role) -> Timeline:
        found = self._timelines.get((customer, role))
        if found is None:
            found = self._timelines.get((EVERY_CUSTOMER, role), _NOBODY)
        return found


def make_roster(
    posts: Iterable[Post],
    shifts: Mapping[str, Sequence[Shift]],
    absences: Sequence[Absence] = (),
    *,
    start: Instant,
    end: Instant,
) -> Roster:
    """Return the roster of a span; *shifts* per schedule, with their changes and absences.

    Several posts of one role are held together, in their order.
    """
    parts: dict[Key, list[Timeline]] = {}
    for post in posts:
        if post.schedule is None:
            part = _timeline_of(with_absences([_always(post)], absences, post.deputies))
        else:
            part = _timeline_of(shifts.get(post.schedule, ()))
        parts.setdefault((post.customer, post.role), []).append(part)
    timelines = {key: _together(timelines) for key, timelines in parts.items()}
    return Roster(timelines, start=start, end=end)


def _always(post: Post) -> Shift:
    return Shift("", post.role.value, _EARLIEST, _LATEST, post.people, post.people)


def _timeline_of(shifts: Iterable[Shift]) -> Timeline:
    people: dict[int, tuple[PersonId, ...]] = {}
    for shift in shifts:
        people[shift.start] = shift.people
        people[shift.end] = ()
    return Timeline(tuple(people), tuple(people.values()))


def _together(timelines: Sequence[Timeline]) -> Timeline:
    if len(timelines) == 1:
        return timelines[0]
    starts = sorted({start for timeline in timelines for start in timeline.starts})
    people = (
        tuple(dict.fromkeys(chain.from_iterable(one.at(start) for one in timelines)))
        for start in starts
    )
    return Timeline(tuple(starts), tuple(people))
