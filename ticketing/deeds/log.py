"""What is done to the log itself.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, wanted
from ticketing.events import SYSTEM, Event, EventKind
from ticketing.lifecycle import NOT_FINAL, TicketState
from ticketing.ticket import Ticket
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text

_FIXED = frozenset({EventKind.OPENED, EventKind.REOPENED, EventKind.CORRECTED})
"""A cycle begins when it begins; what was corrected wrongly is corrected again at its source."""


def _check(command: c.Correct, ticket: Ticket, log: Sequence[Event], now: Instant) -> None:
    if not 1 <= command.seq <= len(log):
        raise InvalidInput("the ticket has no entry {seq}", seq=command.seq)
    event = log[command.seq - 1]
    if event.actor == SYSTEM or event.kind in _FIXED:
        raise InvalidInput("only what a person did in this ticket is corrected")
    begun = max(each.seq for each in log if each.kind in {EventKind.OPENED, EventKind.REOPENED})
    if event.seq < begun:
        raise InvalidInput("that entry belongs to an earlier time of the ticket")
    if command.happened_at < ticket.cycle.reported_at:
        raise InvalidInput("that time lies before the fault was reported")
    if command.happened_at > min(event.recorded_at, now):
        raise InvalidInput("nobody writes down what has not happened yet")


def _correction(command: c.Correct, _ticket: Ticket) -> Content:
    return {"seq": command.seq, "happened_at": command.happened_at}, {
        "reason": wanted(command.reason, text("the reason"))
    }


def _redaction(command: c.Redact, _ticket: Ticket) -> Content:
    """Return why, and who approved it; what goes is known once the log was read."""
    return {}, {
        "reason": wanted(command.reason, text("the reason")),
        "approved_by": wanted(command.approved_by, text("who approved it")),
    }


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Correct,
        name="correct",
        event=EventKind.CORRECTED,
        states=NOT_FINAL,
        content=_correction,
        check_log=_check,
        scope=Scope.TICKETS_CORRECT,
    ),
    Deed(
        command=c.Redact,
        name="redact",
        event=EventKind.REDACTED,
        states=frozenset(TicketState),
        content=_redaction,
        scope=Scope.TICKETS_REDACT,
    ),
)
