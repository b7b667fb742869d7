"""Ties between tickets within one unit of work: what the other tickets have to say to a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ticketing import commands as c
from ticketing.link_rows import links_about
from ticketing.links.linking import why_not_linked
from ticketing.links.model import Party
from ticketing.ticket import Ticket
from ticketing.work import Work
from watchkeeper.core.errors import Conflict


def party_of(ticket: Ticket) -> Party:
    """Return a ticket as the rules of links see it."""
    return Party(ticket.number, ticket.subject.customer, ticket.state)


def _check_link(work: Work, command: c.Link) -> None:
    a, b = (party_of(work.ticket(number)) for number in (command.number, command.to))
    links = links_about(work.connection, command.number, command.to, command.kind)
    why_not = why_not_linked(a, b, command.kind, links)
    if why_not is not None:
        raise Conflict(why_not.sentence, at=None, **why_not.facts)


_CHECKS: Mapping[type[c.Command], Callable[[Work, Any], None]] = MappingProxyType(
    {c.Link: _check_link}
)


def check_among_others(work: Work, command: c.Command) -> None:
    """Refuse what contradicts other tickets, which are loaded.  Raises Conflict, NotFound."""
    check = _CHECKS.get(type(command))
    if check is not None:
        check(work, command)
