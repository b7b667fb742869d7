"""Who was on duty at an instant, as it was known then, and what made it so.

Changes count as they held at that instant: what was made later does not, what was taken back
later still does.  The plan is that of the files as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ticketing.oncall.duty import DutyBook, duty
from ticketing.oncall.expand import IsWorkday
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.shifts import Shift
from ticketing.oncall.store import MadeAbsence, MadeChange
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Proof:
    """Who was on duty by one schedule; None: nobody was planned.  With what was changed for it."""

    schedule: str
    at: Instant
    shift: Shift | None
    changes: tuple[MadeChange, ...]
    absences: tuple[MadeAbsence, ...]


def prove(
    schedule: Schedule,
    at: Instant,
    *,
    is_workday: IsWorkday,
    changes: Iterable[MadeChange],
    absences: Iterable[MadeAbsence],
) -> Proof:
    """Return who was on duty; *changes* and *absences* are those that held at the instant."""
    mine = tuple(one for one in changes if one.change.schedule == schedule.name)
    away = tuple(absences)
    book = DutyBook(
        is_workday, tuple(one.change for one in mine), tuple(one.absence for one in away)
    )
    shifts = duty(schedule, book, at, Instant(at + 1))
    shift = shifts[0] if shifts else None
    concerned: set[PersonId] = {*shift.planned, *shift.people} if shift else set()
    concerned.update(one.change.person for one in mine)
    return Proof(
        schedule=schedule.name,
        at=at,
        shift=shift,
        changes=mine,
        absences=tuple(one for one in away if one.absence.person in concerned),
    )
