"""Remind whoever's turn it is where no clock measures, and of what is owed in writing.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ticketing.decisions import OWNER, Decision, softer
from ticketing.directory import Role
from ticketing.events import EventKind
from ticketing.notices import MessageKind
from ticketing.policy import Audience, Recipient
from ticketing.situation import Situation
from ticketing.ticket import Ticket
from ticketing.types.model import Holder, Kind, Reminder
from watchkeeper.core.instants import Duration, Instant

_LEAD: Audience = (Recipient(Role.LEAD),)
_SIGNS: Audience = (Recipient(Role.SIGNS),)


def stage_turns(situation: Situation) -> Iterator[Decision]:
    """Yield the reminders of the stage, and of the written ticket that was promised (R40)."""
    ticket = situation.ticket
    wait = situation.terms.policy.written_ticket
    if ticket.course.owes_written_ticket and wait is not None:
        since = ticket.cycles[0].reported_at
        yield _reminder(
            situation, "written", since, wait, MessageKind.WRITTEN_TICKET_OWED, OWNER, first=1
        )
    if ticket.course.kind is not Kind.INCIDENT and not ticket.position.is_resting:
        yield from _turn(situation, ticket)


def _turn(situation: Situation, ticket: Ticket) -> Iterator[Decision]:
    stage, since = ticket.course.position.stage, ticket.course.since
    if not isinstance(stage.keeper, Reminder):
        return
    is_approver = stage.holder is Holder.APPROVER
    yield _reminder(
        situation,
        f"turn/{ticket.cycle.number}/{stage.name}/{since}",
        since,
        stage.keeper.after,
        MessageKind.YOUR_TURN,
        holders_of(ticket),
        first=0 if is_approver else 1,  # who is to sign hears of it at once
    )


def holders_of(ticket: Ticket) -> Audience:
    """Return whose turn it is."""
    match ticket.position.stage.holder:
        case Holder.LEAD:
            return _LEAD
        case Holder.APPROVER:
            asked = [each.asked_of for each in ticket.course.approvals if each.is_open]
            return (Recipient(person=asked[-1]),) if asked else _SIGNS
        case _:
            return OWNER


def _reminder(
    situation: Situation,
    name: str,
    since: Instant,
    every: Duration,
    message: MessageKind,
    audience: Audience,
    *,
    first: int,
) -> Decision:
    """Return the newest that is due, or else the next one."""
    count = max(first, (situation.now - since) // every)
    while f"{name}/{count}" in situation.ticket.decisions:
        count += 1
    return Decision(
        at=Instant(since + count * every),
        key=f"{name}/{count}",
        event=EventKind.NOTIFIED,
        message=message,
        audience=audience,
        ways=softer(situation.reach.by),
        reach=situation.reach,
    )
