"""Who has it, who is told, what was said to whom.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, Facts, named, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import ANY, LIVE, NOT_FINAL
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from ticketing.types.model import Kind
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import text

MOST_WATCHERS = 100


def _assignment(command: c.Assign, _ticket: Ticket) -> Content:
    owner = named(wanted(command.owner, text("the new owner")), text("the new owner"))
    return {"owner": owner}, {"note": command.note}


def _triage(command: c.Triage, _ticket: Ticket) -> Content:
    owner = named(wanted(command.owner, text("the new owner")), text("the new owner"))
    return {"owner": owner}, {"note": command.note}


def _check_offer(command: c.HandOver, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if command.to == ticket.owner:
        raise Conflict("the ticket is theirs already")


def _offer(command: c.HandOver, _ticket: Ticket) -> Content:
    to = named(wanted(command.to, text("the colleague")), text("the colleague"))
    return {"to": to}, {"note": command.note}


def _is_watched(command: c.Watch, ticket: Ticket) -> bool:
    return command.person in ticket.attention.watchers


def _is_unwatched(command: c.Unwatch, ticket: Ticket) -> bool:
    return command.person not in ticket.attention.watchers


def _check_watchers(_command: c.Watch, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if len(ticket.attention.watchers) >= MOST_WATCHERS:
        raise Conflict("{most} people at most follow a ticket", most=MOST_WATCHERS)


def _watcher(command: c.Watch | c.Unwatch, _ticket: Ticket) -> Content:
    person = wanted(command.person, text("who follows it"))
    return {"person": named(person, text("who follows it"))}, {}


def _escalation(command: c.EscalateNow, _ticket: Ticket) -> Content:
    return {"by_hand": True}, {"reason": wanted(command.reason, text("the reason"))}


def _reply(command: c.Reply, ticket: Ticket) -> Content:
    """Note who was answered, and whether nobody else waits for an answer to a solved defect."""
    data: Facts = {"party": command.party.value}
    if ticket.course.kind is Kind.DEFECT and not _owed_after(command.party, ticket):
        data["outcome"] = "last_owed"
    return data, {"text": wanted(command.text, text("the reply"))}


def _owed_after(party: c.ReplyParty, ticket: Ticket) -> bool:
    """Tell whether the requester, or the unit that passed it on, is still to be answered (R48)."""
    answered = {*ticket.course.answered, party}
    if c.ReplyParty.BOTH in answered:
        return False
    owed = {c.ReplyParty.REQUESTER}
    if ticket.course.has_commissioner:
        owed.add(c.ReplyParty.COMMISSIONER)
    return not owed <= answered


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
        command=c.Triage,
        name="triage",
        event=EventKind.TRIAGED,
        states=LIVE,
        content=_triage,
    ),
    Deed(
        command=c.HandOver,
        name="hand-over",
        event=EventKind.HANDED_OVER,
        states=NOT_FINAL,
        content=_offer,
        check=_check_offer,
    ),
    Deed(
        command=c.Watch,
        name="watch",
        event=EventKind.WATCHED,
        states=ANY,
        content=_watcher,
        check=_check_watchers,
        is_so=_is_watched,
    ),
    Deed(
        command=c.Unwatch,
        name="unwatch",
        event=EventKind.UNWATCHED,
        states=ANY,
        content=_watcher,
        is_so=_is_unwatched,
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
