"""A ticket, its terms and an instant: what decisions are planned from.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.guards import Facts, Guard
from ticketing.lifecycle import Presence
from ticketing.policy import Reach, Terms
from ticketing.ticket import Ticket, facts_of
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class Situation:
    """How a ticket stands at ``now``; ``facts`` are what the policy's conditions may ask."""

    ticket: Ticket
    terms: Terms
    now: Instant
    facts: Facts

    @property
    def reach(self) -> Reach:
        """How people are told at the ticket's level."""
        return self.terms.policy.reach[self.ticket.level]

    @property
    def is_recovered(self) -> bool:
        return self.ticket.presence is Presence.RECOVERED

    @property
    def is_commissioning(self) -> bool:
        go_live = self.ticket.subject.go_live
        return go_live is not None and self.now < go_live

    @property
    def is_in_maintenance(self) -> bool:
        return self.ticket.aspects.maintenance.holds(self.now)

    def holds(self, guard: Guard, level: Level) -> bool:
        return not guard.source or guard.holds({**self.facts, "severity": level.value})


def situation_of(ticket: Ticket, terms: Terms, now: Instant) -> Situation:
    """Return how *ticket* stands at *now*."""
    facts = facts_of(
        ticket.subject,
        acknowledged=ticket.acknowledged_at is not None,
        self_recovered=ticket.self_recovered,
        kind=ticket.course.kind,
    )
    return Situation(ticket, terms, now, facts)
