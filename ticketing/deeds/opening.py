"""How a ticket begins that a person opens.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ticketing.commands import OpenTicket
from ticketing.deeds.base import Facts, limited, named, wanted
from ticketing.events import Channel, EventKind, Fact, NewEvent
from ticketing.types.model import Kind
from ticketing.types.table import BY_KIND
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

_FROM_OUTSIDE = frozenset({Channel.PHONE, Channel.MAIL, Channel.PORTAL, Channel.WALK_IN})


def opening(command: OpenTicket, now: Instant, *, facts: Mapping[str, Fact]) -> NewEvent:
    """Return the event by which a person opens a ticket; *facts* of target and terms."""
    level = level_of(command)
    _check_type(command)
    reported_at = now if command.reported_at is None else command.reported_at
    occurred_at = reported_at if command.occurred_at is None else command.occurred_at
    if max(reported_at, occurred_at) > now:
        raise InvalidInput("a fault cannot begin or be reported in the future")
    data: Facts = {
        **facts,
        "target": named(command.target, text("the target")),
        "customer": named(str(facts["customer"]), text("the customer")),
        "level": str(level),
        "source": "person",
        "is_reported": bool(command.reporter) or command.channel in _FROM_OUTSIDE,
        "reported_at": reported_at,
        "occurred_at": min(occurred_at, reported_at),
        "remote_only": command.remote_only,
        "key": named(command.key, text("the key")) or None,
        "type": command.type.value,
        **_course(command),
    }
    prose = {
        "summary": wanted(command.summary, text("the summary")),
        "description": command.description,
        "reporter": command.reporter,
        "reporter_contact": command.reporter_contact,
        "answer": command.answer,
        "commissioner": command.commissioner,
    }
    return NewEvent(
        kind=EventKind.OPENED,
        occurred_at=now,
        actor=command.actor,
        channel=command.channel,
        data=MappingProxyType(data),
        prose=MappingProxyType(limited(prose)),
    )


def level_of(command: OpenTicket) -> Level:
    """Return the level that was said, else what is usual for the type.  Raises InvalidInput."""
    if command.level is not None:
        if not command.level.opens_ticket:
            raise InvalidInput("a ticket has a level from I to IV")
        return command.level
    if command.type is Kind.INCIDENT:
        raise InvalidInput("the field {name!r} must be filled in", name="level")
    return BY_KIND[command.type].level


def _check_type(command: OpenTicket) -> None:
    known = [each.name for each in BY_KIND[command.type].subtypes]
    if command.subtype and command.subtype not in known:
        raise InvalidInput(
            "the field {name!r} cannot be {found!r}; known are {known}",
            name="subtype",
            found=command.subtype[:40],
            known=", ".join(known),
        )
    if command.answer.strip() and command.type is not Kind.CONSULT:
        raise InvalidInput("only a question is answered when it is written down")


def _course(command: OpenTicket) -> Facts:
    """Return the facts of the type's course; an incident has none beside the small lifecycle."""
    if command.type is Kind.INCIDENT:
        return {}
    is_answered = bool(command.answer.strip())
    return {
        "subtype": command.subtype,
        "stage": "answered" if is_answered else _FIRST_STAGE.get(command.subtype, ""),
        "is_answered": is_answered,
        "has_commissioner": bool(command.commissioner.strip()),
    }


_FIRST_STAGE: Mapping[str, str] = MappingProxyType({"duty": "filling"})
"""Where a subtype begins that does not begin as its type usually does."""
