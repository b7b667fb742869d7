"""On site at the customer.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, named, note_of, refused, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import LIVE
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.types.approvals import Subject, waiting, why_not_asked, why_not_decided
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text


def _check_request(command: c.RequestVisit, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    approvals = ticket.course.approvals
    if command.reason is c.VisitReason.FIRM:
        if waiting(approvals, Subject.VISIT) is not None:
            raise refused(text("this is asked already; wait for the answer"))
        return
    if command.asked_of is None or not command.asked_of.strip():
        raise InvalidInput("{what} is missing", what=text("who is asked"))
    why_not = why_not_asked(
        approvals, Subject.VISIT, asked_of=command.asked_of, asked_by=command.actor
    )
    if why_not is not None:
        raise refused(why_not)


def _request(command: c.RequestVisit, _ticket: Ticket) -> Content:
    prose = {"note": command.note}
    if command.reason is c.VisitReason.FIRM:
        return {"reason": command.reason.value}, prose
    asked_of = named(wanted(command.asked_of or "", text("who is asked")), text("who is asked"))
    return {"reason": command.reason.value, "asked_of": asked_of}, prose


def _check_decision(command: c.DecideVisit, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    why_not = why_not_decided(ticket.course.approvals, Subject.VISIT, command.actor)
    if why_not is not None:
        raise refused(why_not)


def _decision(command: c.DecideVisit, _ticket: Ticket) -> Content:
    return {"decision": command.decision.value}, {"comment": command.comment}


def _why_not_decided(ticket: Ticket) -> Text | None:
    if waiting(ticket.course.approvals, Subject.VISIT) is None:
        return text("nobody has asked for this approval")
    return None


def _why_no_rules(ticket: Ticket) -> Text | None:
    if not ticket.course.facts.has_customer_rules:
        return text("this customer has no rules of its own")
    return None


def _why_not_arrived(ticket: Ticket) -> Text | None:
    if ticket.course.awaits_visit:
        return text("the visit that the customer wishes has not been approved")
    return None


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.RequestVisit,
        name="request-visit",
        event=EventKind.VISIT_REQUESTED,
        states=LIVE,
        content=_request,
        check=_check_request,
    ),
    Deed(
        command=c.DecideVisit,
        name="decide-visit",
        event=EventKind.VISIT_DECIDED,
        states=LIVE,
        content=_decision,
        check=_check_decision,
        why_not=_why_not_decided,
    ),
    Deed(
        command=c.AcknowledgeRules,
        name="acknowledge-rules",
        event=EventKind.RULES_ACKNOWLEDGED,
        states=LIVE,
        content=note_of,
        why_not=_why_no_rules,
    ),
    Deed(
        command=c.ArriveOnSite,
        name="arrive",
        event=EventKind.ARRIVED_ON_SITE,
        states=LIVE,
        content=note_of,
        why_not=_why_not_arrived,
    ),
    Deed(
        command=c.LeaveSite,
        name="leave",
        event=EventKind.LEFT_SITE,
        states=LIVE,
        content=note_of,
    ),
)
