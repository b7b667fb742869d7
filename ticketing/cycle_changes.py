"""What events do to a cycle: it begins, begins anew, its level moves, clocks rest.  Pure."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ticketing.commands import LevelCause, PauseReason
from ticketing.cycles import Cycle, LevelRun, Rest
from ticketing.events import Event
from ticketing.lifecycle import Milestone
from ticketing.ticket import instant_in
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


def opened(event: Event) -> Cycle:
    """Return the first cycle of a ticket."""
    data = event.data
    reported_at = instant_in(data, "reported_at") or event.occurred_at
    occurred_at = instant_in(data, "occurred_at")
    return Cycle(
        number=1,
        occurred_at=reported_at if occurred_at is None else occurred_at,
        detected_at=instant_in(data, "detected_at"),
        reported_at=reported_at,
        opened_at=event.occurred_at,
        levels=(LevelRun(reported_at, Level(data["level"]), None),),
        milestones=MappingProxyType({}),
    )


def resumed(cycle: Cycle, at: Instant) -> Cycle:
    """Return the next cycle, in which the clocks of *cycle* go on."""
    ended = {Milestone.RESOLVED, Milestone.SELF_RECOVERED, Milestone.REPORT_SUBMITTED}
    kept = {m: when for m, when in cycle.milestones.items() if m not in ended}
    return replace(
        cycle,
        number=cycle.number + 1,
        milestones=MappingProxyType(kept),
        gone=closed(cycle.gone, at),
        ended_at=None,
    )


def begun_anew(cycle: Cycle, at: Instant) -> Cycle:
    """Return the next cycle, in which every clock begins at *at*."""
    return Cycle(
        number=cycle.number + 1,
        occurred_at=at,
        detected_at=at,
        reported_at=at,
        opened_at=at,
        levels=(LevelRun(at, cycle.level, None),),
        milestones=MappingProxyType({}),
    )


def with_level(cycle: Cycle, event: Event) -> Cycle:
    """Return *cycle* at the level that *event* says; a reclassified one was so from the start."""
    level, cause = Level(event.data["level"]), LevelCause(event.data["cause"])
    if cause is LevelCause.RECLASSIFIED:
        first = LevelRun(cycle.levels[0].at, level, cause)
        return replace(cycle, levels=(first,), reclassified=cycle.reclassified + 1)
    at = Instant(max(event.occurred_at, cycle.levels[-1].at))
    return replace(cycle, levels=(*cycle.levels, LevelRun(at, level, cause)))


def with_fault_gone(cycle: Cycle, at: Instant) -> Cycle:
    """Return *cycle* with the fault gone since *at*, where it was not gone already."""
    if cycle.restored_at is not None:
        return cycle
    start = Instant(max(at, cycle.reported_at))
    return replace(cycle, gone=(*cycle.gone, Rest(start, None)))


def with_fault_back(cycle: Cycle, at: Instant) -> Cycle:
    return replace(cycle, gone=closed(cycle.gone, at))


def with_pause(cycle: Cycle, event: Event) -> Cycle:
    reason = PauseReason(event.data["reason"])
    start = Instant(max(event.occurred_at, cycle.reported_at))
    pauses = (*closed(cycle.pauses, start), Rest(start, None, reason))
    return replace(cycle, pauses=pauses)


def without_pause(cycle: Cycle, at: Instant) -> Cycle:
    return replace(cycle, pauses=closed(cycle.pauses, at))


def with_resolution(cycle: Cycle, event: Event) -> Cycle:
    """Return *cycle* with the fault gone as a person says, who corrects what monitoring saw."""
    restored_at = instant_in(event.data, "restored_at")
    gone = cycle.gone
    if restored_at is not None and cycle.restored_at is not None:
        gone = gone[:-1]
    if restored_at is not None or cycle.restored_at is None:
        start = event.occurred_at if restored_at is None else restored_at
        gone = (*gone, Rest(Instant(max(start, cycle.reported_at)), None))
    return replace(cycle, gone=gone)


def ended(cycle: Cycle, at: Instant) -> Cycle:
    return replace(cycle, ended_at=at, pauses=closed(cycle.pauses, at))


def closed(rests: tuple[Rest, ...], at: Instant) -> tuple[Rest, ...]:
    """Return *rests* with the open one, if any, ended at *at*."""
    if not rests or rests[-1].end is not None:
        return rests
    last = rests[-1]
    return (*rests[:-1], replace(last, end=Instant(max(at, last.start))))
