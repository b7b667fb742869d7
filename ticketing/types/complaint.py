"""Complaint: somebody is not content with the service; the lead looks into it (R64)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, shared
from ticketing.types.model import Conversion, Deed, Holder, Kind, Reminder, Stage, TicketType
from watchkeeper.core.instants import DAY, HOUR, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

RECEIVED = Stage(
    "received", TicketState.NEW, text("Taken in"), Holder.LEAD, Reminder(Duration(4 * HOUR))
)
LOOKED_INTO = Stage(
    "looked_into", TicketState.OPEN, text("Being looked into"), Holder.LEAD, Reminder(DAY)
)
ANSWERED = Stage(
    "answered", TicketState.RESOLVED, text("Answered"), Holder.LEAD, Reminder(Duration(2 * DAY))
)

_LIVE = (RECEIVED, LOOKED_INTO)
_SETTLED = (ANSWERED,)

COMPLAINT = TicketType(
    kind=Kind.COMPLAINT,
    title=text("Complaint"),
    purpose=text("somebody is not content with the service: looked into by the lead, answered"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(RECEIVED,),
    deeds=(
        *acknowledging(_LIVE, _LIVE, LOOKED_INTO),
        Deed("ReportUp", EventKind.REPORTED_UP, _LIVE, LOOKED_INTO),
        Deed("Answer", EventKind.ANSWERED, (LOOKED_INTO,), ANSWERED),
        Deed("Reopen", EventKind.REOPENED, _SETTLED, RECEIVED),
        *shared(_LIVE, _SETTLED),
        closing(_SETTLED, Gate.REPLY),
    ),
    milestones=frozenset({EventKind.ACKNOWLEDGED, EventKind.ANSWERED}),
    policy="without-clocks",
    level=Level.III,
    conversions=(Conversion(Kind.INCIDENT, _LIVE, "new"),),
    usual=(RECEIVED, LOOKED_INTO, ANSWERED, CLOSED),
)
