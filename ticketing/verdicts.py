"""The verdicts of a ticket's goals, as they are frozen when it closes (D6)."""

from __future__ import annotations

from ticketing.events import Fact
from ticketing.ticket import Ticket


def verdicts_of(ticket: Ticket) -> list[Fact]:
    """Return one entry for each goal of the current cycle; facts of the closing event."""
    return [
        {
            "goal": goal.goal.name,
            "cycle": goal.cycle,
            "verdict": goal.verdict.value,
            "target": goal.target,
            "elapsed": goal.elapsed,
            "due_at": goal.due_at,
            "stopped_at": goal.stopped_at,
            "breached_at": goal.breached_at,
        }
        for goal in ticket.goals
    ]
