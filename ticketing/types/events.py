"""Kinds of events that only some types of ticket know: the steps between opening and closing."""

from __future__ import annotations

from enum import Enum


class StageEvent(Enum):
    """What happens within a type; the values are what the log holds."""

    TRIAGED = "triaged"  # sorted and given to somebody (R38)
    HANDED_OVER = "handed_over"
    CLASSIFIED = "classified"
    CONFIRMED = "confirmed"
    APPROVAL_ASKED = "approval_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    AUTHORISED = "authorised"  # by the customer, in writing where the type wants it
    WORK_STARTED = "work_started"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    REPORTED_UP = "reported_up"
    SCHEDULED = "scheduled"
    DONE = "done"
    ROLLED_BACK = "rolled_back"
    RECORDED = "recorded"
    SHEET_FILLED = "sheet_filled"
    REVIEWED = "reviewed"
    ANSWERED = "answered"
    LINKED = "linked"
    UNLINKED = "unlinked"
    UNMERGED = "unmerged"
    SPLIT = "split"
    CONVERTED = "converted"
    WATCHED = "watched"
    UNWATCHED = "unwatched"
    ATTACHED = "attached"
    WRITTEN_TICKET_RECEIVED = "written_ticket_received"  # after a call (R40)
    VISIT_REQUESTED = "visit_requested"
    LEFT_SITE = "left_site"
    BACKUP_CONFIRMED = "backup_confirmed"  # last good backup shown, or waived in writing (R73)
    RULES_ACKNOWLEDGED = "rules_acknowledged"  # the customer's own rules (R63)
