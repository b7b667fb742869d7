"""Tell that a ticket is there until somebody answers, and by the hour of the day.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from ticketing.decisions import OWNER, OWNER_AND_LEAD, Decision, softer
from ticketing.events import EventKind
from ticketing.lifecycle import TicketState
from ticketing.notices import MessageKind, Way
from ticketing.policy import Reach, Terms
from ticketing.situation import Situation
from watchkeeper.core.instants import DAY, Duration, Instant, TimeOfDay, instant_of_local, local_day


def first_notices(situation: Situation) -> Iterator[Decision]:
    """Yield the first notice of this cycle, then the calls and repeats while nobody answers."""
    ticket, reach = situation.ticket, situation.reach
    number, since = ticket.cycle.number, ticket.cycle_recorded_at
    kind = MessageKind.OPENED if number == 1 else MessageKind.REOPENED
    if f"told/{number}" not in ticket.decisions:
        notice = _notice(situation, since, f"told/{number}", kind, reach.by)
        yield replace(notice, has_successor=False)
    if ticket.acknowledged_at is not None or situation.is_recovered:
        return
    since = Instant(max(since, ticket.level_recorded_at))
    if reach.call_after is not None:
        at = Instant(since + reach.call_after)
        key = f"call/{number}/{ticket.level}"
        yield _notice(situation, at, key, MessageKind.STILL_UNANSWERED, (Way.CALL,))
    if reach.again is not None:
        yield from _again(situation, since, reach.again, reach)


def _again(
    situation: Situation, since: Instant, every: Duration, reach: Reach
) -> Iterator[Decision]:
    count = min(reach.times, max(1, (situation.now - since) // every))
    prefix = f"again/{situation.ticket.cycle.number}/{situation.ticket.level}"
    for repetition in (count, count + 1):
        if repetition <= reach.times and f"{prefix}/{repetition}" not in situation.ticket.decisions:
            at = Instant(since + repetition * every)
            key = f"{prefix}/{repetition}"
            yield _notice(situation, at, key, MessageKind.STILL_UNANSWERED, reach.by)
            return


def lapsed_attention(situation: Situation) -> Iterator[Decision]:
    """Yield the page for a ticket that was acknowledged and forgotten, until somebody is on it.

    The owner is told first; from the second time on, the lead as well.
    """
    ticket, every = situation.ticket, situation.reach.forgotten_after
    touched_at = ticket.attention.touched_at
    is_idle = ticket.state is TicketState.OPEN and not situation.is_recovered
    if every is None or touched_at is None or ticket.acknowledged_at is None or not is_idle:
        return
    prefix = f"forgotten/{ticket.cycle.number}/{touched_at}"
    most = situation.reach.times
    count = min(most, max(1, (situation.now - touched_at) // every))
    for repetition in (count, count + 1):
        key = f"{prefix}/{repetition}"
        if repetition <= most and key not in ticket.decisions:
            yield Decision(
                at=Instant(touched_at + repetition * every),
                key=key,
                event=EventKind.ATTENTION_LAPSED,
                message=MessageKind.FORGOTTEN,
                audience=OWNER if repetition == 1 else OWNER_AND_LEAD,
                ways=situation.reach.by,
                reach=situation.reach,
            )
            return


def _notice(
    situation: Situation, at: Instant, key: str, message: MessageKind, ways: tuple[Way, ...]
) -> Decision:
    return Decision(
        at=at,
        key=key,
        event=EventKind.NOTIFIED,
        message=message,
        audience=OWNER,
        ways=ways,
        reach=situation.reach,
    )


def daily_reminders(situation: Situation) -> Iterator[Decision]:
    """Yield the reminder of the morning: to confirm a recovery, or to answer at all."""
    ticket = situation.ticket
    if situation.is_recovered and ticket.cycle.restored_at is not None:
        yield _daily(situation, "confirm", ticket.cycle.restored_at, MessageKind.CONFIRM_RECOVERY)
    elif ticket.acknowledged_at is None:
        yield _daily(
            situation, "unanswered", ticket.cycle_recorded_at, MessageKind.STILL_UNANSWERED
        )


def _daily(situation: Situation, name: str, since: Instant, message: MessageKind) -> Decision:
    at = _time_of_day_after(
        Instant(max(since, situation.now - DAY)),
        situation.terms.policy.recovery.reminds_at,
        situation.terms,
    )
    prefix = f"{name}/{situation.ticket.cycle.number}"
    if f"{prefix}/{at}" in situation.ticket.decisions:
        at = _time_of_day_after(at, situation.terms.policy.recovery.reminds_at, situation.terms)
    return Decision(
        at=at,
        key=f"{prefix}/{at}",
        event=EventKind.NOTIFIED,
        message=message,
        audience=OWNER_AND_LEAD,
        ways=softer(situation.reach.by),
        reach=situation.reach,
    )


def _time_of_day_after(at: Instant, time_of_day: TimeOfDay, terms: Terms) -> Instant:
    day = local_day(at, terms.zone)
    found = instant_of_local(day, time_of_day, terms.zone)
    if found <= at:
        found = instant_of_local(day + timedelta(days=1), time_of_day, terms.zone)
    return found
