"""What a ticket owes people, and when: chains, warnings, reminders, and its own next steps.

Pure.  ``plan`` lists, for one folded ticket, every decision that is due or comes next.  A
decision has a name that the log holds once; what is in the log is not planned again, so a
restart repeats nothing and a stale timer finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ticketing.chains import chain_steps
from ticketing.decisions import Decision
from ticketing.events import EventKind
from ticketing.goal_warnings import goal_warnings
from ticketing.own_steps import own_steps
from ticketing.policy import Terms
from ticketing.reminders import daily_reminders, first_notices, lapsed_attention
from ticketing.situation import Situation, situation_of
from ticketing.stage_turns import stage_turns
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Instant


def plan(ticket: Ticket, terms: Terms, now: Instant) -> tuple[Decision, ...]:
    """Return the decisions that are due or come next, the earliest first.

    Of what repeats there is only the newest that is due, or else the next one.
    """
    if ticket.state.is_final:
        return ()
    planned = _planned(situation_of(ticket, terms, now))
    found = [decision for decision in planned if decision.key not in ticket.decisions]
    return tuple(sorted(found, key=lambda decision: (decision.at, _ORDER[decision.event])))


def _planned(situation: Situation) -> Iterator[Decision]:
    yield from own_steps(situation)
    if situation.is_in_maintenance:
        return
    if situation.ticket.state.is_live:
        yield from first_notices(situation)
        yield from chain_steps(situation)
        yield from daily_reminders(situation)
        yield from lapsed_attention(situation)
    yield from goal_warnings(situation)
    yield from stage_turns(situation)


def next_wake(ticket: Ticket, plans: tuple[Decision, ...], now: Instant) -> Instant | None:
    """Return when the ticket must be looked at again; None where nothing will come by itself."""
    moments = [decision.at for decision in plans if decision.at > now]
    if not ticket.state.is_final:
        moments += [goal.arms_at for goal in ticket.goals if goal.arms_at is not None]
        moments += [ticket.subject.go_live] if ticket.subject.go_live is not None else []
        rests_until = ticket.aspects.maintenance.until
        moments += [rests_until] if rests_until is not None else []
    return min((at for at in moments if at > now), default=None)


_ORDER: Mapping[EventKind, int] = {
    EventKind.SELF_RECOVERED: 0,
    EventKind.RESUMED: 1,
    EventKind.REOPENED: 2,
    EventKind.NOTIFIED: 3,
    EventKind.ATTENTION_LAPSED: 3,
    EventKind.WARNED: 4,
    EventKind.BREACHED: 5,
    EventKind.ESCALATED: 6,
    EventKind.CLOSED: 7,
}
