"""Incident: a fault, found by monitoring or reported by a person; the contract's levels I-IV."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import MILESTONE_OF, Gate, TicketState
from ticketing.types.common import (
    CLOSED,
    ENDS,
    acknowledging,
    by_machine,
    closing,
    consents,
    shared,
    visits,
)
from ticketing.types.model import (
    Clocks,
    Conversion,
    Deed,
    Holder,
    Kind,
    Reminder,
    Stage,
    TicketType,
)
from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

NEW = Stage("new", TicketState.NEW, text("New"), Holder.LEAD, Clocks(("respond",)))
OPEN = Stage("open", TicketState.OPEN, text("In progress"), Holder.OWNER, Clocks(("resolve",)))
RESOLVED = Stage(
    "resolved", TicketState.RESOLVED, text("Resolved"), Holder.OWNER, Reminder(Duration(2 * DAY))
)

_LIVE = (NEW, OPEN)
_SETTLED = (RESOLVED,)

INCIDENT = TicketType(
    kind=Kind.INCIDENT,
    title=text("Incident"),
    purpose=text("something fails, or is about to: the contract's clocks run"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(NEW,),
    deeds=(
        *acknowledging(_LIVE, _LIVE, OPEN),
        Deed("SubmitPlan", EventKind.PLAN_SUBMITTED, _LIVE, OPEN),
        Deed("ReportWorkaround", EventKind.WORKAROUND_REPORTED, _LIVE, OPEN),
        Deed("SubmitEmergencyPlan", EventKind.EMERGENCY_PLAN_SUBMITTED, _LIVE, OPEN),
        Deed("Resolve", EventKind.RESOLVED, _LIVE, RESOLVED),
        by_machine(EventKind.SELF_RECOVERED, (NEW,), RESOLVED),
        Deed("SubmitReport", EventKind.REPORT_SUBMITTED, _SETTLED),
        Deed("AgreeCause", EventKind.CAUSE_AGREED, _SETTLED),
        Deed("Reopen", EventKind.REOPENED, _SETTLED, NEW),
        *visits(_LIVE, arrived=OPEN),
        *consents(_LIVE, _SETTLED),
        *shared(_LIVE, _SETTLED),
        closing(_SETTLED, Gate.REPORT, Gate.REPLY, Gate.CAUSE_AGREED),
    ),
    milestones=frozenset(MILESTONE_OF),
    policy="contract-cn",
    level=Level.III,
    conversions=(
        Conversion(Kind.SERVICE_REQUEST, _LIVE, "open"),
        Conversion(Kind.CONSULT, _LIVE, "asked"),
        Conversion(Kind.DEFECT, _LIVE, "submitted"),
    ),
    usual=(NEW, OPEN, RESOLVED, CLOSED),
)
