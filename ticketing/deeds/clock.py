"""What moves a clock or its target: a pause, another level.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, note_of, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import LIVE, TicketState
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text


def _check_pause(command: c.Pause, ticket: Ticket, policy: Policy, now: Instant) -> None:
    only = policy.pauses.only.get(ticket.level)
    if only is not None and command.reason not in only:
        raise Conflict(
            "at level {level} a clock may rest only for: {reasons}",
            level=str(ticket.level),
            reasons=", ".join(sorted(reason.value for reason in only)),
        )
    if command.until is not None and command.until <= now:
        raise InvalidInput("a pause ends in the future")


def _pause(command: c.Pause, _ticket: Ticket) -> Content:
    return {"reason": command.reason.value, "until": command.until}, {"note": command.note}


def _check_level(command: c.ChangeLevel, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if not command.level.opens_ticket:
        raise InvalidInput("a ticket has a level from I to IV")
    if command.level is ticket.level:
        raise Conflict("the ticket has level {level} already", level=str(command.level))
    is_worse = command.level.is_worse_than(ticket.level)
    if command.cause is c.LevelCause.WORSENED and not is_worse:
        raise InvalidInput("worsened leads to a worse level; choose improved or reclassified")
    if command.cause is c.LevelCause.IMPROVED and is_worse:
        raise InvalidInput("improved leads to a better level; choose worsened or reclassified")


def _level(command: c.ChangeLevel, ticket: Ticket) -> Content:
    return {
        "level": str(command.level),
        "from": str(ticket.level),
        "cause": command.cause.value,
    }, {"reason": wanted(command.reason, text("the reason"))}


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Pause,
        name="pause",
        event=EventKind.PAUSED,
        states=LIVE - {TicketState.PENDING},
        content=_pause,
        check=_check_pause,
    ),
    Deed(
        command=c.Resume,
        name="resume",
        event=EventKind.RESUMED,
        states=frozenset({TicketState.PENDING}),
        content=note_of,
    ),
    Deed(
        command=c.ChangeLevel,
        name="level",
        event=EventKind.LEVEL_CHANGED,
        states=LIVE,
        content=_level,
        check=_check_level,
    ),
)
