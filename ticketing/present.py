"""Make the read models of a ticket from its log and rows.  Pure, but for the directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from ticketing.alert_words import PROSE, alerts_in
from ticketing.clocks import goal_states
from ticketing.correlate import AlertRow, AlertState
from ticketing.course_views import course_of, why_chosen
from ticketing.decisions import Decision
from ticketing.deeds import DEEDS, why_not_now
from ticketing.directory import Directory
from ticketing.escalation import plan
from ticketing.events import Event, EventKind, Fact
from ticketing.goal_state import GoalState
from ticketing.intervals import intervals
from ticketing.lifecycle import Milestone, Presence, TicketState
from ticketing.log.redact import erased_names
from ticketing.notices import MessageKind, OutboxState, Way
from ticketing.policy import Terms
from ticketing.projection import next_goal_of
from ticketing.recipients import recipients_of
from ticketing.ticket import Ticket, facts_of
from ticketing.types.table import knows
from ticketing.views import (
    AgreedDue,
    AlertView,
    AllowedCommand,
    EvidenceView,
    GoalView,
    LinkedTicket,
    NextGoal,
    NextStep,
    NotificationView,
    Resolution,
    SimilarTicket,
    TicketRow,
    TicketView,
    TimelineEntry,
)
from ticketing.words import text_of, title_of
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text, text

Value = tuple[float, Instant]
_MAX_STEPS = 5


def row_from(row: Row[Any], now: Instant) -> TicketRow:
    """Return a line of a list from the table ``ticket``."""
    return TicketRow(
        number=row.number,
        level=Level(row.level),
        state=TicketState(row.state),
        presence=Presence(row.presence),
        title=row.title,
        title_zh=row.title_zh,
        target=row.target,
        customer=row.customer,
        site=row.site,
        criticality=row.criticality,
        owner=PersonId(row.owner) if row.owner is not None else None,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=PersonId(row.acknowledged_by) if row.acknowledged_by is not None else None,
        next_goal=_next_goal_from(row, now),
        breaches=row.breaches,
        rank=row.customer_rank,
        occurred_at=row.occurred_at,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        resolved_at=row.resolved_at,
        version=row.version,
    )


def _next_goal_from(row: Row[Any], now: Instant) -> NextGoal | None:
    if row.next_goal is None:
        return None
    return NextGoal(
        goal=row.next_goal,
        title=title_of(row.next_goal.partition("@")[0]),
        due_at=row.next_due_at,
        is_breached=row.next_due_at is not None and row.next_due_at <= now,
        is_paused=row.next_is_paused,
    )


def row_of_ticket(ticket: Ticket, now: Instant) -> TicketRow:
    """Return the same line from the folded ticket."""
    goal = next_goal_of(ticket)
    subject = ticket.subject
    return TicketRow(
        number=ticket.number,
        level=ticket.level,
        state=ticket.state,
        presence=ticket.presence,
        title=subject.title,
        title_zh=subject.title_zh,
        target=subject.target,
        customer=subject.customer,
        site=subject.site,
        criticality=subject.criticality,
        owner=ticket.owner,
        acknowledged_at=ticket.acknowledged_at,
        acknowledged_by=ticket.acknowledged_by,
        next_goal=_next_goal_of(goal, now) if goal else None,
        breaches=sum(1 for state in ticket.goals if state.breached_at is not None),
        rank=ticket.rank,
        occurred_at=ticket.cycles[0].occurred_at,
        opened_at=ticket.opened_at,
        changed_at=ticket.changed_at,
        resolved_at=ticket.resolved_at,
        version=ticket.version,
    )


def _next_goal_of(goal: GoalState, now: Instant) -> NextGoal:
    return NextGoal(
        goal=goal.goal.name,
        title=title_of(goal.goal.metric),
        due_at=goal.due_at,
        is_breached=goal.due_at is not None and goal.due_at <= now,
        is_paused=goal.due_at is None,
    )


def goal_views(ticket: Ticket, now: Instant) -> tuple[GoalView, ...]:
    """Return all goals of the current cycle, then those of the earlier ones, newest first."""
    views = [_goal_view(state, now) for state in ticket.goals]
    earlier = zip(ticket.cycles[:-1], ticket.terms[:-1], strict=True)
    for cycle, terms in reversed(list(earlier)):
        facts = facts_of(
            ticket.subject,
            acknowledged=Milestone.ACKED in cycle.milestones,
            self_recovered=Milestone.SELF_RECOVERED in cycle.milestones,
            kind=ticket.course.kind,
        )
        ended_at = cycle.ended_at if cycle.ended_at is not None else now
        views += [_goal_view(it, now) for it in goal_states(cycle, terms, facts, ended_at)]
    return tuple(views)


def _goal_view(state: GoalState, now: Instant) -> GoalView:
    return GoalView(
        goal=state.goal.name,
        metric=state.goal.metric,
        table=state.goal.table,
        title=title_of(state.goal.metric),
        cycle=state.cycle,
        state=state.state,
        verdict=state.verdict,
        started_at=state.started_at,
        due_at=state.due_at,
        stopped_at=state.stopped_at,
        breached_at=state.breached_at,
        arms_at=state.arms_at,
        target=state.target,
        elapsed=state.elapsed,
        calendar=state.goal.calendar,
        is_driving=state.is_driving,
        intervals=intervals(state, now),
    )


def timeline_of(events: Iterable[Event], directory: Directory) -> tuple[TimelineEntry, ...]:
    def name_of(person: str) -> str:
        found = directory.person(PersonId(person))
        return found.name if found else person

    return tuple(
        TimelineEntry(
            seq=event.seq,
            kind=event.kind,
            text=text_of(event, name_of),
            actor=event.actor,
            channel=event.channel,
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            prose=_prose_of(event),
            data=event.data,
            erased=erased_names(event),
        )
        for event in events
    )


_SHOWN_ELSEWHERE = frozenset({"title", "title_zh", PROSE})
"""What the page says in its head and of its alerts."""


def _prose_of(event: Event) -> Mapping[str, str]:
    return {name: body for name, body in event.prose.items() if name not in _SHOWN_ELSEWHERE}


def notification_from(row: Row[Any]) -> NotificationView:
    return NotificationView(
        kind=MessageKind(row.kind),
        recipient=row.recipient or row.address or "",
        way=Way(row.way),
        state=OutboxState(row.state),
        channel=row.channel,
        created_at=row.created_at,
        not_before=row.not_before,
        sent_at=row.sent_at,
        error=row.error,
        attempts=row.attempts,
    )


def next_steps(
    ticket: Ticket, terms: Terms, directory: Directory, now: Instant
) -> tuple[NextStep, ...]:
    """Return who will be told next, and when, if nothing changes."""
    steps = [
        NextStep(
            at=decision.at,
            recipients=recipients_of(decision.audience, ticket, directory, decision.at).people,
            text=_step_text(decision),
        )
        for decision in plan(ticket, terms, now)
        if decision.at > now and decision.message is not None
    ]
    return tuple(steps[:_MAX_STEPS])


def _step_text(decision: Decision) -> Text:
    data = decision.data
    match decision.event:
        case EventKind.ESCALATED:
            return text("escalation, step {step}", step=data.get("step"))
        case EventKind.WARNED:
            return text(
                "{share} % of the time for {goal}",
                share=data.get("share"),
                goal=title_of(str(data.get("metric"))),
            )
        case EventKind.BREACHED:
            return text("{goal} is overdue", goal=title_of(str(data.get("metric"))))
        case EventKind.RESUMED:
            return text("the pause ends")
        case _ if decision.message is MessageKind.CONFIRM_RECOVERY:
            return text("reminder to confirm the recovery")
        case _:
            return text("reminder while nobody answers")


def alert_views(
    events: Iterable[Event], rows: Sequence[AlertRow], values: Mapping[str, Value]
) -> tuple[AlertView, ...]:
    """Return the alerts of a ticket: as the log names them, with what is known of them now."""
    known = {row.heard.member: row for row in rows}
    named: dict[str, Mapping[str, Fact]] = {}
    for event in events:
        for alert in alerts_in(event):
            named.setdefault(str(alert["member"]), alert)
    return tuple(
        _alert_view(alert, known.get(member), values.get(member)) for member, alert in named.items()
    )


_PRESENCE: Mapping[AlertState, Presence] = {
    AlertState.FIRING: Presence.FAILING,
    AlertState.RECOVERING: Presence.FAILING,
    AlertState.NO_DATA: Presence.NO_DATA,
    AlertState.RESOLVED: Presence.RECOVERED,
}


def _alert_view(alert: Mapping[str, Fact], row: AlertRow | None, value: Value | None) -> AlertView:
    first_value = alert.get("value")
    return AlertView(
        fingerprint=str(alert["fingerprint"]),
        labels=_texts(alert.get("labels")),
        level=row.level if row else Level(alert["level"]),
        presence=_PRESENCE[row.state] if row else Presence.RECOVERED,
        active_at=_instant(alert["active_at"]),
        fired_at=_instant(alert["fired_at"]),
        value_at_open=first_value if isinstance(first_value, float) else None,
        value=value[0] if value else None,
        value_at=value[1] if value else None,
        expression=str(alert.get("expression") or ""),
        generator_url=str(alert.get("generator_url") or ""),
        annotations=_texts(alert.get("annotations")),
        feeds=row.heard.feeds if row else (),
    )


def allowed_commands(ticket: Ticket) -> tuple[AllowedCommand, ...]:
    """Return the steps that the ticket's type knows, each with why it cannot be done now."""
    found = []
    for deed in DEEDS:
        if not knows(ticket.course.kind, deed.command.__name__):
            continue
        reason = why_not_now(deed, ticket)
        found.append(AllowedCommand(deed.command.__name__, reason is None, reason))
    return tuple(found)


def resolution_of(ticket: Ticket, events: Sequence[Event]) -> Resolution | None:
    """Return how the current cycle was resolved by a person."""
    if ticket.resolved_at is None or ticket.self_recovered:
        return None
    event = next((e for e in reversed(events) if e.kind is EventKind.RESOLVED), None)
    if event is None:
        return None  # a step of its type settled it
    recovery_point = event.data.get("recovery_point")
    restored_at = ticket.cycle.restored_at
    return Resolution(
        cause_class=str(event.data.get("cause_class")),
        cause=event.prose.get("cause", ""),
        method=event.prose.get("method", ""),
        data_loss=str(event.data.get("data_loss")),
        recovery_point=Instant(recovery_point) if isinstance(recovery_point, int) else None,
        recovery_document=event.prose.get("recovery_document", ""),
        restored_at=restored_at if restored_at is not None else ticket.resolved_at,
    )


def similar_from(row: Row[Any], events: Sequence[Event]) -> SimilarTicket:
    resolved = [event for event in events if event.kind is EventKind.RESOLVED]
    prose = resolved[-1].prose if resolved else {}
    return SimilarTicket(
        number=row.number,
        title=row.title,
        title_zh=row.title_zh,
        opened_at=row.opened_at,
        state=TicketState(row.state),
        cause=prose.get("cause", ""),
        method=prose.get("method", ""),
    )


def evidence_from(row: Row[Any]) -> EvidenceView:
    return EvidenceView(row.name, row.taken_at, json.loads(row.body))


def view_of(
    ticket: Ticket,
    terms: Terms,
    events: Sequence[Event],
    now: Instant,
    *,
    directory: Directory,
    alerts: tuple[AlertView, ...],
    notifications: tuple[NotificationView, ...],
    similar: tuple[SimilarTicket, ...],
    evidence: tuple[EvidenceView, ...],
    links: tuple[LinkedTicket, ...] = (),
) -> TicketView:
    """Return everything a ticket's page shows."""
    opened = events[0].prose
    report = next((goal for goal in ticket.goals if goal.goal.metric == "report"), None)
    return TicketView(
        row=row_of_ticket(ticket, now),
        cycle=ticket.cycle.number,
        policy=terms.label,
        zone=terms.zone,
        detected_at=ticket.cycle.detected_at,
        reported_at=ticket.cycle.reported_at,
        reporter=opened.get("reporter", ""),
        description=opened.get("description", ""),
        restored_at=ticket.cycle.restored_at,
        closed_at=ticket.closed_at,
        pause_reason=ticket.pause.reason if ticket.pause else None,
        goals=goal_views(ticket, now),
        timeline=timeline_of(events, directory),
        notifications=notifications,
        next_steps=next_steps(ticket, terms, directory, now),
        alerts=alerts,
        similar=similar,
        evidence=evidence,
        allowed=allowed_commands(ticket),
        resolution=resolution_of(ticket, events),
        report_due_at=report.due_at if report and report.stopped_at is None else None,
        recurrence_of=ticket.subject.recurrence_of,
        links=links,
        course=course_of(ticket),
        triaged_at=ticket.attention.triaged_at,
        offered_to=ticket.attention.offered_to,
        watchers=ticket.attention.watchers,
        agreed=tuple(
            AgreedDue(metric, title_of(metric), due.at, due.agreed_at)
            for metric, due in ticket.agreed.dues.items()
        ),
        policy_why=why_chosen(events),
        merged_into=ticket.ties.merged_into,
        took_in=tuple(ticket.ties.held),
        review_of=ticket.ties.review_of,
        files=ticket.files,
    )


def _texts(value: Fact) -> Mapping[str, str]:
    return {name: str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def _instant(value: Fact) -> Instant:
    return Instant(value) if isinstance(value, int) else Instant(0)
