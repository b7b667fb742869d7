"""Who hears at once of what people did or monitoring saw.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.commands import LevelCause
from ticketing.decisions import OWNER, softer
from ticketing.events import Event, EventKind
from ticketing.notices import MessageKind, Way
from ticketing.policy import Audience, Reach, Terms
from ticketing.ticket import Ticket
from watchkeeper.access.model import PersonId

ANNOUNCED = frozenset(
    {
        EventKind.LEVEL_CHANGED,
        EventKind.RECOVERED,
        EventKind.RELAPSED,
        EventKind.WENT_SILENT,
        EventKind.ASSIGNED,
        EventKind.TRIAGED,
        EventKind.HANDED_OVER,
        EventKind.RESOLVED,
        EventKind.TOOK_IN,
        EventKind.VISIT_REQUESTED,
    }
)
"""Kinds of which anybody may have to hear."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What people hear because of an event that somebody or monitoring caused."""

    message: MessageKind
    audience: Audience
    people: tuple[PersonId, ...]
    ways: tuple[Way, ...]
    reach: Reach


def announcement(event: Event, ticket: Ticket, terms: Terms) -> Notice | None:
    """Return who hears of *event*, which made *ticket* what it is; None where nobody does."""
    reach = terms.policy.reach[ticket.level]
    quiet = softer(reach.by)
    match event.kind:
        case EventKind.LEVEL_CHANGED if event.data.get("cause") == LevelCause.WORSENED.value:
            return Notice(MessageKind.WORSENED, OWNER, (), reach.by, reach)
        case EventKind.TOOK_IN if event.data.get("is_worse") and ticket.state.is_live:
            return Notice(MessageKind.WORSENED, OWNER, (), reach.by, reach)
        case EventKind.RECOVERED if ticket.state.is_live:
            return Notice(MessageKind.RECOVERED, OWNER, _listeners(ticket), quiet, reach)
        case EventKind.RELAPSED if ticket.acknowledged_at is not None:
            return Notice(MessageKind.RELAPSED, OWNER, (), reach.by, reach)
        case EventKind.WENT_SILENT if ticket.state.is_live:
            return Notice(MessageKind.WENT_SILENT, OWNER, (), quiet, reach)
        case EventKind.ASSIGNED | EventKind.TRIAGED if ticket.owner is not None:
            return Notice(MessageKind.ASSIGNED, (), (ticket.owner,), quiet, reach)
        case EventKind.HANDED_OVER if ticket.attention.offered_to is not None:
            return Notice(MessageKind.OFFERED, (), (ticket.attention.offered_to,), quiet, reach)
        case EventKind.VISIT_REQUESTED if ticket.course.awaits_visit:
            asked_of = PersonId(str(event.data["asked_of"]))
            return Notice(MessageKind.YOUR_TURN, (), (asked_of,), quiet, reach)
        case EventKind.RESOLVED:
            return Notice(MessageKind.RESOLVED, (), _listeners(ticket), quiet, reach)
        case _:
            return None


def _listeners(ticket: Ticket) -> tuple[PersonId, ...]:
    """Return who heard of it by escalation, and who follows it."""
    return tuple(dict.fromkeys((*ticket.told, *ticket.attention.watchers)))
