"""What a ticket does by itself: recover, close, reopen, end a pause.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ticketing.decisions import OWNER, Decision
from ticketing.events import EventKind, Fact
from ticketing.lifecycle import Presence, TicketState
from ticketing.notices import MessageKind
from ticketing.situation import Situation
from ticketing.types.model import Kind
from watchkeeper.core.instants import Instant


def own_steps(situation: Situation) -> Iterator[Decision]:
    """Yield what nobody has to do: closing, reopening, the end of a pause."""
    ticket, recovery = situation.ticket, situation.terms.policy.recovery
    number = ticket.cycle.number
    if _resolves_itself(situation):
        yield Decision(at=situation.now, key=f"self/{number}", event=EventKind.SELF_RECOVERED)
    if ticket.pause is not None:
        yield _end_of_pause(situation, ticket.pause.start)
    is_fault = ticket.course.kind is Kind.INCIDENT
    if ticket.state is not TicketState.RESOLVED or ticket.resolved_at is None or not is_fault:
        return
    if ticket.self_recovered:
        at = Instant(ticket.resolved_at + recovery.reopen_within)
        yield Decision(at=at, key=f"close/{number}", event=EventKind.CLOSED)
    elif ticket.presence is Presence.FAILING:
        at = Instant(ticket.resolved_at + recovery.still_failing_after)
        data: Mapping[str, Fact] = {"still_failing": True}
        yield Decision(at=at, key=f"still/{number}", event=EventKind.REOPENED, data=data)


def _resolves_itself(situation: Situation) -> bool:
    ticket = situation.ticket
    return (
        ticket.course.kind is Kind.INCIDENT
        and ticket.state is TicketState.NEW
        and situation.is_recovered
        and ticket.level in situation.terms.policy.recovery.resolves_itself
    )


def _end_of_pause(situation: Situation, started_at: Instant) -> Decision:
    limit = Instant(started_at + situation.terms.policy.pauses.limit)
    until = situation.ticket.pause_until
    at = limit if until is None else Instant(min(limit, until))
    return Decision(
        at=at,
        key=f"resume/{started_at}",
        event=EventKind.RESUMED,
        message=MessageKind.PAUSE_ENDED,
        audience=OWNER,
        ways=situation.reach.by,
        reach=situation.reach,
    )
