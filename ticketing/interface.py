"""What the faces ask of ticketing; ``ticketing.service.TicketService`` answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ticketing.acceptances import AcceptFinding
from ticketing.commands import Command, OpenTicket
from ticketing.past_views import Past
from ticketing.provisos import UNCONDITIONAL, Provisos
from ticketing.views import (
    Acceptance,
    Finding,
    GoalView,
    RuleTicket,
    TicketFilter,
    TicketPage,
    TicketRow,
    TicketView,
)
from watchkeeper.access.model import PersonId
from watchkeeper.core.alerts import ActiveSet, PostedAlert
from watchkeeper.core.levels import Level


class Tickets(Protocol):
    """Tickets as pages, REST, chat and the demo use them.  All times are the Clock's."""

    async def carry_out(
        self, command: Command | OpenTicket, provisos: Provisos = UNCONDITIONAL
    ) -> TicketView:
        """Do it, durably, and return the ticket as it is then.

        Raises NotFound, Conflict (not now: the sentence says why), Outdated or InvalidInput.
        """
        ...

    async def hand_over(self, active: ActiveSet) -> None:
        """Take the complete state of one rule group; repeated calls change nothing."""
        ...

    async def accept(self, alerts: tuple[PostedAlert, ...]) -> None:
        """Take alerts that were posted; durable on return."""
        ...

    async def rows(self, query: TicketFilter) -> tuple[TicketRow, ...]: ...

    async def row(self, number: int) -> TicketRow:
        """Return a ticket's row, without folding its log.  Raises NotFound."""
        ...

    async def page(self, query: TicketFilter) -> TicketPage:
        """Return rows, and where the next page begins.  Raises InvalidInput for a foreign place."""
        ...

    async def count(self, query: TicketFilter) -> int: ...

    async def counts_by_level(
        self, customers: tuple[str, ...] | None = None
    ) -> Mapping[Level, int]:
        """Return how many live tickets there are of each level."""
        ...

    async def view(self, number: int) -> TicketView:
        """Return all of one ticket.  Raises NotFound."""
        ...

    async def past_view(self, number: int, past: Past) -> TicketView:
        """Return a ticket as it was known then, or as is known now to have been.

        Raises NotFound where there was none.
        """
        ...

    async def explain(self, number: int, goal: str) -> GoalView:
        """Return one goal with its counted and skipped intervals.  Raises NotFound."""
        ...

    async def findings(self, customers: tuple[str, ...] | None = None) -> tuple[Finding, ...]:
        """Return active alerts that have no ticket: recorded only, in commissioning, or accepted."""
        ...

    async def accept_finding(self, wish: AcceptFinding) -> Acceptance:
        """Open no ticket of III or IV for a finding until then.

        Raises NotFound where it is gone, InvalidInput for a missing note or a wrong end.
        """
        ...

    async def take_back_acceptance(self, fingerprint: str, *, by: PersonId) -> None:
        """Accept a finding no longer; it becomes what it would be without.  Raises NotFound."""
        ...

    async def acceptances(self, customers: tuple[str, ...] | None = None) -> tuple[Acceptance, ...]:
        """Return what is accepted now, also where it does not fire."""
        ...

    async def tickets_of_rules(self) -> tuple[RuleTicket, ...]:
        """Return the live tickets with the rules whose alerts belong to them, oldest first."""
        ...
