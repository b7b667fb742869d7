"""Steps that only some types of tickets know, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.events import Event, EventKind
from ticketing.types.words import OUTCOMES
from ticketing.words.base import NameOf, Sentence, said
from watchkeeper.core.messages import Text, text


def _classified(event: Event, _name_of: NameOf) -> Text:
    return text("Classified: {outcome}", outcome=_outcome(event))


def _verified(event: Event, _name_of: NameOf) -> Text:
    return text("Verified: {outcome}", outcome=_outcome(event))


def _reviewed(event: Event, _name_of: NameOf) -> Text:
    return text("Reviewed: {outcome}", outcome=_outcome(event))


def _outcome(event: Event) -> Text | str:
    name = str(event.data.get("outcome") or "")
    return OUTCOMES.get(name, name)


def _asked(event: Event, name_of: NameOf) -> Text:
    person = name_of(str(event.data.get("asked_of") or ""))
    return text("{person} was asked for approval", person=person)


def _sheet_filled(event: Event, _name_of: NameOf) -> Text:
    return text(
        "The check form was handed in: {abnormal} of {rows} rows abnormal",
        abnormal=event.data.get("abnormal"),
        rows=event.data.get("rows"),
    )


SENTENCES: Mapping[EventKind, Sentence] = {
    EventKind.CLASSIFIED: _classified,
    EventKind.CONFIRMED: said(text("Confirmed")),
    EventKind.APPROVAL_ASKED: _asked,
    EventKind.APPROVED: said(text("Approved")),
    EventKind.REFUSED: said(text("Refused")),
    EventKind.WORK_STARTED: said(text("Work began")),
    EventKind.IMPLEMENTED: said(text("Implemented")),
    EventKind.VERIFIED: _verified,
    EventKind.REPORTED_UP: said(text("Reported to the service centre")),
    EventKind.SCHEDULED: said(text("Scheduled")),
    EventKind.DONE: said(text("Done")),
    EventKind.ROLLED_BACK: said(text("Rolled back")),
    EventKind.RECORDED: said(text("The change was recorded")),
    EventKind.SHEET_FILLED: _sheet_filled,
    EventKind.REVIEWED: _reviewed,
    EventKind.ANSWERED: said(text("Answered")),
}
