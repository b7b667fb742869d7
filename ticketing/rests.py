"""Time that does not count: which pauses rest a goal, and counting around them.  Pure."""

from __future__ import annotations

from dataclasses import replace

from ticketing.calendars import ServiceHours
from ticketing.compiled import CompiledGoal
from ticketing.cycles import Cycle, Rest
from ticketing.goals import Goal
from watchkeeper.core.instants import Duration, Instant


def rests_of(goal: CompiledGoal, cycle: Cycle) -> tuple[Rest, ...]:
    """Return what does not count for this goal, in order and without overlap.

    A goal that took over from one of other terms rests until then as that one did.
    """
    own = _own_rests(goal.goal, cycle)
    if goal.follows is None:
        return own
    at, before = goal.follows
    early = (_until(rest, at) for rest in rests_of(before, cycle) if rest.start < at)
    late = (_since(rest, at) for rest in own if rest.end is None or rest.end > at)
    return without_overlap((*early, *late))


def _until(rest: Rest, at: Instant) -> Rest:
    return rest if rest.end is not None and rest.end <= at else replace(rest, end=at)


def _since(rest: Rest, at: Instant) -> Rest:
    return rest if rest.start >= at else replace(rest, start=at)


def _own_rests(goal: Goal, cycle: Cycle) -> tuple[Rest, ...]:
    gone = cycle.gone if goal.rests_while_recovered else ()
    if not cycle.pauses or not goal.pauses:
        return without_overlap((*cycle.maintenance, *gone))
    paused = [
        rest
        for rest in cycle.pauses
        if rest.reason in goal.pauses.get(cycle.level_at(rest.start), frozenset())
    ]
    return without_overlap((*paused, *cycle.maintenance, *gone))


def without_overlap(rests: tuple[Rest, ...]) -> tuple[Rest, ...]:
    if len(rests) < 2:
        return rests
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
    total: int = hours.elapsed(start, end)
    if not rests:
        return Duration(total)
    for rest in rests:
        begin = rest.start if rest.start > start else start
        finish = end if rest.end is None or rest.end > end else rest.end
        total -= hours.elapsed(begin, finish)
    return Duration(total)


def reached_at(
    start: Instant, budget: int, rests: tuple[Rest, ...], hours: ServiceHours
) -> Instant | None:
    """Return the earliest instant at which *budget* was counted; None where a rest has no end."""
    if not rests:
        return hours.deadline(start, budget)
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
