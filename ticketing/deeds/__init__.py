"""From a command to the event it leaves: checks and facts, no effects.  Pure.

Every command has its row in ``DEEDS``; pages, REST and the command line offer what stands there.
Raises Conflict where the ticket's state, a gate or the policy forbids it now, and InvalidInput
where what was said does not make sense; both say what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ticketing.commands import Command
from ticketing.deeds import clock, consents, files, handling, links, people, steps, visits
from ticketing.deeds import log as log_deeds
from ticketing.deeds.base import Deed, limited, refused
from ticketing.deeds.opening import opening
from ticketing.events import Event, EventKind, NewEvent
from ticketing.lifecycle import why_not_behind, why_not_in
from ticketing.links.model import LinkKind
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.types.gates import shut_gates
from ticketing.types.model import AnyGate, Kind, StageGate
from ticketing.types.table import TYPES, knows, outcomes_in, refusal, refusal_here
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text

__all__ = ["DEEDS", "Deed", "deed_of", "event_of", "opening", "why_not_now"]

DEEDS: tuple[Deed[Any], ...] = (
    *handling.DEEDS,
    *people.DEEDS,
    *clock.DEEDS,
    *visits.DEEDS,
    *links.DEEDS,
    *log_deeds.DEEDS,
    *steps.DEEDS,
    *consents.DEEDS,
    *files.DEEDS,
)

_BY_COMMAND: Mapping[type[Command], Deed[Any]] = MappingProxyType(
    {deed.command: deed for deed in DEEDS}
)


def deed_of(command: type[Command]) -> Deed[Any]:
    """Return the row of a kind of command."""
    return _BY_COMMAND[command]


def event_of(
    command: Command, ticket: Ticket, policy: Policy, now: Instant, log: Sequence[Event] = ()
) -> NewEvent | None:
    """Return the event that *command* leaves; None where it was so already.  *log* is its own."""
    deed = deed_of(type(command))
    why_not = why_not_now(deed, ticket)
    if why_not is not None:
        raise refused(why_not)
    if deed.is_so is not None and deed.is_so(command, ticket):
        return None
    at = _moment(command, ticket, now)
    if deed.check is not None:
        deed.check(command, ticket, policy, now)
    if deed.check_log is not None:
        deed.check_log(command, ticket, log, now)
    data, prose = deed.content(command, ticket)
    _check_outcome(deed, ticket, str(data.get("outcome") or ""))
    return NewEvent(
        kind=deed.event,
        occurred_at=at,
        actor=command.actor,
        channel=command.channel,
        data=MappingProxyType(data),
        prose=MappingProxyType(limited(prose)),
    )


def why_not_now(deed: Deed[Any], ticket: Ticket) -> Text | None:
    """Return why a deed cannot be done to *ticket* now, or None where it can."""
    kind, name = ticket.course.kind, deed.command.__name__
    if deed.follows_table and (kind is not Kind.INCIDENT or not knows(kind, name)):
        why_not = _why_not_in_course(deed, ticket)
        return why_not if why_not is not None or deed.why_not is None else deed.why_not(ticket)
    if ticket.state not in deed.states:
        return why_not_in(ticket.state)
    shut = next((gate for gate in deed.gates if gate in ticket.shut_gates), None)
    if shut is not None:
        return why_not_behind(shut)
    if name in _GATED_BY_STAGE:
        why_not = refusal(kind, name, ticket.position, missing=_missing(deed, ticket))
        if why_not is not None:
            return why_not
    return None if deed.why_not is None else deed.why_not(ticket)


_GATED_BY_STAGE = frozenset(
    row.command
    for each in TYPES
    for row in each.deeds
    if any(isinstance(gate, StageGate) for gate in row.gates) and row.command != "Close"
)
"""Commands that a type's own gates may shut, of an incident too; closing asks the policy's."""


def _why_not_in_course(deed: Deed[Any], ticket: Ticket) -> Text | None:
    """Return why the type's table forbids it now: the stage, or a gate of all its outcomes."""
    kind, name = ticket.course.kind, deed.command.__name__
    why_not = refusal_here(kind, name, ticket.position)
    if why_not is not None:
        return why_not
    ways = [refusal(kind, name, ticket.position, outcome=one, missing=_missing(deed, ticket))
            for one in outcomes_in(kind, name, ticket.position)]  # fmt: skip
    return None if None in ways else next(iter(ways), None)


def _check_outcome(deed: Deed[Any], ticket: Ticket, outcome: str) -> None:
    """Raise Conflict where the type's table does not let it come out so."""
    kind, name = ticket.course.kind, deed.command.__name__
    if kind is Kind.INCIDENT or not deed.follows_table:
        return
    why_not = refusal(kind, name, ticket.position, outcome=outcome, missing=_missing(deed, ticket))
    if why_not is not None:
        raise refused(why_not)


def _missing(deed: Deed[Any], ticket: Ticket) -> frozenset[AnyGate]:
    """Return the gates that are shut; who hands in an authorisation opens that one."""
    has_change = any(link.kind is LinkKind.CHANGE for link in ticket.ties.links)
    facts = replace(ticket.course.facts, has_change_record=has_change)
    opens = {StageGate.WRITTEN_AUTHORISATION} if deed.event is EventKind.AUTHORISED else set()
    return frozenset(ticket.shut_gates) | (shut_gates(facts) - opens)


def _moment(command: Command, ticket: Ticket, now: Instant) -> Instant:
    if command.occurred_at is None:
        return now
    if command.occurred_at > now:
        raise InvalidInput("that time lies in the future")
    if command.occurred_at < ticket.cycle.reported_at:
        raise InvalidInput("that time lies before the fault was reported")
    return command.occurred_at
