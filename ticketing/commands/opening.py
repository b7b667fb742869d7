"""A ticket that a person opens by hand."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.events import Channel
from ticketing.types.model import Kind
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket:
    """Open a ticket by hand; its number is in the view that ``carry_out`` returns."""

    actor: PersonId
    level: Level | None = None  # None: as usual for its type; a fault must have one
    summary: str
    type: Kind = Kind.INCIDENT
    subtype: str = ""
    customer: str = ""
    target: str = ""
    description: str = ""
    reporter: str = ""
    reporter_contact: str = ""
    channel: Channel = Channel.PHONE
    occurred_at: Instant | None = None  # when the fault began, as far as known
    reported_at: Instant | None = None  # when the customer said so; None: now
    remote_only: bool = False
    answer: str = ""  # of a consult that was answered at once
    commissioner: str = ""  # the unit that passed it on, where there is one
    key: str = ""  # idempotency: the same key opens one ticket
