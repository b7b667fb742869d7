"""What is laid over planned shifts: overrides, swaps, and absences with their deputies.  Pure.

Overrides and swaps take effect in the order in which they were made, each on what those before it
left.  Absences come last: who is away is never on duty, whoever put them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ticketing.oncall.shifts import Cause, Shift, cut_at, joined, within
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Duration, Instant

MAX_CHANGE = Duration(366 * DAY)


class ChangeKind(Enum):
    OVERRIDE = "override"
    SWAP = "swap"


_CAUSES = {ChangeKind.OVERRIDE: Cause.OVERRIDE, ChangeKind.SWAP: Cause.SWAP}


@dataclass(frozen=True, slots=True)
class DutyChange:
    """Between two instants *person* does the duty of *instead_of*, wherever that person has it.

    Without *instead_of*: of everybody in *layer*; without a layer too: of everybody, and where
    nobody is planned.
    """

    schedule: str
    kind: ChangeKind
    person: PersonId
    start: Instant
    end: Instant
    made_at: Instant
    instead_of: PersonId | None = None
    layer: str | None = None

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        if self.end - self.start > MAX_CHANGE:
            raise InvalidInput(
                "an override or swap lasts a year at most; edit the schedule instead"
            )
        if self.person == self.instead_of:
            raise InvalidInput("{person!r} cannot stand in for themselves", person=self.person)


@dataclass(frozen=True, slots=True)
class Absence:
    """*person* is away; *deputy* does their duties, None: whoever the schedule names for it."""

    person: PersonId
    start: Instant
    end: Instant
    made_at: Instant
    deputy: PersonId | None = None

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        if self.person == self.deputy:
            raise InvalidInput("{person!r} cannot stand in for themselves", person=self.person)


@dataclass(frozen=True, slots=True)
class Trade:
    """One side of a swap: what *person* gives away."""

    schedule: str
    person: PersonId
    start: Instant
    end: Instant


def swap(one: Trade, other: Trade, *, made_at: Instant) -> tuple[DutyChange, DutyChange]:
    """Return the two changes by which two people take each other's duty.

    A hand-off within the given time limits a trade by itself: what somebody else has is not
    touched.  Raises InvalidInput.
    """
    if one.person == other.person:
        raise InvalidInput("{person!r} cannot swap with themselves", person=one.person)
    if one.schedule == other.schedule and one.start < other.end and other.start < one.end:
        raise InvalidInput("the times that are swapped overlap; swap them one by one")
    return _given(one, other.person, made_at), _given(other, one.person, made_at)


def _given(trade: Trade, to: PersonId, made_at: Instant) -> DutyChange:
    return DutyChange(
        schedule=trade.schedule,
        kind=ChangeKind.SWAP,
        person=to,
        start=trade.start,
        end=trade.end,
        made_at=made_at,
        instead_of=trade.person,
    )


def has_effect(change: DutyChange, shifts: Sequence[Shift]) -> bool:
    """Tell whether *change* alters anything; one that names who is not on duty then does not."""
    return _changed(shifts, change) != tuple(shifts)


def with_changes(
    shifts: Iterable[Shift], changes: Iterable[DutyChange], *, start: Instant, end: Instant
) -> tuple[Shift, ...]:
    """Return the shifts of one schedule with overrides and swaps, nothing outside the span."""
    result = tuple(shifts)
    for change in sorted(changes, key=lambda change: change.made_at):
        first, last = max(change.start, start), min(change.end, end)
        if first < last:
            result = _changed(result, replace(change, start=first, end=last))
    return result


def with_absences(
    shifts: Iterable[Shift], absences: Iterable[Absence], deputies: Sequence[PersonId] = ()
) -> tuple[Shift, ...]:
    """Return *shifts* in which nobody is on duty who is away.

    The deputy of an absence acts, theirs where they are away too; else the first of *deputies*
    who is there; else the shift is vacant.
    """
    away = _Away(absences)
    return tuple(
        piece for shift in shifts for piece in joined(_attended(shift, away, tuple(deputies)))
    )


def _changed(shifts: Sequence[Shift], change: DutyChange) -> tuple[Shift, ...]:
    result: list[Shift] = []
    for shift in shifts:
        pieces = cut_at(shift, (change.start, change.end))
        result += joined(_replaced(piece, change) for piece in pieces)
    if change.instead_of is None and change.layer is None:
        result += _filled(within(shifts, change.start, change.end), change)
        result.sort(key=lambda shift: shift.start)
    return tuple(result)


def _replaced(piece: Shift, change: DutyChange) -> Shift:
    if piece.start < change.start or change.end <= piece.start:
        return piece
    if change.layer not in {None, piece.layer}:
        return piece
    if change.instead_of is None:
        people: tuple[PersonId, ...] = (change.person,)
    else:
        people = tuple(change.person if one == change.instead_of else one for one in piece.people)
        people = tuple(dict.fromkeys(people))
    if people == piece.people:
        return piece
    return replace(piece, people=people, cause=_CAUSES[change.kind])


def _filled(taken: Iterable[Shift], change: DutyChange) -> Iterator[Shift]:
    """Yield *change* as shifts of its own where there is none."""
    at = change.start
    for start, end in [*((shift.start, shift.end) for shift in taken), (change.end, change.end)]:
        if at < start:
            yield Shift(
                schedule=change.schedule,
                layer="",
                start=at,
                end=start,
                people=(change.person,),
                planned=(),
                cause=_CAUSES[change.kind],
            )
        at = end


class _Away:
    """Who is away when, and who stands in; of two absences at once the later made holds."""

    def __init__(self, absences: Iterable[Absence]) -> None:
        self._of: dict[PersonId, list[Absence]] = {}
        for absence in sorted(absences, key=lambda absence: absence.made_at, reverse=True):
            self._of.setdefault(absence.person, []).append(absence)
        every = [one for absences in self._of.values() for one in absences]
        self._edges = sorted({edge for one in every for edge in (one.start, one.end)})

    def edges_within(self, shift: Shift) -> Iterator[int]:
        return (edge for edge in self._edges if shift.start < edge < shift.end)

    def of(self, person: PersonId, at: Instant) -> Absence | None:
        absences = self._of.get(person, ())
        return next((one for one in absences if one.start <= at < one.end), None)

    def actor(self, person: PersonId, at: Instant) -> PersonId | None:
        """Return who acts for *person*: they, their deputy, the deputy's; None: nobody does."""
        seen: set[PersonId] = set()
        acting: PersonId | None = person
        while acting is not None and acting not in seen:
            absence = self.of(acting, at)
            if absence is None:
                return acting
            seen.add(acting)
            acting = absence.deputy
        return None

    def first_there(self, people: Iterable[PersonId], at: Instant) -> tuple[PersonId, ...]:
        """Return the first of *people* who is not away, none where all are."""
        return tuple(one for one in people if self.of(one, at) is None)[:1]


def _attended(shift: Shift, away: _Away, deputies: tuple[PersonId, ...]) -> Iterator[Shift]:
    for piece in cut_at(shift, away.edges_within(shift)):
        acting = (away.actor(person, piece.start) for person in piece.people)
        people = tuple(dict.fromkeys(person for person in acting if person is not None))
        if people == piece.people:
            yield piece
            continue
        people = people or away.first_there(deputies, piece.start)
        if people:
            yield replace(piece, people=people, cause=Cause.DEPUTY)
        else:
            yield replace(piece, people=(), planned=piece.people, cause=Cause.VACANT)


def _check_span(start: Instant, end: Instant) -> None:
    if start >= end:
        raise InvalidInput("it must end after it begins")
