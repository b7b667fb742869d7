"""Steps that only some types of tickets know: analysed, signed, implemented, verified, answered."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import Altered, DefectClass, Reviewed, Verified
from ticketing.types.model import Kind
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(Command):
    """The centre has analysed a defect: a technical, a business or an operational problem (R43)."""

    outcome: DefectClass
    analysis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Command):
    """The defect is there, and this is what is proposed."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUp(Command):
    """A confirmed defect, or a complaint, is reported to the service centre (R47)."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskApproval(Command):
    """Somebody who may is asked to sign the proposal (R45)."""

    asked_of: PersonId
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Command):
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse(Command):
    """It is not approved, or it is no defect."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Implement(Command):
    """The solution is in place; where anything was altered, its change is linked later (R48)."""

    method: str
    altered: Altered


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(Command):
    """Whether it is solved; the method goes back to who reported it (R46)."""

    outcome: Verified
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Command):
    """What was answered to a question, a complaint or an operational problem (R41)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(Command):
    """When it will be done."""

    begins_at: Instant
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillSheet(Command):
    """The check form is handed in: how many rows it has, and how many of them are not well."""

    rows: int
    abnormal: int
    findings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Command):
    outcome: Reviewed
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishChange(Command):
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollBack(Command):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Command):
    """The change is written down: what was altered, where, by whom (R48)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveWrittenTicket(Command):
    """What was told by phone has come in writing (R40)."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Convert(Command):
    """It is of another type than was thought; number and history stay (R44)."""

    into: Kind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Command):
    """Open the ticket to which the cause of a solved fault leads: a replacement, a defect (R36)."""

    note: str = ""
