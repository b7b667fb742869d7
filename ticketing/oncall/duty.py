"""Who is on duty in the end: the plan, what was changed, who is away - in this order.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ticketing.oncall.changes import Absence, DutyChange, with_absences, with_changes
from ticketing.oncall.expand import IsWorkday, expand, with_margin
from ticketing.oncall.gaps import LOOK_AHEAD, Gap, IsReachable, gaps_in
from ticketing.oncall.schedule import Schedule
from ticketing.oncall.shifts import Shift
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class DutyBook:
    """All that bears on who is on duty; changes of other schedules are passed over."""

    is_workday: IsWorkday
    changes: tuple[DutyChange, ...] = ()
    absences: tuple[Absence, ...] = ()

    def of(self, schedule: Schedule, start: Instant, end: Instant) -> tuple[DutyChange, ...]:
        """Return the changes of *schedule* that touch a stretch."""
        return tuple(
            change
            for change in self.changes
            if change.schedule == schedule.name and change.start < end and start < change.end
        )


def duty(schedule: Schedule, book: DutyBook, start: Instant, end: Instant) -> tuple[Shift, ...]:
    """Return the shifts between two instants, cut at both: what rosters and gap checks take."""
    return _laid(schedule, book, book.of(schedule, start, end), start, end)


def whole_duty(
    schedule: Schedule, book: DutyBook, start: Instant, end: Instant
) -> tuple[Shift, ...]:
    """Return the shifts that touch a stretch, as long as they are: what calendars and pages take.

    They are the same whoever asks when.
    """
    changes = book.of(schedule, *with_margin(schedule, start, end))
    first = min((change.start for change in changes), default=start)
    last = max((change.end for change in changes), default=end)
    wide = with_margin(schedule, min(first, start), max(last, end))
    changes = book.of(schedule, *wide)
    shifts = _laid(schedule, book, changes, *wide)
    return tuple(shift for shift in shifts if shift.start < end and start < shift.end)


def coming_gaps(
    schedule: Schedule, book: DutyBook, now: Instant, is_reachable: IsReachable
) -> tuple[Gap, ...]:
    """Return where nobody who can be reached is on duty within the next fourteen days (R10)."""
    end = Instant(now + LOOK_AHEAD)
    shifts = duty(schedule, book, now, end)
    return gaps_in(schedule.name, shifts, start=now, end=end, is_reachable=is_reachable)


def _laid(
    schedule: Schedule,
    book: DutyBook,
    changes: Iterable[DutyChange],
    start: Instant,
    end: Instant,
) -> tuple[Shift, ...]:
    planned = expand(schedule, start, end, book.is_workday)
    changed = with_changes(planned, changes, start=start, end=end)
    return with_absences(changed, book.absences, schedule.deputies)
