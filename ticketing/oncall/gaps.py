"""Where nobody who can be reached is on duty: who is missing, and what to do (R10).  Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from ticketing.oncall.shifts import Cause, Shift, within
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, Duration, Instant
from watchkeeper.core.messages import Text, text

LOOK_AHEAD = Duration(14 * DAY)
"""How far ahead gaps are looked for, so that there is time to close them."""

IsReachable = Callable[[PersonId], bool]
"""Tells whether a person is still here and has a contact that a channel serves."""


class GapCause(Enum):
    """Why nobody can be told."""

    NOT_PLANNED = "not_planned"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without anybody to tell; ``missing``: who would be on duty in it."""

    schedule: str
    start: Instant
    end: Instant
    cause: GapCause
    missing: tuple[PersonId, ...] = ()

    @property
    def remedy(self) -> Text:
        """Return what closes the gap."""
        match self.cause:
            case GapCause.NOT_PLANNED:
                return text(
                    "nobody is planned: add a layer to {schedule} that covers it, or an override",
                    schedule=self.schedule,
                )
            case GapCause.ABSENT:
                return text(
                    "{people} absent and without deputy: name one, or make an override",
                    people=", ".join(self.missing),
                )
            case GapCause.UNREACHABLE:
                return text(
                    "{people} cannot be reached: add a contact that a channel serves, "
                    "or make an override",
                    people=", ".join(self.missing),
                )


def gaps_in(
    schedule: str,
    shifts: Iterable[Shift],
    *,
    start: Instant,
    end: Instant,
    is_reachable: IsReachable,
) -> tuple[Gap, ...]:
    """Return where *shifts*, sorted and with their changes, leave nobody to tell."""
    found: list[Gap] = []
    for gap in _each(schedule, within(shifts, start, end), start, end, is_reachable):
        if found and _goes_on(found[-1], gap):
            found[-1] = replace(found[-1], end=gap.end)
        else:
            found.append(gap)
    return tuple(found)


def _goes_on(gap: Gap, later: Gap) -> bool:
    return gap.end == later.start and replace(later, start=gap.start, end=gap.end) == gap


def _each(
    schedule: str,
    shifts: Iterable[Shift],
    start: Instant,
    end: Instant,
    is_reachable: IsReachable,
) -> Iterator[Gap]:
    at = start
    for shift in shifts:
        if at < shift.start:
            yield Gap(schedule, at, shift.start, GapCause.NOT_PLANNED)
        if shift.cause is Cause.VACANT:
            yield Gap(schedule, shift.start, shift.end, GapCause.ABSENT, shift.planned)
        elif not any(is_reachable(person) for person in shift.people):
            yield Gap(schedule, shift.start, shift.end, GapCause.UNREACHABLE, shift.people)
        at = max(at, shift.end)
    if at < end:
        yield Gap(schedule, at, end, GapCause.NOT_PLANNED)
