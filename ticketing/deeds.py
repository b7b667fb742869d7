"""From a command to the events it leaves: checks and facts, no effects.  Pure.

Raises Conflict where the ticket's state, a gate or the policy forbids it now, and InvalidInput
where what was said does not make sense; both say what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from types import MappingProxyType

from ticketing import commands as c
from ticketing.events import Channel, EventKind, Fact, NewEvent
from ticketing.lifecycle import BY_COMMAND, Presence, refusal
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.verdicts import verdicts_of
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text
from watchkeeper.core.texts import storable

MAX_TEXT = 20_000
MAX_NAME = 200

Facts = dict[str, Fact]
Prose = dict[str, str]


def event_of(command: c.Command, ticket: Ticket, policy: Policy, now: Instant) -> NewEvent | None:
    """Return the event that *command* leaves; None where it was so already."""
    why_not = why_not_now(type(command).__name__, ticket)
    if why_not is not None:
        raise Conflict(why_not.sentence)
    if isinstance(command, c.Acknowledge) and command.actor in ticket.acknowledgers:
        return None
    at = _moment(command, ticket, now)
    _check(command, ticket, policy, now)
    data, prose = _content(command, ticket, policy)
    return NewEvent(
        kind=BY_COMMAND[type(command).__name__].event,
        occurred_at=at,
        actor=command.actor,
        channel=command.channel,
        data=MappingProxyType(data),
        prose=MappingProxyType(_limited(prose)),
    )


def opening(command: c.OpenTicket, now: Instant, *, facts: Mapping[str, Fact]) -> NewEvent:
    """Return the event by which a person opens a ticket; *facts* of target and terms."""
    if not command.level.opens_ticket:
        raise InvalidInput("a ticket has a level from I to IV")
    reported_at = now if command.reported_at is None else command.reported_at
    occurred_at = reported_at if command.occurred_at is None else command.occurred_at
    if max(reported_at, occurred_at) > now:
        raise InvalidInput("a fault cannot begin or be reported in the future")
    data: Facts = {
        **facts,
        "target": _named(command.target, text("the target")),
        "customer": _named(str(facts["customer"]), text("the customer")),
        "level": str(command.level),
        "source": "person",
        "is_reported": bool(command.reporter) or command.channel in _FROM_OUTSIDE,
        "reported_at": reported_at,
        "occurred_at": min(occurred_at, reported_at),
        "remote_only": command.remote_only,
    }
    _named(command.key, text("the key"))
    prose = {
        "summary": _wanted(command.summary, text("the summary")),
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
        prose=MappingProxyType(_limited(prose)),
    )


_FROM_OUTSIDE = frozenset({Channel.PHONE, Channel.MAIL, Channel.PORTAL, Channel.WALK_IN})


def why_not_now(command: str, ticket: Ticket) -> Text | None:
    """Return why a command (its class name) cannot be carried out now, or None."""
    return refusal(command, ticket.state, missing=ticket.shut_gates)


def _moment(command: c.Command, ticket: Ticket, now: Instant) -> Instant:
    if command.occurred_at is None:
        return now
    if command.occurred_at > now:
        raise InvalidInput("that time lies in the future")
    if command.occurred_at < ticket.cycle.reported_at:
        raise InvalidInput("that time lies before the fault was reported")
    return command.occurred_at


@singledispatch
def _check(command: c.Command, _ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    """Raise where *command* contradicts the ticket or the policy."""


@_check.register
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


@_check.register
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


@_check.register
def _check_resolve(command: c.Resolve, ticket: Ticket, _policy: Policy, now: Instant) -> None:
    if command.restored_at is None:
        return
    if not ticket.cycle.occurred_at <= command.restored_at <= now:
        raise InvalidInput("the service came back after the fault began and not in the future")


@_check.register
def _check_rank(command: c.SetRank, _ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if command.rank is not None and not 1 <= command.rank <= 999:
        raise InvalidInput("a rank lies between 1 and 999")


@singledispatch
def _content(command: c.Command, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    """Return the facts and the free text of the command's event."""
    raise TypeError(f"{type(command).__name__} leaves no event")


@_content.register
def _(command: c.Acknowledge, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"note": command.note}


@_content.register
def _(command: c.Assign, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    owner = _named(_wanted(command.owner, text("the new owner")), text("the new owner"))
    return {"owner": owner}, {"note": command.note}


@_content.register
def _(command: c.SubmitPlan, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {
        "solution": _wanted(command.solution, text("the solution")),
        "implementation": command.implementation,
    }


@_content.register
def _(command: c.ReportWorkaround, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"description": _wanted(command.description, text("the description"))}


@_content.register
def _(command: c.ArriveOnSite, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"note": command.note}


@_content.register
def _(command: c.SubmitEmergencyPlan, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"plan": _wanted(command.plan, text("the emergency plan"))}


@_content.register
def _(command: c.Resolve, ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    data: Facts = {
        "cause_class": command.cause_class.value,
        "data_loss": command.data_loss.value,
        "recovery_point": command.recovery_point,
        "restored_at": command.restored_at,
        "while_failing": ticket.presence is Presence.FAILING,
    }
    return data, {
        "cause": _wanted(command.cause, text("the cause")),
        "method": _wanted(command.method, text("the method")),
        "recovery_document": command.recovery_document,
    }


@_content.register
def _(command: c.SubmitReport, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {
        "kind": _wanted(command.kind, text("the kind of fault")),
        "cause": _wanted(command.cause, text("the cause")),
        "method": _wanted(command.method, text("the method")),
        "losses": _wanted(command.losses, text("the losses")),
    }


@_content.register
def _(command: c.Reply, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"text": _wanted(command.text, text("the reply"))}


@_content.register
def _(command: c.AgreeCause, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"agreed_by": _wanted(command.agreed_by, text("who agreed"))}


@_content.register
def _(command: c.Close, ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {"verdicts": verdicts_of(ticket)}, {"note": command.note}


@_content.register
def _(command: c.Cancel, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"reason": _wanted(command.reason, text("the reason"))}


@_content.register
def _(command: c.Reopen, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"reason": _wanted(command.reason, text("the reason"))}


@_content.register
def _(command: c.Comment, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {"is_public": command.is_public}, {"text": _wanted(command.text, text("the comment"))}


@_content.register
def _(command: c.SetRank, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    asked = _wanted(command.requested_by, text("who asked for it"))
    return {"rank": command.rank}, {"requested_by": asked}


@_content.register
def _(command: c.Pause, _ticket: Ticket, policy: Policy) -> tuple[Facts, Prose]:
    return {"reason": command.reason.value, "until": command.until}, {"note": command.note}


@_content.register
def _(command: c.Resume, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {}, {"note": command.note}


@_content.register
def _(command: c.ChangeLevel, ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {
        "level": str(command.level),
        "from": str(ticket.level),
        "cause": command.cause.value,
    }, {"reason": _wanted(command.reason, text("the reason"))}


@_content.register
def _(command: c.EscalateNow, _ticket: Ticket, _policy: Policy) -> tuple[Facts, Prose]:
    return {"by_hand": True}, {"reason": _wanted(command.reason, text("the reason"))}


def _wanted(value: str, what: Text) -> str:
    if not value.strip():
        raise InvalidInput("{what} is missing", what=what)
    return value.strip()


def _limited(prose: Mapping[str, str]) -> Prose:
    """Drop what was left empty; refuse what is too long."""
    for value in prose.values():
        if len(value) > MAX_TEXT:
            raise InvalidInput("a text may have {limit} characters at most", limit=MAX_TEXT)
    return {name: storable(value) for name, value in prose.items() if value.strip()}


def _named(value: str, what: Text) -> str:
    """Return a name as the columns can hold it.  Raises InvalidInput for a longer one."""
    if len(value) > MAX_NAME:
        raise InvalidInput("{what} may have {limit} characters at most", what=what, limit=MAX_NAME)
    return storable(value.strip())
