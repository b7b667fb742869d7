"""A shift: who is on duty from when to when, and why it is they.  Instants only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


class Cause(Enum):
    """Why these people are on duty."""

    PLANNED = "planned"
    OVERRIDE = "override"
    SWAP = "swap"
    DEPUTY = "deputy"  # somebody is absent
    VACANT = "vacant"  # all are absent and nobody stands in


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of duty.  ``planned``: whom the rotation named, whoever does it in the end.

    A vacant shift has no ``people``; its ``planned`` are those who are absent.
    """

    schedule: str
    layer: str
    start: Instant
    end: Instant
    people: tuple[PersonId, ...]
    planned: tuple[PersonId, ...]
    cause: Cause = Cause.PLANNED


def cut_at(shift: Shift, instants: Iterable[int]) -> Iterator[Shift]:
    """Yield *shift* in pieces that end at each of the rising *instants* within it."""
    rest = shift
    for at in instants:
        if rest.start < at < rest.end:
            yield replace(rest, end=Instant(at))
            rest = replace(rest, start=Instant(at))
    yield rest


def joined(shifts: Iterable[Shift]) -> Iterator[Shift]:
    """Yield *shifts*, which are sorted, with those made one that touch and say the same."""
    last: Shift | None = None
    for shift in shifts:
        if last is not None and last.end == shift.start and _says_the_same(last, shift):
            last = replace(last, end=shift.end)
            continue
        if last is not None:
            yield last
        last = shift
    if last is not None:
        yield last


def within(shifts: Iterable[Shift], start: Instant, end: Instant) -> tuple[Shift, ...]:
    """Return the parts of *shifts* that lie between two instants."""
    return tuple(
        replace(shift, start=max(shift.start, start), end=min(shift.end, end))
        for shift in shifts
        if shift.start < end and start < shift.end
    )


def _says_the_same(one: Shift, other: Shift) -> bool:
    return replace(one, start=other.start, end=other.end) == other
