"""By which ways a person may answer a message: an address to reply to, a page to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


class AnswerWays(Protocol):
    """Makes addresses that answer one ticket for one person; empty where there is none."""

    def reply_address(self, ticket: int, person: PersonId) -> str: ...

    def link(self, ticket: int, person: PersonId, now: Instant) -> str: ...


@dataclass(frozen=True, slots=True)
class NoWays:
    """Nobody can answer but on the ticket's page."""

    def reply_address(self, _ticket: int, _person: PersonId) -> str:
        return ""

    def link(self, _ticket: int, _person: PersonId, _now: Instant) -> str:
        return ""
