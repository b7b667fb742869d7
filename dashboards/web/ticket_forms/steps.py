"""Steps that only some types of tickets know, as forms."""

from __future__ import annotations

from dashboards.web.ticket_forms.base import NOTE, FormField, Input, TicketForm, area, choice, line
from ticketing.commands import Altered, DefectClass, Reviewed, Verified
from ticketing.types.model import Kind
from watchkeeper.core.messages import mark

_BY_WHOM = FormField("asked_of", mark("Of whom"), Input.CHOICE)

FORMS: tuple[TicketForm, ...] = (
    TicketForm("classify", mark("Classify"), mark("Classify"), (
        choice("outcome", mark("It is"), tuple(DefectClass)),
        area("analysis", mark("Analysis")),
    ), is_main=True),
    TicketForm("confirm", mark("Confirm"), mark("Confirm"), (
        area("proposal", mark("Proposal")),
    ), is_main=True),
    TicketForm("ask-approval", mark("Ask for approval"), mark("Ask"), (
        _BY_WHOM,
        area("proposal", mark("Proposal")),
    ), is_main=True),
    TicketForm("approve", mark("Approve"), mark("Approve"), (
        area("comment", mark("Comment")),
    ), is_main=True),
    TicketForm("refuse", mark("Refuse"), mark("Refuse"), (area("reason", mark("Reason")),),
        is_main=True),
    TicketForm("implement", mark("Implement"), mark("It is in place"), (
        area("method", mark("Method")),
        choice("altered", mark("What was changed"), tuple(Altered)),
    ), is_main=True),
    TicketForm("verify", mark("Verify"), mark("Verify"), (
        choice("outcome", mark("It is"), tuple(Verified)),
        area("method", mark("Method")),
    ), is_main=True),
    TicketForm("answer", mark("Answer"), mark("Record answer"), (area("text", mark("Answer")),),
        is_main=True),
    TicketForm("schedule", mark("Schedule"), mark("Schedule"), (
        FormField("begins_at", mark("Begins at"), Input.INSTANT),
        NOTE,
    )),
    TicketForm("fill-sheet", mark("Hand in the check form"), mark("Hand in"), (
        FormField("rows", mark("Rows"), Input.NUMBER),
        FormField("abnormal", mark("Abnormal rows"), Input.COUNT),
        area("findings", mark("What was found")),
    ), is_main=True),
    TicketForm("review", mark("Review"), mark("Review"), (
        choice("outcome", mark("It is"), tuple(Reviewed)),
        NOTE,
    ), is_main=True),
    TicketForm("finish-change", mark("Finish"), mark("Finish"), (area("result", mark("Result")),),
        is_main=True),
    TicketForm("roll-back", mark("Roll back"), mark("Roll back"), (
        area("reason", mark("Reason")),
    )),
    TicketForm("record", mark("Record the change"), mark("Record"), (
        area("text", mark("What was changed")),
    ), is_main=True),
    TicketForm("report-up", mark("Report to the centre"), mark("Report"), (NOTE,)),
    TicketForm("written-ticket", mark("Keep the written ticket"), mark("It has come"), (
        line("reference", mark("Where it is kept")),
    )),
    TicketForm("follow-up", mark("Open the ticket that follows"), mark("Open it"), (NOTE,)),
    TicketForm("convert", mark("Change the type"), mark("Change the type"), (
        choice("into", mark("It becomes"), tuple(Kind)),
        area("reason", mark("Reason")),
    ), hint=mark("Number and history stay; due times are chosen anew.")),
)  # fmt: skip
