"""Steps that only some types of tickets know, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import EventKind
from ticketing.words.base import Sentence, said
from watchkeeper.core.messages import text

SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.CLASSIFIED: said(text("Classified")),
    EventKind.CONFIRMED: said(text("Confirmed")),
    EventKind.APPROVAL_ASKED: said(text("Approval was asked for")),
    EventKind.APPROVED: said(text("Approved")),
    EventKind.REFUSED: said(text("Refused")),
    EventKind.WORK_STARTED: said(text("Work began")),
    EventKind.IMPLEMENTED: said(text("Implemented")),
    EventKind.VERIFIED: said(text("Verified")),
    EventKind.REPORTED_UP: said(text("Reported to the service centre")),
    EventKind.SCHEDULED: said(text("Scheduled")),
    EventKind.DONE: said(text("Done")),
    EventKind.ROLLED_BACK: said(text("Rolled back")),
    EventKind.RECORDED: said(text("The change was recorded")),
    EventKind.SHEET_FILLED: said(text("The check form was handed in")),
    EventKind.REVIEWED: said(text("Reviewed")),
    EventKind.ANSWERED: said(text("Answered")),
}
