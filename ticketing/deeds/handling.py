"""The way of a fault: acknowledged, planned, resolved, reported, closed.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, note_of, reason_of, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import LIVE, Gate, Presence, TicketState
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.verdicts import verdicts_of
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text

_RESOLVED = frozenset({TicketState.RESOLVED})


def _is_acknowledged(command: c.Acknowledge, ticket: Ticket) -> bool:
    """Tell whether somebody has said so before; whom it is offered to says it to accept."""
    is_offered = command.actor == ticket.attention.offered_to
    return command.actor in ticket.acknowledgers and not is_offered


def _plan(command: c.SubmitPlan, _ticket: Ticket) -> Content:
    return {}, {
        "solution": wanted(command.solution, text("the solution")),
        "implementation": command.implementation,
    }


def _workaround(command: c.ReportWorkaround, _ticket: Ticket) -> Content:
    return {}, {"description": wanted(command.description, text("the description"))}


def _emergency_plan(command: c.SubmitEmergencyPlan, _ticket: Ticket) -> Content:
    return {}, {"plan": wanted(command.plan, text("the emergency plan"))}


def _check_resolution(command: c.Resolve, ticket: Ticket, _policy: Policy, now: Instant) -> None:
    if command.restored_at is None:
        return
    if not ticket.cycle.occurred_at <= command.restored_at <= now:
        raise InvalidInput("the service came back after the fault began and not in the future")


def _resolution(command: c.Resolve, ticket: Ticket) -> Content:
    return {
        "cause_class": command.cause_class.value,
        "data_loss": command.data_loss.value,
        "recovery_point": command.recovery_point,
        "restored_at": command.restored_at,
        "while_failing": ticket.presence is Presence.FAILING,
    }, {
        "cause": wanted(command.cause, text("the cause")),
        "method": wanted(command.method, text("the method")),
        "recovery_document": command.recovery_document,
    }


def _report(command: c.SubmitReport, _ticket: Ticket) -> Content:
    return {}, {
        "kind": wanted(command.kind, text("the kind of fault")),
        "cause": wanted(command.cause, text("the cause")),
        "method": wanted(command.method, text("the method")),
        "losses": wanted(command.losses, text("the losses")),
    }


def _agreement(command: c.AgreeCause, _ticket: Ticket) -> Content:
    return {}, {"agreed_by": wanted(command.agreed_by, text("who agreed"))}


def _end(command: c.Close, ticket: Ticket) -> Content:
    return {"verdicts": verdicts_of(ticket)}, {"note": command.note}


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Acknowledge,
        name="acknowledge",
        event=EventKind.ACKNOWLEDGED,
        states=LIVE,
        content=note_of,
        is_so=_is_acknowledged,
    ),
    Deed(
        command=c.SubmitPlan,
        name="plan",
        event=EventKind.PLAN_SUBMITTED,
        states=LIVE,
        content=_plan,
    ),
    Deed(
        command=c.ReportWorkaround,
        name="workaround",
        event=EventKind.WORKAROUND_REPORTED,
        states=LIVE,
        content=_workaround,
    ),
    Deed(
        command=c.SubmitEmergencyPlan,
        name="emergency-plan",
        event=EventKind.EMERGENCY_PLAN_SUBMITTED,
        states=LIVE,
        content=_emergency_plan,
    ),
    Deed(
        command=c.Resolve,
        name="resolve",
        event=EventKind.RESOLVED,
        states=LIVE,
        content=_resolution,
        check=_check_resolution,
    ),
    Deed(
        command=c.SubmitReport,
        name="report",
        event=EventKind.REPORT_SUBMITTED,
        states=_RESOLVED,
        content=_report,
    ),
    Deed(
        command=c.AgreeCause,
        name="agree-cause",
        event=EventKind.CAUSE_AGREED,
        states=_RESOLVED,
        content=_agreement,
    ),
    Deed(
        command=c.Close,
        name="close",
        event=EventKind.CLOSED,
        states=_RESOLVED,
        content=_end,
        gates=(Gate.REPORT, Gate.REPLY, Gate.CAUSE_AGREED),
    ),
    Deed(
        command=c.Cancel,
        name="cancel",
        event=EventKind.CANCELLED,
        states=frozenset({TicketState.NEW, TicketState.OPEN}),
        content=reason_of,
    ),
    Deed(
        command=c.Reopen,
        name="reopen",
        event=EventKind.REOPENED,
        states=_RESOLVED,
        content=reason_of,
    ),
)
