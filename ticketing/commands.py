"""What people can do to a ticket: one command model behind pages, REST, chat, mail and phone.

``occurred_at`` is given where it happened earlier than it is written down (acknowledged by
phone, typed later); None means now.
"""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.events import Channel
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.words import Word


class CauseClass(Word):
    """What kind of thing caused a fault; decides where it goes from here (R3, R36)."""

    EQUIPMENT = "equipment"
    VENDOR_HARDWARE = "vendor_hardware"
    SYSTEM = "system"
    APPLICATION = "application"
    NETWORK = "network"
    CONFIGURATION = "configuration"
    OPERATION = "operation"
    CAPACITY = "capacity"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class PauseReason(Word):
    """Why a clock rests; each goal lists the reasons that count for it."""

    CUSTOMER = "customer"  # an answer is owed by the customer
    CUSTOMER_AUTHORISATION = "customer_authorisation"
    WRITTEN_AUTHORISATION = "written_authorisation"
    APPOINTMENT = "appointment"
    VENDOR = "vendor"
    MAINTENANCE = "maintenance"


class LevelCause(Word):
    """Why a level changes; decides from when the new target counts."""

    WORSENED = "worsened"
    IMPROVED = "improved"
    RECLASSIFIED = "reclassified"


class DataLoss(Word):
    """Whether data was lost (R34)."""

    NONE = "none"
    PARTIAL = "partial"
    IRRECOVERABLE = "irrecoverable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who does it, by which way, and when it happened."""

    number: int
    actor: PersonId
    channel: Channel = Channel.PAGE
    occurred_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Command):
    """I have seen it and I am on it.  An unowned ticket becomes the actor's."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Command):
    owner: PersonId
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
class ArriveOnSite(Command):
    note: str = ""


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
class Reply(Command):
    """The requester has been answered (R57)."""

    text: str


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
class EscalateNow(Command):
    """Report a hard or major case up the chain at once (R35)."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket:
    """Open a ticket by hand; its number is in the view that ``carry_out`` returns."""

    actor: PersonId
    level: Level
    summary: str
    customer: str = ""
    target: str = ""
    description: str = ""
    reporter: str = ""
    reporter_contact: str = ""
    channel: Channel = Channel.PHONE
    occurred_at: Instant | None = None  # when the fault began, as far as known
    reported_at: Instant | None = None  # when the customer said so; None: now
    remote_only: bool = False
    key: str = ""  # idempotency: the same key opens one ticket
