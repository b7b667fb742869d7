"""A decision of the machine: what becomes due, the event it leaves, who hears of it and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ticketing.directory import Role
from ticketing.events import EventKind, Fact
from ticketing.notices import MessageKind, Way
from ticketing.policy import Audience, Reach, Recipient
from watchkeeper.core.instants import Instant

OWNER: Audience = (Recipient(),)
OWNER_AND_LEAD: Audience = (Recipient(), Recipient(Role.LEAD))
INSTALLER: Audience = (Recipient(Role.INSTALLER),)
LATE_AFTER = 60_000
"""A decision taken more than this after its time (downtime) is marked late."""

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that becomes due at ``at``: the event it leaves, and who hears of it."""

    at: Instant
    key: str
    event: EventKind
    data: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    message: MessageKind | None = None
    audience: Audience = ()
    ways: tuple[Way, ...] = ()
    reach: Reach | None = None
    has_successor: bool = True  # once taken, another one may be planned in its place


def called(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return the ways of a chain's step: a person of the chain is called, not only written to."""
    return ways if Way.CALL in ways else (*ways, Way.CALL)


def softer(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return *ways* without the phone call: it is for what cannot wait."""
    return tuple(way for way in ways if way is not Way.CALL) or (Way.PAGE,)
