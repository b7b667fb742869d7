"""What moves a clock or its target: a pause, another level."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import LevelCause, PauseReason
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    reason: PauseReason
    note: str = ""
    until: Instant | None = None  # no later than the policy's limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLevel(Command):
    level: Level
    cause: LevelCause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDue(Command):
    """The customer agrees with another due time; what was promised is judged apart (R30)."""

    metric: str
    due_at: Instant
    agreed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDue(Command):
    metric: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainBreach(Command):
    """Why a goal was missed; ``goal`` is ``metric@table``."""

    goal: str
    reason: str
