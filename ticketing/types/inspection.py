"""Inspection: applied for, approved, on site, the check form filled and reviewed (R50-R54).

On permanent duty nobody applies: the schedule makes the day's form and the ticket starts there.
"""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState
from ticketing.types.common import CLOSED, ENDS, acknowledging, closing, shared
from ticketing.types.model import (
    Deed,
    Holder,
    Kind,
    Reminder,
    Stage,
    StageGate,
    Subtype,
    TicketType,
)
from watchkeeper.core.instants import DAY, HOUR, Duration
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

APPLIED = Stage("applied", TicketState.NEW, text("Applied for"), Holder.APPROVER, Reminder(DAY))
APPROVED = Stage("approved", TicketState.OPEN, text("Approved"), Holder.OWNER, Reminder(DAY))
ON_SITE = Stage(
    "on_site", TicketState.OPEN, text("On site"), Holder.OWNER, Reminder(Duration(4 * HOUR))
)
FILLING = Stage(
    "filling",
    TicketState.OPEN,
    text("Check form to be filled"),
    Holder.OWNER,
    Reminder(Duration(4 * HOUR)),
)
FILLED = Stage(
    "filled", TicketState.RESOLVED, text("Check form filled"), Holder.LEAD, Reminder(DAY)
)
REVIEWED = Stage("reviewed", TicketState.RESOLVED, text("Reviewed"), Holder.OWNER, Reminder(DAY))
REFUSED = Stage("refused", TicketState.RESOLVED, text("Refused"), Holder.OWNER, Reminder(DAY))

_LIVE = (APPLIED, APPROVED, ON_SITE, FILLING)
_SETTLED = (FILLED, REVIEWED, REFUSED)
_BEFORE_ENTRY = (APPLIED, APPROVED)

INSPECTION = TicketType(
    kind=Kind.INSPECTION,
    title=text("Inspection"),
    purpose=text("devices and systems are looked over and the check form is handed in"),
    stages=(*_LIVE, *_SETTLED, *ENDS),
    starts=(APPLIED, FILLING),
    deeds=(
        *acknowledging(_LIVE),
        Deed("Approve", EventKind.APPROVED, (APPLIED,), APPROVED),
        Deed("Refuse", EventKind.REFUSED, (APPLIED,), REFUSED),
        Deed("Schedule", EventKind.SCHEDULED, _BEFORE_ENTRY),
        Deed("AcknowledgeRules", EventKind.RULES_ACKNOWLEDGED, _BEFORE_ENTRY),
        Deed(
            "ArriveOnSite",
            EventKind.ARRIVED_ON_SITE,
            (APPROVED,),
            ON_SITE,
            gates=(StageGate.RULES_ACKNOWLEDGED,),
        ),
        Deed("LeaveSite", EventKind.LEFT_SITE, (ON_SITE,), FILLING),
        Deed(
            "FillSheet",
            EventKind.SHEET_FILLED,
            (ON_SITE, FILLING),
            FILLED,
            gates=(StageGate.SHEET_COMPLETE,),
        ),
        Deed("Review", EventKind.REVIEWED, (FILLED,), REVIEWED, outcome="accepted"),
        Deed("Review", EventKind.REVIEWED, (FILLED,), FILLING, outcome="returned"),
        Deed("Reopen", EventKind.REOPENED, (REFUSED,), APPLIED),
        *shared(_LIVE, _SETTLED),
        closing((REVIEWED,)),
        closing((REFUSED,), Gate.REPLY),
    ),
    milestones=frozenset(
        {
            EventKind.APPROVED,
            EventKind.ARRIVED_ON_SITE,
            EventKind.SHEET_FILLED,
            EventKind.REVIEWED,
        }
    ),
    policy="without-clocks",
    level=Level.IV,
    subtypes=(Subtype("patrol", text("Patrol")), Subtype("duty", text("On-site duty"))),
    usual=(APPLIED, APPROVED, ON_SITE, FILLED, REVIEWED, CLOSED),
)
