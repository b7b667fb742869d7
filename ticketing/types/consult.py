"""Consult: a question, its answer, who called; ended by the first who can answer it (R18, R41)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, shared
from ticketing.types.model import Conversion, Deed, Holder, Kind, Reminder, Stage, TicketType
from watchkeeper.core.instants import DAY, HOUR, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

ASKED = Stage("asked", TicketState.NEW, text("Asked"), Holder.LEAD, Reminder(Duration(2 * HOUR)))
LOOKED_INTO = Stage(
    "looked_into", TicketState.OPEN, text("Being looked into"), Holder.OWNER, Reminder(DAY)
)
ANSWERED = Stage("answered", TicketState.RESOLVED, text("Answered"), Holder.OWNER, Reminder(DAY))

_LIVE = (ASKED, LOOKED_INTO)
_SETTLED = (ANSWERED,)

CONSULT = TicketType(
    kind=Kind.CONSULT,
    title=text("Consult"),
    purpose=text("a question that the first who hears it can answer: recorded, closed"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(ASKED, ANSWERED),
    deeds=(
        *acknowledging(_LIVE, _LIVE, LOOKED_INTO),
        Deed("Answer", EventKind.ANSWERED, _LIVE, ANSWERED),
        Deed("Reopen", EventKind.REOPENED, _SETTLED, ASKED),
        *shared(_LIVE, _SETTLED),
        closing(_SETTLED, Gate.REPLY),
    ),
    milestones=frozenset({EventKind.ACKNOWLEDGED, EventKind.ANSWERED}),
    policy="without-clocks",
    level=Level.IV,
    conversions=(
        Conversion(Kind.INCIDENT, (*_LIVE, *_SETTLED), "new"),
        Conversion(Kind.DEFECT, (*_LIVE, *_SETTLED), "submitted"),
        Conversion(Kind.SERVICE_REQUEST, _LIVE, "new"),
    ),
    usual=(ASKED, ANSWERED, CLOSED),
)
