"""What events do to a cycle: it begins, begins anew, its level moves, clocks rest.

A cycle in work is changed in place, for speed, and frozen when somebody looks at it.  No I/O.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

from ticketing.commands import LevelCause, PauseReason
from ticketing.cycles import Cycle, LevelRun, Rest, TermsCause, TermsRun
from ticketing.events import Event, instant_in
from ticketing.lifecycle import Milestone
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


@dataclass(slots=True)
class CycleInWork:
    """One life of a fault while its events are applied."""

    number: int
    occurred_at: Instant
    detected_at: Instant | None
    reported_at: Instant
    opened_at: Instant
    levels: list[LevelRun]
    milestones: dict[Milestone, Instant] = field(default_factory=dict)
    pauses: list[Rest] = field(default_factory=list)
    gone: list[Rest] = field(default_factory=list)
    ended_at: Instant | None = None
    reclassified: int = 0
    terms: list[TermsRun] = field(default_factory=list)
    maintenance: list[Rest] = field(default_factory=list)

    @property
    def level(self) -> Level:
        return self.levels[-1].level

    @property
    def is_restored(self) -> bool:
        return bool(self.gone) and self.gone[-1].end is None

    @property
    def open_pause(self) -> Rest | None:
        return self.pauses[-1] if self.pauses and self.pauses[-1].end is None else None

    def frozen(self) -> Cycle:
        """Return the cycle as it is now."""
        return Cycle(
            self.number,
            self.occurred_at,
            self.detected_at,
            self.reported_at,
            self.opened_at,
            tuple(self.levels),
            MappingProxyType(self.milestones.copy()),
            tuple(self.pauses),
            tuple(self.gone),
            self.ended_at,
            self.reclassified,
            tuple(self.terms),
            tuple(self.maintenance),
        )

    def reach(self, milestone: Milestone, at: Instant) -> None:
        """Note the first time of a milestone."""
        known = self.milestones.get(milestone)
        if known is None or at < known:
            self.milestones[milestone] = at

    def change_level(self, event: Event) -> None:
        """Take the level that *event* says; a reclassified one was so from the start."""
        level, cause = Level(event.data["level"]), LevelCause(event.data["cause"])
        if cause is LevelCause.RECLASSIFIED:
            self.levels = [LevelRun(self.levels[0].at, level, cause)]
            self.reclassified += 1
        else:
            at = Instant(max(event.occurred_at, self.levels[-1].at))
            self.levels.append(LevelRun(at, level, cause))

    def lose_fault(self, at: Instant) -> None:
        """Note that the fault is gone since *at*, where it was not gone already."""
        if not self.is_restored:
            self.gone.append(Rest(Instant(max(at, self.reported_at)), None))

    def find_fault(self, at: Instant) -> None:
        _close(self.gone, at)

    def pause(self, event: Event) -> None:
        start = Instant(max(event.occurred_at, self.reported_at))
        _close(self.pauses, start)
        self.pauses.append(Rest(start, None, PauseReason(event.data["reason"])))

    def resume(self, at: Instant) -> None:
        _close(self.pauses, at)

    def begin_maintenance(self, at: Instant) -> None:
        """Rest every clock; a window that follows another one goes on with its rest."""
        if not self.maintenance or self.maintenance[-1].end is not None:
            start = Instant(max(at, self.reported_at))
            self.maintenance.append(Rest(start, None, PauseReason.MAINTENANCE))

    def end_maintenance(self, at: Instant) -> None:
        _close(self.maintenance, at)

    def resolve(self, event: Event) -> None:
        """Note that the fault is gone as a person says, who corrects what monitoring saw."""
        restored_at = instant_in(event.data, "restored_at")
        if restored_at is not None and self.is_restored:
            self.gone.pop()
        if restored_at is not None or not self.is_restored:
            start = event.occurred_at if restored_at is None else restored_at
            self.gone.append(Rest(Instant(max(start, self.reported_at)), None))

    def change_terms(self, event: Event) -> None:
        """Take other terms; where somebody reported it only now, its clocks begin now."""
        digest, cause = str(event.data["terms"]), TermsCause(event.data["cause"])
        self.terms.append(TermsRun(event.occurred_at, digest, cause))
        reported_at = instant_in(event.data, "reported_at")
        if reported_at is not None:
            self.reported_at = reported_at

    def end(self, at: Instant) -> None:
        self.ended_at = at
        _close(self.pauses, at)
        _close(self.maintenance, at)


def opened(event: Event) -> CycleInWork:
    """Return the first cycle of a ticket."""
    data = event.data
    reported_at = instant_in(data, "reported_at") or event.occurred_at
    occurred_at = instant_in(data, "occurred_at")
    return CycleInWork(
        number=1,
        occurred_at=reported_at if occurred_at is None else occurred_at,
        detected_at=instant_in(data, "detected_at"),
        reported_at=reported_at,
        opened_at=event.occurred_at,
        levels=[LevelRun(reported_at, Level(data["level"]), None)],
        terms=[TermsRun(reported_at, str(data.get("terms") or ""), None)],
    )


def resumed(cycle: Cycle, at: Instant) -> CycleInWork:
    """Return the next cycle, in which the clocks of *cycle* go on."""
    gone = list(cycle.gone)
    _close(gone, at)
    return CycleInWork(
        number=cycle.number + 1,
        occurred_at=cycle.occurred_at,
        detected_at=cycle.detected_at,
        reported_at=cycle.reported_at,
        opened_at=cycle.opened_at,
        levels=list(cycle.levels),
        milestones=_but(cycle, _ENDS),
        pauses=list(cycle.pauses),
        gone=gone,
        reclassified=cycle.reclassified,
        terms=list(cycle.terms),
        maintenance=list(cycle.maintenance),
    )


def begun_anew(cycle: Cycle, at: Instant) -> CycleInWork:
    """Return the next cycle, in which every clock begins at *at*."""
    return CycleInWork(
        number=cycle.number + 1,
        occurred_at=at,
        detected_at=at,
        reported_at=at,
        opened_at=at,
        levels=[LevelRun(at, cycle.level, None)],
        terms=[TermsRun(at, cycle.terms[-1].digest, None)],
    )


_ENDS = frozenset({Milestone.RESOLVED, Milestone.SELF_RECOVERED, Milestone.REPORT_SUBMITTED})


def _but(cycle: Cycle, left_out: Iterable[Milestone]) -> dict[Milestone, Instant]:
    return {one: at for one, at in cycle.milestones.items() if one not in left_out}


def _close(rests: list[Rest], at: Instant) -> None:
    """End the open one of *rests*, if any, at *at*."""
    if rests and rests[-1].end is None:
        last = rests[-1]
        rests[-1] = Rest(last.start, Instant(max(at, last.start)), last.reason)
