"""Time that does not count: which pauses rest a goal, and counting around them.  Pure."""

from __future__ import annotations

from dataclasses import replace

from ticketing.calendars import ServiceHours
from ticketing.cycles import Cycle, Rest
from ticketing.policy import Goal
from watchkeeper.core.instants import Duration, Instant


def rests_of(goal: Goal, cycle: Cycle) -> tuple[Rest, ...]:
    """Return what does not count for this goal, in order and without overlap."""
    if not cycle.pauses and not cycle.gone:
        return ()
    counted = [
        rest
        for rest in cycle.pauses
        if rest.reason in goal.pauses.get(cycle.level_at(rest.start), frozenset())
    ]
    if goal.rests_while_recovered:
        counted += cycle.gone
    return _without_overlap(counted)


def _without_overlap(rests: list[Rest]) -> tuple[Rest, ...]:
    found: list[Rest] = []
    for rest in sorted(rests, key=lambda rest: rest.start):
        last = found[-1] if found else None
        if last is None:
            found.append(rest)
        elif last.end is None:
            break
        elif rest.end is None or rest.end > last.end:
            found.append(replace(rest, start=Instant(max(rest.start, last.end))))
    return tuple(found)


def counted_between(
    start: Instant, end: Instant, rests: tuple[Rest, ...], hours: ServiceHours
) -> Duration:
    """Return the open time from *start* to *end*, without the rests."""
    total = hours.elapsed(start, end)
    for rest in rests:
        begin = Instant(max(start, rest.start))
        finish = end if rest.end is None else Instant(min(end, rest.end))
        total = Duration(total - hours.elapsed(begin, finish))
    return total


def reached_at(
    start: Instant, budget: int, rests: tuple[Rest, ...], hours: ServiceHours
) -> Instant | None:
    """Return the earliest instant at which *budget* was counted; None where a rest has no end."""
    at, left = start, budget
    for rest in rests:
        if rest.end is not None and rest.end <= at:
            continue
        if rest.start > at:
            step = hours.elapsed(at, rest.start)
            if step >= left:
                break
            left -= step
        if rest.end is None:
            return None
        at = Instant(max(at, rest.end))
    return hours.deadline(at, left)
