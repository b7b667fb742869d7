"""What every command says: on which ticket, who, by which way, and when it happened.

``occurred_at`` is given where it happened earlier than it is written down (acknowledged by
phone, typed later); None means now.
"""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.events import Channel
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who does it, by which way, and when it happened."""

    number: int
    actor: PersonId
    channel: Channel = Channel.PAGE
    occurred_at: Instant | None = None
