"""What overtakes a message: after an acknowledgement or a resolution nobody is told of it (P19)."""

from __future__ import annotations

from ticketing.events import EventKind
from ticketing.notices import MessageKind
from watchkeeper.access.model import PersonId

UNANSWERED = frozenset(
    {
        MessageKind.OPENED,
        MessageKind.REOPENED,
        MessageKind.STILL_UNANSWERED,
        MessageKind.WORSENED,
    }
)
"""Messages that an acknowledgement overtakes, whoever they are for."""

STILL_THERE = UNANSWERED | {
    MessageKind.WARNED,
    MessageKind.BREACHED,
    MessageKind.ESCALATED,
    MessageKind.HOURLY_REPORT,
    MessageKind.RELAPSED,
    MessageKind.FORGOTTEN,
    MessageKind.WENT_SILENT,
    MessageKind.CONFIRM_RECOVERY,
}
"""Messages that a resolution overtakes."""

ENDS = frozenset(
    {EventKind.RESOLVED, EventKind.SELF_RECOVERED, EventKind.CANCELLED, EventKind.MERGED}
)
OVERTAKES = ENDS | {EventKind.ACKNOWLEDGED}


def overtaken_kinds(event: EventKind) -> frozenset[MessageKind]:
    """Return what *event* overtakes, whoever it is for."""
    if event is EventKind.ACKNOWLEDGED:
        return UNANSWERED
    return STILL_THERE if event in ENDS else frozenset()


def is_overtaken(
    kind: MessageKind, recipient: PersonId | None, *, by: EventKind, actor: str
) -> bool:
    """Tell whether *actor*'s later event overtakes a message; who acknowledged hears nothing older."""
    is_own_answer = by is EventKind.ACKNOWLEDGED and recipient == actor
    return is_own_answer or kind in overtaken_kinds(by)
