"""From a folded ticket to its row, which lists are made of: a cache that a rebuild reproduces."""

from __future__ import annotations

from collections.abc import Mapping

from ticketing.goal_state import GoalState
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Instant


def next_goal_of(ticket: Ticket) -> GoalState | None:
    """Return the goal whose due time comes first or went by first; a paused one comes last."""
    running = [goal for goal in ticket.goals if goal.is_running and goal.is_driving]
    return min(
        running,
        key=lambda goal: (goal.due_at is None, goal.due_at or 0),
        default=None,
    )


def row_of(ticket: Ticket, *, terms: int, wakes_at: Instant | None) -> Mapping[str, object]:
    """Return the values of the table ``ticket``."""
    subject, cycle = ticket.subject, ticket.cycle
    goal = next_goal_of(ticket)
    return {
        "number": ticket.number,
        "terms": terms,
        "fingerprint": subject.fingerprint,
        "opening_key": subject.key,
        "level": ticket.level.value,
        "level_rank": ticket.level.rank,
        "state": ticket.state.value,
        "presence": ticket.presence.value,
        "title": subject.title,
        "title_zh": subject.title_zh,
        "target": subject.target,
        "customer": subject.customer,
        "site": subject.site,
        "criticality": subject.criticality,
        "owner": ticket.owner,
        "customer_rank": ticket.rank,
        "cycle": cycle.number,
        "merged_into": ticket.ties.merged_into,
        "occurred_at": ticket.cycles[0].occurred_at,
        "opened_at": ticket.opened_at,
        "changed_at": ticket.changed_at,
        "acknowledged_at": ticket.acknowledged_at,
        "acknowledged_by": ticket.acknowledged_by,
        "resolved_at": ticket.resolved_at,
        "closed_at": ticket.closed_at,
        "next_goal": goal.goal.name if goal else None,
        "next_due_at": goal.due_at if goal else None,
        "next_is_paused": goal is not None and goal.due_at is None,
        "breaches": sum(1 for goal in ticket.goals if goal.breached_at is not None),
        "wakes_at": wakes_at,
        "version": ticket.version,
    }
