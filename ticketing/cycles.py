"""A cycle: one life of a fault, as its events tell it; what every clock is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ticketing.commands import LevelCause, PauseReason
from ticketing.lifecycle import Milestone
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word


@dataclass(frozen=True, slots=True)
class LevelRun:
    """From when a level held, and why it came."""

    at: Instant
    level: Level
    cause: LevelCause | None  # None: the level at the start


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch in which some clocks rest: a pause (with its reason), or the fault was gone."""

    start: Instant
    end: Instant | None
    reason: PauseReason | None = None


class TermsCause(Word):
    """Why a ticket runs by other terms than before."""

    CALENDAR = "calendar"  # the same goals on other hours: all is computed anew
    SELECTED = "selected"  # another policy applies to it now
    CONVERTED = "converted"  # it became a ticket of another type
    CONTRACT = "contract"  # the contract was changed


@dataclass(frozen=True, slots=True)
class TermsRun:
    """From when a cycle ran by which terms, and why they came."""

    at: Instant
    digest: str
    cause: TermsCause | None  # None: the terms at the start


@dataclass(frozen=True, slots=True)
class Cycle:
    """One life of a fault: from its report, or its reopening, to its end."""

    number: int
    occurred_at: Instant
    detected_at: Instant | None
    reported_at: Instant
    opened_at: Instant
    levels: tuple[LevelRun, ...]
    milestones: Mapping[Milestone, Instant]
    pauses: tuple[Rest, ...] = ()
    gone: tuple[Rest, ...] = ()
    ended_at: Instant | None = None
    reclassified: int = 0
    terms: tuple[TermsRun, ...] = ()
    maintenance: tuple[Rest, ...] = ()

    @property
    def restored_at(self) -> Instant | None:
        """Since when the fault is gone, None while it is there."""
        return self.gone[-1].start if self.gone and self.gone[-1].end is None else None

    @property
    def level(self) -> Level:
        return self.levels[-1].level

    def moment(self, milestone: Milestone) -> Instant | None:
        if milestone is Milestone.RESTORED:
            return self.restored_at
        return self.milestones.get(milestone)

    def level_at(self, at: Instant) -> Level:
        level = self.levels[0].level
        for run in self.levels:
            if run.at <= at:
                level = run.level
        return level
