"""A goal: one promise of a policy, and from when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ticketing.commands import PauseReason
from ticketing.guards import ALWAYS, Guard
from ticketing.lifecycle import Milestone
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word


class Anchor(Word):
    """From when a goal or a chain counts."""

    OCCURRED = "occurred"
    DETECTED = "detected"
    REPORTED = "reported"
    OPENED = "opened"
    ACKED = "acked"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise.  ``targets`` and ``pauses`` per level; a level without a target has no goal.

    ``unresolved_after`` moves the anchor by that much unresolved time; ``breach_of`` names the
    metric whose breach arms this goal.
    """

    metric: str
    stops: frozenset[Milestone]
    targets: Mapping[Level, Duration]
    table: str = "level"
    anchor: Anchor = Anchor.REPORTED
    unresolved_after: Duration | None = None
    breach_of: str | None = None
    when: Guard = ALWAYS
    pauses: Mapping[Level, frozenset[PauseReason]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    calendar: str = "7x24"

    @property
    def name(self) -> str:
        return f"{self.metric}@{self.table}"

    @property
    def rests_while_recovered(self) -> bool:
        return Milestone.RESTORED in self.stops
