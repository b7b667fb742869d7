"""Steps that only some types of tickets know; in which stages says ``ticketing.types``.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, named, note_of, reason_of, refused, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import ANY, NOT_FINAL
from ticketing.links.model import LinkKind
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.types.approvals import SUBJECT_OF, waiting, why_not_asked, why_not_decided
from ticketing.types.model import Holder
from ticketing.types.table import conversions_in, converted, may_convert
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text

_MOST_ROWS = 100_000


def _classification(command: c.Classify, _ticket: Ticket) -> Content:
    analysis = wanted(command.analysis, text("the analysis"))
    return {"outcome": command.outcome.value}, {"analysis": analysis}


def _confirmation(command: c.Confirm, _ticket: Ticket) -> Content:
    return {}, {"proposal": wanted(command.proposal, text("the proposal"))}


def _check_question(command: c.AskApproval, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    why_not = why_not_asked(
        ticket.course.approvals,
        SUBJECT_OF[ticket.course.kind],
        asked_of=command.asked_of,
        asked_by=command.actor,
    )
    if why_not is not None:
        raise refused(why_not)


def _question(command: c.AskApproval, ticket: Ticket) -> Content:
    asked_of = named(wanted(command.asked_of, text("who is asked")), text("who is asked"))
    proposal = wanted(command.proposal, text("the proposal"))
    subject = SUBJECT_OF[ticket.course.kind].value
    return {"asked_of": asked_of, "subject": subject}, {"proposal": proposal}


def _check_decision(
    command: c.Approve | c.Refuse, ticket: Ticket, _policy: Policy, _now: Instant
) -> None:
    """Refuse who may not decide: whoever asked for it, and whom nobody asked (R45, R52)."""
    course = ticket.course
    if course.position.stage.holder is not Holder.APPROVER:
        return
    subject = SUBJECT_OF[course.kind]
    if waiting(course.approvals, subject) is not None:
        why_not = why_not_decided(course.approvals, subject, command.actor)
        if why_not is not None:
            raise refused(why_not)
    elif command.actor == course.opened_by:
        raise Conflict("nobody approves what they ask for; name somebody else")


def _approval(command: c.Approve, ticket: Ticket) -> Content:
    return {"subject": SUBJECT_OF[ticket.course.kind].value}, {"comment": command.comment}


def _implementation(command: c.Implement, _ticket: Ticket) -> Content:
    method = wanted(command.method, text("the method"))
    return {"altered": command.altered.value}, {"method": method}


def _verification(command: c.Verify, _ticket: Ticket) -> Content:
    method = wanted(command.method, text("the method"))
    return {"outcome": command.outcome.value}, {"method": method}


def _answer(command: c.Answer, _ticket: Ticket) -> Content:
    return {}, {"text": wanted(command.text, text("the answer"))}


def _check_appointment(command: c.Schedule, _ticket: Ticket, _policy: Policy, now: Instant) -> None:
    if command.begins_at <= now:
        raise InvalidInput("an agreed time lies in the future")


def _appointment(command: c.Schedule, _ticket: Ticket) -> Content:
    return {"begins_at": command.begins_at}, {"note": command.note}


def _check_sheet(command: c.FillSheet, _ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if not 1 <= command.rows <= _MOST_ROWS or not 0 <= command.abnormal <= command.rows:
        raise InvalidInput("a check form has rows, and no more abnormal ones than rows")
    if command.abnormal and not command.findings.strip():
        raise InvalidInput("{what} is missing", what=text("what was found"))


def _sheet(command: c.FillSheet, _ticket: Ticket) -> Content:
    return {"rows": command.rows, "abnormal": command.abnormal}, {"findings": command.findings}


def _review(command: c.Review, _ticket: Ticket) -> Content:
    return {"outcome": command.outcome.value}, {"note": command.note}


def _result(command: c.FinishChange, _ticket: Ticket) -> Content:
    return {}, {"result": wanted(command.result, text("the result"))}


def _record(command: c.Record, _ticket: Ticket) -> Content:
    return {}, {"text": wanted(command.text, text("what was changed"))}


def _written(command: c.ReceiveWrittenTicket, _ticket: Ticket) -> Content:
    return {}, {"reference": wanted(command.reference, text("where it is kept"))}


def _why_not_converted(ticket: Ticket) -> Text | None:
    if conversions_in(ticket.course.kind, ticket.position):
        return None
    return text("not in this stage: {stage}", stage=ticket.position.stage.title)


def _check_conversion(command: c.Convert, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if may_convert(ticket.course.kind, ticket.position, command.into) is None:
        known = conversions_in(ticket.course.kind, ticket.position)
        raise Conflict(
            "it cannot become that from this stage; it can become {known}",
            known=", ".join(kind.value for kind in known),
        )


def _conversion(command: c.Convert, ticket: Ticket) -> Content:
    way = may_convert(ticket.course.kind, ticket.position, command.into)
    assert way is not None
    position = converted(way, ticket.position)
    return {
        "from": ticket.course.kind.value,
        "to": command.into.value,
        "stage": position.stage.name,
        "is_resting": position.is_resting,
    }, {"reason": wanted(command.reason, text("the reason"))}


def _why_not_followed(ticket: Ticket) -> Text | None:
    if ticket.course.follow_up is None:
        return text("its cause leads to no other ticket")
    if any(link.kind is LinkKind.FOLLOW_UP for link in ticket.ties.links):
        return text("the ticket that it leads to is open already")
    return None


def _follow_up(command: c.FollowUp, _ticket: Ticket) -> Content:
    return {"link": LinkKind.FOLLOW_UP.value}, {"note": command.note}


def _step(command: type[Any], name: str, event: EventKind, content: Any, check: Any = None) -> Any:
    return Deed(
        command=command, name=name, event=event, states=NOT_FINAL, content=content, check=check
    )


DEEDS: tuple[Deed[Any], ...] = (
    _step(c.Classify, "classify", EventKind.CLASSIFIED, _classification),
    _step(c.Confirm, "confirm", EventKind.CONFIRMED, _confirmation),
    _step(c.ReportUp, "report-up", EventKind.REPORTED_UP, note_of),
    _step(c.AskApproval, "ask-approval", EventKind.APPROVAL_ASKED, _question, _check_question),
    _step(c.Approve, "approve", EventKind.APPROVED, _approval, _check_decision),
    _step(c.Refuse, "refuse", EventKind.REFUSED, reason_of, _check_decision),
    _step(c.Implement, "implement", EventKind.IMPLEMENTED, _implementation),
    _step(c.Verify, "verify", EventKind.VERIFIED, _verification),
    _step(c.Answer, "answer", EventKind.ANSWERED, _answer),
    _step(c.Schedule, "schedule", EventKind.SCHEDULED, _appointment, _check_appointment),
    _step(c.FillSheet, "fill-sheet", EventKind.SHEET_FILLED, _sheet, _check_sheet),
    _step(c.Review, "review", EventKind.REVIEWED, _review),
    _step(c.FinishChange, "finish-change", EventKind.DONE, _result),
    _step(c.RollBack, "roll-back", EventKind.ROLLED_BACK, reason_of),
    _step(c.Record, "record", EventKind.RECORDED, _record),
    _step(c.ReceiveWrittenTicket, "written-ticket", EventKind.WRITTEN_TICKET_RECEIVED, _written),
    Deed(
        command=c.Convert,
        name="convert",
        event=EventKind.CONVERTED,
        states=NOT_FINAL,
        content=_conversion,
        check=_check_conversion,
        why_not=_why_not_converted,
        follows_table=False,
    ),
    Deed(
        command=c.FollowUp,
        name="follow-up",
        event=EventKind.LINKED,
        states=ANY,
        content=_follow_up,
        why_not=_why_not_followed,
        follows_table=False,
    ),
)
