"""What moves a clock or its target: a pause, another level.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, note_of, wanted
from ticketing.events import EventKind
from ticketing.goal_state import GoalState
from ticketing.lifecycle import ANY, LIVE, TicketState
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


def _check_resumption(command: c.Resume, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    at, pause = command.occurred_at, ticket.pause
    if at is not None and pause is not None and at < pause.start:
        raise InvalidInput("a pause does not end before it began")


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


def _check_due(command: c.AgreeDue, ticket: Ticket, _policy: Policy, now: Instant) -> None:
    running = {goal.goal.metric for goal in ticket.goals if goal.is_running}
    if command.metric not in running:
        raise InvalidInput(
            "no goal {metric!r} is running; running are {running}",
            metric=command.metric,
            running=", ".join(sorted(running)),
        )
    if command.due_at <= now:
        raise InvalidInput("an agreed time lies in the future")


def _due(command: c.AgreeDue, _ticket: Ticket) -> Content:
    agreed_by = wanted(command.agreed_by, text("who agreed"))
    return {"metric": command.metric, "due_at": command.due_at}, {"agreed_by": agreed_by}


def _check_withdrawal(
    command: c.WithdrawDue, ticket: Ticket, _policy: Policy, _now: Instant
) -> None:
    if command.metric not in ticket.agreed.dues:
        raise InvalidInput("no time was agreed for {metric!r}", metric=command.metric)


def _withdrawal(command: c.WithdrawDue, _ticket: Ticket) -> Content:
    return {"metric": command.metric}, {"reason": wanted(command.reason, text("the reason"))}


def _missed(command: c.ExplainBreach, ticket: Ticket) -> GoalState | None:
    """Return the goal that was missed, where it was."""
    goals = (goal for goal in ticket.goals if goal.goal.name == command.goal)
    return next((goal for goal in goals if goal.breached_at is not None), None)


def _check_explanation(
    command: c.ExplainBreach, ticket: Ticket, _policy: Policy, _now: Instant
) -> None:
    if _missed(command, ticket) is None:
        raise InvalidInput("the goal {goal!r} was not missed", goal=command.goal)


def _explanation(command: c.ExplainBreach, ticket: Ticket) -> Content:
    missed = _missed(command, ticket)
    assert missed is not None
    return {"goal": command.goal, "metric": missed.goal.metric, "cycle": missed.cycle}, {
        "reason": wanted(command.reason, text("the reason"))
    }


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
        check=_check_resumption,
    ),
    Deed(
        command=c.ChangeLevel,
        name="level",
        event=EventKind.LEVEL_CHANGED,
        states=LIVE,
        content=_level,
        check=_check_level,
    ),
    Deed(
        command=c.AgreeDue,
        name="agree-due",
        event=EventKind.DUE_AGREED,
        states=LIVE,
        content=_due,
        check=_check_due,
    ),
    Deed(
        command=c.WithdrawDue,
        name="withdraw-due",
        event=EventKind.DUE_WITHDRAWN,
        states=LIVE,
        content=_withdrawal,
        check=_check_withdrawal,
    ),
    Deed(
        command=c.ExplainBreach,
        name="explain-breach",
        event=EventKind.BREACH_EXPLAINED,
        states=ANY,
        content=_explanation,
        check=_check_explanation,
    ),
)
