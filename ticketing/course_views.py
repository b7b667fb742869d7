"""Make the read model of a ticket's course from its fold, and say why its terms were chosen.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ticketing.events import Event
from ticketing.selection import reason_of
from ticketing.ticket import Ticket
from ticketing.types.approvals import Approval
from ticketing.types.model import Kind, Stage, TicketType
from ticketing.types.table import BY_KIND, conversions_in
from ticketing.views import ApprovalView, CourseView, StageView, Standing
from watchkeeper.core.messages import Text


def course_of(ticket: Ticket) -> CourseView:
    """Return the type of a ticket, where it stands, whence it came and where it usually goes."""
    course = ticket.course
    ticket_type = BY_KIND[course.kind]
    position = ticket.position
    return CourseView(
        type=course.kind.value,
        title=ticket_type.title,
        subtype=course.subtype,
        subtype_title=next(
            (each.title for each in ticket_type.subtypes if each.name == course.subtype), None
        ),
        stage=position.stage.name,
        since=course.since,
        stages=tuple(_stages(ticket_type, ticket, position.stage)),
        approvals=tuple(_approval_view(each) for each in course.approvals),
        owes_written_ticket=course.owes_written_ticket,
        may_become=tuple(kind.value for kind in conversions_in(course.kind, position)),
        in_warranty=ticket.subject.in_warranty,
        is_chargeable=_is_chargeable(ticket),
        follow_up=None if course.follow_up is None else BY_KIND[course.follow_up.kind].title,
    )


def _is_chargeable(ticket: Ticket) -> bool | None:
    """Tell whether a service costs extra: upgrades and improvements are free in the warranty."""
    covered = ticket.subject.in_warranty
    is_service = ticket.course.kind is Kind.SERVICE_REQUEST
    return not covered if is_service and covered is not None else None


def _stages(ticket_type: TicketType, ticket: Ticket, now: Stage) -> Iterator[StageView]:
    for stage in _passed(ticket_type, ticket, now):
        yield StageView(stage.name, stage.title, Standing.PASSED)
    yield StageView(now.name, now.title, Standing.NOW)
    if not now.is_final:
        for stage in _ahead(ticket_type, now):
            yield StageView(stage.name, stage.title, Standing.AHEAD)


def _passed(ticket_type: TicketType, ticket: Ticket, now: Stage) -> tuple[Stage, ...]:
    """Return each stage that was left, once; those before the first are the incident's own."""
    if ticket_type.kind is Kind.INCIDENT:
        usual = ticket_type.usual
        return usual[: usual.index(now)] if now in usual else ()
    names = dict.fromkeys(name for name in ticket.course.passed if name != now.name)
    return tuple(ticket_type.by_name[name] for name in names)


def _ahead(ticket_type: TicketType, now: Stage) -> tuple[Stage, ...]:
    usual = ticket_type.usual
    return usual[usual.index(now) + 1 :] if now in usual else usual[-1:]


def _approval_view(approval: Approval) -> ApprovalView:
    return ApprovalView(
        subject=approval.subject.value,
        asked_of=approval.asked_of,
        asked_by=approval.asked_by,
        asked_at=approval.asked_at,
        decision=None if approval.decision is None else approval.decision.value,
        decided_by=approval.decided_by,
        decided_at=approval.decided_at,
    )


def why_chosen(events: Sequence[Event]) -> Text | None:
    """Return why the ticket runs by its policy, as the last event says that chose one."""
    chosen = next((event for event in reversed(events) if "chosen_by" in event.data), None)
    if chosen is None:
        return None
    return reason_of(chosen.data["chosen_by"], chosen.data.get("chosen_for"))
