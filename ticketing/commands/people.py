"""Who has it, who is told, what was said to whom."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands.base import Command
from ticketing.commands.reasons import ReplyParty
from watchkeeper.access.model import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Command):
    owner: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateNow(Command):
    """Report a hard or major case up the chain at once (R35)."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Command):
    """The requester has been answered (R57); of a defect, who passed it on too (R48)."""

    text: str
    party: ReplyParty = ReplyParty.REQUESTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Command):
    text: str
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRank(Command):
    """The customer's order among faults of one level: 1 is first; None takes it away (R26)."""

    rank: int | None
    requested_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage(Command):
    """The lead has sorted it and gives it to somebody (R38)."""

    owner: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Offer it to a colleague; it stays its owner's until that one answers."""

    to: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(Command):
    """Let somebody hear how it ends (R65)."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwatch(Command):
    person: PersonId
