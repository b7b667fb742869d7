"""What ties a ticket to others.  Pure; what the other tickets forbid is asked in ``link_work``."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Content, Deed, wanted
from ticketing.events import EventKind
from ticketing.lifecycle import ANY, NOT_FINAL, TicketState
from ticketing.links.model import BY_HAND, Link
from ticketing.policy import Policy
from ticketing.ticket import Ticket
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, text


def _link(command: c.Link | c.Unlink, _ticket: Ticket) -> Content:
    return {"to": command.to, "link": command.kind.value}, {"note": command.note}


def _check_kind(command: c.Link, _ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if command.kind not in BY_HAND:
        raise InvalidInput("such a link is left by splitting a ticket")


def _why_not_unlinked(ticket: Ticket) -> Text | None:
    return None if ticket.ties.links else text("the ticket is linked to no other")


def _check_linked(command: c.Unlink, ticket: Ticket, _policy: Policy, _now: Instant) -> None:
    if Link(ticket.number, command.to, command.kind) not in ticket.ties.links:
        raise Conflict("the two are not linked so")


def _merge(command: c.Merge, _ticket: Ticket) -> Content:
    return {"into": command.into}, {"note": command.note}


def _unmerge(command: c.Unmerge, ticket: Ticket) -> Content:
    reason = wanted(command.reason, text("the reason"))
    return {"out_of": ticket.ties.merged_into}, {"reason": reason}


DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.Link,
        name="link",
        event=EventKind.LINKED,
        states=ANY,
        content=_link,
        check=_check_kind,
    ),
    Deed(
        command=c.Unlink,
        name="unlink",
        event=EventKind.UNLINKED,
        states=ANY,
        content=_link,
        check=_check_linked,
        why_not=_why_not_unlinked,
    ),
    Deed(
        command=c.Merge,
        name="merge",
        event=EventKind.MERGED,
        states=NOT_FINAL,
        content=_merge,
    ),
    Deed(
        command=c.Unmerge,
        name="unmerge",
        event=EventKind.UNMERGED,
        states=frozenset({TicketState.MERGED}),
        content=_unmerge,
    ),
)
