"""The manners of a policy file: all that it says beside goals and chains.

How people are told, what a change of level does, how a recovery is taken, how long a pause may
be, what must have been done before closing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.commands import PauseReason
from ticketing.lifecycle import Gate
from ticketing.notices import Way
from ticketing.policy import Pauses, Reach, Recovery, Retarget
from ticketing.policy_words import digest_from_node, per_level, time_of_day_at, window_from_node
from watchkeeper.config.bind import unknown_key
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.levels import Level

_RECOVERY = Recovery()
_PAUSES = Pauses()


@dataclass(frozen=True, slots=True)
class ReachEntry:
    """How people are told at one level."""

    by: tuple[Way, ...]
    again: Duration | None = None
    times: int = 12
    call_after: Duration | None = None
    forgotten_after: Duration | None = None
    hours: Node | None = None
    digest: Node | None = None


@dataclass(frozen=True, slots=True)
class RetargetEntry:
    """From when a target counts after a change."""

    worsened: Retarget = Retarget.FROM_CHANGE
    improved: Retarget = Retarget.FROM_REPORT
    reclassified: Retarget = Retarget.FROM_REPORT
    reopened: Retarget = Retarget.FROM_REOPENING
    at: str = ""

    def __post_init__(self) -> None:
        if self.reclassified is not Retarget.FROM_REPORT:
            raise InvalidInput("reclassified counts from_report: the level was wrong all along")
        changes = {Retarget.FROM_CHANGE, Retarget.FROM_REPORT}
        if not {self.worsened, self.improved} <= changes:
            raise InvalidInput("worsened and improved count from_change or from_report")
        if self.reopened not in {Retarget.FROM_REOPENING, Retarget.RESUME}:
            raise InvalidInput("reopened counts from_reopening or resume")


@dataclass(frozen=True, slots=True)
class RecoveryEntry:
    """What a recovery is taken for."""

    hysteresis: Duration = _RECOVERY.hysteresis
    reopen_within: Duration = _RECOVERY.reopen_within
    still_failing_after: Duration = _RECOVERY.still_failing_after
    resolves_itself: tuple[Level, ...] = (Level.III, Level.IV)
    reminds_at: Node | None = None


@dataclass(frozen=True, slots=True)
class PausesEntry:
    """How long a pause may be, and for which reasons."""

    limit: Duration = _PAUSES.limit
    only: Mapping[str, tuple[PauseReason, ...]] | None = None


def reach_from_entry(entry: ReachEntry) -> Reach:
    return Reach(
        by=entry.by,
        again=entry.again or None,
        times=entry.times,
        call_after=entry.call_after,
        forgotten_after=entry.forgotten_after or None,
        hours=window_from_node(entry.hours) if entry.hours else None,
        digest=digest_from_node(entry.digest) if entry.digest else None,
    )


def gates_from_entry(
    entry: Mapping[str, tuple[Level, ...]], at: str
) -> Mapping[Gate, frozenset[Level]]:
    """Read at which levels a gate is shut.  Raises ConfigError for an unknown gate."""
    known = {gate.value: gate for gate in Gate}
    for key in entry:
        if key not in known:
            raise unknown_key(key, list(known), at=at)
    return MappingProxyType({known[key]: frozenset(levels) for key, levels in entry.items()})


def recovery_from_entry(entry: RecoveryEntry) -> Recovery:
    return Recovery(
        hysteresis=entry.hysteresis,
        reopen_within=entry.reopen_within,
        still_failing_after=entry.still_failing_after,
        resolves_itself=frozenset(entry.resolves_itself),
        reminds_at=time_of_day_at(entry.reminds_at.text, entry.reminds_at.at)
        if entry.reminds_at
        else _RECOVERY.reminds_at,
    )


def pauses_from_entry(entry: PausesEntry, at: str) -> Pauses:
    only = {key: frozenset(reasons) for key, reasons in (entry.only or {}).items()}
    return Pauses(limit=entry.limit, only=per_level(only, at))
