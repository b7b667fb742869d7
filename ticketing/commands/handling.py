"""The way of a fault: acknowledged, planned, resolved, reported, closed."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import CauseClass, DataLoss
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Command):
    """I have seen it and I am on it.  An unowned ticket becomes the actor's."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPlan(Command):
    """The handling plan: what will be done, and how it is carried out (R31)."""

    solution: str
    implementation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWorkaround(Command):
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitEmergencyPlan(Command):
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Command):
    """The fault is gone; ``restored_at`` corrects the instant that monitoring saw."""

    cause_class: CauseClass
    cause: str
    method: str
    data_loss: DataLoss = DataLoss.NONE
    recovery_point: Instant | None = None
    recovery_document: str = ""
    restored_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport(Command):
    """The handling report: kind of fault, cause, method, losses (R33)."""

    kind: str
    cause: str
    method: str
    losses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeCause(Command):
    """The customer agrees with the cause: who, and when by ``occurred_at`` (R2)."""

    agreed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    reason: str
