"""Defect: a fault of the system itself, submitted, analysed, signed, implemented (R42-R48)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, shared
from ticketing.types.model import (
    Conversion,
    Deed,
    Holder,
    Kind,
    Reminder,
    Stage,
    StageGate,
    TicketType,
)
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

SUBMITTED = Stage("submitted", TicketState.NEW, text("Submitted"), Holder.LEAD, Reminder(DAY))
ANALYSING = Stage(
    "analysing", TicketState.OPEN, text("Being analysed"), Holder.OWNER, Reminder(Duration(2 * DAY))
)
CONFIRMING = Stage(
    "confirming",
    TicketState.OPEN,
    text("Being confirmed"),
    Holder.OWNER,
    Reminder(Duration(2 * DAY)),
)
AWAITING_SIGNOFF = Stage(
    "awaiting_signoff",
    TicketState.OPEN,
    text("Awaiting signature"),
    Holder.APPROVER,
    Reminder(DAY),
)
IMPLEMENTING = Stage(
    "implementing",
    TicketState.OPEN,
    text("Being implemented"),
    Holder.OWNER,
    Reminder(Duration(7 * DAY)),
)
VERIFYING = Stage(
    "verifying", TicketState.OPEN, text("Being verified"), Holder.OWNER, Reminder(Duration(2 * DAY))
)
EXPLAINING = Stage(
    "explaining", TicketState.OPEN, text("Being explained"), Holder.OWNER, Reminder(DAY)
)
EXPLAINED = Stage("explained", TicketState.RESOLVED, text("Explained"), Holder.OWNER, Reminder(DAY))
REJECTED = Stage("rejected", TicketState.RESOLVED, text("Rejected"), Holder.OWNER, Reminder(DAY))
SOLVED = Stage("solved", TicketState.RESOLVED, text("Solved"), Holder.OWNER, Reminder(DAY))
REPLIED = Stage("replied", TicketState.RESOLVED, text("Replied to"), Holder.OWNER, Reminder(DAY))

_LIVE = (
    SUBMITTED,
    ANALYSING,
    CONFIRMING,
    AWAITING_SIGNOFF,
    IMPLEMENTING,
    VERIFYING,
    EXPLAINING,
)
_SETTLED = (EXPLAINED, REJECTED, SOLVED, REPLIED)

_ANALYSIS = (
    *acknowledging(_LIVE, (SUBMITTED,), ANALYSING),
    Deed("Classify", EventKind.CLASSIFIED, (ANALYSING,), CONFIRMING, outcome="technical"),
    Deed("Classify", EventKind.CLASSIFIED, (ANALYSING,), CONFIRMING, outcome="business"),
    Deed("Classify", EventKind.CLASSIFIED, (ANALYSING,), EXPLAINING, outcome="operational"),
    Deed("Confirm", EventKind.CONFIRMED, (CONFIRMING,)),
    Deed(
        "ReportUp", EventKind.REPORTED_UP, (CONFIRMING, AWAITING_SIGNOFF, IMPLEMENTING, VERIFYING)
    ),
    Deed("Refuse", EventKind.REFUSED, (ANALYSING, CONFIRMING), REJECTED),
    Deed("Answer", EventKind.ANSWERED, (EXPLAINING,), EXPLAINED),
)
_SOLUTION = (
    Deed("AskApproval", EventKind.APPROVAL_ASKED, (CONFIRMING,), AWAITING_SIGNOFF),
    Deed("Approve", EventKind.APPROVED, (AWAITING_SIGNOFF,), IMPLEMENTING),
    Deed("Refuse", EventKind.REFUSED, (AWAITING_SIGNOFF,), CONFIRMING),
    Deed("Implement", EventKind.IMPLEMENTED, (IMPLEMENTING,), VERIFYING),
    Deed("Verify", EventKind.VERIFIED, (VERIFYING,), SOLVED, outcome="solved"),
    Deed("Verify", EventKind.VERIFIED, (VERIFYING,), IMPLEMENTING, outcome="not_solved"),
    Deed("Reply", EventKind.REPLIED, (SOLVED,), REPLIED, outcome="last_owed"),
    Deed("Reopen", EventKind.REOPENED, _SETTLED, SUBMITTED),
)

DEFECT = TicketType(
    kind=Kind.DEFECT,
    title=text("Defect"),
    purpose=text("the system itself is wrong: analysed, signed, changed, verified, replied to"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(SUBMITTED,),
    deeds=(
        *_ANALYSIS,
        *_SOLUTION,
        *shared(_LIVE, _SETTLED),
        closing((REPLIED,), Gate.REPLY, StageGate.CHANGE_RECORD),
        closing((EXPLAINED, REJECTED), Gate.REPLY),
    ),
    milestones=frozenset(
        {
            EventKind.ACKNOWLEDGED,
            EventKind.CLASSIFIED,
            EventKind.APPROVED,
            EventKind.IMPLEMENTED,
            EventKind.VERIFIED,
            EventKind.ANSWERED,
        }
    ),
    policy="without-clocks",
    level=Level.III,
    conversions=(
        Conversion(Kind.CONSULT, (EXPLAINING,), "asked"),
        Conversion(Kind.CONSULT, (EXPLAINED,), "answered"),
        Conversion(Kind.INCIDENT, (SUBMITTED, ANALYSING), "new"),
    ),
    usual=(
        SUBMITTED,
        ANALYSING,
        CONFIRMING,
        AWAITING_SIGNOFF,
        IMPLEMENTING,
        VERIFYING,
        SOLVED,
        REPLIED,
        CLOSED,
    ),
)
