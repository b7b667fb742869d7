"""Change: authorised in writing, approved, scheduled, done or rolled back, recorded (R15, R48)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, shared
from ticketing.types.model import (
    Deed,
    Holder,
    Kind,
    Reminder,
    Resting,
    Stage,
    StageGate,
    TicketType,
)
from watchkeeper.core.instants import DAY, HOUR, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

DRAFT = Stage("draft", TicketState.NEW, text("Draft"), Holder.OWNER, Reminder(Duration(2 * DAY)))
AUTHORISED = Stage(
    "authorised", TicketState.OPEN, text("Authorised"), Holder.APPROVER, Reminder(DAY)
)
APPROVED = Stage("approved", TicketState.OPEN, text("Approved"), Holder.OWNER, Reminder(DAY))
SCHEDULED = Stage("scheduled", TicketState.OPEN, text("Scheduled"), Holder.OWNER, Reminder(DAY))
WORKING = Stage(
    "working",
    TicketState.OPEN,
    text("Being carried out"),
    Holder.OWNER,
    Reminder(Duration(4 * HOUR)),
)
DONE = Stage("done", TicketState.RESOLVED, text("Done"), Holder.OWNER, Reminder(DAY))
ROLLED_BACK = Stage(
    "rolled_back", TicketState.RESOLVED, text("Rolled back"), Holder.OWNER, Reminder(DAY)
)
RECORDED = Stage("recorded", TicketState.RESOLVED, text("Recorded"), Holder.LEAD, Reminder(DAY))
REFUSED = Stage("refused", TicketState.RESOLVED, text("Refused"), Holder.OWNER, Reminder(DAY))

_LIVE = (DRAFT, AUTHORISED, APPROVED, SCHEDULED, WORKING)
_SETTLED = (DONE, ROLLED_BACK, RECORDED, REFUSED)
_AGREED = (APPROVED, SCHEDULED)

CHANGE = TicketType(
    kind=Kind.CHANGE,
    title=text("Change"),
    purpose=text("something of the customer's is altered, with consent, a backup and a record"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(DRAFT,),
    deeds=(
        *acknowledging(_LIVE),
        Deed(
            "Authorise",
            EventKind.AUTHORISED,
            (DRAFT,),
            AUTHORISED,
            gates=(StageGate.WRITTEN_AUTHORISATION,),
        ),
        Deed("Authorise", EventKind.AUTHORISED, (AUTHORISED, *_AGREED, WORKING)),
        Deed("WithdrawAuthorisation", EventKind.AUTHORISATION_WITHDRAWN, _LIVE),
        Deed("Approve", EventKind.APPROVED, (AUTHORISED,), APPROVED),
        Deed("Refuse", EventKind.REFUSED, (DRAFT, AUTHORISED), REFUSED),
        Deed("Schedule", EventKind.SCHEDULED, _AGREED, SCHEDULED),
        Deed("ConfirmBackup", EventKind.BACKUP_CONFIRMED, _AGREED),
        Deed("AcknowledgeRules", EventKind.RULES_ACKNOWLEDGED, _LIVE),
        Deed(
            "StartWork",
            EventKind.WORK_STARTED,
            (SCHEDULED,),
            WORKING,
            gates=(StageGate.BACKUP_CONFIRMED, StageGate.WRITTEN_AUTHORISATION),
            resting=Resting.AWAKE,
        ),
        Deed("FinishChange", EventKind.DONE, (WORKING,), DONE),
        Deed("RollBack", EventKind.ROLLED_BACK, (WORKING, DONE), ROLLED_BACK),
        Deed("Record", EventKind.RECORDED, (DONE, ROLLED_BACK), RECORDED),
        Deed("Reopen", EventKind.REOPENED, (REFUSED,), DRAFT),
        *shared(_LIVE, _SETTLED),
        closing((RECORDED, REFUSED), Gate.REPLY),
    ),
    milestones=frozenset(
        {
            EventKind.AUTHORISED,
            EventKind.APPROVED,
            EventKind.WORK_STARTED,
            EventKind.DONE,
            EventKind.ROLLED_BACK,
            EventKind.RECORDED,
        }
    ),
    policy="without-clocks",
    level=Level.IV,
    usual=(DRAFT, AUTHORISED, APPROVED, SCHEDULED, WORKING, DONE, RECORDED, CLOSED),
)
