"""On site at the customer."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import VisitReason
from ticketing.types.approvals import Decision
from watchkeeper.access.model import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestVisit(Command):
    """Somebody is to go there; what the customer wishes, ``asked_of`` decides first (R16)."""

    reason: VisitReason
    asked_of: PersonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideVisit(Command):
    """Whoever was asked agrees to the visit that the customer wishes, or does not."""

    decision: Decision
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeRules(Command):
    """Who goes there, or works there from afar, has read the customer's rules (R63)."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveOnSite(Command):
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSite(Command):
    note: str = ""
