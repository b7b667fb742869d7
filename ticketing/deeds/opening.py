"""How a ticket begins that a person opens.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ticketing.commands import OpenTicket
from ticketing.deeds.base import Facts, limited, named, wanted
from ticketing.events import Channel, EventKind, Fact, NewEvent
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text

_FROM_OUTSIDE = frozenset({Channel.PHONE, Channel.MAIL, Channel.PORTAL, Channel.WALK_IN})


def opening(command: OpenTicket, now: Instant, *, facts: Mapping[str, Fact]) -> NewEvent:
    """Return the event by which a person opens a ticket; *facts* of target and terms."""
    if not command.level.opens_ticket:
        raise InvalidInput("a ticket has a level from I to IV")
    reported_at = now if command.reported_at is None else command.reported_at
    occurred_at = reported_at if command.occurred_at is None else command.occurred_at
    if max(reported_at, occurred_at) > now:
        raise InvalidInput("a fault cannot begin or be reported in the future")
    data: Facts = {
        **facts,
        "target": named(command.target, text("the target")),
        "customer": named(str(facts["customer"]), text("the customer")),
        "level": str(command.level),
        "source": "person",
        "is_reported": bool(command.reporter) or command.channel in _FROM_OUTSIDE,
        "reported_at": reported_at,
        "occurred_at": min(occurred_at, reported_at),
        "remote_only": command.remote_only,
        "key": named(command.key, text("the key")) or None,
        "type": "incident",
    }
    prose = {
        "summary": wanted(command.summary, text("the summary")),
        "description": command.description,
        "reporter": command.reporter,
        "reporter_contact": command.reporter_contact,
    }
    return NewEvent(
        kind=EventKind.OPENED,
        occurred_at=now,
        actor=command.actor,
        channel=command.channel,
        data=MappingProxyType(data),
        prose=MappingProxyType(limited(prose)),
    )
