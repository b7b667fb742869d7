"""From when the clocks of a ticket count that took others in: the earliest of all.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ticketing.cycles import Cycle, LevelRun
from ticketing.links.merging import Held, effective
from ticketing.links.model import Anchors
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


def anchors_of(cycle: Cycle) -> Anchors:
    return Anchors(cycle.reported_at, cycle.detected_at, cycle.occurred_at, cycle.level)


def with_held(cycle: Cycle, held: Held) -> Cycle:
    """Return *cycle* as it counts with the tickets that were merged into it."""
    if not held:
        return cycle
    joint = effective(anchors_of(cycle), held)
    worst_held = min((anchors.level for anchors in held.values()), key=lambda level: level.rank)
    return replace(
        cycle,
        reported_at=joint.reported_at,
        detected_at=joint.detected_at,
        occurred_at=joint.occurred_at,
        levels=tuple(_levels(cycle, worst_held, joint.reported_at)),
    )


def _levels(cycle: Cycle, least: Level, since: Instant) -> Iterator[LevelRun]:
    """Yield the runs of levels, none milder than *least*; the first begins with the clocks."""
    before: Level | None = None
    for run in cycle.levels:
        level = least if least.is_worse_than(run.level) else run.level
        if before is None:
            yield LevelRun(since, level, run.cause)
        elif level is not before:
            yield LevelRun(run.at, level, run.cause)
        before = level
