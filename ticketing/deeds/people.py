"""Who has it, who is told, what was said to whom.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, named, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import ANY, LIVE, NOT_FINAL
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text


def _assignment(command: c.Assign, _ticket: Ticket) -> Content:
    owner = named(wanted(command.owner, text("the new owner")), text("the new owner"))
    return {"owner": owner}, {"note": command.note}


def _escalation(command: c.EscalateNow, _ticket: Ticket) -> Content:
    return {"by_hand": True}, {"reason": wanted(command.reason, text("the reason"))}


def _reply(command: c.Reply, _ticket: Ticket) -> Content:
    return {}, {"text": wanted(command.text, text("the reply"))}


def _comment(command: c.Comment, _ticket: Ticket) -> Content:
    return {"is_public": command.is_public}, {"text": wanted(command.text, text("the comment"))}


def _check_rank(command: c.SetRank, _ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if command.rank is not None and not 1 <= command.rank <= 999:
        raise InvalidInput("a rank lies between 1 and 999")


def _rank(command: c.SetRank, _ticket: Ticket) -> Content:
    asked = wanted(command.requested_by, text("who asked for it"))
    return {"rank": command.rank}, {"requested_by": asked}


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Assign,
        name="assign",
        event=EventKind.ASSIGNED,
        states=NOT_FINAL,
        content=_assignment,
    ),
    Deed(
        command=c.EscalateNow,
        name="escalate",
        event=EventKind.ESCALATED,
        states=LIVE,
        content=_escalation,
    ),
    Deed(
        command=c.Reply,
        name="reply",
        event=EventKind.REPLIED,
        states=NOT_FINAL,
        content=_reply,
    ),
    Deed(
        command=c.Comment,
        name="comment",
        event=EventKind.COMMENTED,
        states=ANY,
        content=_comment,
    ),
    Deed(
        command=c.SetRank,
        name="rank",
        event=EventKind.RANKED,
        states=LIVE,
        content=_rank,
        check=_check_rank,
    ),
)
