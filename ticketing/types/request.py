"""Service request: an upgrade, an improvement, a replacement, a service by appointment (R7, R30)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, consents, shared, visits
from ticketing.types.model import (
    Clocks,
    Conversion,
    Deed,
    Holder,
    Kind,
    Reminder,
    Stage,
    Subtype,
    TicketType,
)
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

NEW = Stage("new", TicketState.NEW, text("New"), Holder.LEAD, Clocks(("respond",)))
AWAITING_APPROVAL = Stage(
    "awaiting_approval",
    TicketState.OPEN,
    text("Awaiting approval"),
    Holder.APPROVER,
    Clocks(("resolve",)),
)
OPEN = Stage("open", TicketState.OPEN, text("In progress"), Holder.OWNER, Clocks(("resolve",)))
RESOLVED = Stage(
    "resolved", TicketState.RESOLVED, text("Resolved"), Holder.OWNER, Reminder(Duration(2 * DAY))
)
REFUSED = Stage("refused", TicketState.RESOLVED, text("Refused"), Holder.OWNER, Reminder(DAY))

_LIVE = (NEW, AWAITING_APPROVAL, OPEN)
_SETTLED = (RESOLVED, REFUSED)
_WORKING = (NEW, OPEN)

REQUEST = TicketType(
    kind=Kind.SERVICE_REQUEST,
    title=text("Service request"),
    purpose=text("somebody wants something done; nothing is broken"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(NEW,),
    deeds=(
        *acknowledging(_LIVE, _WORKING, OPEN),
        Deed("AskApproval", EventKind.APPROVAL_ASKED, _WORKING, AWAITING_APPROVAL),
        Deed("Approve", EventKind.APPROVED, (AWAITING_APPROVAL,), OPEN),
        Deed("Refuse", EventKind.REFUSED, (AWAITING_APPROVAL,), REFUSED),
        Deed("SubmitPlan", EventKind.PLAN_SUBMITTED, _WORKING, OPEN),
        Deed("Schedule", EventKind.SCHEDULED, _WORKING, OPEN),
        Deed("Resolve", EventKind.RESOLVED, _WORKING, RESOLVED),
        Deed("SubmitReport", EventKind.REPORT_SUBMITTED, (RESOLVED,)),
        Deed("Reopen", EventKind.REOPENED, _SETTLED, NEW),
        *visits(_WORKING, arrived=OPEN),
        *consents(_WORKING, _SETTLED),
        *shared(_LIVE, _SETTLED),
        closing((RESOLVED,), Gate.REPORT, Gate.REPLY),
        closing((REFUSED,), Gate.REPLY),
    ),
    milestones=frozenset(
        {
            EventKind.ACKNOWLEDGED,
            EventKind.PLAN_SUBMITTED,
            EventKind.ARRIVED_ON_SITE,
            EventKind.RESOLVED,
            EventKind.REPORT_SUBMITTED,
        }
    ),
    policy="contract-cn",
    level=Level.IV,
    conversions=(
        Conversion(Kind.INCIDENT, _LIVE, "new"),
        Conversion(Kind.CONSULT, _WORKING, "asked"),
    ),
    subtypes=(
        Subtype("upgrade", text("Upgrade")),
        Subtype("enhancement", text("Enhancement")),
        Subtype("replacement", text("Replacement of equipment")),
        Subtype("appointment", text("Service by appointment")),
    ),
    usual=(NEW, OPEN, RESOLVED, CLOSED),
)
